// @ts-check
// npm run agreement: tries payloads on generated types, with serde itself and with the extension, and prints a table.
import path from 'node:path';
import { main } from './lib/lifetime.mjs';
import { ToolError } from './lib/log.mjs';
import { projectRoot } from './lib/paths.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { runShown } from './testing/runShown.mjs';

const HELP = `npm run agreement -- [option…]

  --payloads N   payloads of each type, at most (300)
  --seed N       other payloads (1)
  --rule TEXT    only rules with the text in their names
  --show GROUP   examples of: alarms, verdict (the default), path, lost, words
  --examples N   so many of each rule (3)
  --write        writes bench/AGREEMENT.md`;

await main(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  await ensureDependencies();
  const program = path.join(projectRoot, 'test/agreement/main.ts');
  const code = await runShown(process.execPath, ['--import', 'tsx', program, ...args], process.env);
  if (code !== 0) throw new ToolError(`The measurement ended with ${code}.`, 'See the output above.');
});
