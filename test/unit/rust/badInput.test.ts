import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cpuTime } from './cpuTime';
import { find, finder, found, program, search } from './finding';

const runtime = 'use lambda_runtime::*;';
const handler = 'async fn handler(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }';
const call = 'run(service_fn(handler)).await';
const sqs = 'function handler SqsEvent';

describe('A source that is hard to read', () => {
  it('is read around bytes that are no UTF-8', async () => {
    const bytes = Buffer.from(
      program(`${runtime}\n// \u00a7\nconst NAME: &[u8] = b"\u00a7";\n${handler}`, call),
      'latin1',
    );
    const text = new TextDecoder().decode(bytes);
    assert.ok(text.includes('\uFFFD'));
    assert.equal(await found(text), sqs);
  });

  it('is read around null characters and other line ends', async () => {
    assert.equal(await found(program(`${runtime}\n// \u0000\u2028\u0085\n${handler}`, call)), sqs);
  });

  const line = 'pub const VALUE: &[u8] = &[1, 2, 3];\n';
  const large: Readonly<
    Record<string, readonly [files: (main: string) => string | Record<string, string>, found: string]>
  > = {
    'of 5 MB beside the handler is read': [
      (main) => ({
        '/orders/src/main.rs': main,
        '/orders/src/generated.rs': line.repeat(5_000_000 / line.length),
      }),
      sqs,
    ],
    'of 5 MB with the handler is read': [(main) => line.repeat(5_000_000 / line.length) + main, sqs],
    'of one text of 5 MB is read': [
      (main) => `static TEXT: &str = "${'x'.repeat(5_000_000)}";\n${main}`,
      sqs,
    ],
    'of 10 MB is left alone': [(main) => line.repeat(10_000_000 / line.length) + main, 'nothing'],
  };
  for (const [what, [files, expected]] of Object.entries(large)) {
    it(what, async () => {
      const modules = what.includes('beside') ? 'mod generated;\nuse generated::*;\n' : '';
      const given = files(program(`${runtime}\n${modules}${handler}`, call));
      const started = cpuTime();
      assert.equal(await found(given), expected);
      assert.ok(cpuTime() - started < 1000);
    });
  }

  it('of one line of 3 MB is read', async () => {
    const bytes = `static BYTES: &[u8] = &[${'1, '.repeat(1_000_000)}];\n`;
    assert.equal(await found(bytes + program(`${runtime}\n${handler}`, call)), sqs);
  });
});

describe('A main of thousands of statements', () => {
  const statements: Readonly<Record<string, string>> = {
    calls: 'setup(1);',
    variables: 'let x = call(1);',
    'a variable set again and again': 'let x = x.clone();',
    'a variable that changes': 'let mut x = call(x); x = x.next();',
    'choices between calls': 'if a { b(c) } else { d(e)? }',
    imports: 'use a::{b, c as d, e::*};',
    modules: 'mod a;',
  };
  for (const [which, statement] of Object.entries(statements)) {
    it(`with ${which} is read in time`, async () => {
      const started = cpuTime();
      await found(program(`${runtime}\n${handler}`, `${`${statement}\n`.repeat(3_000)} ${call}`));
      assert.ok(cpuTime() - started < 1000);
    });
  }
});

describe('A handler that is not in the source that is read', () => {
  for (const [how, items] of Object.entries({
    'is in an included file': 'include!("handler.rs");',
    'is in a file that a build makes': 'include!(concat!(env!("OUT_DIR"), "/handler.rs"));',
    'is made by a macro': 'make_handler! { handler, SqsEvent }',
    'is made by a macro of this file':
      'macro_rules! make { ($name:ident) => { async fn $name(event: u8) {} } }\nmake!(handler);',
    'is in a module whose file is missing': 'mod handlers;\nuse handlers::handler;',
  })) {
    it(`${how} leaves main`, async () => {
      assert.equal(await found(program(`${runtime}\n${items}`, call)), 'main main');
    });
  }
});

describe('Modules in circles end', () => {
  it('when a file is its own module', async () => {
    const main = program(`${runtime}\n#[path = "main.rs"]\nmod again;\npub use again::*;\n${handler}`, call);
    assert.equal(await found(main), sqs);
    const without = program(`${runtime}\n#[path = "main.rs"]\nmod again;\npub use again::*;`, call);
    assert.equal(await found(without), 'main main');
  });

  it('when files are modules of each other', async () => {
    const files = {
      '/orders/src/main.rs': program(`${runtime}\nmod a;\nuse a::*;`, call),
      '/orders/src/a.rs': '#[path = "b.rs"]\npub mod b;\npub use b::*;',
      '/orders/src/b.rs': '#[path = "a.rs"]\npub mod a;\npub use a::*;',
    };
    assert.equal(await found(files), 'main main');
  });

  it('when re-exports mean each other', async () => {
    const items =
      'mod a { pub use super::b::handler; }\nmod b { pub use super::a::handler; }\nuse a::handler;';
    assert.equal(await found(program(`${runtime}\n${items}`, call)), 'main main');
  });

  it('when aliases mean themselves', async () => {
    const items = 'use self::handler as other;\nuse self::other as handler;';
    assert.equal(await found(program(`${runtime}\n${items}`, call)), 'main main');
  });

  it('when functions call each other', async () => {
    const items =
      'async fn a<F>(f: F) { b(f).await }\nasync fn b<F>(f: F) { a(f).await }\nfn c() -> S { d() }\nfn d() -> S { c() }';
    assert.equal(
      await found(program(`${runtime}\n${items}\n${handler}`, 'a(handler).await; run(c()).await')),
      'main main',
    );
  });

  it('when modules have as many modules as they like', async () => {
    const file = 'pub mod a;\npub mod b;\npub use a::*;\npub use b::*;';
    const files = new Proxy<Record<string, string>>(
      { '/orders/src/main.rs': program(`${runtime}\n${file}`, call) },
      { get: (known, name: string) => known[name] ?? file },
    );
    const started = cpuTime();
    const { location } = await search(files);
    assert.equal(location?.kind, 'main');
    assert.ok(cpuTime() - started < 1000);
  });
});

describe('Links in the file system', () => {
  let root = '';
  const read = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
  const findIn = (folder: string): ReturnType<typeof finder.find> =>
    finder.find({ id: 'x', kind: 'function', sourcePath: path.join(folder, 'src/main.rs') }, read);

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'rust-lambda-links-'));
    await mkdir(path.join(root, 'orders/src'), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true }));

  it('are followed to the handler', async () => {
    await writeFile(path.join(root, 'shared.rs'), `${runtime}\npub ${handler}`);
    await symlink(path.join(root, 'shared.rs'), path.join(root, 'orders/src/shared.rs'));
    await writeFile(
      path.join(root, 'orders/src/main.rs'),
      program(`${runtime}\nmod shared;\nuse shared::handler;`, call),
    );
    await symlink(path.join(root, 'orders'), path.join(root, 'link'));
    for (const folder of ['orders', 'link']) {
      const { location } = await findIn(path.join(root, folder));
      assert.deepEqual(
        [location?.kind, location?.path],
        ['function', path.join(root, folder, 'src/shared.rs')],
      );
    }
  });

  it('in circles end', async () => {
    const file = 'pub mod again;\npub use again::*;';
    await writeFile(
      path.join(root, 'orders/src/main.rs'),
      program(`${runtime}\nmod again;\nuse again::*;`, call),
    );
    await mkdir(path.join(root, 'orders/src/again'));
    await writeFile(path.join(root, 'orders/src/again/mod.rs'), file);
    await symlink(path.join(root, 'orders/src/again'), path.join(root, 'orders/src/again/again'));
    assert.equal((await findIn(path.join(root, 'orders'))).location?.kind, 'main');
    await symlink(path.join(root, 'orders/src/loop.rs'), path.join(root, 'orders/src/loop.rs'));
    assert.equal((await findIn(path.join(root, 'orders'))).location?.kind, 'main');
  });
});

describe('A manifest that cannot be used', () => {
  for (const [how, manifest] of Object.entries({
    'is no TOML': '[package\nname =',
    'has tables of other types': 'package = 1\nlib = []\ndependencies = "x"\n[target]\nx = 3',
    'has dependencies of other types': '[dependencies]\nshared = 1\n[package]\nname = ["x"]\n[lib]\npath = 3',
    'inherits from a workspace that is not there': '[dependencies]\nshared.workspace = true',
    'has a path to itself': '[package]\nname = "x"\n[dependencies]\nshared = { path = "." }',
    'is empty': '',
  })) {
    it(`leaves main when it ${how}`, async () => {
      const files = {
        '/orders/Cargo.toml': manifest,
        '/orders/src/main.rs': program(runtime, 'run(service_fn(shared::handler)).await'),
      };
      assert.equal((await find(files))?.kind, 'main');
    });
  }
});
