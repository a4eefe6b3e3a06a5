/** `npm run agreement`: see tools/agreement.mjs. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue } from './catalogue/all';
import { describeDisagreements } from './disagreements';
import { eventTypes } from './events';
import { hardTypes } from './hard';
import { measureSources } from './sources';
import { measure } from './measure';
import { buildProbe, crateVersions } from './probe';
import { report } from './report';
import { shapeSetOf } from './shapes';
import { table } from './table';
import { parser } from '../unit/rust/finding';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      payloads: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      rule: { type: 'string', default: '' },
      show: { type: 'string', default: 'verdict' },
      examples: { type: 'string', default: '1' },
      write: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  const count = Number(values.payloads);
  const types = catalogue();
  const measurement = await measure(types, await buildProbe(types), { seed, count, shapeSetOf });
  const options = { seed, count };
  const byHand = await measureSources(await parser(), 'hard', await hardTypes(), options);
  const events = await measureSources(await parser(), 'events', await eventTypes(), options);
  const { byRule, exact, straight, buffered, all } = measurement;
  const disagreements = [measurement, byHand, events].flatMap((each) => each.disagreements);
  const shown = [...byRule, ...byHand.byRule, ...events.byRule].filter(({ rule }) =>
    rule.includes(values.rule),
  );
  process.stdout.write(
    describeDisagreements(disagreements, values.show, Number(values.examples), values.rule),
  );
  process.stdout.write(`${table('Rule', [...shown, exact, straight, buffered, all])}\n`);
  if (values.write) {
    const text = report(
      measurement,
      { byHand, events },
      { crates: await crateVersions('probe'), eventCrates: await crateVersions('events'), seed, count },
    );
    await fs.writeFile(path.resolve(import.meta.dirname, '../../bench/AGREEMENT.md'), text);
  }
}

void main();
