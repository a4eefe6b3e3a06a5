/** bench/AGREEMENT.md: the whole measurement, with what it was made with. */
import type { Measurement, Row } from './measure';
import { table } from './table';

export interface Circumstances {
  /** `serde 1.0.229` */
  readonly crates: readonly string[];
  readonly seed: number;
  readonly count: number;
}

const byName = (one: Row, other: Row): number => one.rule.localeCompare(other.rule, 'en');

export const report = (
  { byRule, byOrigin, exact, all }: Measurement,
  { crates, seed, count }: Circumstances,
): string => `# Agreement with serde

Written by \`npm run agreement -- --write --payloads ${count} --seed ${seed}\`. Every payload was given to serde, in a program built
with the crates below, and to the extension's checker, with shapes that were made from the same descriptions as the
Rust types were (test/agreement). A type of a rule "(open)" has parts that the checker does not look into.

${crates.map((crate) => `- ${crate}`).join('\n')}

- **serde accepts, and we reject**: false alarms. The target is none.
- **serde rejects, and so do we**: the target is 99 % for exact types, also when only payloads that are JSON
  are counted.
- **Same path**: as serde_path_to_error tells it, among payloads that are JSON. It loses the way in what serde buffers (flattened
  fields, tagged and untagged enums): **or below it** also counts where we go on from there.
- **Same words**: as serde's message. Where serde_json says "expected value" or "trailing characters", we say of what.

Known to be missed: a \`Duration\` or \`SystemTime\` whose seconds and nanoseconds overflow, an adjacently tagged newtype
variant whose field is skipped (serde still asks for its content), and a \`&str\` that would need escapes to be undone.

${table('', [exact, all])}

## By rule

A type with two rules counts for both.

${table('Rule', [...byRule].sort(byName))}

## By what was done to the payload

${table('Payload', [...byOrigin].sort(byName))}
`;
