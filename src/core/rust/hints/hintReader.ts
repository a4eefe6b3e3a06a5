import type { HintReader } from '../../ports';
import { builtCrates } from '../../types/crateGraph';
import { handlerOf } from '../finder';
import { Sources, type Splits } from '../sources';
import type { RustParser } from '../syntax';
import { hintsFor } from './hints';

/**
 * @param parser gives the parser, loading it when it is first needed; its error is that of `read`
 * @param splits what is kept of sources from reading to reading
 */
export function createHintReader(parser: () => Promise<RustParser>, splits: Splits): HintReader {
  return {
    async read(binary, graph, readText) {
      const sources = new Sources(await parser(), splits, readText);
      try {
        const found = await handlerOf(sources, binary, graph && builtCrates(graph));
        const { resolver, handler } = found ?? {};
        if (!resolver || !handler) return sources.incomplete ? undefined : [];
        return await hintsFor(sources, resolver, handler, graph);
      } finally {
        sources.dispose();
      }
    },
  };
}
