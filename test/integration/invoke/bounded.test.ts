import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Outcome } from '../../../src/core/invocation/outcome';
import type { Stage } from '../../../src/core/invocation/state';
import { createRig, type Rig } from './rig';

const firstBuildMs = 300_000;

interface Answer {
  readonly pid: number;
  readonly nth: number;
  readonly version: number;
  readonly payload: unknown;
}
const answerOf = (outcome: Outcome): Answer => {
  assert.ok(outcome.kind === 'success' && outcome.body.kind === 'json', JSON.stringify(outcome));
  return JSON.parse(outcome.body.text) as Answer;
};

describe('an invocation that gets no answer', function () {
  this.timeout(60_000);
  let rig: Rig;
  before(async function () {
    this.timeout(firstBuildMs);
    rig = await createRig();
    await rig.invoke(endings(), '{}', { timeoutMs: firstBuildMs });
    await rig.invoke(typed(), '{}', { timeoutMs: firstBuildMs });
  });
  after(() => rig.end());
  const endings = () => rig.binary('endings', 'endings');
  const typed = () => rig.binary('orders', 'typed');
  const goodOrder = '{"id":1,"lines":[{"article":"pen","pieces":2}]}';
  const process = async () => answerOf((await rig.invoke(endings(), {})).outcome).pid;

  it('ends with a crash within 4 s when the function leaves its process, and the next one works', async () => {
    const { outcome, ms } = await rig.invoke(endings(), { do: 'exit', code: 3 });
    assert.ok(outcome.kind === 'crashed', JSON.stringify(outcome));
    assert.deepEqual(outcome.exit, { code: 3, signal: null });
    assert.ok(ms < 4500, `${ms} ms`);
    assert.equal(answerOf((await rig.invoke(endings(), { after: 'crash' })).outcome).nth, 1);
  });

  it('ends with a crash when the process is killed in the middle, and the next one works', async () => {
    const pid = await process();
    const { outcome, ms } = await rig.invoke(
      endings(),
      { do: 'sleep', ms: 50_000 },
      {
        onStage: (stage) => {
          // Sent by then: the event loop gets to the socket first.
          if (stage === 'running') setTimeout(() => globalThis.process.kill(pid, 'SIGKILL'), 200);
        },
      },
    );
    assert.ok(outcome.kind === 'crashed', JSON.stringify(outcome));
    assert.deepEqual(outcome.exit, { code: null, signal: 'ForceStop' });
    assert.ok(ms < 5000, `${ms} ms`);
    assert.notEqual(await process(), pid);
  });

  it('shows what the process printed last', async () => {
    const { outcome } = await rig.invoke(endings(), { do: 'abort' });
    assert.ok(outcome.kind === 'crashed', JSON.stringify(outcome));
    assert.deepEqual(outcome.output, ['these are my last words']);
  });

  it('ends when its time is over, and its event reaches no later process', async () => {
    const pid = await process();
    const { outcome, ms } = await rig.invoke(endings(), { do: 'sleep', ms: 2_000 }, { timeoutMs: 400 });
    assert.deepEqual(outcome, { kind: 'timeout', afterMs: 400 });
    assert.ok(ms < 2_000, `${ms} ms`);
    const after = answerOf((await rig.invoke(endings(), { after: 'timeout' })).outcome);
    assert.notEqual(after.pid, pid);
    assert.equal(after.nth, 1);
  });

  it('can be cancelled in every stage, at once', async () => {
    for (const stage of ['building', 'starting', 'running'] as const satisfies readonly Stage[]) {
      if (stage === 'building') await rig.edit('endings/src/main.rs', /$/, '\n');
      if (stage === 'starting') await rig.watches.stop();
      const stop = new AbortController();
      let asked = 0;
      const { outcome } = await rig.invoke(
        endings(),
        { do: 'sleep', ms: 50_000 },
        {
          signal: stop.signal,
          onStage: (entered) => {
            if (entered !== stage) return;
            asked = performance.now();
            stop.abort();
          },
        },
      );
      assert.deepEqual(outcome, { kind: 'cancelled', stage });
      assert.ok(performance.now() - asked < 1_000, `${stage}: ${performance.now() - asked} ms`);
    }
    assert.equal(answerOf((await rig.invoke(endings(), { after: 'cancel' })).outcome).nth, 1);
  });

  it('ends the process of a cancelled invocation without waiting for the next one', async () => {
    const pid = await process();
    const stop = new AbortController();
    await rig.invoke(
      endings(),
      { do: 'sleep', ms: 50_000 },
      {
        signal: stop.signal,
        onStage: (stage) => {
          if (stage === 'running') setTimeout(() => stop.abort(), 200);
        },
      },
    );
    await goneWithin(pid, 3_000);
  });

  it('ends with the emulator when that is killed from outside', async () => {
    await process();
    const { outcome } = await rig.invoke(
      endings(),
      { do: 'sleep', ms: 50_000 },
      {
        onStage: (stage) => {
          const pid = rig.watches.process?.pid;
          if (stage === 'running' && pid !== undefined) {
            setTimeout(() => globalThis.process.kill(pid, 'SIGKILL'), 200);
          }
        },
      },
    );
    assert.deepEqual(outcome, { kind: 'watchEnded', exit: { code: null, signal: 'SIGKILL' } });
    assert.equal(answerOf((await rig.invoke(endings(), {})).outcome).nth, 1);
  });

  it('is not mistaken for another one that is under way', async () => {
    await process();
    await rig.invoke(typed(), goodOrder);
    const dies = rig.invoke(endings(), { do: 'exit', code: 7 });
    // Sent while the first is dead and the emulator has not yet said so.
    const second = Promise.resolve().then(() => rig.invoke(typed(), goodOrder));
    const [first, other] = await Promise.all([dies, second]);
    assert.ok(first.outcome.kind === 'crashed', JSON.stringify(first.outcome));
    assert.ok(other.outcome.kind === 'success', JSON.stringify(other.outcome));
  });

  // The last one: the emulator may still follow the file's change with a restart while the next test runs.
  it('ends when a file change makes cargo lambda watch start the function anew', async () => {
    const { outcome, ms } = await rig.invoke(
      endings(),
      { do: 'sleep', ms: 50_000 },
      {
        onStage: (stage) => {
          if (stage === 'running') void writeFile(path.join(rig.root, 'notes.txt'), 'changed');
        },
      },
    );
    assert.deepEqual(outcome, { kind: 'restarted' });
    assert.ok(ms < 8_000, `${ms} ms`);
  });

  it('ends with a crash right after such a restart, too', async () => {
    await process();
    await writeFile(path.join(rig.root, 'notes.txt'), 'changed again');
    const { outcome } = await rig.invoke(endings(), { do: 'sleep', ms: 50_000 });
    assert.deepEqual(outcome, { kind: 'restarted' });
    const crash = await rig.invoke(endings(), { do: 'exit', code: 4 });
    assert.equal(crash.outcome.kind, 'crashed', JSON.stringify(crash.outcome));
  });
});

describe('an invocation after an edit', function () {
  this.timeout(60_000);
  let rig: Rig;
  before(async function () {
    this.timeout(firstBuildMs);
    rig = await createRig();
    await rig.invoke(rig.binary('endings', 'endings'), '{}', { timeoutMs: firstBuildMs });
    await rig.invoke(rig.binary('orders', 'typed'), '{}', { timeoutMs: firstBuildMs });
  });
  after(() => rig.end());

  it('is answered by the new code, at once', async () => {
    const endings = rig.binary('endings', 'endings');
    for (const version of [2, 3]) {
      await rig.edit('endings/src/main.rs', /const VERSION: u32 = \d+/, `const VERSION: u32 = ${version}`);
      assert.equal(answerOf((await rig.invoke(endings, {})).outcome).version, version);
    }
  });

  it('waits for what another function still does before the emulator is replaced', async () => {
    const endings = rig.binary('endings', 'endings');
    const typed = rig.binary('orders', 'typed');
    await rig.invoke(endings, {});
    const sent = new Promise<void>((resolve) => {
      slow = rig.invoke(
        endings,
        { do: 'sleep', ms: 1_500 },
        {
          onStage: (stage) => {
            if (stage === 'running') resolve();
          },
        },
      );
    });
    await sent;
    rig.emulators.touched(path.join(rig.root, 'orders/src/bin/typed.rs'));
    const starts = rig.watches.starts;
    const [first, second] = await Promise.all([slow, rig.invoke(typed, '{"id":1,"lines":[]}')]);
    assert.ok(first.outcome.kind === 'success', JSON.stringify(first.outcome));
    assert.ok(second.outcome.kind === 'success', JSON.stringify(second.outcome));
    assert.equal(rig.watches.starts, starts + 1);
  });
  let slow: ReturnType<Rig['invoke']>;
});

/** Waits until a process is no more. */
async function goneWithin(pid: number, ms: number): Promise<void> {
  const end = performance.now() + ms;
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    assert.ok(performance.now() < end, `${pid} is still there`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
