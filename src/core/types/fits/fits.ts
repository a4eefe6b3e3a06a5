/** Which types of a crate of events fit payloads that are there, and how well. */
import { check } from '../../shape/checker';
import { coverage } from '../../shape/coverage';
import { acceptsAbsence, resolved, type Field, type ShapeSet } from '../../shape/shape';
import type { JsonNode } from '../../shape/tree';
import type { FitCandidate } from './candidates';

export interface EventTypeFit extends Omit<FitCandidate, 'set'> {
  /** Entries of objects in the payloads, and those that the type has a field or map for. */
  readonly entries: number;
  readonly known: number;
  /** Entries that are not read, the outermost alone: `Records[].s3.extra`. */
  readonly ignored: readonly string[];
  /** Why the type does not take them, in serde's words; undefined: it takes them all. */
  readonly refusal: string | undefined;
}

/** More is no choice. */
const mostFits = 6;

/** Items of each array that a first choice is made by. */
const mostItems = 20;

/** Share that a type has to know of the entries that it does not keep as they are; more where it refuses one. */
const leastKnown = 0.5;
const leastKnownWhereRefused = 0.8;

/**
 * @param payloads as serde_json can read them
 * @returns the best first
 */
export function fitsAmong(
  candidates: readonly FitCandidate[],
  payloads: readonly JsonNode[],
): readonly EventTypeFit[] {
  const cut = payloads.map(firstItems);
  return candidates
    .flatMap((candidate) => measure(candidate, cut) ?? [])
    .sort(compare)
    .slice(0, mostFits)
    .flatMap(({ candidate }) => measure(candidate, payloads) ?? [])
    .sort(compare)
    .map(({ candidate, known, entries, ignored, refusal }) => {
      const { type, path, features, missingFeatures } = candidate;
      return { type, path, features, missingFeatures, known, entries, ignored, refusal };
    });
}

/** Of the payloads that are objects, the outermost keys. */
export const topKeys = (payloads: readonly JsonNode[]): ReadonlySet<string> =>
  new Set(
    payloads.flatMap((each) => (each.kind === 'object' ? each.entries.map(({ key }) => key.value) : [])),
  );

interface Ranked {
  readonly candidate: FitCandidate;
  readonly known: number;
  readonly untyped: number;
  readonly entries: number;
  readonly ignored: readonly string[];
  readonly ignoredEntries: number;
  readonly refusal: string | undefined;
  /** Fields of the type that no payload has, and those that all must have. */
  readonly unseen: number;
  readonly required: number;
}

/** undefined: it is of something else. */
function measure(candidate: FitCandidate, payloads: readonly JsonNode[]): Ranked | undefined {
  const { set } = candidate;
  const covered = payloads.map((payload) => coverage(payload, set));
  const sum = (count: (each: (typeof covered)[number]) => number): number =>
    covered.reduce((all, each) => all + count(each), 0);
  const [known, untyped, ignoredEntries] = [
    sum((each) => each.known),
    sum((each) => each.untyped),
    sum((each) => each.ignored),
  ];
  const entries = known + untyped + ignoredEntries;
  const [problem] = payloads.flatMap((payload) => check(payload, set).slice(0, 1));
  const read = known + ignoredEntries;
  if (known === 0 || known < read * (problem ? leastKnownWhereRefused : leastKnown)) return undefined;
  const place = problem && problem.path.length > 0 ? `${problem.path.join('.')}: ` : '';
  return {
    ...{ candidate, known, untyped, entries, ignoredEntries },
    ignored: [...new Set(covered.flatMap(({ ignoredPaths }) => [...ignoredPaths]))],
    refusal: problem && place + problem.message,
    ...fieldCounts(set, payloads),
  };
}

function fieldCounts(
  { root, definitions }: ShapeSet,
  payloads: readonly JsonNode[],
): Pick<Ranked, 'unseen' | 'required'> {
  const shape = resolved(root, definitions);
  if (shape.kind !== 'struct') return { unseen: 0, required: 0 };
  const keys = topKeys(payloads);
  const isSeen = ({ name, aliases }: Field): boolean => [name, ...aliases].some((each) => keys.has(each));
  const isRequired = ({ absent, shape: of }: Field): boolean =>
    absent === 'error' || (absent === 'byType' && !acceptsAbsence(of, definitions));
  return {
    unseen: shape.fields.filter((each) => !isSeen(each)).length,
    required: shape.fields.filter(isRequired).length,
  };
}

/** What takes them before what does not; then what reads most, types most, expects least beside, insists on most. */
const compare = (one: Ranked, other: Ranked): number =>
  Number(one.refusal !== undefined) - Number(other.refusal !== undefined) ||
  one.ignoredEntries - other.ignoredEntries ||
  one.untyped - other.untyped ||
  one.unseen - other.unseen ||
  other.required - one.required ||
  one.candidate.path.length - other.candidate.path.length ||
  nameOf(one).length - nameOf(other).length;

const nameOf = ({ candidate: { path } }: Ranked): string => path.at(-1) ?? '';

/** Of arrays the first items alone: enough to choose by, in a payload of many records. */
function firstItems(node: JsonNode): JsonNode {
  if (node.kind === 'array') return { ...node, items: node.items.slice(0, mostItems).map(firstItems) };
  if (node.kind !== 'object') return node;
  return { ...node, entries: node.entries.map(({ key, value }) => ({ key, value: firstItems(value) })) };
}
