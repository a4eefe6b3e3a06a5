/** The aws_lambda_events that cargo has downloaded, in a package that depends on it. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ToolError } from '../../../tools/lib/log.mjs';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import { readCrateGraph } from '../../../src/adapters/rust/crateGraphReader';
import type { ProcessRunner } from '../../../src/core/ports';
import type { CrateGraph, CratePackage } from '../../../src/core/types/crateGraph';

const manifest = `[package]
name = "probe"
version = "0.1.0"
edition = "2024"

[dependencies]
aws_lambda_events = "1"
lambda_http = "1"
lambda_runtime = "1"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
`;

export interface Probe {
  readonly graph: CrateGraph;
  /** The package itself, with nothing in it. */
  readonly probe: CratePackage;
  readonly events: CratePackage;
  /** The folder with its source, and with its `fixtures`. */
  readonly source: string;
}

/** @throws {ToolError} with cargo's words when it has not downloaded the crates, and can't now */
export async function readProbe(
  runner: ProcessRunner = createProcessRunner({ guardPath: 'unused' }),
): Promise<Probe> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rust-lambda-types-'));
  try {
    const manifestPath = path.join(folder, 'Cargo.toml');
    await mkdir(path.join(folder, 'src'));
    await writeFile(manifestPath, manifest);
    await writeFile(path.join(folder, 'src/main.rs'), 'fn main() {}\n');
    const cargo = (...args: readonly string[]): Promise<unknown> =>
      promisify(execFile)('cargo', [...args, '--manifest-path', manifestPath]);
    // Those that are here need no network; a machine that never built anything has none.
    const read = (): Promise<CrateGraph> =>
      readCrateGraph(runner, { manifestPath, cargo: { path: 'cargo', env: {} } });
    const graph = await cargo('generate-lockfile', '--offline')
      .then(read)
      .catch(() => cargo('fetch').then(read))
      .catch((error: unknown) => {
        throw new ToolError(String(error), 'Run cargo fetch in samples/orders, which downloads them.');
      });
    const named = (name: string): CratePackage => {
      const found = [...graph.values()].find((pkg) => pkg.name === name);
      if (!found) throw new Error(`${name} is not in the graph`);
      return found;
    };
    const events = named('aws_lambda_events');
    if (!events.library) throw new Error('aws_lambda_events has no library');
    return { graph, probe: named('probe'), events, source: path.dirname(events.library.path) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
