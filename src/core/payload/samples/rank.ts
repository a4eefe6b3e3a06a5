/** Which samples a function's author wants to see first. */
import { check } from '../../shape/checker';
import { resolved, type ShapeSet } from '../../shape/shape';
import { parseJson } from '../../shape/tree';
import { wordsOf } from '../sensible/spot';
import { knownShare } from './known';
import type { RankedSample, Sample } from './sample';

export interface Rating {
  readonly isAccepted: boolean;
  /** 0 to 1 */
  readonly known: number;
}

/** Of the keys of a sample, so many at least are of fields where the type is to fit. */
const leastKnown = 0.75;

/** Whether a type says anything about what fits it: to `serde_json::Value` all samples are the same. */
export const isTelling = ({ root, definitions }: ShapeSet): boolean =>
  !['any', 'open', 'ignored', 'map'].includes(resolved(root, definitions).kind);

export function rate(text: string, set: ShapeSet): Rating {
  const { root } = parseJson(text);
  if (!root || check(root, set).length > 0) return { isAccepted: false, known: 0 };
  return { isAccepted: true, known: knownShare(root, set) };
}

/**
 * Those that fit first: what their source reads as this type, then what it reads most of. Others by how like their names
 * are to the type's.
 * @param type of the function's events as written, `SqsEvent<Order>`
 * @param ratings by file; undefined when the type is not known
 */
export function ranked(
  samples: readonly Sample[],
  type: string | undefined,
  ratings?: ReadonlyMap<string, Rating>,
): readonly RankedSample[] {
  const name = type === undefined ? undefined : /(\w+)\s*(?:<|$)/.exec(type)?.[1];
  const words = name === undefined ? [] : wordsOf(name).split('_').filter(isSpecific);
  const rankedSamples = samples.map((sample) => {
    const rating = ratings?.get(sample.file);
    const isTold = name !== undefined && sample.type === name && rating?.isAccepted !== false;
    const fits = isTold || (rating?.isAccepted === true && rating.known >= leastKnown);
    const score = fits ? 2 + (isTold ? 2 : 0) + (rating?.known ?? 0) : likeness(sample, words);
    return { sample: { ...sample, fits }, score };
  });
  return rankedSamples
    .sort((a, b) => b.score - a.score || a.sample.name.localeCompare(b.sample.name, 'en'))
    .map(({ sample }) => sample);
}

const isSpecific = (word: string): boolean => word !== '' && !/^(event|request|aws|lambda)$/.test(word);

/** 0 to 1 */
function likeness({ name, type = '' }: Sample, words: readonly string[]): number {
  const own = new Set([...name.toLowerCase().split(/\W+/), ...wordsOf(type).split('_')]);
  return words.length === 0 ? 0 : words.filter((word) => own.has(word)).length / words.length;
}
