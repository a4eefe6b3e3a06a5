/** The JSON that a type in a Rust source accepts. */
import type { Module } from '../rust/module';
import { Resolver } from '../rust/resolve';
import type { Sources } from '../rust/sources';
import type { SyntaxNode } from '../rust/syntax';
import type { Shape, ShapeSet } from '../shape/shape';
import { certaintyOf, type Certainty } from './certainty';
import type { CrateGraph } from './crateGraph';
import { GraphCrates } from './crates';
import { open } from './primitives';
import { itemsAround, parametersAround } from './scope';
import { Shapes } from './shapes';

export interface TypeShape extends Certainty {
  readonly set: ShapeSet;
}

/**
 * @param module where the type is written; of a crate of the graph, for its dependencies to be known
 * @param type as the parser has it
 * @param offset where the text that it was parsed from starts in the module's file
 */
export function typeShape(
  sources: Sources,
  graph: CrateGraph | undefined,
  module: Module,
  type: SyntaxNode,
  offset = 0,
): Promise<TypeShape> {
  const parameters = parametersAround(type);
  const scope = {
    module,
    types: new Map(parameters.map((name) => [name, open(`what ${name} stands for is not known`)])),
    consts: new Map(parameters.map((name) => [name, undefined])),
    locals: itemsAround(type, offset),
  };
  return shapeOf(sources, graph, (shapes) => shapes.type(type, scope));
}

/** @param module of the crate that depends on lambda_http */
export const requestShape = (
  sources: Sources,
  graph: CrateGraph | undefined,
  module: Module,
): Promise<TypeShape> => shapeOf(sources, graph, (shapes) => shapes.httpRequest(module));

async function shapeOf(
  sources: Sources,
  graph: CrateGraph | undefined,
  rootOf: (shapes: Shapes) => Promise<Shape>,
): Promise<TypeShape> {
  // Without a graph the standard library is still known, and common crates by their usual names.
  const crates = new GraphCrates(sources, graph ?? new Map());
  const shapes = new Shapes(sources, new Resolver(crates), crates);
  const root = await rootOf(shapes);
  const set = { root, definitions: shapes.definitions };
  return { set, ...certaintyOf(set, shapes.loose) };
}
