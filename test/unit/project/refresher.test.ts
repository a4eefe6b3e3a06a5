import assert from 'node:assert/strict';
import { Refresher } from '../../../src/ui/project/refresher';

/** Runs that end when the test says so. */
function controlled() {
  const runs: { changes: readonly string[]; signal: AbortSignal; end: () => void; fail: () => void }[] = [];
  let onRun = (): void => {};
  const run = (changes: readonly string[], signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const fail = (): void => reject(new Error('aborted'));
      runs.push({ changes, signal, end: resolve, fail });
      signal.addEventListener('abort', fail, { once: true });
      onRun();
    });
  const started = (count: number): Promise<void> =>
    new Promise((resolve) => {
      onRun = () => runs.length >= count && resolve();
      onRun();
    });
  return { runs, run, started };
}

describe('Refreshing after changes', () => {
  it('takes a burst together', async () => {
    const { runs, run, started } = controlled();
    const refresher = new Refresher(run, 1);
    for (const change of ['a', 'b', 'c']) refresher.add(change);
    await started(1);
    assert.deepEqual(runs[0]?.changes, ['a', 'b', 'c']);
  });

  it('runs at once when a person asks, with what was waiting', async () => {
    const { runs, run } = controlled();
    const refresher = new Refresher(run, 60_000);
    refresher.add('event');
    const done = refresher.now('asked');
    assert.deepEqual(runs[0]?.changes, ['event', 'asked']);
    runs[0].end();
    await done;
    assert.equal(runs.length, 1);
  });

  it('aborts a run that is overtaken, and does its changes again with the new ones', async () => {
    const { runs, run, started } = controlled();
    const refresher = new Refresher(run, 1);
    const first = refresher.now('a');
    refresher.add('b');
    await started(2);
    assert.equal(runs[0]?.signal.aborted, true);
    assert.deepEqual(runs[1]?.changes, ['a', 'b']);
    runs[1].end();
    await first;
  });

  it('never has two runs at once', async () => {
    let running = 0;
    let most = 0;
    const refresher = new Refresher<number>(async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    }, 0);
    await Promise.all(Array.from({ length: 20 }, (_, n) => refresher.now(n)));
    assert.equal(most, 1);
  });

  it('resolves only when the change that was asked for is done', async () => {
    const seen: string[] = [];
    const refresher = new Refresher<string>(async (changes) => {
      await Promise.resolve();
      seen.push(...changes);
    }, 0);
    void refresher.now('a');
    await refresher.now('b');
    assert.ok(seen.includes('b'));
  });

  it('starts nothing after it was disposed of', async () => {
    const { runs, run } = controlled();
    const refresher = new Refresher(run, 0);
    refresher.add('a');
    refresher.dispose();
    await refresher.now('b');
    refresher.add('c');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(runs.length, 0);
  });
});
