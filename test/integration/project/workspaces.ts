/** Cargo workspaces on the disk, for one test each. */
import { cp, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import { createProjectReader } from '../../../src/adapters/project/projectReader';
import type { ProjectReader } from '../../../src/core/ports';

/** None of these tests starts a process that has to be guarded. */
export const runner = createProcessRunner({ guardPath: 'unused' });
export const files = createFiles();
export const reader = createProjectReader(runner, files);

export const withCargo: Parameters<ProjectReader['read']>[1] = {
  execute: true,
  cargo: () => ({ path: 'cargo', env: {} }),
};
export const withoutCargo = { ...withCargo, execute: false };

const folders: string[] = [];

/** An empty folder; `name` may hold anything a file system takes. */
export async function emptyFolder(name = 'w'): Promise<string> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'rust-lambda-project-')));
  folders.push(parent);
  await mkdir(join(parent, name));
  return join(parent, name);
}

export async function copyOf(fixture: string, name?: string): Promise<string> {
  const folder = await emptyFolder(name);
  const from = resolve(import.meta.dirname, '../../fixtures/workspaces', fixture);
  await cp(from, folder, { recursive: true, filter: (path) => !path.endsWith('/target') });
  return folder;
}

export async function write(folder: string, contents: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

export const packageOf = (name: string, dependencies = 'lambda_runtime = "1.5"'): string =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n${dependencies}\n`;

/** Every Cargo.toml below, as VS Code's file search would find them. */
export async function manifestsIn(folder: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true });
  return all.filter((path) => path.endsWith('Cargo.toml')).map((path) => join(folder, path));
}

export const removeFolders = (): Promise<unknown> =>
  Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
