/**
 * lambda_http has a feature for each kind of request that it takes. Built with none of them it has nothing to read a
 * request into; 1.3 then refuses to compile. Which they are is read from the variants of its own `LambdaRequest`.
 */
import { packageOf, type CrateGraph, type CratePackage } from '../../types/crateGraph';
import { variantsOf } from '../../types/declaration';
import { GraphCrates } from '../../types/crates';
import { Module } from '../module';
import { Resolver } from '../resolve';
import type { Sources } from '../sources';
import type { SyntaxNode } from '../syntax';
import { dependencyOn } from './dependency';
import type { Finding } from './hint';

/** @param node of this module, by which lambda_http is used */
export async function triggerFeature(
  sources: Sources,
  graph: CrateGraph,
  module: Module,
  node: SyntaxNode,
): Promise<readonly Finding[]> {
  const own = module.manifestPath === undefined ? undefined : packageOf(graph, module.manifestPath);
  const pkg = [...(own?.dependencies.values() ?? [])]
    .map((id) => graph.get(id))
    .find((each) => each?.name === 'lambda_http');
  const features = pkg && (await triggersOf(sources, graph, pkg));
  const dependency = features && (await dependencyOn(sources, graph, module, pkg));
  if (!dependency || features.some((feature) => dependency.mayHave(feature))) return [];
  return [{ kind: 'triggerFeature', features, ...dependency.place, node }];
}

/** The features, one of which has to be there; undefined when one is, or when it can't be told. */
async function triggersOf(
  sources: Sources,
  graph: CrateGraph,
  { library, manifestPath, features }: CratePackage,
): Promise<readonly string[] | undefined> {
  const root = library && (await Module.root(sources, library.path, manifestPath));
  const resolver = new Resolver(new GraphCrates(sources, graph));
  const found = root && (await resolver.resolve(root, ['request', 'LambdaRequest'], 'type'));
  const item =
    found?.kind === 'type'
      ? found.module.items.find(({ keyword, name }) => keyword === 'enum' && name === found.name)
      : undefined;
  const node = item && found?.kind === 'type' ? sources.item(found.module.file, item) : undefined;
  if (!node || node.hasError || variantsOf(node, features).length > 0) return undefined;
  const named = [...node.text.matchAll(/#\[\s*cfg\s*\(\s*feature\s*=\s*"([^"]+)"\s*\)\s*\]/g)];
  // `pass_through` is for what is none of the others, and does not do alone.
  const triggers = named.flatMap(([, name]) => (name === undefined || name === 'pass_through' ? [] : name));
  return triggers.length > 0 ? triggers : undefined;
}
