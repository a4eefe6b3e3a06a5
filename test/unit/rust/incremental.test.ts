/** What a search reads again after an edit, and what it leaves behind. */
import assert from 'node:assert/strict';
import { createHandlerFinder } from '../../../src/core/rust/finder';
import { splitItems } from '../../../src/core/rust/items';
import { Splits } from '../../../src/core/rust/sources';
import type { RustParser } from '../../../src/core/rust/syntax';
import { parser, program } from './finding';

const path = '/orders/src/main.rs';

/** A program of many functions, with the handler among them. */
const large = program(
  [
    'use lambda_runtime::{run, service_fn, Error, LambdaEvent};',
    ...Array.from({ length: 1000 }, (_, n) => `/// The ${n}th.\nfn helper_${n}() -> usize { ${n} }`),
    'async fn handler(event: LambdaEvent<Order>) -> Result<(), Error> { Ok(()) }',
  ].join('\n'),
  'run(service_fn(handler)).await',
);
const edited = large.replace('{ 500 }', '{ 500 + helper_499() }');

/** The real parser, and what it was asked for. */
async function counting() {
  const real = await parser();
  const counts = { texts: [] as string[], alive: 0 };
  const counted: RustParser = {
    parse: (text) => {
      counts.texts.push(text);
      const tree = real.parse(text);
      if (!tree) return undefined;
      counts.alive++;
      return {
        rootNode: tree.rootNode,
        delete: () => {
          counts.alive--;
          tree.delete();
        },
      };
    },
  };
  return { counts, parser: () => Promise.resolve(counted) };
}

const binary = { id: 'orders', kind: 'function', sourcePath: path } as const;
const reading = (text: string) => (file: string) => Promise.resolve(file === path ? text : undefined);

describe('A search for a handler', () => {
  it('parses what leads to it, and nothing else of the file', async () => {
    const { counts, parser: counted } = await counting();
    const { location } = await createHandlerFinder(counted).find(binary, reading(large));
    assert.equal(location?.name, 'handler');
    assert.ok(counts.texts.length > 0);
    assert.deepEqual(
      counts.texts.filter((text) => text.includes('helper_')),
      [],
    );
  });

  it('after an edit elsewhere parses no more than the first did', async () => {
    const { counts, parser: counted } = await counting();
    const finder = createHandlerFinder(counted);
    await finder.find(binary, reading(large));
    const first = counts.texts.splice(0);
    const { location } = await finder.find(binary, reading(edited));
    assert.equal(location?.name, 'handler');
    assert.deepEqual(counts.texts, first);
  });

  it('leaves no syntax tree behind, also when it fails', async () => {
    const { counts, parser: counted } = await counting();
    const finder = createHandlerFinder(counted);
    await finder.find(binary, reading(large));
    await finder.find(binary, reading('fn main() { run(service_fn('));
    assert.equal(counts.alive, 0);

    // The second file that it reads.
    const failing = (file: string): Promise<string> =>
      file === path
        ? Promise.resolve(`mod other;\n${program('', 'other::start().await')}`)
        : Promise.reject(new Error());
    await assert.rejects(finder.find(binary, failing));
    assert.ok(counts.texts.length > 0);
    assert.equal(counts.alive, 0);
  });
});

describe('The items of a text', () => {
  it('are read again only where it was edited', () => {
    const before = splitItems(large);
    const after = splitItems(edited, before);
    assert.equal(after.items.length, before.items.length);
    // What was not read again has its attributes from before.
    const read = after.items.filter(
      ({ attributes }, index) => attributes !== before.items[index]?.attributes,
    );
    assert.deepEqual(
      read.map(({ name }) => name),
      ['helper_500'],
    );
    assert.deepEqual(after.items, splitItems(edited).items);
  });

  it('of files that were long not read are forgotten, so that much text is not kept', () => {
    const splits = new Splits();
    const one = { path: 'one.rs', text: large };
    const first = splits.split(one);
    assert.equal(splits.split(one), first);
    for (let index = 0; index * large.length < 1_100_000; index++)
      splits.split({ path: `${index}.rs`, text: `// ${index}\n${large}` });
    assert.notEqual(splits.split(one), first);
  });

  it('of the last file are kept, however long it is', () => {
    const splits = new Splits();
    const long = { path: 'long.rs', text: large.repeat(Math.ceil(1_100_000 / large.length)) };
    assert.equal(splits.split(long), splits.split(long));
  });
});
