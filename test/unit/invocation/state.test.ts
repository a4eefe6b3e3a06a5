import assert from 'node:assert/strict';
import { durations, idle, next, type Happening, type Invocation } from '../../../src/core/invocation/state';

const follow = (...happenings: readonly (readonly [Happening, number])[]): Invocation =>
  happenings.reduce((state, [happening, now]) => next(state, happening, now), idle);
const success: Happening = { kind: 'end', outcome: { kind: 'success', body: { kind: 'empty' } } };

describe('the life of an invocation', () => {
  it('goes through its stages and measures each', () => {
    const done = follow(
      [{ kind: 'begin' }, 0],
      [{ kind: 'stage', stage: 'building' }, 1],
      [{ kind: 'stage', stage: 'starting' }, 101],
      [{ kind: 'stage', stage: 'running' }, 151],
      [success, 160],
    );
    assert.ok(done.kind === 'done');
    assert.deepEqual(durations(done, 9999), [
      { stage: 'checking', ms: 1 },
      { stage: 'building', ms: 100 },
      { stage: 'starting', ms: 50 },
      { stage: 'running', ms: 9 },
    ]);
  });

  it('measures a stage that runs until now', () => {
    const active = follow([{ kind: 'begin' }, 0], [{ kind: 'stage', stage: 'building' }, 10]);
    assert.ok(active.kind === 'active');
    assert.deepEqual(durations(active, 25).at(-1), { stage: 'building', ms: 15 });
  });

  it('never goes back to a stage, and not anywhere once it ended', () => {
    const running = follow([{ kind: 'begin' }, 0], [{ kind: 'stage', stage: 'running' }, 1]);
    assert.equal(next(running, { kind: 'stage', stage: 'building' }, 2), running);
    assert.equal(next(running, { kind: 'begin' }, 2), running);
    const done = next(running, success, 3);
    assert.equal(next(done, { kind: 'cancel' }, 4), done);
    assert.equal(next(done, { kind: 'end', outcome: { kind: 'restarted' } }, 4), done);
    assert.equal(next(idle, success, 4), idle);
  });

  it('shows that it is being cancelled until what runs has stopped', () => {
    const cancelling = follow([{ kind: 'begin' }, 0], [{ kind: 'cancel' }, 5]);
    assert.ok(cancelling.kind === 'active' && cancelling.cancelling);
    const ended = next(cancelling, { kind: 'end', outcome: { kind: 'cancelled', stage: 'checking' } }, 8);
    assert.equal(ended.kind, 'cancelled');
  });

  it('is done when the answer was quicker than the cancellation', () => {
    assert.equal(follow([{ kind: 'begin' }, 0], [{ kind: 'cancel' }, 5], [success, 6]).kind, 'done');
  });

  it('begins anew after its end', () => {
    const again = follow([{ kind: 'begin' }, 0], [success, 1], [{ kind: 'begin' }, 7]);
    assert.ok(again.kind === 'active' && !again.cancelling);
    assert.deepEqual(again.starts, [{ stage: 'checking', at: 7 }]);
  });
});
