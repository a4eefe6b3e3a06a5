/**
 * What core and ui need from outside, as interfaces. Adapters implement them; services.ts joins the two.
 * Every method that can take long takes a signal, and rejects with `cancelled` when it is aborted.
 */
import type { AbortSignalLike, Event } from './events';
import type { LambdaBinary, ProjectModel } from './project/model';
import type { Hint } from './rust/hints/hint';
import type { CrateGraph } from './types/crateGraph';
import type { TypeShape } from './types/eventShape';
import type { EventTypeFit } from './types/fits/fits';
import type { EventTypePlace } from './types/wiring/eventTypePlace';

// ── Processes ────────────────────────────────────────────────────────────────────────────────────────────

/** A program and its arguments: never a shell string. */
export interface CommandLine {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to the environment the extension itself has. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface RunningProcess {
  readonly pid: number;
  /** Settles when the process ended and its output was delivered. Never rejects. */
  readonly exited: Promise<ProcessExit>;
  /** Ends the whole process tree: asks first, forces after a grace period. Resolves when it is gone. */
  stop(): Promise<ProcessExit>;
}

export interface ProcessRunner {
  /**
   * Starts a process whose output is handed over as it comes.
   * @param options.guarded end the tree also when the extension host itself dies (for processes that stay).
   * @throws RustLambdaError programMissing when there is no such program
   */
  start(
    command: CommandLine,
    options: {
      readonly onOutput: (chunk: Uint8Array, stream: 'stdout' | 'stderr') => void;
      readonly guarded?: boolean;
    },
  ): Promise<RunningProcess>;

  /** Runs to the end and gives its output; ends the tree when the signal is aborted. */
  run(
    command: CommandLine,
    options?: { readonly signal?: AbortSignalLike; readonly maxBytes?: number },
  ): Promise<ProcessExit & { readonly stdout: string; readonly stderr: string }>;
}

/** TCP ports of this machine. */
export interface LocalPorts {
  /** A port on 127.0.0.1 that nobody listens on at this moment. */
  free(): Promise<number>;
  /** Whether somebody listens there. */
  isOpen(address: LocalAddress): Promise<boolean>;
}

/** What this machine has on its PATH. */
export interface Programs {
  /** Those of `names` that can be run, in the order given. */
  find(names: readonly string[]): Promise<readonly string[]>;
}

// ── Files ────────────────────────────────────────────────────────────────────────────────────────────────

export interface FileStat {
  /** Milliseconds since the epoch. */
  readonly modified: number;
  readonly bytes: number;
}

export interface Files {
  /** undefined when there is no such file. */
  stat(path: string): Promise<FileStat | undefined>;
  readText(path: string): Promise<string>;
  /** The first bytes, e.g. to read an ELF header. */
  readHead(path: string, bytes: number): Promise<Uint8Array>;
  /** All or nothing: writes beside the file, then renames. */
  writeText(path: string, text: string): Promise<void>;
  /** Names in a folder; empty when there is no such folder. */
  list(path: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
}

/**
 * What the extension keeps for itself: files in one folder, by name, which nobody but the user can read. Several
 * windows may share it. All methods throw RustLambdaError fileFailed.
 */
export interface PrivateFiles extends Pick<Files, 'writeText'> {
  list(): Promise<readonly (FileStat & { readonly name: string })[]>;
  /** undefined when there is no such file. */
  readText(name: string): Promise<string | undefined>;
  /** Does nothing when there is no such file. */
  remove(name: string): Promise<void>;
}

// ── Project ──────────────────────────────────────────────────────────────────────────────────────────────

/** How cargo is run for one manifest; settings may differ from folder to folder. */
export interface CargoChoice {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface ProjectReader {
  /**
   * Reads the Cargo workspaces that the manifests belong to. A manifest that cargo refuses, or for which there is
   * no cargo, becomes a BrokenManifest, and what else its workspace holds is read from the files.
   * @param options.execute false: nothing is run, everything is read from the files
   * @throws RustLambdaError cancelled
   */
  read(
    manifestPaths: readonly string[],
    options: {
      readonly execute: boolean;
      readonly cargo: (manifestPath: string) => CargoChoice;
      readonly signal?: AbortSignalLike;
    },
  ): Promise<ProjectModel>;
}

/**
 * What `cargo lambda build` left in `target/lambda` for one binary. When there is both a binary and a zip, it is
 * the binary, as `cargo lambda deploy` takes that one, be it older or not.
 */
export interface ArtifactState {
  /** `…/NAME/bootstrap`, `…/NAME/bootstrap.zip`, `…/extensions/NAME` or `…/extensions/NAME.zip`. */
  readonly path: string;
  readonly kind: 'binary' | 'zip';
  /** From the ELF header; `unknown` when it is no ELF file for a processor that Lambda has. */
  readonly architecture: 'x86_64' | 'arm64' | 'unknown';
  /** cargo's profile folder (`debug`, `release`, …) that it came from, when cargo's records still tell. */
  readonly profile?: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** Something it was built from changed since. */
  readonly stale: boolean;
  /** The newest few of the files that make it stale, newest first; a deleted one counts as newest. */
  readonly newerSources: readonly string[];
}

export interface Artifacts {
  /** Reads the disk each time. undefined: was not built. @throws RustLambdaError fileFailed */
  state(binary: LambdaBinary): Promise<ArtifactState | undefined>;
}

// ── Local invocation ─────────────────────────────────────────────────────────────────────────────────────

export interface LocalAddress {
  readonly host: string;
  readonly port: number;
}

export interface InvokeResponse {
  /** HTTP status of the emulator. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** There was more than is read: `body` is the beginning. */
  readonly isCut?: boolean;
  /** From sending the request to the last byte, ms. */
  readonly durationMs: number;
}

export interface LocalInvoker {
  /**
   * The Invoke API by HTTP.
   * @throws RustLambdaError cancelled | endpointUnreachable
   */
  invoke(
    address: LocalAddress,
    functionName: string,
    payload: string,
    signal: AbortSignalLike,
  ): Promise<InvokeResponse>;
}

// ── AWS ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Where a deploy goes. Without a profile the SDK's default chain decides. */
export interface AwsTarget {
  readonly profile?: string;
  readonly region: string;
  /** Over what environment and profile say. */
  readonly endpoint?: string;
}

export interface AwsProfile {
  readonly name: string;
  readonly region?: string;
  /** `endpoint_url`: requests go there instead of to AWS. */
  readonly endpoint?: string;
  /** A way to sign in that cargo lambda doesn't have: it needs an MFA code, or uses `aws login`. */
  readonly signIn?: 'mfa' | 'login';
}

export interface AwsProfiles {
  readonly profiles: readonly AwsProfile[];
  /** What the environment says: AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL. */
  readonly environment: { readonly profile?: string; readonly region?: string; readonly endpoint?: string };
}

export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
}

export interface DeployedFunction {
  readonly name: string;
  readonly arn: string;
  /** Newest published version, `$LATEST` when none was published; undefined when it may not be read. */
  readonly version?: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  readonly architecture: 'x86_64' | 'arm64';
  readonly runtime: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly codeBytes: number;
  readonly url?: string;
}

/** An extension is deployed as a layer. */
export interface DeployedLayer {
  readonly arn: string;
  /** Newest version. */
  readonly version: string;
  /** When that version was published, milliseconds since the epoch. */
  readonly lastModified: number;
}

export interface Aws {
  profiles(): Promise<AwsProfiles>;
  /** @throws RustLambdaError aws */
  identity(target: AwsTarget, signal?: AbortSignalLike): Promise<CallerIdentity>;
  /** undefined when there is no such function there. @throws RustLambdaError aws */
  deployedFunction(
    target: AwsTarget,
    name: string,
    signal?: AbortSignalLike,
  ): Promise<DeployedFunction | undefined>;
  /** undefined when there is no such layer there. @throws RustLambdaError aws */
  deployedLayer(
    target: AwsTarget,
    name: string,
    signal?: AbortSignalLike,
  ): Promise<DeployedLayer | undefined>;
  /** Names of all functions there. @throws RustLambdaError aws */
  functionNames(target: AwsTarget, signal?: AbortSignalLike): Promise<readonly string[]>;
  /**
   * AWS_ACCESS_KEY_ID and so on, for a program that can't sign in with the target's profile by itself. Goes to
   * that program's environment and nowhere else. @throws RustLambdaError aws
   */
  credentialVariables(target: AwsTarget, signal?: AbortSignalLike): Promise<Readonly<Record<string, string>>>;
}

// ── Rust source ──────────────────────────────────────────────────────────────────────────────────────────

export interface SourcePosition {
  /** 0-based, as in VS Code. */
  readonly line: number;
  /** UTF-16 code units, 0-based. */
  readonly character: number;
}

export interface SourceRange {
  readonly path: string;
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

/** Where a function or closure that takes events is: its name, or a closure's parameters. */
export interface HandlerPlace extends SourceRange {
  /** undefined for a closure. */
  readonly name?: string;
}

/** Where a binary's events arrive: the handler, of a router the `Router::new` it starts with. */
export interface HandlerLocation extends HandlerPlace {
  readonly functionId: string;
  /** `main`: no handler could be proven, this is `fn main`. */
  readonly kind: 'function' | 'closure' | 'router' | 'main';
  /** The event's Rust type as written, e.g. `SqsEvent`. */
  readonly eventType?: string;
  /** The parameter whose type that is; for a closure it may be that of a function it calls. */
  readonly event?: SourceRange;
  /** Of a router, in source order; those with a computed path are not known. */
  readonly routes?: readonly RouteLocation[];
}

/** What a router (axum's) does with which requests. */
export interface RouteLocation {
  /** `GET`, or `ANY`. */
  readonly method: string;
  /** As axum writes it, `/orders/{id}`. */
  readonly path: string;
  /** undefined when it could not be proven. */
  readonly handler?: HandlerPlace;
}

export interface HandlerSearch {
  /** undefined when there is not even a `fn main`. */
  readonly location: HandlerLocation | undefined;
  /** Some of what was read is no complete Rust: someone is typing, and what was true before may still be. */
  readonly incomplete: boolean;
}

export interface HandlerFinder {
  /**
   * @param binary `sourcePath` is the file with `fn main`; with its manifest, handlers in the package's own
   * library and in its dependencies by path are found too
   * @param readText gives the text of a file (unsaved editors included), undefined when there is none
   */
  find(
    binary: {
      readonly id: string;
      readonly kind: LambdaBinary['kind'];
      readonly sourcePath: string;
      readonly manifestPath?: string;
    },
    readText: (path: string) => Promise<string | undefined>,
  ): Promise<HandlerSearch>;
}

export interface EventReader {
  /**
   * @param graph the crates that the package is built from; without it only the workspace's own sources are read
   * @param readText gives the text of a file (unsaved editors included), undefined when there is none
   */
  read(
    binary: Parameters<HandlerFinder['find']>[0],
    graph: CrateGraph | undefined,
    readText: (path: string) => Promise<string | undefined>,
  ): Promise<{
    /** undefined: no handler is proven, or it does not say what it takes. */
    readonly shape: TypeShape | undefined;
    /** As of a HandlerSearch. */
    readonly incomplete: boolean;
  }>;
}

export interface EventTypes {
  /**
   * Types of aws_lambda_events that fit payloads, the best first.
   * @param payloads JSON each
   * @throws RustLambdaError cancelled
   * @returns undefined when the package is built without that crate, or when a payload is nothing that serde_json reads
   */
  fits(
    manifestPath: string,
    graph: CrateGraph,
    payloads: readonly string[],
    readText: (path: string) => Promise<string | undefined>,
    signal?: AbortSignalLike,
  ): Promise<
    | {
        readonly fits: readonly EventTypeFit[];
        readonly version: string;
        /** That the package's sources have for the crate; undefined: it does not depend on it itself. */
        readonly name?: string;
      }
    | undefined
  >;
  /** Where the binary's handler says what it takes; undefined: it is not proven to take a type of JSON. */
  place(...args: Parameters<EventReader['read']>): Promise<EventTypePlace | undefined>;
}

export interface HintReader {
  /**
   * What can be said for certain against how the binary's handler is written.
   * @param graph undefined: what depends on how dependencies are built is not looked for
   * @returns undefined when that can't be told now, because someone is typing
   */
  read(...args: Parameters<EventReader['read']>): Promise<readonly Hint[] | undefined>;
}

export interface CrateGraphRequest {
  readonly manifestPath: string;
  readonly cargo: { readonly path: string; readonly env: Readonly<Record<string, string>> };
  /** What the package is built with, as cargo's flags have it: `--features`, `--no-default-features` … */
  readonly featureFlags?: readonly string[];
  readonly signal?: AbortSignalLike;
}

export interface CrateGraphReader {
  /**
   * The crates that a workspace is built from. Changes nothing, downloads nothing.
   * @throws RustLambdaError cargoFailed with what cargo says; programMissing; untrusted
   */
  read(request: CrateGraphRequest): Promise<CrateGraph>;
}

export type { AbortSignalLike, Event };
export type { PayloadWorker, PayloadWorkers } from './payload/engine/worker';
export type { PayloadJobs } from './payload/work/jobs';
