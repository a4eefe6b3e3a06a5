/** What the extension generates for types, and what serde says about it. */
import { choicesOf, generate } from '../../src/core/payload/generate';
import type { ShapeSet } from '../../src/core/shape/shape';
import type { GeneratedType } from './model';
import type { Probe } from './probe';

export interface GeneratedVerdicts {
  /** Payloads that were generated. */
  readonly count: number;
  /** Types without a payload, though everything is asked for of no choice. */
  readonly without: readonly number[];
  readonly refused: readonly { readonly type: number; readonly text: string; readonly message: string }[];
}

/** @param sets of the types that the probe is built for, in their order */
export async function askAboutGenerated(probe: Probe, sets: readonly ShapeSet[]): Promise<GeneratedVerdicts> {
  const asked: { readonly type: number; readonly text: string }[] = [];
  const without: number[] = [];
  for (const [type, set] of sets.entries()) {
    const choices = choicesOf(set).map(({ variants }) => variants);
    for (const fields of ['required', 'all'] as const) {
      const whole = generate(set, { fields });
      if (whole === undefined) without.push(type);
      const chosen = choices.map((variants) => generate(set, { fields, variants }));
      for (const text of new Set([whole, ...chosen])) if (text !== undefined) asked.push({ type, text });
    }
  }
  const verdicts = await probe.ask(asked);
  const refused = asked.flatMap((question, index) => {
    const { accepted = false, path = [], message = '' } = verdicts[index] ?? {};
    return accepted ? [] : [{ ...question, message: `${path.join('.')}: ${message}` }];
  });
  return { count: asked.length, without, refused };
}

/** One line for each type of which a payload is refused, with the first of them. */
export const refusals = (
  types: readonly GeneratedType[],
  { refused }: Pick<GeneratedVerdicts, 'refused'>,
): readonly string[] => [
  ...new Map(
    refused
      .toReversed()
      .map(({ type, message, text }) => [
        type,
        `${types[type]?.root.rust}: ${message}: ${JSON.stringify(JSON.parse(text))}`,
      ]),
  ).values(),
];
