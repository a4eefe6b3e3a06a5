import { writeFile } from 'node:fs/promises';
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
  const { source } = await readProbe(runner);
  await writeFile(file, answer);
  return source;
}
