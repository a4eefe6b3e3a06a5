/** Which types of a crate of events fit payloads that are there, and how well. */
import { Module } from '../../rust/module';
import type { Sources } from '../../rust/sources';
import { field } from '../../rust/syntax';
import { rustField } from '../../payload/structs/rustNames';
import { check } from '../../shape/checker';
import { coverage } from '../../shape/coverage';
import { acceptsAbsence, resolved, type Field, type ShapeSet } from '../../shape/shape';
import type { JsonNode } from '../../shape/tree';
import type { CrateGraph, CratePackage } from '../crateGraph';
import { typeShape } from '../eventShape';
import { publicTypes, type PublicType } from './publicTypes';

export interface EventTypeFit {
  /** As it is written: `SqsEvent`, `SqsEventObj<serde_json::Value>`. */
  readonly type: string;
  /** Of the type within its crate: `event::sqs::SqsEvent`. */
  readonly path: readonly string[];
  /** Of the crate, that it is compiled for, and those of them that the crate is not built with. */
  readonly features: readonly string[];
  readonly missingFeatures: readonly string[];
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

/** Types whose shapes are read for a choice, and items of each array that this choice is made by. */
const mostCandidates = 60;
const mostItems = 20;

/** Share that a type has to know of the entries that it does not keep as they are; more where it refuses one. */
const leastKnown = 0.5;
const leastKnownWhereRefused = 0.8;

/**
 * @param crate with the types, of the graph
 * @param payloads as serde_json can read them
 * @returns the best first
 */
export async function eventTypeFits(
  sources: Sources,
  graph: CrateGraph,
  crate: CratePackage,
  payloads: readonly JsonNode[],
): Promise<readonly EventTypeFit[]> {
  const keys = topKeys(payloads);
  const { library, manifestPath, features } = crate;
  const open = library && (await Module.root(sources, library.path, manifestPath));
  if (!library || !open || keys.size === 0) return [];
  const candidates = likely(await publicTypes(open), keys);
  // As if it were built with what they need, and nothing else.
  const needed = new Set([...features, ...candidates.flatMap((each) => each.features)]);
  const root = await Module.root(sources, library.path, manifestPath, needed);
  const cut = payloads.map(firstItems);
  const ranked: Ranked[] = [];
  for (const type of candidates) {
    const set = root && (await shapeOf(sources, withFeatures(graph, crate, needed), root, type));
    const measured = set && measure(type, set, cut);
    if (measured) ranked.push(measured);
  }
  return ranked
    .sort(compare)
    .slice(0, mostFits)
    .flatMap(({ type, set }) => measure(type, set, payloads) ?? [])
    .sort(compare)
    .map(({ type, known, entries, ignored, refusal }) => {
      const missingFeatures = type.features.filter((feature) => !features.has(feature));
      const { path, features: needed } = type;
      return {
        type: written(type),
        path,
        features: needed,
        missingFeatures,
        entries,
        known,
        ignored,
        refusal,
      };
    });
}

const topKeys = (payloads: readonly JsonNode[]): ReadonlySet<string> =>
  new Set(
    payloads.flatMap((each) => (each.kind === 'object' ? each.entries.map(({ key }) => key.value) : [])),
  );

/** Those that name most of the keys in their text, without knowing yet what they are. */
function likely(types: readonly PublicType[], keys: ReadonlySet<string>): readonly PublicType[] {
  const patterns = [...keys].map(
    (key) => new RegExp(`"${escaped(key)}"|\\b(?:r#)?${rustField(key, new Set())}\\s*:`),
  );
  const scored = types
    .map((type) => ({ type, named: patterns.filter((pattern) => pattern.test(type.body)).length }))
    .filter(({ type, named }) => named > 0 || /\bflatten\b/.test(type.body))
    .sort((one, other) => other.named - one.named);
  return scored.slice(0, mostCandidates).map(({ type }) => type);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const written = ({ name, parameters }: PublicType): string =>
  parameters === 0 ? name : `${name}<${Array<string>(parameters).fill('serde_json::Value').join(', ')}>`;

async function shapeOf(
  sources: Sources,
  graph: CrateGraph,
  root: Module,
  type: PublicType,
): Promise<ShapeSet | undefined> {
  const path = ['crate', ...type.path.slice(0, -1), written(type)].join('::');
  const [alias] = sources.parse(`type T = ${path};`);
  const node = alias && field(alias, 'type');
  return node && (await typeShape(sources, graph, root, node)).set;
}

interface Ranked {
  readonly type: PublicType;
  readonly set: ShapeSet;
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
function measure(type: PublicType, set: ShapeSet, payloads: readonly JsonNode[]): Ranked | undefined {
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
    ...{ type, set, known, untyped, entries, ignoredEntries },
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
  one.type.path.length - other.type.path.length ||
  one.type.name.length - other.type.name.length;

/** Of arrays the first items alone: enough to choose by, in a payload of many records. */
function firstItems(node: JsonNode): JsonNode {
  if (node.kind === 'array') return { ...node, items: node.items.slice(0, mostItems).map(firstItems) };
  if (node.kind !== 'object') return node;
  return { ...node, entries: node.entries.map(({ key, value }) => ({ key, value: firstItems(value) })) };
}

const withFeatures = (graph: CrateGraph, crate: CratePackage, features: ReadonlySet<string>): CrateGraph =>
  new Map(graph).set(crate.id, { ...crate, features });
