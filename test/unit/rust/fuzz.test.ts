import assert from 'node:assert/strict';
import { createHandlerFinder } from '../../../src/core/rust/finder';
import { splitItems } from '../../../src/core/rust/items';
import { cpuTime } from './cpuTime';
import { parser, program, search } from './finding';
import { numbers } from './random';

const source = program(
  `#![allow(unused)]
use lambda_runtime::{run, service_fn as service, tower::{self, ServiceBuilder}, *};
mod inline { pub use super::handler; #[cfg(any(test, not(unix)))] pub fn x<'a>(c: char) -> bool { c == '\\'' } }
#[path = "../a.rs"] mod other;
/* a /* nested */ comment */
struct State<const N: usize = { 1 }>([u8; N]);
impl<T> State<T> { async fn handle(event: LambdaEvent<Value>) -> Result<(), Error> { Ok(()) } }
const TEXT: &str = r#"} " {"#;
async fn handler((a, &b): (u8, &u8), LambdaEvent { payload, .. }: LambdaEvent<SqsEvent>) {}
type In<'a, T> = LambdaEvent<T>;
trait Handle: Sized { type Event; async fn start(self) { run(service_fn(|e: In<'_, Self::Event>| self.handle(e))).await } }
impl Handle for State<1> { type Event = SqsEvent; async fn handle<T>(&self, event: In<'_, T>) {} }
#[cfg(feature = "a")] fn routes(path: &str) -> Router { Router::new().nest(path, api()).fallback(handler) }
#[cfg(not(feature = "a"))] fn routes(path: &str) -> Router { routes(concat!("/", "a")) }`,
  `let state = State::new();
    let func = service(move |event: LambdaEvent<SqsEvent>| {
        let (payload, context) = event.into_parts();
        async move { Ok::<_, Error>(handler(&state, payload).await?) }
    });
    let app = ServiceBuilder::new().layer(b'"').service(func.clone());
    let app = if a { app } else { match b { 1 => routes("/b"), _ => app.map_request(<State<1> as Handle>::handle::<u8>) } };
    tokio::select! { biased; Ok(r) = run(app), if ready => { r }, _ = stop() => return Ok(()), else => {} }
    match app { Some(run) if run => 'out: loop { break 'out; }, _ => run(app).await }`,
);
const pieces =
  '{ } ( ) [ ] < > " \' # ; : , & | ! = \\ / \n \r \uFEFF \u0000 😀 é // /* */ r#" \'a :: -> =>'.split(' ');
const words = [
  'fn',
  'use',
  'mod',
  'pub',
  'let',
  'async',
  'move',
  'run',
  'main',
  'self',
  'super',
  'crate',
  'impl',
  'trait',
  'tokio::select!',
  '=>',
  'if',
  'else',
];
const tokens = [...pieces, ...words];

/** It answers, in bounded time, and the answer lies in the text. */
async function survives(text: string, seed: string): Promise<void> {
  const files = { '/orders/src/main.rs': text, '/orders/a.rs': text, '/orders/src/lib.rs': text };
  const started = cpuTime();
  const { location } = await search(files).catch((error: unknown) => {
    throw new Error(`${seed}: ${JSON.stringify(text)}`, { cause: error });
  });
  assert.ok(cpuTime() - started < 1000, `${seed} took ${cpuTime() - started} ms`);
  if (location) {
    const lines = text.split(/\r\n|\r|\n/);
    const { start, end } = location;
    assert.ok(start.line <= end.line && end.line < lines.length, seed);
    assert.ok(start.character <= (lines[start.line] ?? '').length, seed);
  }
  let last = 0;
  for (const item of splitItems(text).items) {
    assert.ok(item.start >= last && item.end > item.start && item.end <= text.length, seed);
    last = item.end;
  }
}

describe('Any text at all is survived', () => {
  it('when it is made of random code units', async () => {
    for (let seed = 0; seed < 300; seed++) {
      const next = numbers(seed);
      const units = Array.from({ length: next(400) }, () =>
        String.fromCharCode(next(next(2) ? 128 : 0x10000)),
      );
      await survives(units.join(''), `units ${seed}`);
    }
  });

  it('when it is made of random tokens', async () => {
    for (let seed = 0; seed < 500; seed++) {
      const next = numbers(seed);
      const text = Array.from({ length: next(200) }, () => tokens[next(tokens.length)]).join(
        next(2) ? ' ' : '',
      );
      await survives(`${text}\nfn main() { ${text} }`, `tokens ${seed}`);
    }
  });

  it('when it is a program with random changes', async () => {
    for (let seed = 0; seed < 800; seed++) {
      const next = numbers(seed);
      let text = source;
      for (let changes = 1 + next(4); changes > 0; changes--) {
        const at = next(text.length);
        const inserted = next(2) ? (tokens[next(tokens.length)] ?? '') : '';
        text = text.slice(0, at) + inserted + text.slice(at + next(next(3) ? 3 : 60));
      }
      await survives(text, `changes ${seed}`);
    }
  }).timeout(60_000);

  it('when it is a program cut off anywhere', async () => {
    for (let length = 0; length < source.length; length++)
      await survives(source.slice(0, length), `${length}`);
  }).timeout(60_000);

  for (const [name, nested] of Object.entries({
    parentheses: ['(', ')'],
    braces: ['{', '}'],
    blocks: ['{ let x = ', '}'],
    calls: ['run(', ')'],
    references: ['&', ''],
    methods: ['', '.clone()'],
    closures: ['|x| ', ''],
    generics: ['A<', '>'],
    paths: ['a::', ''],
    comments: ['/*', '*/'],
    attributes: ['#[cfg(not(', '))]'],
  } as const)) {
    it(`when ${name} are nested very deeply`, async () => {
      const deep = `${nested[0].repeat(5_000)}x${nested[1].repeat(5_000)}`;
      await survives(`fn main() { ${deep} }`, name);
      await survives(`use lambda_runtime::*; fn main() { let ${deep} = 1; run(service_fn(${deep})); }`, name);
      await survives(`use ${deep}; fn handler(${deep}: ${deep}) {} ${deep}`, name);
    }).timeout(60_000);
  }
});

describe('A text that changes', () => {
  it('is split as if it were new, whatever changed', () => {
    for (let seed = 0; seed < 400; seed++) {
      const next = numbers(seed);
      let split = splitItems(source);
      for (let change = 0; change < 10; change++) {
        const at = next(split.text.length);
        const inserted = next(2) ? (tokens[next(tokens.length)] ?? '') : next(8) ? '' : source;
        const text = split.text.slice(0, at) + inserted + split.text.slice(at + next(next(2) ? 200 : 3));
        split = splitItems(text, split);
        assert.deepEqual(split, splitItems(text), `seed ${seed}, change ${change}`);
      }
    }
  }).timeout(30_000);

  it('has its handler where it is now', async () => {
    const files = (text: string) => ({ '/orders/src/main.rs': text });
    const line = async (text: string) => (await search(files(text))).location?.start.line;
    const before = await line(source);
    assert.ok(before !== undefined);
    assert.equal(await line(`\n\n${source}`), before + 2);
    assert.equal(await line(source.replace('struct State', 'struct Other;\nstruct State')), before + 1);
    assert.equal(await line(source), before);
  });
});

describe('The trees of a search', () => {
  const counting = async (readText: (path: string) => Promise<string | undefined>): Promise<number> => {
    const real = await parser();
    let living = 0;
    const finder = createHandlerFinder(() =>
      Promise.resolve({
        parse: (text) => {
          const tree = real.parse(text);
          if (!tree) return undefined;
          living++;
          return {
            rootNode: tree.rootNode,
            delete: () => {
              living--;
              tree.delete();
            },
          };
        },
      }),
    );
    await finder
      .find({ id: 'x', kind: 'function', sourcePath: '/orders/src/main.rs' }, readText)
      .catch(() => {});
    return living;
  };

  it('are all freed', async () => {
    assert.equal(await counting(() => Promise.resolve(source)), 0);
  });

  it('are all freed when a file cannot be read', async () => {
    const main = 'use lambda_runtime::*; mod a; use a::handler; fn main() { run(service_fn(handler)); }';
    let reads = 0;
    const living = await counting((path) => {
      reads++;
      return path.endsWith('main.rs') ? Promise.resolve(main) : Promise.reject(new Error('gone'));
    });
    assert.equal(living, 0);
    assert.ok(reads > 1, 'the search went on to the file that cannot be read');
  });
});
