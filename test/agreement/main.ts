/** `npm run agreement`: see tools/agreement.mjs. */
import { parseArgs } from 'node:util';
import { catalogue } from './catalogue/all';
import { describeDisagreements } from './disagreements';
import { measure } from './measure';
import { buildProbe } from './probe';
import { table } from './table';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      payloads: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      rule: { type: 'string' },
      show: { type: 'string' },
      examples: { type: 'string', default: '3' },
    },
  });
  const types = catalogue();
  const probe = await buildProbe(types);
  const { rule } = values;
  const { rows, disagreements } = await measure(types, probe, {
    seed: Number(values.seed),
    count: Number(values.payloads),
  });
  const wanted = rule === undefined ? rows : rows.filter((row) => row.rule.includes(rule));
  process.stdout.write(`${table(wanted)}\n`);
  process.stdout.write(
    describeDisagreements(disagreements, values.show ?? 'verdict', Number(values.examples), rule),
  );
}

void main();
