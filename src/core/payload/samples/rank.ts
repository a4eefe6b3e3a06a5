/** Which samples a function's author wants to see first. */
import { check } from '../../shape/checker';
import { coverage, type Coverage } from '../../shape/coverage';
import { resolved, type ShapeSet } from '../../shape/shape';
import { parseJson } from '../../shape/tree';
import { wordsOf } from '../sensible/spot';
import type { RankedSample, Sample } from './sample';

export interface Rating {
  readonly fits: boolean;
  /** How much of it the type reads, 0 to 1. */
  readonly known: number;
}

/** Of the keys of a sample, so many at least are of fields where the type is to fit. */
const leastKnown = 0.75;

/** Whether a type says anything about what fits it: to `serde_json::Value` all samples are the same. */
export const isTelling = ({ root, definitions }: ShapeSet): boolean =>
  !['any', 'open', 'ignored', 'map'].includes(resolved(root, definitions).kind);

/** The name of a type that is written with path and arguments, `sqs::SqsEvent<Order>`. */
const nameIn = (type: string | undefined): string | undefined => /(\w+)\s*(?:<|$)/.exec(type ?? '')?.[1];

/** @param type of the function's events as written, with its shape */
export function rate(sample: Sample, text: string, type: string | undefined, set: ShapeSet): Rating {
  const { root } = parseJson(text);
  const known = root ? knownShare(coverage(root, set)) : 0;
  const mayFit = known >= leastKnown || isTold(sample, type);
  return { fits: mayFit && root !== undefined && check(root, set).length === 0, known };
}

/** Of the entries that are not kept as they are, those that the type reads. */
const knownShare = ({ known, ignored }: Coverage): number => (known + ignored === 0 ? 1 : known / (known + ignored));

const isTold = (sample: Sample, type: string | undefined): boolean =>
  sample.type !== undefined && sample.type === nameIn(type);

/**
 * Those that fit first: what their source reads as this type, then what it reads most of. Others by how like their names
 * are to the type's.
 * @param ratings by file; undefined when the type's shape is not known
 */
export function ranked(
  samples: readonly Sample[],
  type: string | undefined,
  ratings?: ReadonlyMap<string, Rating>,
): readonly RankedSample[] {
  const words = wordsOf(nameIn(type) ?? '')
    .split('_')
    .filter(isSpecific);
  return samples
    .map((sample) => {
      const rating = ratings?.get(sample.file);
      const told = isTold(sample, type);
      const fits = rating?.fits ?? told;
      const score = fits ? 2 + (told ? 2 : 0) + (rating?.known ?? 0) : likeness(sample, words);
      return { sample: { ...sample, fits }, score };
    })
    .sort((a, b) => b.score - a.score || byName(a.sample, b.sample))
    .map(({ sample }) => sample);
}

/** Without a collator, which takes longer to load than all else takes. */
const byName = (a: Sample, b: Sample): number => {
  const [one, other] = [a.name.toLowerCase(), b.name.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
};

const isSpecific = (word: string): boolean => word !== '' && !/^(event|request|aws|lambda)$/.test(word);

/** 0 to 1 */
function likeness({ name, type = '' }: Sample, words: readonly string[]): number {
  const own = new Set([...name.toLowerCase().split(/\W+/), ...wordsOf(type).split('_')]);
  return words.length === 0 ? 0 : words.filter((word) => own.has(word)).length / words.length;
}
