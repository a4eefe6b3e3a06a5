/** What megabytes of payloads take, in a thread that is as it is built: the extension host goes on meanwhile. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { createPayloadJobs } from '../../../../src/adapters/payload/payloadJobs';
import { isError } from '../../../../src/core/errors';
import type { EventTypes, PayloadJobs } from '../../../../src/core/ports';
import { payloadWork } from '../../../../src/core/payload/work/payloadWork';
import { Splits } from '../../../../src/core/rust/sources';
import { createEventTypes } from '../../../../src/core/types/eventTypes';
import { parser } from '../../../unit/rust/finding';
import { recordedRejections } from '../../../unit/payload/recordedRejections';
import { bundled, removeFolders } from '../../process/rig';
import { textOf } from '../../rust/sources';
import { readProbe } from '../../types/lambdaEvents';

const orders = (count: number): string =>
  JSON.stringify({
    Records: Array.from({ length: count }, (_, id) => ({
      id,
      at: id % 2 ? null : 1.5,
      of: { a: 'x', b: [id] },
    })),
  });

const inThisThread: PayloadJobs = {
  run: (name, given) =>
    Promise.resolve((payloadWork[name] as unknown as (...all: typeof given) => never)(...given)),
};

describe('Jobs on payloads', function () {
  this.timeout(60_000);
  let program: string;
  before(async () => (program = await bundled('src/adapters/payload/job.ts', 'payloadJob')));
  after(removeFolders);

  /** The longest time for which nothing else was done, and the whole, ms. */
  async function stall<T>(
    work: () => Promise<T> | T,
  ): Promise<{ readonly longest: number; readonly answer: T }> {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    await ticked();
    const answer = await work();
    await ticked();
    delay.disable();
    return { longest: delay.max / 1e6, answer };
  }
  /** Delays are counted between ticks of the histogram's own timer, each ms: it has to have ticked. */
  const ticked = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

  it('hold up whoever waits for them for a fraction of what they take, and answer the same', async () => {
    const jobs = createPayloadJobs({ path: program });
    const payload = orders(60_000);
    const rejection = { message: 'invalid type: string "x", expected u32', path: 'Records[59999].of.a' };
    const here = await stall(() => [
      payloadWork.readingProblems([payload]),
      payloadWork.rustTypes([payload], 'Order'),
      payloadWork.rejectedSpan(payload, rejection),
    ]);
    const there = await stall(async () => [
      await jobs.run('readingProblems', [[payload]]),
      await jobs.run('rustTypes', [[payload], 'Order']),
      await jobs.run('rejectedSpan', [payload, rejection]),
    ]);
    console.log(`      ${here.longest.toFixed()} ms here, ${there.longest.toFixed()} ms in threads`);
    assert.deepEqual(there.answer, here.answer);
    assert.ok(there.longest < here.longest / 5, `${there.longest} of ${here.longest} ms`);
  });

  it('find the event type that fits among all, while others go on', async () => {
    const jobs = createPayloadJobs({ path: program });
    const probe = await readProbe();
    const example = await readFile(path.join(probe.source, 'fixtures/example-sqs-event.json'), 'utf8');
    const { Records: records } = JSON.parse(example) as { readonly Records: readonly unknown[] };
    const large = JSON.stringify({ Records: Array.from({ length: 6_000 }, () => records[0]) });
    const fits = (types: EventTypes) => (): ReturnType<EventTypes['fits']> =>
      types.fits(probe.probe.manifestPath, probe.graph, [large], textOf);
    const splits = new Splits();
    const here = await stall(fits(createEventTypes(parser, splits, inThisThread, () => Promise.resolve())));
    const there = await stall(fits(createEventTypes(parser, splits, jobs, turn)));
    console.log(`      ${here.longest.toFixed()} ms here, ${there.longest.toFixed()} ms in threads`);
    assert.deepEqual(there.answer, here.answer);
    assert.equal(there.answer?.fits[0]?.type, 'SqsEvent');
    assert.ok(there.longest < here.longest / 2, `${there.longest} of ${here.longest} ms`);
  });

  it('tell the same places of what real functions rejected', async () => {
    const jobs = createPayloadJobs({ path: program });
    const recorded = await recordedRejections();
    assert.ok(recorded.length > 40, `${recorded.length}`);
    // What they are is told by the unit tests; here it is how what is known of a type gets there.
    for (const { name, payload, rejections, set } of recorded.filter((_, at) => at % 4 === 0)) {
      const rejection = rejections[0]!;
      const place = await jobs.run('rejectedSpan', [payload, rejection, set]);
      assert.deepEqual(place, payloadWork.rejectedSpan(payload, rejection, set), name);
    }
  });

  it('end with who waits for them', async () => {
    const endless = path.join(path.dirname(program), 'endless.cjs');
    await writeFile(endless, 'for (;;);');
    const abort = new AbortController();
    const started = once(process, 'worker') as Promise<[Worker]>;
    const running = createPayloadJobs({ path: endless }).run('readingProblems', [['{}']], abort.signal);
    const [worker] = await started;
    await once(worker, 'online');
    const exit = once(worker, 'exit');
    abort.abort();
    await assert.rejects(running, (error) => isError(error, 'cancelled'));
    await exit;
    await assert.rejects(
      createPayloadJobs({ path: endless }).run('readingProblems', [['{}']], abort.signal),
      (error) => isError(error, 'cancelled'),
    );
  });

  it('say why they can not be done', async () => {
    const run = (file: string): Promise<unknown> =>
      createPayloadJobs({ path: path.join(path.dirname(program), file) }).run('readingProblems', [['{}']]);
    await assert.rejects(run('missing.js'), /missing\.js/);
    await writeFile(path.join(path.dirname(program), 'dies.cjs'), 'throw new Error("it was deadly");');
    await assert.rejects(run('dies.cjs'), /it was deadly/);
    await writeFile(path.join(path.dirname(program), 'silent.cjs'), '');
    await assert.rejects(run('silent.cjs'), /ended with code 0/);
  });
});
