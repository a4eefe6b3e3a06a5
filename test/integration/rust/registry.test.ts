/** All Rust that cargo has downloaded here: what others wrote, in every style. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { splitItems } from '../../../src/core/rust/items';
import { children, type SyntaxNode } from '../../../src/core/rust/syntax';
import { finder, parser } from '../../unit/rust/finding';
import { registryCrates, rustFiles, textOf } from './sources';

const MINUTES = 60_000;

/** What the grammar calls the items that are told apart. */
const keywords: Readonly<Record<string, string>> = {
  function_item: 'fn',
  mod_item: 'mod',
  use_declaration: 'use',
  struct_item: 'struct',
  enum_item: 'enum',
  union_item: 'union',
  trait_item: 'trait',
  impl_item: 'impl',
  const_item: 'const',
  static_item: 'static',
  type_item: 'type',
  extern_crate_declaration: 'crate',
};

/** `fn main 120-340` */
const describeNode = (node: SyntaxNode): string => {
  const keyword = keywords[node.type] ?? '';
  const name = node.childForFieldName('alias') ?? node.childForFieldName('name');
  const text = keyword === 'impl' || keyword === 'use' ? '' : (name?.text ?? '').replace(/^r#/, '');
  return `${keyword} ${text} ${node.startIndex}-${node.endIndex}`;
};

describe('The Rust that cargo has downloaded', () => {
  let crates: readonly string[] = [];

  before(async function () {
    crates = await registryCrates();
    if (crates.length > 0) return;
    console.log('    skipped: cargo has downloaded nothing yet. `cargo fetch` in samples/orders does.');
    this.skip();
  });

  it('is split into the same items as the whole file parsed at once has', async () => {
    const rust = await parser();
    let items = 0;
    for (const crate of crates) {
      for (const file of (await rustFiles(crate)).filter((_, index) => index % 10 === 0)) {
        const text = await textOf(file);
        // The grammar knows neither a byte order mark nor a shebang.
        if (text === undefined || text.length > 300_000 || text.startsWith('#!/')) continue;
        const tree = rust.parse(text);
        // Not every valid file is valid to the grammar: then the two can't be compared.
        if (tree && !tree.rootNode.hasError) {
          const expected = children(tree.rootNode)
            .filter(({ type }) => type in keywords)
            .map(describeNode);
          const split = splitItems(text);
          const actual = split.items
            .filter(({ keyword }) => keyword !== undefined && keyword !== 'macro')
            .map(({ keyword, name, start, end }) => `${keyword} ${name ?? ''} ${start}-${end}`);
          assert.deepEqual(actual, expected, file);
          assert.equal(split.broken, false, file);
          items += actual.length;
        }
        tree?.delete();
      }
    }
    console.log(`      ${items} items`);
    assert.ok(items > 1000);
  }).timeout(5 * MINUTES);

  it('has no handler anywhere: it is libraries, their examples and build scripts', async () => {
    let mains = 0;
    for (const crate of crates) {
      for (const file of await rustFiles(crate)) {
        const text = await textOf(file);
        if (!text || !/\bfn main\b/.test(text) || /\blambda_(runtime|http|extension)::/.test(text)) continue;
        mains++;
        const manifestPath = path.join(crate, 'Cargo.toml');
        for (const kind of ['function', 'extension'] as const) {
          const binary = { id: file, kind, sourcePath: file, packageName: 'any', manifestPath };
          const { location } = await finder.find(binary, textOf);
          assert.ok(location === undefined || location.kind === 'main', `${file}: ${location?.name}`);
        }
      }
    }
    console.log(`      ${mains} programs`);
    assert.ok(mains > 10);
  }).timeout(5 * MINUTES);

  it('has no handler in the Lambda crates themselves, though their comments and tests are full of them', async function () {
    const ours = crates.filter((crate) => /^lambda(_runtime|_http|-extension)-\d/.test(path.basename(crate)));
    if (ours.length === 0) {
      console.log(
        '      skipped: cargo has downloaded no crates of Lambda. `cargo fetch` in samples/orders does.',
      );
      this.skip();
    }
    let files = 0;
    for (const file of (await Promise.all(ours.map(rustFiles))).flat()) {
      const { location } = await finder.find({ id: file, kind: 'function', sourcePath: file }, textOf);
      assert.equal(location, undefined, file);
      files++;
    }
    assert.ok(files > 10);
  }).timeout(MINUTES);
});
