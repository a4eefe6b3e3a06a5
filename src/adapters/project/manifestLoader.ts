import { dirname, join } from 'node:path';
import { messageOf } from '../../core/errors';
import type { Files } from '../../core/ports';
import type { ManifestFile } from '../../core/project/manifestFile';
import { mapBounded } from './bounded';

/** Open files at once; more would only queue up in Node's thread pool. */
const atOnce = 32;

/** Reads manifests as files, for `modelFromManifests`. One that can't be parsed or read carries the reason. */
export async function loadManifests(
  files: Files,
  paths: readonly string[],
): Promise<ReadonlyMap<string, ManifestFile>> {
  // Loaded when first needed: a workspace that cargo reads does without a TOML parser.
  // Not toml-eslint-parser, which changes manifests without disturbing their layout: it says that the value missing
  // after `name =` is missing on the next line (cargo and smol-toml: on that line), refuses the byte order mark that
  // cargo takes, and needs four times as long. smol-toml in turn does not tell where a value lies.
  const { parse, TomlError } = await import('smol-toml');
  const load = async (path: string): Promise<[string, ManifestFile]> => {
    try {
      const [text, binarySources] = await Promise.all([
        files.readText(path),
        findBinarySources(files, dirname(path)),
      ]);
      return [path, { path, toml: parse(text), binarySources }];
    } catch (error) {
      const message = messageOf(error);
      const position =
        error instanceof TomlError ? { line: error.line - 1, character: error.column - 1 } : undefined;
      return [
        path,
        { path, toml: undefined, error: { message, ...(position && { position }) }, binarySources: [] },
      ];
    }
  };
  return new Map(await mapBounded(paths, atOnce, load));
}

/** Cargo's rule for binaries that no manifest names: "Target auto-discovery" in the Cargo book. */
async function findBinarySources(files: Files, folder: string): Promise<readonly string[]> {
  const exists = async (source: string): Promise<boolean> =>
    (await files.stat(join(folder, source))) !== undefined;
  const found = (await exists('src/main.rs')) ? ['src/main.rs'] : [];
  for (const { name, isFolder } of await files.list(join(folder, 'src', 'bin'))) {
    const source = isFolder ? `src/bin/${name}/main.rs` : `src/bin/${name}`;
    if (isFolder ? await exists(source) : name.endsWith('.rs')) found.push(source);
  }
  return found;
}
