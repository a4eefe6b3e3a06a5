import assert from 'node:assert/strict';
import { deferred } from '../../../src/core/deferred';
import { isError } from '../../../src/core/errors';
import { SharedWork } from '../../../src/ui/tasks/sharedWork';

const isCancelled = (error: unknown): boolean => isError(error, 'cancelled');

describe('Work that several wait for', () => {
  /** Work that takes as long to end as its process does: until `ends` is called. */
  function working() {
    const begun: { readonly abort: AbortController; readonly ends: (error?: Error) => void }[] = [];
    const work = (abort: AbortController): Promise<void> => {
      const end = deferred<undefined>();
      begun.push({ abort, ends: (error) => (error ? end.reject(error) : end.resolve(undefined)) });
      return end.promise;
    };
    const shared = new SharedWork();
    const join = (signal?: AbortSignal): Promise<void> => shared.join('one', signal, work);
    return { begun, join, shared, work };
  }
  /** Everything that was already settled has been told. */
  const told = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('is done once, for all', async () => {
    const { begun, join } = working();
    const all = Promise.all([join(), join(new AbortController().signal)]);
    begun[0]!.ends();
    await all;
    assert.equal(begun.length, 1);
  });

  it('fails for all, and is begun anew afterwards', async () => {
    const { begun, join } = working();
    const failing = [join(), join()].map((one) => assert.rejects(one, /why/));
    begun[0]!.ends(new Error('why'));
    await Promise.all(failing);
    const again = join();
    await told();
    begun[1]!.ends();
    await again;
  });

  it('is done beside other work', async () => {
    const { begun, join, shared, work } = working();
    const both = Promise.all([join(), shared.join('two', undefined, work)]);
    assert.equal(begun.length, 2);
    for (const { ends } of begun) ends();
    await both;
  });

  for (const [who, first] of [
    ['began it', true],
    ['joined it', false],
  ] as const) {
    it(`goes on when the one who ${who} gives up, and ends when the other does, too`, async () => {
      const { begun, join } = working();
      const aborts = [new AbortController(), new AbortController()];
      const waits = aborts.map(({ signal }) => assert.rejects(join(signal), isCancelled));
      const order = first ? [0, 1] : [1, 0];
      aborts[order[0]!]!.abort();
      await waits[order[0]!];
      assert.equal(begun[0]!.abort.signal.aborted, false);
      aborts[order[1]!]!.abort();
      await waits[order[1]!];
      assert.equal(begun[0]!.abort.signal.aborted, true);
    });
  }

  it('goes on for one who cannot give up', async () => {
    const { begun, join } = working();
    const abort = new AbortController();
    const given = assert.rejects(join(abort.signal), isCancelled);
    const kept = join();
    abort.abort();
    await given;
    assert.equal(begun[0]!.abort.signal.aborted, false);
    begun[0]!.ends();
    await kept;
  });

  it('that was given up is not joined: its successor begins when it is gone', async () => {
    const { begun, join } = working();
    const abort = new AbortController();
    const given = assert.rejects(join(abort.signal), isCancelled);
    abort.abort();
    await given;
    const all = Promise.all([join(), join()]);
    await told();
    assert.equal(begun.length, 1);
    begun[0]!.ends(new Error('cancelled'));
    await told();
    assert.equal(begun.length, 2);
    begun[1]!.ends();
    await all;
  });

  it('that ended itself is not joined either', async () => {
    const { begun, join } = working();
    const ended = assert.rejects(join(), /Ctrl\+C/);
    begun[0]!.abort.abort();
    const again = join();
    begun[0]!.ends(new Error('Ctrl+C'));
    await ended;
    await told();
    begun[1]!.ends();
    await again;
  });

  it('is not begun for one who has given up already, nor for one who gives up before its turn', async () => {
    const { begun, join } = working();
    await assert.rejects(join(AbortSignal.abort()), isCancelled);
    assert.equal(begun.length, 0);
    const first = join().catch(() => {});
    begun[0]!.abort.abort();
    const abort = new AbortController();
    const impatient = assert.rejects(join(abort.signal), isCancelled);
    abort.abort();
    await impatient;
    begun[0]!.ends();
    await first;
    await told();
    assert.equal(begun.length, 1);
  });
});
