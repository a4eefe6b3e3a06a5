import assert from 'node:assert/strict';
import { binariesOf, type LambdaBinary } from '../../../src/core/project/model';
import { Background } from '../../../src/ui/functionsView/background';
import { model, workspace } from '../project/models';

const binaries = binariesOf(model(workspace('/w', { a: ['a'], b: ['b'], c: ['c'] })));
const [a, b, c] = binaries as [LambdaBinary, LambdaBinary, LambdaBinary];

/** Loads that end when the test says so. */
function loads() {
  const waiting: {
    binary: LambdaBinary;
    end: (value: string | undefined) => Promise<void>;
    fail: () => Promise<void>;
  }[] = [];
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const load = (binary: LambdaBinary): Promise<string | undefined> =>
    new Promise((resolve, reject) => {
      waiting.push({
        binary,
        end: (value) => (resolve(value), settled()),
        fail: () => (reject(new Error('no')), settled()),
      });
    });
  return { waiting, load };
}

describe('Facts that take time', () => {
  let visible = true;
  let changed: string[] = [];
  beforeEach(() => {
    visible = true;
    changed = [];
  });
  const background = (load: (binary: LambdaBinary) => Promise<string | undefined>, atOnce = 2) =>
    new Background(
      load,
      atOnce,
      () => visible,
      (binary) => changed.push(binary.name),
    );

  it('are loaded once, and told when they are there', async () => {
    const { waiting, load } = loads();
    const facts = background(load);
    assert.equal(facts.get(a), undefined);
    assert.equal(facts.get(a), undefined);
    assert.equal(waiting.length, 1);
    await waiting[0]?.end('built');
    assert.deepEqual(changed, ['a']);
    assert.equal(facts.get(a), 'built');
    assert.equal(waiting.length, 1);
  });

  it('are loaded few at a time', async () => {
    const { waiting, load } = loads();
    const facts = background(load, 2);
    for (const each of binaries) facts.get(each);
    assert.deepEqual(
      waiting.map(({ binary }) => binary.name),
      ['a', 'b'],
    );
    await waiting[0]?.end(undefined);
    assert.deepEqual(
      waiting.map(({ binary }) => binary.name),
      ['a', 'b', 'c'],
    );
  });

  it('are not told again when they are as before', async () => {
    const { waiting, load } = loads();
    const facts = background(load);
    facts.get(a);
    await waiting[0]?.end('same');
    facts.outdate(() => true);
    await waiting[1]?.end('same');
    assert.deepEqual(changed, ['a']);
  });

  it('keep their last value until a new one is there', async () => {
    const { waiting, load } = loads();
    const facts = background(load);
    facts.get(a);
    await waiting[0]?.end('old');
    facts.outdate(() => true);
    assert.equal(facts.get(a), 'old');
    await waiting[1]?.end('new');
    assert.equal(facts.get(a), 'new');
  });

  it('are loaded again when they were outdated while they were loaded', async () => {
    const { waiting, load } = loads();
    const facts = background(load);
    facts.get(a);
    facts.outdate(() => true);
    await waiting[0]?.end('too early');
    assert.equal(waiting.length, 2);
    await waiting[1]?.end('right');
    assert.equal(facts.get(a), 'right');
  });

  it('are left alone while nobody looks', async () => {
    const { waiting, load } = loads();
    const facts = background(load);
    facts.get(a);
    await waiting[0]?.end('old');
    visible = false;
    facts.outdate(() => true);
    assert.equal(waiting.length, 1);
    visible = true;
    facts.resume();
    assert.equal(waiting.length, 2);
  });

  it('are loaded again only for those concerned', async () => {
    const { waiting, load } = loads();
    const facts = background(load);
    facts.get(a);
    facts.get(b);
    await waiting[0]?.end('built');
    await waiting[1]?.end(undefined);
    facts.outdate((_binary, value) => value !== undefined);
    assert.deepEqual(
      waiting.map(({ binary }) => binary.name),
      ['a', 'b', 'a'],
    );
  });

  it('take a failure for nothing known, and go on', async () => {
    const { waiting, load } = loads();
    const facts = background(load, 1);
    facts.get(a);
    facts.get(b);
    await waiting[0]?.fail();
    assert.equal(facts.get(a), undefined);
    assert.equal(waiting[1]?.binary.name, 'b');
  });

  it('are forgotten with their function, also while they wait', async () => {
    const { waiting, load } = loads();
    const facts = background(load, 1);
    for (const each of [a, b, c]) facts.get(each);
    facts.keep(new Set([c.id]));
    await waiting[0]?.end('of nobody');
    assert.deepEqual(changed, []);
    assert.equal(waiting[1]?.binary.name, 'c');
  });

  it('are loaded again when the function is another than before under its id', async () => {
    const { waiting, load } = loads();
    const facts = background(load);
    facts.get(a);
    await waiting[0]?.end('here');
    facts.get({ ...a });
    assert.equal(waiting.length, 1);
    facts.get({ ...a, targetDirectory: '/elsewhere' });
    assert.equal(waiting[1]?.binary.targetDirectory, '/elsewhere');
  });
});
