/** Types with shapes that are read from their source. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createProcessRunner } from '../../src/adapters/process/processRunner';
import { readCrateGraph } from '../../src/adapters/rust/crateGraphReader';
import { Module } from '../../src/core/rust/module';
import { Sources, Splits } from '../../src/core/rust/sources';
import { field, type RustParser } from '../../src/core/rust/syntax';
import { packageOf } from '../../src/core/types/crateGraph';
import { typeShape, type TypeShape } from '../../src/core/types/eventShape';
import { probeFolder } from './probe';

/**
 * What the extension makes of types, from where the probe for them is built.
 * @param name of the probe
 */
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
