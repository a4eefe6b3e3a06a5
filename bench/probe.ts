import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createProcessRunner } from '../src/adapters/process/processRunner';
import type { ProcessRunner } from '../src/core/ports';
import { readProbe } from '../test/integration/types/lambdaEvents';

/** What `cargo metadata` says of a package with all events; its answer is a file, for other processes to read. */
export async function writeMetadata(file: string): Promise<string> {
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
  const probe = await readProbe(runner);
  if (!probe?.events.library) throw new Error('aws_lambda_events is missing: cargo fetch in samples/orders');
  await writeFile(file, answer);
  return path.dirname(probe.events.library.path);
}
