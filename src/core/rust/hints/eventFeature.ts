/**
 * An event type that its crate has, but not as it is built: `SqsEvent` of aws_lambda_events without its feature `sqs`.
 * The crate's own source says so, which names the type only when `cfg(feature = …)` is not looked at.
 */
import { packageOf, type CrateGraph } from '../../types/crateGraph';
import { GraphCrates } from '../../types/crates';
import type { CrateFinder } from '../crates';
import type { Definition } from '../definition';
import type { Module } from '../module';
import { Resolver } from '../resolve';
import type { Sources } from '../sources';
import { pathSegments, type SyntaxNode } from '../syntax';
import { dependencyOn } from './dependency';
import type { Finding } from './hint';
import { nodesOf } from './nodes';
import { OpenedCrates } from './openedCrates';

/** @param type of the handler's parameter, in this module */
export async function eventFeature(
  sources: Sources,
  graph: CrateGraph,
  module: Module,
  type: SyntaxNode,
): Promise<readonly Finding[]> {
  const crates = new GraphCrates(sources, graph);
  const find = (from: CrateFinder, path: SyntaxNode): Promise<Definition | undefined> =>
    new Resolver(from).resolve(module, pathSegments(path), 'type');
  for (const path of typePaths(type)) {
    const built = await find(crates, path);
    if (isNamed(built)) continue;
    const written = await find(
      new OpenedCrates(crates, { manifestPath: undefined, features: undefined }),
      path,
    );
    const from = written?.kind === 'type' ? written.module : undefined;
    const pkg = from?.manifestPath === undefined ? undefined : packageOf(graph, from.manifestPath);
    const dependency = pkg && (await dependencyOn(sources, graph, module, pkg));
    if (!from || !pkg || !dependency) continue;
    const features: string[] = [];
    for (const feature of featuresNamed(from)) {
      const more = { manifestPath: pkg.manifestPath, features: new Set([...pkg.features, feature]) };
      if ((await find(new OpenedCrates(crates, more), path))?.kind === 'type') features.push(feature);
    }
    if (features.length > 0 && !features.some((feature) => dependency.mayHave(feature)))
      return [{ kind: 'eventFeature', type: path.text, features, ...dependency.place, node: path }];
  }
  return [];
}

/** A lone name of no crate is one that nothing brings, or a type of the prelude. */
const isNamed = (definition: Definition | undefined): boolean =>
  definition !== undefined &&
  definition.kind !== 'other' &&
  (definition.kind !== 'external' || definition.path.length > 1);

/** The paths in a type, outermost first: `LambdaEvent<sqs::SqsEventObj<Order>>` has three. */
const typePaths = (type: SyntaxNode): readonly SyntaxNode[] =>
  nodesOf(type).filter(
    (node) =>
      (node.type === 'type_identifier' && node.parent?.type !== 'scoped_type_identifier') ||
      node.type === 'scoped_type_identifier',
  );

/** Features that the items of a module, and of those it lies in, depend on. */
function featuresNamed(module: Module): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at: Module | undefined = module; at; at = at.parent) {
    for (const attribute of at.items.flatMap(({ attributes }) => attributes)) {
      if (!/^#\[\s*cfg\s*\(/.test(attribute)) continue;
      for (const [, name = ''] of attribute.matchAll(/\bfeature\s*=\s*"([^"]+)"/g)) names.add(name);
    }
  }
  return names;
}
