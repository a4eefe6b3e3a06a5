import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createProcessRunner } from '../src/adapters/process/processRunner';
import type { ProcessRunner } from '../src/core/ports';
import { readProbe } from '../test/integration/types/lambdaEvents';

export interface Probe {
  /** For what is measured, until the work is over. */
  readonly folder: string;
  /** A file with what `cargo metadata` says of a package with all events, for other processes to read. */
  readonly metadata: string;
  /** Of `aws_lambda_events`. */
  readonly sources: string;
}

export async function withProbe(work: (probe: Probe) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rust-lambda-bench-'));
  try {
    const metadata = path.join(folder, 'metadata.json');
    await work({ folder, metadata, sources: await writeMetadata(metadata) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeMetadata(file: string): Promise<string> {
  const real = createProcessRunner({ guardPath: 'unused' });
  let answer = '';
  const runner: ProcessRunner = {
    ...real,
    run: async (...args) => {
      const exit = await real.run(...args);
      answer = exit.stdout;
      return exit;
    },
  };
  const { source } = await readProbe(runner);
  await writeFile(file, answer);
  return source;
}
