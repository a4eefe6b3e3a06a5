/** Types of a crate of events that may fit payloads with these keys, with their shapes. */
import { rustField } from '../../payload/structs/rustNames';
import { Module } from '../../rust/module';
import type { Sources } from '../../rust/sources';
import { field } from '../../rust/syntax';
import type { ShapeSet } from '../../shape/shape';
import type { CrateGraph, CratePackage } from '../crateGraph';
import { typeShape } from '../eventShape';
import { publicTypes, type PublicType } from './publicTypes';

export interface FitCandidate {
  /** As it is written: `SqsEvent`, `SqsEventObj<serde_json::Value>`. */
  readonly type: string;
  /** Of the type within its crate: `event::sqs::SqsEvent`. */
  readonly path: readonly string[];
  /** Of the crate, that it is compiled for, and those of them that the crate is not built with. */
  readonly features: readonly string[];
  readonly missingFeatures: readonly string[];
  readonly set: ShapeSet;
}

/** Types whose shapes are read for a choice. */
const mostCandidates = 60;

/** An object with more is no struct. */
const mostKeys = 200;

/**
 * @param crate with the types, of the graph
 * @param keys of payloads, the outermost
 * @param turn lets others have theirs: each type takes some ms. Its error ends it
 */
export async function fitCandidates(
  sources: Sources,
  graph: CrateGraph,
  crate: CratePackage,
  keys: readonly string[],
  turn: () => Promise<unknown>,
): Promise<readonly FitCandidate[]> {
  const { library, manifestPath, features } = crate;
  const open = library && (await Module.root(sources, library.path, manifestPath));
  if (!library || !open || keys.length === 0) return [];
  const types = likely(await publicTypes(open), keys);
  // As if it were built with what they need, and nothing else.
  const needed = new Set([...features, ...types.flatMap((each) => each.features)]);
  const root = await Module.root(sources, library.path, manifestPath, needed);
  const candidates: FitCandidate[] = [];
  for (const type of types) {
    await turn();
    const set = root && (await shapeOf(sources, withFeatures(graph, crate, needed), root, type));
    if (!set) continue;
    const { path, features: compiledFor } = type;
    const missingFeatures = compiledFor.filter((feature) => !features.has(feature));
    candidates.push({ type: written(type), path, features: compiledFor, missingFeatures, set });
  }
  return candidates;
}

/** Those that name most of the keys in their text, without knowing yet what they are. */
function likely(types: readonly PublicType[], keys: readonly string[]): readonly PublicType[] {
  const patterns = keys
    .slice(0, mostKeys)
    .map((key) => new RegExp(`"${escaped(key)}"|\\b(?:r#)?${rustField(key, new Set())}\\s*:`));
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

const withFeatures = (graph: CrateGraph, crate: CratePackage, features: ReadonlySet<string>): CrateGraph =>
  new Map(graph).set(crate.id, { ...crate, features });
