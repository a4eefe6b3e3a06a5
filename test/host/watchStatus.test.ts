// @workspace test/fixtures/workspaces/loop
// What the status bar says of the watches of a window.
import assert from 'node:assert/strict';
import type { WatchState } from '../../src/ui/features';
import { statusText } from '../../src/ui/watch/watchStatus';

const ready = (port: number): WatchState => ({ kind: 'ready', address: { host: '127.0.0.1', port } });
const failed: WatchState = { kind: 'failed', reason: 'It was ended by SIGKILL.' };

describe('The status bar item of Watch', () => {
  it('gives the port of the only watch', () => {
    assert.equal(statusText([ready(9001)]), '$(broadcast) λ :9001');
  });

  it('tells apart what starts, stops and failed', () => {
    const texts = ([{ kind: 'starting' }, { kind: 'stopping' }, failed] as const).map((state) =>
      statusText([state]),
    );
    assert.deepEqual(texts, [
      '$(loading~spin) λ starting…',
      '$(loading~spin) λ stopping…',
      '$(warning) λ watch failed',
    ]);
  });

  it('counts several, and names what is wrong with one of them', () => {
    assert.equal(statusText([ready(9001), ready(9002)]), '$(broadcast) λ 2 watching');
    assert.equal(statusText([ready(9001), failed]), '$(warning) λ :9001 · watch failed');
    assert.equal(statusText([ready(9001), { kind: 'starting' }]), '$(loading~spin) λ :9001 · starting…');
  });
});
