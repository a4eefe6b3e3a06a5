import assert from 'node:assert/strict';
import { membership } from '../../../src/core/project/memberPatterns';

describe('An entry of members', () => {
  const matches = (pattern: string, path: string): boolean =>
    membership({ members: [pattern], exclude: [] })(path) === 'member';

  it('names one folder, however its path is written', () => {
    assert.ok(matches('functions/orders', 'functions/orders'));
    assert.ok(matches('./functions//orders/', 'functions/orders'));
    assert.ok(!matches('functions/orders', 'functions/orders-2'));
    assert.ok(!matches('functions', 'functions/orders'));
  });

  it('has * and ? for part of one folder’s name', () => {
    assert.ok(matches('functions/*', 'functions/orders'));
    assert.ok(!matches('functions/*', 'functions/orders/inner'));
    assert.ok(matches('*-api', 'orders-api'));
    assert.ok(matches('fn-?', 'fn-1'));
    assert.ok(!matches('fn-?', 'fn-10'));
  });

  it('has ** for any number of folders', () => {
    assert.ok(matches('**/orders', 'orders'));
    assert.ok(matches('**/orders', 'a/b/orders'));
    assert.ok(!matches('a/**/orders', 'b/orders'));
    assert.ok(matches('a/**', 'a/b/orders'));
    assert.ok(!matches('a/**', 'a'), 'at the end it stands for one at least');
  });

  it('has sets of characters and no braces', () => {
    assert.ok(matches('fn-[a-c]', 'fn-b'));
    assert.ok(!matches('fn-[!a-c]', 'fn-b'));
    assert.ok(matches('fn-[!a-c]', 'fn-x'));
    assert.ok(!matches('fn-[z-a]', 'fn-b'), 'a set with nothing in it');
    assert.ok(!matches('{a,b}', 'a'));
  });

  it('takes what means something in a regular expression for itself', () => {
    assert.ok(matches('a.b', 'a.b'));
    assert.ok(!matches('a.b', 'axb'));
    assert.ok(matches('a+(b)', 'a+(b)'));
  });
});

describe('A folder of a workspace', () => {
  it('is outside when nothing names it', () => {
    assert.equal(membership({ members: ['a'], exclude: [] })('b'), 'outside');
    assert.equal(membership({ members: [], exclude: [] })('b'), 'outside');
  });

  it('is excluded with all that is below it, also when a pattern matches', () => {
    const verdict = membership({ members: ['*', 'functions/*'], exclude: ['b', 'functions'] });
    assert.equal(verdict('b'), 'excluded');
    assert.equal(verdict('functions/x'), 'excluded');
    assert.equal(verdict('bc'), 'member');
  });

  it('is a member when it is listed by name, although it or a folder above is excluded', () => {
    const verdict = membership({ members: ['b', 'functions/*', 'functions/x'], exclude: ['b', 'functions'] });
    assert.equal(verdict('b'), 'member');
    assert.equal(verdict('functions/x'), 'member');
    assert.equal(verdict('functions/y'), 'excluded');
  });
});
