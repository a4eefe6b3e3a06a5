/** What the benchmarks have in common that are programs of their own. */
import type { Measurement } from './measurement';

/** Milliseconds that something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Benchmarks are programs; this is their answer. */
export const report = (measurements: readonly Measurement[]): void => {
  process.stdout.write(`${JSON.stringify(measurements)}\n`);
};
