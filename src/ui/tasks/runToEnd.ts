import { reasonOf } from '../../core/cargoLambda/watchOutput';
import { cancelled, RustLambdaError } from '../../core/errors';
import type { CommandLine } from '../../core/ports';
import type { Terminals } from '../features';

/** Runs a command in a terminal and waits for it. @throws RustLambdaError commandFailed | cancelled | … */
export async function runToEnd(terminals: Terminals, label: string, command: CommandLine): Promise<void> {
  const lines: string[] = [];
  const run = await terminals.run({
    label,
    command,
    reveal: 'always',
    onLine: (line) => {
      lines.push(line);
      if (lines.length > 40) lines.shift();
    },
  });
  const exit = await run.exited;
  if (run.interrupted) throw cancelled();
  if (exit.code === 0) return;
  const name = [command.command, ...command.args].join(' ');
  throw new RustLambdaError('commandFailed', { command: name, ...exit, output: reasonOf(lines) });
}
