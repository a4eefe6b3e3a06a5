/** What a handler could take instead of what it takes, and where it says so. */
import type { EventTypes } from '../ports';
import { Sources, type Splits } from '../rust/sources';
import type { RustParser } from '../rust/syntax';
import { readable } from '../payload/structs/rustStructs';
import { packageOf, type CrateGraph, type CratePackage } from './crateGraph';
import { eventTypeFits } from './fits/fits';
import { eventTypePlace } from './wiring/eventTypePlace';

/** Of the events of AWS's services. */
const eventsCrate = 'aws_lambda_events';

/**
 * @param parser gives the parser, loading it when it is first needed; its error is that of both methods
 * @param splits what is kept of sources from reading to reading
 */
export function createEventTypes(parser: () => Promise<RustParser>, splits: Splits): EventTypes {
  return {
    async fits(manifestPath, graph, payloads, readText) {
      const found = crateSeenFrom(graph, manifestPath);
      const nodes = payloads.flatMap((payload) => readable(payload) ?? []);
      if (!found || nodes.length < payloads.length) return undefined;
      const sources = new Sources(await parser(), splits, readText);
      try {
        const { crate, name } = found;
        const fits = await eventTypeFits(sources, graph, crate, nodes);
        return { fits, version: crate.version, ...(name !== undefined && { name }) };
      } finally {
        sources.dispose();
      }
    },

    async place(binary, graph, readText) {
      const sources = await Sources.startingAt(binary.sourcePath, parser, splits, readText);
      try {
        return await eventTypePlace(sources, graph, binary);
      } finally {
        sources.dispose();
      }
    },
  };
}

/** That the package depends on, else one that it is built with anyway. */
function crateSeenFrom(
  graph: CrateGraph,
  manifestPath: string,
): { readonly crate: CratePackage; readonly name?: string } | undefined {
  for (const [name, id] of packageOf(graph, manifestPath)?.dependencies ?? []) {
    const crate = graph.get(id);
    if (crate?.name === eventsCrate) return { crate, name };
  }
  const crate = [...graph.values()].find((pkg) => pkg.name === eventsCrate);
  return crate && { crate };
}
