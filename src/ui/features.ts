/** What the parts of the UI offer each other. Each is implemented in its own folder and joined in services.ts. */
import type { RustLambdaError } from '../core/errors';
import type { AbortSignalLike, Event } from '../core/events';
import type { Architecture, Compiler } from '../core/cargoLambda/commands';
import type { DeployConfig } from '../core/cargoLambda/systemReport';
import type { WatchState } from '../core/cargoLambda/watchMachine';
import type { CommandLine, HandlerLocation, LocalAddress, ProcessExit } from '../core/ports';
import type { FunctionTarget, LambdaBinary, ProjectModel } from '../core/project/model';
import type { TypeShape } from '../core/types/eventShape';

/** The functions of the open folders; kept fresh by file events. */
export interface Project {
  /** The last model; empty before the first read. */
  readonly model: ProjectModel;
  readonly onDidChange: Event<ProjectModel>;
  /** Why the last reading failed as a whole, e.g. no cargo. A refused manifest is in the model instead. */
  readonly problem?: RustLambdaError | undefined;
  /** Never rejects. Reads when nothing was read yet, else gives the last model at once. */
  ready(): Promise<ProjectModel>;
  refresh(): Promise<ProjectModel>;
  binary(id: string): LambdaBinary | undefined;
}

/** Asks for a function when a command was called without one. Undefined: the person cancelled. */
export interface FunctionPicker {
  pick(
    target: FunctionTarget | undefined,
    options: { readonly title: string; readonly kinds: readonly LambdaBinary['kind'][] },
  ): Promise<LambdaBinary | undefined>;
}

export type { Architecture, Compiler, WatchState };

export interface TerminalCommand {
  /** Name of the terminal, e.g. `build order-consumer`. */
  readonly label: string;
  readonly command: CommandLine;
  /** `always` shows the terminal, `silent` only when it fails, `never` not at all. */
  readonly reveal: 'always' | 'silent' | 'never';
  /** A process that stays (watch) ends with the extension host, whatever ends that. */
  readonly guarded?: boolean;
  /** Each line of output, without colours and line ends. */
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

export interface TerminalRun {
  /** Settles when the process ended, by itself or by closing the terminal. Never rejects. */
  readonly exited: Promise<ProcessExit>;
  stop(): Promise<ProcessExit>;
  /** A person ended it, by Ctrl+C or by closing the terminal: no failure to report. */
  readonly interrupted: boolean;
  /** Brings the terminal to the front. */
  show(): void;
}

/** Runs commands in integrated terminals: the process' own bytes are shown and can be read at once. */
export interface Terminals {
  /** @throws RustLambdaError programMissing | untrusted */
  run(command: TerminalCommand): Promise<TerminalRun>;
}

/** A release build, with everything chosen by the person. */
export interface ReleaseChoice {
  readonly architecture: Architecture;
  readonly compiler: Compiler;
}

export interface Builds {
  /**
   * `cargo lambda build` in a terminal; problems go to the Problems view, artifact state is refreshed.
   * @throws RustLambdaError compileError | commandFailed | cargoLambdaMissing | cancelled …
   */
  build(
    target: {
      readonly workspaceRoot: string;
      readonly packageName?: string;
      readonly binaryName?: string;
      readonly extension?: boolean;
    },
    options: { readonly release?: ReleaseChoice; readonly signal?: AbortSignalLike },
  ): Promise<void>;
  /**
   * The command line of `build`, for showing and copying: without the flags that are added only to read its output.
   */
  commandLine(
    target: {
      readonly workspaceRoot: string;
      readonly packageName?: string;
      readonly binaryName?: string;
      readonly extension?: boolean;
    },
    options: { readonly release?: ReleaseChoice },
  ): CommandLine;
  /**
   * Plain `cargo build --bin` as `cargo lambda watch` will use it, so that compile errors are known at once.
   * @throws RustLambdaError compileError | commandFailed | cancelled
   */
  buildForWatch(binary: LambdaBinary, signal?: AbortSignalLike): Promise<void>;
  /** Fires with the Cargo workspace's root when a build ended. */
  readonly onDidBuild: Event<string>;
}

/** What `cargo lambda watch` says about one of its functions. */
export type WatchEvent =
  /**
   * A function's process ended: a crash, or cargo could not build it (code 101). `ForceStop` also tells of one that
   * was ended because a file changed; a request it had is lost then.
   */
  | { readonly kind: 'functionExited'; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'line'; readonly text: string; readonly stream: 'stdout' | 'stderr' };

export interface WatchSession {
  readonly workspaceRoot: string;
  readonly address: LocalAddress;
  readonly onEvent: Event<WatchEvent>;
  /** Settles when the emulator ended. */
  readonly exited: Promise<ProcessExit>;
  /** A function crashed: the emulator won't start it again by itself, so the next ensure() restarts. */
  markUnusable(): void;
}

/** `cargo lambda watch`, at most one per Cargo workspace. */
export interface Watches {
  state(workspaceRoot: string): WatchState;
  /** Fires with the Cargo workspace's root. */
  readonly onDidChange: Event<string>;
  /** The running session, or a new one. @throws RustLambdaError portTaken | watchFailed | … */
  ensure(workspaceRoot: string, signal?: AbortSignalLike): Promise<WatchSession>;
  stop(workspaceRoot: string): Promise<void>;
  commandLine(workspaceRoot: string): CommandLine;
}

export interface Tools {
  /** @throws RustLambdaError untrusted | programMissing | cargoLambdaMissing | cargoLambdaTooOld */
  requireCargoLambda(cwd: string): Promise<{ readonly version: string }>;
  /** Where `cargo lambda deploy` goes when it isn't told. @throws RustLambdaError commandFailed | what requireCargoLambda throws */
  deployConfig(binary: LambdaBinary): Promise<DeployConfig>;
}

export interface Handlers {
  /**
   * Where the binary's events arrive. Cached by file version; unsaved editors count, and in half-typed code
   * the last handler stays. undefined when there is no `fn main`. Runs nothing.
   */
  locate(binary: LambdaBinary): Promise<HandlerLocation | undefined>;
  /** Fires with the path of a source file that an answer of `locate` was read from. */
  readonly onDidChange: Event<string>;
}

export interface KnownEvent {
  /** undefined: no handler is proven, or it does not say what it takes. */
  readonly shape: TypeShape | undefined;
  /** Why the crates that it is built from are not known, which makes the shape less sure than it could be. */
  readonly problem: RustLambdaError | undefined;
  /** With a problem: it is of the crates that were known before. */
  readonly isOld: boolean;
}

export interface EventShapes {
  /**
   * The JSON that the binary's event type accepts. Cached by file version; unsaved editors count, and in half-typed code
   * the last shape stays. Asks cargo for the crates that are used, where that may be run.
   */
  of(binary: LambdaBinary): Promise<KnownEvent>;
  /** Fires when an answer of `of` may be another now. */
  readonly onDidChange: Event<void>;
}

export interface PayloadFile {
  /** From the package's folder, with `/`: `events/orders/two.json`. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** On disk; milliseconds since the epoch. */
  readonly modified: number;
  /** Changes when its text does, in an editor too. */
  readonly version: number;
}

export interface Payloads {
  /** @throws RustLambdaError fileFailed */
  list(binary: LambdaBinary): Promise<readonly PayloadFile[]>;
  /** What the function was invoked with last; it may be gone. */
  last(functionId: string): { readonly id: string; readonly at: number } | undefined;
  /** Fires with the function's id. */
  readonly onDidUse: Event<string>;
  /** Fires after a file was renamed, whoever did it. */
  readonly onDidRename: Event<PayloadRename>;
}

export interface PayloadRename {
  readonly functionId: string;
  /** Ids. */
  readonly from: string;
  readonly to: string;
}

/** What the selected AWS account and region run of this workspace, as far as it was read. */
export interface Deployments {
  /** undefined: not read yet, or not deployed. Never asks AWS by itself. */
  get(functionId: string):
    | {
        readonly version: string;
        /** Milliseconds since the epoch. */
        readonly lastModified: number;
        readonly region: string;
      }
    | undefined;
  /** Fires with the function's id, or undefined when all may have changed. */
  readonly onDidChange: Event<string | undefined>;
}
