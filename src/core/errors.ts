/**
 * Failures that a person can do something about. `code` and `details` are what tests and the UI look at; the
 * UI (src/ui/errors) turns them into a sentence in the person's language with next steps as buttons.
 */

import type { NameProblem } from './newFunction/packageName';

/** For codes that say everything by themselves. */
type NoDetails = Readonly<Record<string, never>>;

export interface CompileProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface ErrorDetails {
  cancelled: NoDetails;
  /** `command` could not be started because there is no such program. */
  programMissing: { program: string };
  cargoLambdaMissing: NoDetails;
  /** An installer ended well, and still there is no `cargo lambda`. */
  cargoLambdaNotOnPath: NoDetails;
  cargoLambdaTooOld: { found: string; needed: string };
  /** cargo-lambda's default compiler needs it; `ways` are commands that install it on this machine. */
  zigMissing: { ways: readonly string[] };
  /** cargo's own words about a manifest, without colours. */
  cargoFailed: { manifestPath: string; message: string };
  /** A program ended with a code other than 0; `output` is the end of what it printed. `unseen`: in no terminal. */
  commandFailed: {
    command: string;
    code: number | null;
    signal: string | null;
    output: string;
    unseen?: true;
  };
  noFolder: NoDetails;
  noFunction: NoDetails;
  untrusted: NoDetails;
  /** Two binaries of one name in one Cargo workspace: cargo lambda can't tell them apart. */
  ambiguousBinary: { name: string; packages: readonly string[]; manifestPath: string };
  portTaken: { attempts: number };
  watchFailed: { output: string };
  /** `line` is 0-based; `all` may stop after the first few dozen. */
  compileError: { errors: number; first?: CompileProblem; all?: readonly CompileProblem[] };
  /** `path`: of the file it is in, if it is in one. */
  payloadInvalid: {
    reason: 'empty' | 'notJson' | 'tooLarge';
    bytes: number;
    message?: string;
    path?: string;
  };
  /** What was to be done with a payload can't be done with this one. */
  payloadUnfit: { reason: 'typeUnknown' | 'notJson' | 'notObject' | 'noEnvelope' };
  /** A payload file that can't be read, made, changed or taken in. `name` is the file's, or where the text is from. */
  payloadRefused: { name: string; reason: PayloadRefusal };
  endpointUnreachable: { address: string };
  nameInvalid: { name: string; problem: NameProblem };
  alreadyExists: { path: string };
  /** A pattern of the workspace's `members` would take `folder`, which only holds packages, for one. */
  folderTakenForPackage: { manifestPath: string; folder: string; pattern: string };
  artifactMissing: { path: string };
  wrongArchitecture: { found: string; wanted: string };
  /** AWS said no. `reason` groups its many error names by what to do next. */
  aws: {
    reason:
      | 'noCredentials'
      | 'expired'
      | 'invalidCredentials'
      | 'denied'
      | 'wrongRegion'
      | 'unreachable'
      | 'notFound'
      | 'roleCannotBeAssumed'
      | 'throttled'
      | 'profileMissing'
      | 'other';
    name: string;
    message: string;
    profile?: string;
    region?: string;
  };
  fileFailed: { path: string; message: string };
}

export type PayloadRefusal =
  | 'empty'
  | 'notJson'
  | 'tooLarge'
  /** It was deleted or renamed meanwhile. */
  | 'gone'
  | 'readOnly'
  /** Where a folder has to be there is a file. */
  | 'folderIsFile'
  /** VS Code asked, or said, why an editor was not saved. */
  | 'notSaved'
  /** Nothing is known of what the function takes. */
  | 'noType'
  /** Of its type nothing can be made, as of one that contains itself without end. */
  | 'notGenerated';

export type ErrorCode = keyof ErrorDetails;

export class RustLambdaError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'RustLambdaError';

  constructor(
    readonly code: C,
    readonly details: ErrorDetails[C],
    options?: { cause?: unknown },
  ) {
    super(`${code} ${JSON.stringify(details)}`, options);
  }
}

/** Narrows to one code, so that its details have their type. */
export const isError = <C extends ErrorCode>(error: unknown, code: C): error is RustLambdaError<C> =>
  error instanceof RustLambdaError && error.code === code;

export const cancelled = (): RustLambdaError<'cancelled'> => new RustLambdaError('cancelled', {});

export const isRustLambdaError = (error: unknown): error is RustLambdaError =>
  error instanceof RustLambdaError;

/** Anything can be thrown. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));

export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
