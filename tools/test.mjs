// @ts-check
// npm test: sets up what is missing, then runs every tier. `npm test -- unit host` runs some of them.
import { main } from './lib/lifetime.mjs';
import { describeError, say, since, ToolError } from './lib/log.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { tiers } from './testing/tiers.mjs';
import { describeTotals, sum } from './testing/totals.mjs';

const HELP = `npm test -- [tier…] [--grep TEXT]

Tiers, in this order:
${Object.entries(tiers)
  .map(([name, { what }]) => `  ${name.padEnd(12)} ${what}`)
  .join('\n')}
Without a tier, all of them. What they need is installed into .tools/ (once).`;

await main(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const grepAt = args.indexOf('--grep');
  const grep = grepAt < 0 ? undefined : args.splice(grepAt, 2)[1];
  const unknown = args.filter((name) => !(name in tiers));
  if (unknown.length > 0)
    throw new ToolError(`There is no tier "${unknown.join(', ')}".`, 'npm test -- --help');
  const chosen = Object.entries(tiers).filter(([name]) => args.length === 0 || args.includes(name));

  await ensureDependencies();
  const results = [];
  for (const [name, tier] of chosen) {
    const startedAt = performance.now();
    process.stdout.write(`\n── ${name}: ${tier.what}\n`);
    /** @type {import('./testing/totals.mjs').Totals} */
    let totals;
    try {
      totals = sum(await tier.run(grep === undefined ? {} : { grep }));
    } catch (error) {
      // The other tiers still have something to say.
      process.stderr.write(`${describeError(error)}\n`);
      totals = { passed: 0, failed: [`${name}: ${describeError(error)}`], skipped: 0 };
    }
    results.push(totals);
    say(`${name}: ${describeTotals(totals)} in ${since(startedAt)}`);
  }
  const total = sum(results);
  // Once more, where they are found: what was printed above is long.
  for (const failure of total.failed) process.stdout.write(`\n✖ ${failure}\n`);
  process.stdout.write(`\n${describeTotals(total)}\n`);
  return total.failed.length === 0 ? 0 : 1;
});
