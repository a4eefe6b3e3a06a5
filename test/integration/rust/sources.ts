/** Real Rust on this machine: what cargo has downloaded. */
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** Folders of crates in cargo's registry; empty when cargo has downloaded nothing yet. */
export async function registryCrates(): Promise<readonly string[]> {
  const home = process.env['CARGO_HOME'] ?? path.join(homedir(), '.cargo');
  const source = path.join(home, 'registry/src');
  const registries = await readdir(source).catch(() => []);
  const crates = registries.map(async (registry) =>
    (await readdir(path.join(source, registry))).map((name) => path.join(source, registry, name)),
  );
  return (await Promise.all(crates)).flat().sort();
}

export async function rustFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.rs'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** Undefined for files that are no text: some crates test just that. */
export async function textOf(file: string): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch {
    return undefined;
  }
}
