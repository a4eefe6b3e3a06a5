import assert from 'node:assert/strict';
import { Sources, Splits } from '../../../src/core/rust/sources';
import { derivesFor } from '../../../src/core/types/wiring/derives';
import {
  eventTypeEdits,
  spelling,
  type NewEventType,
  type TextEdit,
} from '../../../src/core/types/wiring/eventTypeEdits';
import { eventTypePlace, type EventTypePlace } from '../../../src/core/types/wiring/eventTypePlace';
import { parser } from '../rust/finding';

const main = '/orders/src/main.rs';

async function placeIn(
  files: string | Readonly<Record<string, string>>,
): Promise<EventTypePlace | undefined> {
  const texts: Readonly<Record<string, string>> = typeof files === 'string' ? { [main]: files } : files;
  const sources = new Sources(await parser(), new Splits(), (path) => Promise.resolve(texts[path]));
  try {
    const binary = { kind: 'function', sourcePath: main, manifestPath: '/orders/Cargo.toml' } as const;
    return structuredClone(await eventTypePlace(sources, undefined, binary));
  } finally {
    sources.dispose();
  }
}

const applied = (text: string, edits: readonly TextEdit[]): string =>
  [...edits]
    .reverse()
    .reduce((before, { start, end, text: by }) => before.slice(0, start) + by + before.slice(end), text);

const changed = (place: EventTypePlace, wanted: NewEventType): string =>
  applied(place.text, eventTypeEdits(place, wanted));

/** The file with the handler as it is when the handler takes a new struct. */
async function withStruct(files: string | Readonly<Record<string, string>>): Promise<string> {
  const place = await placeIn(files);
  assert.ok(place);
  const { names, uses } = derivesFor(place);
  const source = `#[derive(${names.join(', ')})]\npub struct Order {\n    pub id: i64,\n}\n`;
  return changed(place, { kind: 'written', root: 'Order', source, uses });
}

const start = `use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde_json::Value;
`;
/** Nothing needs the other one any more. */
const startAfter = 'use lambda_runtime::{run, service_fn, Error, LambdaEvent};\n';
const mainFn = `
#[tokio::main]
async fn main() -> Result<(), Error> {
    run(service_fn(handler)).await
}
`;

describe('A handler that shall take another type', () => {
  it('takes it, and has it right before itself, with the declarations that it needs', async () => {
    assert.equal(
      await withStruct(`${start}
/// What it does.
#[tracing::instrument]
async fn handler(event: LambdaEvent<Value>) -> Result<(), Error> {
    Ok(())
}
${mainFn}`),
      `${startAfter}use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Order {
    pub id: i64,
}

/// What it does.
#[tracing::instrument]
async fn handler(event: LambdaEvent<Order>) -> Result<(), Error> {
    Ok(())
}
${mainFn}`,
    );
  });

  it('derives what others in the file do, and declares nothing twice', async () => {
    const source = `use serde::{Deserialize, Serialize};
${start}
#[derive(Clone, Serialize, Deserialize)]
struct Old {}

async fn handler(event: LambdaEvent<Old>) -> Result<(), Error> { Ok(()) }
${mainFn}`;
    const after = await withStruct(source);
    assert.match(after, /#\[derive\(Debug, Clone, Deserialize, Serialize\)\]\npub struct Order/);
    assert.equal(after.match(/^use /gm)?.length, 3);
    assert.match(after, /LambdaEvent<Order>/);
  });

  it('may be written in paths where its names mean something else', async () => {
    const after = await withStruct(
      `${start}use other::Deserialize;\nasync fn handler(event: LambdaEvent<Value>) -> Result<(), Error> { Ok(()) }\n${mainFn}`,
    );
    assert.match(after, /#\[derive\(Debug, serde::Deserialize\)\]/);
    assert.doesNotMatch(after, /use serde::Deserialize/);
    // It is only the trait, which derives nothing.
    const trait = await withStruct(
      `${start}use serde::de::Deserialize;\nasync fn handler(event: LambdaEvent<Value>) -> Result<(), Error> { Ok(()) }\n${mainFn}`,
    );
    assert.match(trait, /#\[derive\(Debug, serde::Deserialize\)\]/);
  });

  it('may be a service, a closure, or a function that a closure calls', async () => {
    const service = await withStruct(`${start}use serde::Deserialize;
struct App;
impl tower::Service<LambdaEvent<Value>> for App {
    type Response = Value;
    fn call(&mut self, event: LambdaEvent<Value>) -> Self::Future { todo!() }
}
#[tokio::main]
async fn main() -> Result<(), Error> { run(App).await }
`);
    assert.equal(service.match(/LambdaEvent<Order>/g)?.length, 2);
    assert.match(service, /type Response = Value;/);
    const closure = await withStruct(
      `${start}#[tokio::main]\nasync fn main() -> Result<(), Error> { run(service_fn(|event: LambdaEvent<Value>| async move { Ok::<(), Error>(()) })).await }\n`,
    );
    assert.match(closure, /service_fn\(\|event: LambdaEvent<Order>\|/);
    assert.match(closure, /pub struct Order \{\n {4}pub id: i64,\n\}\n\n#\[tokio::main\]/);
    const called = await withStruct(`${start}
async fn handler(event: LambdaEvent<Value>, table: &str) -> Result<(), Error> { Ok(()) }
#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(|event: LambdaEvent< Value >| handler(event, "t"))).await }
`);
    assert.equal(called.match(/LambdaEvent<\s*Order\s*>/g)?.length, 2);
  });

  it('may be in another module, also one in a file', async () => {
    const place = await placeIn({
      [main]: `mod handler;\nuse handler::handler;\n${start}${mainFn}`,
      '/orders/src/handler.rs': `//! Handles.\npub async fn handler(event: lambda_runtime::LambdaEvent<Vec<u8>>) -> Result<(), ()> { Ok(()) }\n`,
    });
    assert.equal(place?.path, '/orders/src/handler.rs');
    assert.equal(
      changed(place, { kind: 'imported', path: ['aws_lambda_events', 'event', 'sqs', 'SqsEvent'] }),
      `//! Handles.\nuse aws_lambda_events::event::sqs::SqsEvent;\n\npub async fn handler(event: lambda_runtime::LambdaEvent<SqsEvent>) -> Result<(), ()> { Ok(()) }\n`,
    );
    const inner = await withStruct(
      `${start}mod inner {\n    use super::*;\n\n    pub async fn handler(event: LambdaEvent<Value>) -> Result<(), Error> { Ok(()) }\n}\nuse inner::handler;\n${mainFn}`,
    );
    assert.match(inner, /^mod inner \{\n {4}use super::\*;\n {4}use serde::Deserialize;\n\n {4}#\[derive/m);
    assert.match(
      inner,
      /^ {8}pub id: i64,\n {4}\}\n\n {4}pub async fn handler\(event: LambdaEvent<Order>\)/m,
    );
  });

  it('is called by a closure in another module, which needs no type then', async () => {
    const called = `use lambda_runtime::{Error, LambdaEvent};\npub async fn handle(event: LambdaEvent<serde_json::Value>, table: &str) -> Result<(), Error> { Ok(()) }\n`;
    const closure = `#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(|event: LambdaEvent<Value>| handler::handle(event, "t"))).await }
`;
    const place = await placeIn({
      [main]: `mod handler;\n${start}${closure}`,
      '/orders/src/handler.rs': called,
    });
    assert.equal(place?.path, '/orders/src/handler.rs');
    assert.equal(place.caller?.path, main);
    assert.equal(
      applied(place.caller.text, place.caller.edits),
      `mod handler;\n${startAfter}${closure.replace('LambdaEvent<Value>', 'LambdaEvent<_>')}`,
    );
    const inline = await withStruct(
      `${start}mod handler {\n    ${called.replace('\n', '\n    ')}}\n${closure}`,
    );
    assert.match(inline, /fn handle\(event: LambdaEvent<Order>,/);
    assert.match(inline, /\|event: LambdaEvent<_>\|/);
  });

  it('may hide its type behind an alias, which is changed then', async () => {
    const after = await withStruct(
      `${start}type In = LambdaEvent<Value>;\nasync fn handler(event: In) -> Result<(), Error> { Ok(()) }\n${mainFn}`,
    );
    assert.match(after, /type In = LambdaEvent<Order>;/);
  });

  it('keeps a declaration that something else needs', async () => {
    const after = await withStruct(
      `${start}async fn handler(event: LambdaEvent<Value>) -> Result<Value, Error> { todo!() }\n${mainFn}`,
    );
    assert.match(after, /^use serde_json::Value;\nuse serde::Deserialize;$/m);
  });

  it('knows what it hands its event on to, which goes on taking the old type', async () => {
    const takers = async (source: string, orders = ''): Promise<readonly string[] | undefined> =>
      (await placeIn({ [main]: source, '/orders/src/orders.rs': orders }))?.takers;
    const handler = (body: string): string =>
      `${start}mod orders;\nasync fn handler(event: LambdaEvent<Value>) -> Result<(), Error> { ${body} }\n${mainFn}`;
    const helpers = `fn log(of: &serde_json::Value) {}
async fn process(event: LambdaEvent<Value>) -> Result<(), Error> { Ok(()) }
fn count(of: usize, name: &ValueName) -> Value { todo!() }
fn unused(of: Value) {}
`;
    const body = 'log(&event.payload); count(1, &n); orders::all(vec![event.payload]); process(event).await';
    const all = 'pub fn all(of: Vec<serde_json::Value>) {}\n';
    assert.deepEqual(await takers(handler(body) + helpers, all), ['log', 'orders::all', 'process']);
    assert.deepEqual(await takers(handler('list.iter().for_each(log); Ok(())') + helpers), ['log']);
    assert.deepEqual(await takers(handler('println!("{}", event.payload); Ok(())') + helpers), []);
    const alias = `${start}type In = LambdaEvent<Value>;\nasync fn handler(event: In) -> Result<(), Error> { log(&event.payload); Ok(()) }\n${mainFn}${helpers}`;
    assert.deepEqual(await takers(alias), ['log']);
    const service = `${start}struct App;
impl lambda_runtime::tower::Service<LambdaEvent<Value>> for App {
    type Response = ();
    fn call(&mut self, event: LambdaEvent<Value>) -> Self::Future { self.total(&event.payload); Self::total(self, &event.payload) }
}
fn total(of: usize) {}
#[tokio::main]
async fn main() -> Result<(), Error> { run(App).await }
`;
    assert.deepEqual(await takers(service), []);
    const methods =
      'impl App { fn handle(&self, event: LambdaEvent<Value>) -> Result<(), Error> { self.total(&event.payload); Ok(()) }\n    fn total(&self, of: &Value) {} }';
    const app = `${start}struct App;\n${methods}\n#[tokio::main]\nasync fn main() -> Result<(), Error> { let app = &App; run(service_fn(move |event: LambdaEvent<Value>| app.handle(event))).await }\n`;
    assert.deepEqual(await takers(app), ['total']);
  });

  it('may take an event of messages, with a type that is written for these', async () => {
    const place = await placeIn(
      `${start}\nasync fn handler(event: LambdaEvent<Value>) -> Result<(), Error> { Ok(()) }\n${mainFn}`,
    );
    assert.ok(place);
    const { names, uses } = derivesFor(place, ['Serialize']);
    assert.deepEqual(names, ['Debug', 'Deserialize', 'Serialize']);
    const after = changed(place, {
      ...{ kind: 'imported', path: ['aws_lambda_events', 'sqs', 'SqsEventObj'], arguments: '<Message>' },
      written: { source: 'pub struct Message {}\n', uses },
    });
    assert.match(
      after,
      /^use aws_lambda_events::sqs::SqsEventObj;\nuse serde::\{Deserialize, Serialize\};$/m,
    );
    assert.match(
      after,
      /\npub struct Message \{\}\n\nasync fn handler\(event: LambdaEvent<SqsEventObj<Message>>\)/,
    );
  });

  it('is none where nothing is proven, or where HTTP comes in', async () => {
    assert.equal(await placeIn('fn main() {}\n'), undefined);
    const http = `use lambda_http::{run, service_fn, Error, Request};\nasync fn handler(event: Request) -> Result<(), Error> { Ok(()) }\n${mainFn}`;
    assert.equal(await placeIn(http), undefined);
  });
});

describe('The name of a type of another crate', () => {
  const path = ['aws_lambda_events', 'event', 'sqs', 'SqsEvent'];
  const none = { imports: [], names: new Set<string>() };

  it('is declared once, and written as a path where it is taken', () => {
    assert.deepEqual(spelling(none, path), { text: 'SqsEvent', use: path });
    const known = [{ name: 'SqsEvent', path: ['aws_lambda_events', 'sqs', 'SqsEvent'] }];
    assert.deepEqual(spelling({ ...none, imports: known }, path), { text: 'SqsEvent' });
    const all = [{ name: undefined, path: path.slice(0, -1) }];
    assert.deepEqual(spelling({ ...none, imports: all }, path), { text: 'SqsEvent' });
    const other = [{ name: 'SqsEvent', path: ['mine', 'SqsEvent'] }];
    assert.deepEqual(spelling({ ...none, imports: other }, path), { text: path.join('::') });
    assert.deepEqual(spelling({ ...none, names: new Set(['SqsEvent']) }, path), { text: path.join('::') });
  });
});
