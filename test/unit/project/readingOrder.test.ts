import assert from 'node:assert/strict';
import { readable } from '../../../src/core/project/readingOrder';

const none = new Set<string>();

describe('The order in which cargo is asked', () => {
  it('starts with manifests that have none above, as those below may belong to them', () => {
    const waiting = new Set(['/w/Cargo.toml', '/w/a/Cargo.toml', '/x/deep/er/Cargo.toml']);
    assert.deepEqual(readable(waiting, none, 9), ['/w/Cargo.toml', '/x/deep/er/Cargo.toml']);
  });

  it('waits for an answer about the folder above', () => {
    assert.deepEqual(readable(new Set(['/w/a/Cargo.toml']), new Set(['/w/Cargo.toml']), 9), []);
    assert.deepEqual(readable(new Set(['/w/a/Cargo.toml']), none, 9), ['/w/a/Cargo.toml']);
  });

  it('gives no more than asked for', () => {
    const waiting = new Set(Array.from({ length: 50 }, (_, n) => `/w/p${n}/Cargo.toml`));
    assert.equal(readable(waiting, none, 4).length, 4);
    assert.equal(readable(waiting, none, 0).length, 0);
  });
});
