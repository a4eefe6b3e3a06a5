/** Types with shapes that are read from their source, in the crate that the probe for them is built from. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createProcessRunner } from '../../src/adapters/process/processRunner';
import { readCrateGraph } from '../../src/adapters/rust/crateGraphReader';
import { Module } from '../../src/core/rust/module';
import { Sources, Splits } from '../../src/core/rust/sources';
import { field, type RustParser } from '../../src/core/rust/syntax';
import { packageOf } from '../../src/core/types/crateGraph';
import { typeShape, type TypeShape } from '../../src/core/types/eventShape';
import { measure, type Measurement, type Options } from './measure';
import type { GeneratedType } from './model';
import { buildProbe, probeFolder } from './probe';

export interface SourceMeasurement extends Measurement {
  /** In the order of the types. */
  readonly shapes: readonly TypeShape[];
}

/** A type that the probe can name, as one of the harness. */
export const sourceType = (rule: string, rust: string, words: readonly string[]): GeneratedType => ({
  rule,
  root: { rust, shape: { kind: 'open', why: 'it is read from its source' } },
  items: [],
  words,
});

/** @param name of the probe */
export async function measureSources(
  parser: RustParser,
  name: string,
  named: readonly GeneratedType[],
  { seed, count }: Pick<Options, 'seed' | 'count'>,
): Promise<SourceMeasurement> {
  const probe = await buildProbe(named, name);
  const shapes = await shapesFromSource(
    parser,
    name,
    named.map(({ root }) => root.rust),
  );
  const types = named.map((type, index): GeneratedType => ({
    ...type,
    ...(shapes[index]?.certainty !== 'exact' && { open: true }),
  }));
  const shapeSetOf = (type: GeneratedType) => shapes[types.indexOf(type)]!.set;
  return { ...(await measure(types, probe, { seed, count, shapeSetOf })), shapes };
}

export async function shapesFromSource(
  parser: RustParser,
  name: string,
  rust: readonly string[],
): Promise<readonly TypeShape[]> {
  const folder = probeFolder(name);
  const manifestPath = path.join(folder, 'Cargo.toml');
  const runner = createProcessRunner({ guardPath: 'unused' });
  const graph = await readCrateGraph(runner, { manifestPath, cargo: { path: 'cargo', env: {} } });
  const read = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
  const sources = new Sources(parser, new Splits(), read);
  try {
    const module = await Module.root(
      sources,
      path.join(folder, 'src/main.rs'),
      manifestPath,
      packageOf(graph, manifestPath)?.features,
    );
    const shapes: TypeShape[] = [];
    for (const each of rust) {
      const [alias] = sources.parse(`type T = ${each};`);
      const type = alias && field(alias, 'type');
      if (!module || !type) throw new Error(`${each} has no source`);
      shapes.push(await typeShape(sources, graph, module, type));
    }
    return shapes;
  } finally {
    sources.dispose();
  }
}
