/** Examples of where the two differ, for whoever makes them agree. */
import type { Disagreement } from './measure';
import { moduleSource } from './rust';

const groups = {
  verdict: ({ comparison }: Disagreement) => comparison.serde !== comparison.ours,
  alarms: ({ comparison }: Disagreement) => comparison.serde && !comparison.ours,
  path: ({ comparison }: Disagreement) => comparison.path === 'other',
  lost: ({ lost }: Disagreement) => lost === true,
  words: ({ comparison }: Disagreement) => comparison.sameWords === false,
};

export const groupNames = Object.keys(groups);

/** @param each how many examples of a rule at most */
export function describeDisagreements(
  all: readonly Disagreement[],
  group: string,
  each: number,
  rule = '',
): string {
  const belongs = groups[group as keyof typeof groups];
  const shown = new Map<string, number>();
  const isShown = (disagreement: Disagreement): boolean => {
    if (!belongs(disagreement) || !disagreement.type.rule.includes(rule)) return false;
    // False alarms come first: they have a count of their own.
    const key = `${disagreement.type.rule} ${disagreement.comparison.serde}`;
    const count = (shown.get(key) ?? 0) + 1;
    shown.set(key, count);
    return count <= each;
  };
  return all
    .filter(isShown)
    .sort((one, other) => Number(other.comparison.serde) - Number(one.comparison.serde))
    .map(describe)
    .join('\n');
}

const cut = (text: string): string =>
  text.length > 300 ? `${text.slice(0, 150)} … ${text.slice(-120)}` : text;

function describe({ type, payload, verdict, comparison }: Disagreement): string {
  const say = (accepted: boolean, path: readonly unknown[], message: string): string =>
    accepted ? 'accepts' : `${JSON.stringify(path)} ${message}`;
  return [
    `── ${comparison.serde && !comparison.ours ? 'FALSE ALARM, ' : ''}${type.rule}, ${payload.origin}`,
    moduleSource(type),
    `    ${cut(payload.text)}`,
    `    serde: ${say(comparison.serde, verdict.path, verdict.message)}`,
    `    ours:  ${say(comparison.ours, comparison.ourPath, comparison.ourMessage)}`,
    '',
  ].join('\n');
}
