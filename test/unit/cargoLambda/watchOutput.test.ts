import assert from 'node:assert/strict';
import { plainLine } from '../../../src/core/cargoLambda/lines';
import { nextWatchState, startFailure, type WatchState } from '../../../src/core/cargoLambda/watchMachine';
import { parseWatchLine, reasonOf } from '../../../src/core/cargoLambda/watchOutput';
import { recordedLines } from './recorded';

describe('What cargo lambda watch prints (1.9.2)', () => {
  it('tells of a crash with its code, of a kill, and of the end; the rest is the function’s', () => {
    const said = recordedLines('cargo-lambda-1.9.2-watch-crash.stdout')
      .map((line) => parseWatchLine(plainLine(line)))
      .filter(({ kind }) => kind !== 'other');
    assert.deepEqual(said, [
      { kind: 'starting' },
      { kind: 'functionExited', code: 3, signal: null },
      { kind: 'functionExited', code: null, signal: 'ForceStop' },
      { kind: 'terminating' },
    ]);
  });

  it('is not mistaken for a function’s own log line that mentions the same', () => {
    assert.deepEqual(parseWatchLine('2026-01-01 ERROR my: command exited code=3'), { kind: 'other' });
  });

  it('ends on a taken port as if nothing was wrong, which is how we know', () => {
    const kinds = recordedLines('cargo-lambda-1.9.2-watch-port-taken.stdout').map(
      (line) => parseWatchLine(plainLine(line)).kind,
    );
    assert.deepEqual(kinds, ['starting', 'terminating']);
    assert.equal(startFailure({ code: 0, signal: null }, kinds.includes('terminating')), 'portTaken');
    assert.equal(startFailure({ code: 1, signal: null }, false), 'other');
    assert.equal(startFailure({ code: null, signal: 'SIGKILL' }, true), 'other');
  });

  it('gives its reason without frame and footer', () => {
    const lines = recordedLines('cargo-lambda-1.9.2-watch-bad-address.stderr').map(plainLine);
    assert.equal(reasonOf(lines), 'invalid invoke address\ninvalid IP address syntax');
  });
});

describe('The reason in an output', () => {
  it('begins with the last error', () => {
    const lines = [
      '   Compiling a v0.1.0',
      'error: no bin target named `b1` in default-run packages',
      'help: available:',
    ];
    assert.equal(reasonOf(lines), lines.slice(1).join('\n'));
  });

  it('is the end of it when nothing is called an error', () => {
    const lines = Array.from({ length: 50 }, (_, i) => `line ${i}`);
    assert.equal(reasonOf(lines).split('\n').length, 20);
    assert.ok(reasonOf(lines).endsWith('line 49'));
    assert.equal(reasonOf([]), '');
  });
});

describe('The life of a watch', () => {
  const address = { host: '127.0.0.1', port: 9123 };
  const live = (...happenings: Parameters<typeof nextWatchState>[1][]): WatchState =>
    happenings.reduce<WatchState>(nextWatchState, { kind: 'stopped' });
  const start = { kind: 'start' } as const;
  const ready = { kind: 'ready', address } as const;
  const stop = { kind: 'stop' } as const;
  const exited = { kind: 'exited', reason: 'killed' } as const;

  it('goes from starting to ready and, asked, to stopped', () => {
    assert.deepEqual(live(start, ready), { kind: 'ready', address });
    assert.equal(live(start, ready, stop).kind, 'stopping');
    assert.equal(live(start, ready, stop, exited).kind, 'stopped');
  });

  it('has failed when it ends unasked, before or after it was ready', () => {
    assert.deepEqual(live(start, ready, exited), { kind: 'failed', reason: 'killed' });
    assert.deepEqual(live(start, exited), { kind: 'failed', reason: 'killed' });
  });

  it('does not come back to life by a late word', () => {
    assert.equal(live(start, stop, ready).kind, 'stopping');
    assert.equal(live(start, stop, exited, ready).kind, 'stopped');
    assert.equal(live(exited).kind, 'stopped');
    assert.equal(live(stop).kind, 'stopped');
  });

  it('can begin again after either end, but not twice at once', () => {
    assert.equal(live(start, exited, start).kind, 'starting');
    assert.equal(live(start, stop, exited, start).kind, 'starting');
    assert.equal(live(start, ready, start).kind, 'ready');
  });
});
