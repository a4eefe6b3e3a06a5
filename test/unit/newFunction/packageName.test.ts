import assert from 'node:assert/strict';
import { nameProblem } from '../../../src/core/newFunction/packageName';

describe('The name of a new package', () => {
  const accepts = (name: string): void => assert.equal(nameProblem(name), undefined, name);
  const refuses = (name: string, reason: string): void =>
    assert.equal(nameProblem(name)?.reason, reason, name);

  it('is letters, digits, hyphens and underscores after a letter', () => {
    for (const name of ['orders', 'order-consumer', 'order_consumer', 'O2', 'ab', 'a-', 'fn-1'])
      accepts(name);
  });

  it('has 2 to 64 characters', () => {
    refuses('', 'empty');
    assert.deepEqual(nameProblem('a'), { reason: 'tooShort', limit: 2 });
    accepts('a'.repeat(64));
    assert.deepEqual(nameProblem('a'.repeat(65)), { reason: 'tooLong', limit: 64 });
  });

  it('starts with a letter, not with what a program could take for an option', () => {
    for (const name of ['1st', '_x', '-x', '--template', ' x', 'é-x']) refuses(name, 'firstCharacter');
  });

  it('says which character is not allowed, also one outside the basic plane', () => {
    const character = (name: string): unknown => nameProblem(name);
    assert.deepEqual(character('a b'), { reason: 'character', character: ' ' });
    assert.deepEqual(character('a/b'), { reason: 'character', character: '/' });
    assert.deepEqual(character('a..'), { reason: 'character', character: '.' });
    assert.deepEqual(character('a\nb'), { reason: 'character', character: '\n' });
    assert.deepEqual(character('café'), { reason: 'character', character: 'é' });
    assert.deepEqual(character('crab🦀'), { reason: 'character', character: '🦀' });
  });

  it('is no keyword of Rust, and may contain one', () => {
    for (const name of ['self', 'Self', 'fn', 'async', 'gen', 'yield']) refuses(name, 'keyword');
    for (const name of ['self-service', 'Fn', 'union']) accepts(name);
  });

  it('is no crate of the language', () => {
    for (const name of ['test', 'core', 'std', 'alloc', 'proc-macro', 'proc_macro'])
      assert.deepEqual(nameProblem(name), { reason: 'reserved', by: 'rust' }, name);
    accepts('tests');
  });

  it('is no folder of cargo and no device of Windows, in any case', () => {
    for (const name of ['build', 'deps', 'Examples', 'incremental', 'target', 'extensions'])
      assert.deepEqual(nameProblem(name), { reason: 'reserved', by: 'cargo' }, name);
    for (const name of ['con', 'NUL', 'aux', 'prn', 'com1', 'LPT9'])
      assert.deepEqual(nameProblem(name), { reason: 'reserved', by: 'windows' }, name);
    for (const name of ['com10', 'console']) accepts(name);
  });

  it('is not taken by a package or a binary of the workspace, in any case', () => {
    const taken = { packages: ['orders', 'Shop'], binaries: ['orders', 'worker'] };
    assert.deepEqual(nameProblem('shop', taken), { reason: 'packageExists', existing: 'Shop' });
    assert.deepEqual(nameProblem('worker', taken), { reason: 'binaryExists', existing: 'worker' });
    assert.equal(nameProblem('orders-2', taken), undefined);
  });
});
