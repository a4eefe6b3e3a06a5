import { createFiles } from '../src/adapters/files';
import { createHandlerFinder } from '../src/core/rust/finder';
import { Module } from '../src/core/rust/module';
import { Sources, Splits } from '../src/core/rust/sources';
import { field, type RustParser } from '../src/core/rust/syntax';
import { jsonSchema } from '../src/core/shape/jsonSchema';
import type { ShapeSet } from '../src/core/shape/shape';
import { crateGraph, type CratePackage } from '../src/core/types/crateGraph';
import { typeShape } from '../src/core/types/eventShape';

const main = '/probe/src/main.rs';

/** Types of other crates, as the handler of a package named `probe` takes them. */
export class EventTypes {
  readonly #graph;
  readonly #package: CratePackage;
  readonly #splits = new Splits();

  /** @param metadata what cargo says of the package */
  constructor(
    metadata: string,
    private readonly parser: () => Promise<RustParser>,
  ) {
    this.#graph = crateGraph(metadata);
    const found = [...this.#graph.values()].find(({ name }) => name === 'probe');
    if (!found) throw new Error('cargo does not know the package');
    this.#package = found;
  }

  async handlerOf(type: string): Promise<void> {
    const { manifestPath } = this.#package;
    const binary = { id: 'probe', kind: 'function', sourcePath: main, manifestPath } as const;
    const text = program(type);
    const { location } = await createHandlerFinder(this.parser).find(binary, (file) =>
      Promise.resolve(file === main ? text : undefined),
    );
    if (location?.name !== 'handler') throw new Error(`found ${location?.name}`);
  }

  /** Its schema, to be written from the shape as often as wanted, and the files that it was read from. */
  async read(type: string): Promise<{
    readonly set: ShapeSet;
    readonly schema: () => unknown;
    readonly files: readonly string[];
  }> {
    const text = program(type);
    const files: string[] = [];
    const disk = createFiles();
    const sources = await Sources.startingAt(main, this.parser, this.#splits, async (file) => {
      const found = file === main ? text : await disk.readText(file).catch(() => undefined);
      if (found !== undefined && file !== main) files.push(file);
      return found;
    });
    try {
      const { manifestPath, features } = this.#package;
      const module = await Module.root(sources, main, manifestPath, features);
      const [alias] = sources.parse(`type T = ${type};`);
      const node = alias && field(alias, 'type');
      if (!module || !node) throw new Error(`${type} has no source`);
      const { set, certainty, reasons } = await typeShape(sources, this.#graph, module, node);
      if (certainty === 'unknown') throw new Error(`${type}: ${reasons.join()}`);
      return { set, schema: () => jsonSchema(set), files };
    } finally {
      sources.dispose();
    }
  }
}

const program = (type: string): string => `use lambda_runtime::{Error, LambdaEvent, run, service_fn};

async fn handler(event: LambdaEvent<${type}>) -> Result<(), Error> {
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    run(service_fn(handler)).await
}
`;
