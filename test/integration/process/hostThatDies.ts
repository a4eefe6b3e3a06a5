/** Stands for an extension host: runs a command under the guard, prints its pid, and never ends by itself. */
import { createProcessRunner } from '../../../src/adapters/process/processRunner';

const [guardPath = '', cwd = '', command = '', ...args] = process.argv.slice(2);
const runner = createProcessRunner({ guardPath });
void runner
  .start({ command, args, cwd }, { onOutput: (chunk, stream) => process[stream].write(chunk), guarded: true })
  .then(({ pid }) => process.stdout.write(`\nguarded ${pid}\n`));
setInterval(() => {}, 1_000);
