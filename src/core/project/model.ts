/** What the workspace holds, as cargo tells it. Plain data; paths are absolute and native to the machine. */

/** One Cargo workspace (a lone package is a workspace of one). */
export interface CargoWorkspace {
  /** Folder of the root manifest: cwd of every cargo lambda command. */
  readonly root: string;
  readonly targetDirectory: string;
  /** Those with a function or extension, by name. */
  readonly packages: readonly CargoPackage[];
  /** Of all its packages, also those that are not shown: a new one may have none of these. */
  readonly names: { readonly packages: readonly string[]; readonly binaries: readonly string[] };
  /** Every manifest that belongs to it, the root's included: also of packages that are not shown. */
  readonly manifests: readonly string[];
  /** How it was found: by cargo itself, or read from manifests because nothing may be executed. */
  readonly source: 'cargo' | 'manifests';
}

/** A package that holds at least one function or extension. */
export interface CargoPackage {
  readonly name: string;
  readonly manifestPath: string;
  readonly binaries: readonly LambdaBinary[];
  /** Manifests of other packages of its Cargo workspace that it is built from: handlers may be in one of them. */
  readonly builtFrom: readonly string[];
}

export interface LambdaBinary {
  /** Stable over refreshes and reloads: manifest path, `#`, binary name. */
  readonly id: string;
  readonly name: string;
  /** `extension` when the package depends on lambda-extension and on no function runtime. */
  readonly kind: 'function' | 'extension';
  /** Depends on lambda_http: takes HTTP requests. */
  readonly http: boolean;
  /** The file with `fn main`. */
  readonly sourcePath: string;
  readonly packageName: string;
  readonly manifestPath: string;
  readonly workspaceRoot: string;
  readonly targetDirectory: string;
  /** Other packages of the same Cargo workspace with a binary of this name. */
  readonly clashesWith: readonly string[];
}

/** A Cargo.toml that cargo could not read. */
export interface BrokenManifest {
  readonly manifestPath: string;
  /** cargo's message, without colours; empty when cargo itself is missing. */
  readonly message: string;
  /** What was to read it, and was not found. Settings may differ from folder to folder. */
  readonly missingProgram?: string;
  /** Where in the file, 0-based, when the message says so. */
  readonly position?: { readonly line: number; readonly character: number };
}

export interface ProjectModel {
  readonly workspaces: readonly CargoWorkspace[];
  readonly broken: readonly BrokenManifest[];
}

/** What a command can be aimed at: tree nodes and lenses carry this. */
export interface FunctionTarget {
  readonly functionId?: string;
  /** One of these is meant: the picker asks which. A lens has them when several binaries share a handler. */
  readonly functionIds?: readonly string[];
  readonly manifestPath?: string;
  /** Id of one of the function's payload files. */
  readonly payload?: string;
}

export const functionId = (manifestPath: string, binaryName: string): string =>
  `${manifestPath}#${binaryName}`;

export const binariesOf = (model: ProjectModel): readonly LambdaBinary[] =>
  model.workspaces.flatMap((workspace) => workspace.packages.flatMap((pkg) => pkg.binaries));
