/**
 * What may be the name of a new package. `cargo lambda new` itself lets pass what breaks later, so this is its own
 * pattern together with what `cargo new` refuses or warns of (cargo's src/cargo/util/restricted_names.rs) and the
 * length that Lambda allows.
 */
import { keywords } from '../rust/keywords';

export type NameProblem =
  | { readonly reason: 'empty' }
  | { readonly reason: 'firstCharacter' | 'character'; readonly character: string }
  | { readonly reason: 'tooShort' | 'tooLong'; readonly limit: number }
  /** A Rust keyword: the package could never have a library. */
  | { readonly reason: 'keyword' }
  /** `cargo`: a folder of cargo or cargo-lambda. `rust`: a crate of the language. `windows`: no file there. */
  | { readonly reason: 'reserved'; readonly by: 'cargo' | 'rust' | 'windows' }
  | { readonly reason: 'packageExists' | 'binaryExists'; readonly existing: string };

/** cargo-lambda's `^[a-zA-Z][a-zA-Z0-9_-]+$` needs two characters. */
const SHORTEST = 2;
/** FunctionName of CreateFunction, and LayerName of PublishLayerVersion. */
const LONGEST = 64;

const RESERVED: Readonly<Record<'cargo' | 'rust' | 'windows', ReadonlySet<string>>> = {
  // cargo's folders below target/<profile>, target itself, and target/lambda/extensions.
  cargo: new Set(['build', 'deps', 'examples', 'incremental', 'target', 'extensions']),
  rust: new Set(['alloc', 'core', 'proc-macro', 'proc_macro', 'std', 'test']),
  // https://learn.microsoft.com/windows/win32/fileio/naming-a-file
  windows: new Set(
    ['con', 'prn', 'aux', 'nul'].concat(
      Array.from({ length: 9 }, (_, at) => `com${at + 1}`),
      Array.from({ length: 9 }, (_, at) => `lpt${at + 1}`),
    ),
  ),
};

/** Names in the Cargo workspace that the package becomes a member of. */
export interface TakenNames {
  readonly packages: readonly string[];
  readonly binaries: readonly string[];
}

/** @returns what is wrong with the name; undefined when it is good */
export function nameProblem(
  name: string,
  taken: TakenNames = { packages: [], binaries: [] },
): NameProblem | undefined {
  const first = /^./su.exec(name)?.[0];
  if (first === undefined) return { reason: 'empty' };
  if (!/^[a-zA-Z]/.test(name)) return { reason: 'firstCharacter', character: first };
  const odd = /[^a-zA-Z0-9_-]/u.exec(name)?.[0];
  if (odd !== undefined) return { reason: 'character', character: odd };
  if (name.length < SHORTEST) return { reason: 'tooShort', limit: SHORTEST };
  if (name.length > LONGEST) return { reason: 'tooLong', limit: LONGEST };

  if (keywords.has(name)) return { reason: 'keyword' };
  const lower = name.toLowerCase();
  if (RESERVED.rust.has(name)) return { reason: 'reserved', by: 'rust' };
  // Folders and files: whatever the case, as on macOS and Windows.
  for (const by of ['cargo', 'windows'] as const)
    if (RESERVED[by].has(lower)) return { reason: 'reserved', by };

  const same = (other: string): boolean => other.toLowerCase() === lower;
  const takenPackage = taken.packages.find(same);
  if (takenPackage !== undefined) return { reason: 'packageExists', existing: takenPackage };
  const takenBinary = taken.binaries.find(same);
  if (takenBinary !== undefined) return { reason: 'binaryExists', existing: takenBinary };
  return undefined;
}
