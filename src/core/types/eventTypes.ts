/** What a handler could take instead of what it takes, and where it says so. */
import { cancelled } from '../errors';
import type { EventTypes, PayloadJobs } from '../ports';
import { Sources, type Splits } from '../rust/sources';
import type { RustParser } from '../rust/syntax';
import { packageOf, type CrateGraph, type CratePackage } from './crateGraph';
import { fitCandidates } from './fits/candidates';
import { eventTypePlace } from './wiring/eventTypePlace';

/** Of the events of AWS's services. */
const eventsCrate = 'aws_lambda_events';

/**
 * @param parser gives the parser, loading it when it is first needed; its error is that of both methods
 * @param splits what is kept of sources from reading to reading
 * @param jobs reads the payloads
 * @param turn settles when what waits in this thread has been done
 */
export function createEventTypes(
  parser: () => Promise<RustParser>,
  splits: Splits,
  jobs: PayloadJobs,
  turn: () => Promise<unknown>,
): EventTypes {
  return {
    async fits(manifestPath, graph, payloads, readText, signal) {
      const found = crateSeenFrom(graph, manifestPath);
      const keys = found && (await jobs.run('outermostKeys', [payloads], signal));
      if (!keys) return undefined;
      const sources = new Sources(await parser(), splits, readText);
      try {
        const { crate, name } = found;
        const candidates = await fitCandidates(sources, graph, crate, keys, async () => {
          await turn();
          if (signal?.aborted) throw cancelled();
        });
        const fits = candidates.length > 0 ? await jobs.run('fits', [payloads, candidates], signal) : [];
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
