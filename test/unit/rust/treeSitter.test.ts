import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { rustParser } from '../../../src/adapters/rust/treeSitter';
import { parser } from './finding';

describe('The Rust parser', () => {
  it('is loaded once', async () => {
    assert.equal(await parser(), await parser());
  });

  it('gives up on a text that it would take long for, and goes on with the next', async () => {
    const rust = await parser();
    const hard = `x${'.clone()'.repeat(40_000)}`;
    const started = performance.now();
    const tree = rust.parse(`fn main() { let ${hard} = 1; f(${hard}) }`);
    assert.equal(tree, undefined);
    assert.ok(performance.now() - started < 5000);

    const next = rust.parse('fn main() {}');
    assert.equal(next?.rootNode.namedChildren[0]?.type, 'function_item');
    next.delete();
  }).timeout(20_000);

  it('that cannot be loaded says so, each time it is asked for', async () => {
    const missing = rustParser({ folder: tmpdir() });
    await assert.rejects(missing(), { code: 'ENOENT' });
    await assert.rejects(missing(), { code: 'ENOENT' });
  });
});
