/** What a binary's events look like, from its sources and those of the crates it uses. */
import type { EventReader } from '../ports';
import { eventParameter } from '../rust/eventParameter';
import { handlerOf } from '../rust/finder';
import { Sources, type Splits } from '../rust/sources';
import type { RustParser } from '../rust/syntax';
import { builtCrates, type CrateGraph } from './crateGraph';
import { requestShape, typeShape, type TypeShape } from './eventShape';

type Binary = Parameters<EventReader['read']>[0];

/**
 * @param parser gives the parser, loading it when it is first needed; its error is that of `read`
 * @param splits what is kept of sources from reading to reading
 */
export function createEventReader(parser: () => Promise<RustParser>, splits: Splits): EventReader {
  return {
    async read(binary, graph, readText) {
      const sources = await Sources.startingAt(binary.sourcePath, parser, splits, readText);
      try {
        const shape = await eventShape(sources, graph, binary);
        return { shape, incomplete: sources.incomplete };
      } finally {
        sources.dispose();
      }
    },
  };
}

async function eventShape(
  sources: Sources,
  graph: CrateGraph | undefined,
  binary: Binary,
): Promise<TypeShape | undefined> {
  const { resolver, handler, main } = (await handlerOf(sources, binary, graph && builtCrates(graph))) ?? {};
  if (!resolver || !handler || !main) return undefined;
  // What it takes is for lambda_http to say: a router has handlers, but no event of its own.
  if (handler.kind === 'router') return requestShape(sources, graph, main.module);
  const event = await eventParameter(resolver, handler);
  if (!event) return undefined;
  const { module, node, offset } = event.type;
  return typeShape(sources, graph, module, node, offset);
}
