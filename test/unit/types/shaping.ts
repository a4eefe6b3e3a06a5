/** Shapes of types in sources given as text, with the real parser. */
import { Module } from '../../../src/core/rust/module';
import { Resolver } from '../../../src/core/rust/resolve';
import { Sources, Splits } from '../../../src/core/rust/sources';
import { descendants, field } from '../../../src/core/rust/syntax';
import { check } from '../../../src/core/shape/checker';
import { parseJson } from '../../../src/core/shape/tree';
import type { CrateGraph } from '../../../src/core/types/crateGraph';
import { GraphCrates } from '../../../src/core/types/crates';
import { typeShape, type TypeShape } from '../../../src/core/types/eventShape';
import { parser } from '../rust/finding';

/** What most sources of tests start with. */
export const serde = 'use serde::Deserialize;\n';

/** @param files of the crate, or the text of its only one */
export async function shapeOf(
  type: string,
  files: string | Readonly<Record<string, string>>,
  graph?: CrateGraph,
): Promise<TypeShape> {
  const texts = typeof files === 'string' ? { '/orders/src/main.rs': files } : files;
  const sources = new Sources(await parser(), new Splits(), (path) => Promise.resolve(texts[path]));
  try {
    const pkg = graph?.get('orders');
    const module = await Module.root(sources, '/orders/src/main.rs', pkg?.manifestPath, pkg?.features);
    const [alias] = sources.parse(`type T = ${type};`);
    const node = alias && field(alias, 'type');
    if (!module || !node) throw new Error('no source');
    return await typeShape(sources, graph, module, node);
  } finally {
    sources.dispose();
  }
}

/** The shape of the first parameter within `fn main`. */
export async function eventShape(source: string): Promise<TypeShape> {
  const sources = new Sources(await parser(), new Splits(), () => Promise.resolve(source));
  try {
    const module = await Module.root(sources, '/orders/src/main.rs');
    if (!module) throw new Error('no source');
    const main = await new Resolver(new GraphCrates(sources, new Map())).resolve(module, ['main']);
    if (main?.kind !== 'function') throw new Error('no main');
    const parameter = descendants(main.node).find(({ type }) => type === 'parameter');
    const type = parameter && field(parameter, 'type');
    if (!type) throw new Error('no event');
    return await typeShape(sources, undefined, module, type, main.offset);
  } finally {
    sources.dispose();
  }
}

/** What is wrong with a payload, one line for each problem; '' when it is accepted. */
export function verdict({ set }: TypeShape, json: string): string {
  const { root } = parseJson(json);
  if (!root) throw new Error(`${json} is no JSON`);
  return check(root, set)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('\n');
}
