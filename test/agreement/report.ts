/** bench/AGREEMENT.md: the whole measurement, with what it was made with. */
import type { Measurement } from './measure';
import type { Row } from './row';
import { table } from './table';

export interface Circumstances {
  /** `serde 1.0.229` */
  readonly crates: readonly string[];
  /** Of the events. */
  readonly eventCrates: readonly string[];
  readonly seed: number;
  readonly count: number;
}

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

const byName = (one: Row, other: Row): number => one.rule.localeCompare(other.rule, 'en');

export const report = (
  { byRule, byOrigin, exact, straight, buffered, all }: Measurement,
  { byHand, events }: Readonly<Record<'byHand' | 'events', Measurement>>,
  { crates, eventCrates, seed, count }: Circumstances,
): string => `# Agreement with serde

Written by \`npm run agreement -- --write --payloads ${count} --seed ${seed}\`. Every payload was given to serde, in a program built
with the crates below, and to the extension's checker, with shapes that were made from the same descriptions as the
Rust types were (test/agreement). A type of a rule "(open)" has parts that the checker does not look into.

${list(crates)}

- **serde accepts, and we reject**: false alarms. The target is none.
- **serde rejects, and so do we**: the target is 99 % for exact types, also when only payloads that are JSON
  are counted.
- **Same path**: as serde_path_to_error tells it, of the first problem, among payloads that are JSON. For types that
  serde reads straight from the text the target is 99 %.
- **… or below it**: what serde buffers (flattened fields, tagged and untagged enums) is out of serde_path_to_error's
  sight: its path ends where buffering begins. Also counted is where ours goes on from there: the target is 99 %.
- **… at the change**: whether ours goes on rightly is told by payloads that serde accepts until one value of them is
  changed. Of the changed ones whose path serde_path_to_error does not tell to its end: ours leads to that value, or through it.
- **Same words**: as serde's message. Where serde_json says "expected value" or "trailing characters", we say of what.

${table('', [exact, straight, buffered, all])}

## Types written by hand

As serde experts write them (test/agreement/hard). Their shapes are made from the very source that the program is built
from, with its modules, macros, features and dependencies, as for the event of a handler. Of those that are not exact
their source says why.

${table('', [byHand.exact, byHand.straight, byHand.buffered, byHand.all])}

## Events of Lambda

Every type of aws_lambda_events that is read from JSON, and the request of lambda_http. Their shapes are made from the
crates' source. What their hand-written code may refuse makes some not exact.

${list(eventCrates)}

${table('', [events.exact, events.straight, events.buffered, events.all])}

## By rule

A type with two rules counts for both.

${table('Rule', [...byRule].sort(byName))}

## By what was done to the payload

${table('Payload', [...byOrigin].sort(byName))}
`;
