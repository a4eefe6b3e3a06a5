import assert from 'node:assert/strict';
import { find, found, program } from './finding';

const uses = 'use lambda_runtime::{run, service_fn, tower::ServiceBuilder, Error, LambdaEvent, Service};';
const eventType = async (
  items: string,
  body = 'run(service_fn(handler)).await',
): Promise<string | undefined> => {
  const finding = await find(program(`${uses}\n${items}`, body));
  assert.notEqual(finding?.kind, 'main');
  return finding?.eventType;
};

describe('An event type behind an alias', () => {
  const aliases: Readonly<Record<string, readonly [items: string, type: string]>> = {
    'of the event is followed': [
      'type Event = LambdaEvent<SqsEvent>;\nasync fn handler(e: Event) {}',
      'SqsEvent',
    ],
    'with parameters is followed': [
      "type Event<'a, T> = LambdaEvent<T>;\nasync fn handler(e: Event<'_, SqsEvent>) {}",
      'SqsEvent',
    ],
    'with parameters within others is as written': [
      'type Event<T> = LambdaEvent<Vec<T>>;\nasync fn handler(e: Event<SqsEvent>) {}',
      'Event<SqsEvent>',
    ],
    'in another module is followed': [
      'mod events { pub type Event = super::LambdaEvent<SqsEvent>; }\nasync fn handler(e: events::Event) {}',
      'SqsEvent',
    ],
    'of an alias is followed': [
      'type A = LambdaEvent<SqsEvent>;\ntype B = A;\nasync fn handler(e: B) {}',
      'SqsEvent',
    ],
    'of the payload is as written': [
      'type Orders = SqsEvent;\nasync fn handler(e: LambdaEvent<Orders>) {}',
      'Orders',
    ],
    'of itself ends': ['type A = B;\ntype B = A;\nasync fn handler(e: A) {}', 'A'],
  };
  for (const [what, [items, type]] of Object.entries(aliases)) {
    it(what, async () => assert.equal(await eventType(items), type));
  }

  it('is that of the impl it is in', async () => {
    const items = `struct App;
impl Handle for App { type In = SqsEvent; async fn handle(&self, e: LambdaEvent<Self::In>) {} }`;
    assert.equal(
      await eventType(items, 'let app = App;\n    run(service_fn(|e| app.handle(e))).await'),
      'SqsEvent',
    );
  });
});

it('An event type that its impl is generic over is unknown, whatever the module calls by that name', async () => {
  const items = `struct T;
struct App<T>(T);
impl<T> App<T> { async fn handle(&self, e: LambdaEvent<Vec<T>>) {} }`;
  const body = 'let app = App(1);\n    run(service_fn(|e| app.handle(e))).await';
  assert.equal(await eventType(items, body), undefined);
});

describe('The event type of a generic handler', () => {
  const handler = 'async fn handler<T: DeserializeOwned>(e: LambdaEvent<T>) {}';
  const second = 'async fn handler<T: DeserializeOwned>(c: &Client, e: LambdaEvent<T>) {}';
  const cases: Readonly<Record<string, readonly [items: string, body: string, type: string | undefined]>> = {
    'is what is written with it': [handler, 'run(service_fn(handler::<SqsEvent>)).await', 'SqsEvent'],
    'is unknown when nothing is': [handler, 'run(service_fn(handler)).await', undefined],
    'is unknown when it is left open': [handler, 'run(service_fn(handler::<_>)).await', undefined],
    'is what a closure writes with it': [
      second,
      'run(service_fn(|e| handler::<SqsEvent>(&client, e))).await',
      'SqsEvent',
    ],
    'is that of the closure that calls it': [
      second,
      'run(service_fn(|e: LambdaEvent<SqsEvent>| handler(&client, e))).await',
      'SqsEvent',
    ],
    'is that of the closure that gives it the payload': [
      'async fn handler(c: &Client, e: impl Debug) {}',
      'run(service_fn(|e: LambdaEvent<SqsEvent>| handler(&client, e.payload))).await',
      'SqsEvent',
    ],
    'is what the function around a closure is called with': [
      'async fn start<T>() { run(service_fn(|e: LambdaEvent<T>| async { app().go(e).await; Ok(()) })).await }',
      'start::<SqsEvent>().await',
      'SqsEvent',
    ],
    'is unknown when the function around a closure does not know it': [
      'async fn start<T>(t: T) { run(service_fn(|e: LambdaEvent<T>| async { app().go(e).await; Ok(()) })).await }',
      'start(1).await',
      undefined,
    ],
    'is unknown when what is written is a parameter too': [
      `${handler}\nasync fn start<T>(t: T) { run(service_fn(handler::<T>)).await }`,
      'start(1).await',
      undefined,
    ],
    'is unknown when its impl does not know it': [
      'struct Logged<S>(S);\nimpl<S, R> Service<R> for Logged<S> { fn call(&mut self, event: R) {} }',
      'run(Logged(made())).await',
      undefined,
    ],
  };
  for (const [what, [items, body, type]] of Object.entries(cases)) {
    it(what, async () => assert.equal(await eventType(items, body), type));
  }
});

describe('The event type of a closure', () => {
  const cases: Readonly<Record<string, readonly [closure: string, type: string]>> = {
    'is that of its pattern': [
      '|LambdaEvent { payload, context }: LambdaEvent<SqsEvent>| go(payload)',
      'SqsEvent',
    ],
    'is any JSON': ['|e: LambdaEvent<serde_json::Value>| async { Ok(()) }', 'serde_json::Value'],
    'is that of a function it lends the event to': ['|e| async move { lend(&e).await; Ok(()) }', 'SqsEvent'],
    'is that of a function it lends the payload to': [
      '|e| async move { lend_payload(&e.payload).await; Ok(()) }',
      'SqsEvent',
    ],
  };
  for (const [what, [closure, type]] of Object.entries(cases)) {
    it(what, async () => {
      const items =
        "async fn lend(e: &LambdaEvent<SqsEvent>) {}\nasync fn lend_payload<'a>(e: &'a mut SqsEvent) {}";
      assert.equal(await eventType(items, `run(service_fn(${closure})).await`), type);
    });
  }

  it('is known where its imports are in main', async () => {
    const source = program(
      '',
      'use lambda_runtime::*;\n    run(service_fn(|e: LambdaEvent<SqsEvent>| async { Ok(()) })).await',
    );
    assert.equal(await found(source), 'closure |e: LambdaEvent<SqsEvent>| SqsEvent');
  });
});

describe('An event that is changed before the handler is given it', () => {
  const items = `async fn handler(e: LambdaEvent<SqsEvent>) {}
fn decode(e: LambdaEvent<Value>) -> LambdaEvent<SqsEvent> { todo!() }`;
  const bodies: Readonly<Record<string, readonly [body: string, type: string | undefined]>> = {
    'is of the type that the change takes': ['run(service_fn(handler).map_request(decode)).await', 'Value'],
    'in a layer, too': ['run(ServiceBuilder::new().map_request(decode).service_fn(handler)).await', 'Value'],
    'by a closure, too': [
      'run(ServiceBuilder::new().map_request(|e: LambdaEvent<String>| decode(parse(e))).service(service_fn(handler))).await',
      'String',
    ],
    'several times, is of the first type': [
      'run(ServiceBuilder::new().map_request(decode).map_request(|e: LambdaEvent<u8>| e).service_fn(handler)).await',
      'Value',
    ],
    'is of an unknown type when it is not known what changes it': [
      'run(service_fn(handler).map_request(other::decode())).await',
      undefined,
    ],
  };
  for (const [what, [body, type]] of Object.entries(bodies)) {
    it(what, async () => {
      assert.equal(
        await found(program(`${uses}\n${items}`, body)),
        ['function handler', type].filter(Boolean).join(' '),
      );
    });
  }
});

describe('The event of one of two functions', () => {
  const twins = (first: string, second: string): string =>
    program(
      `use lambda_runtime::{run, service_fn, Error, LambdaEvent};
#[cfg(feature = "batch")] async fn handler(event: LambdaEvent<${first}>) {}
#[cfg(not(feature = "batch"))] async fn handler(_: LambdaEvent< ${second} >) {}`,
      'run(service_fn(handler)).await',
    );

  it('is not known when how the crate is built decides', async () => {
    assert.equal(await found(twins('SqsEvent', 'SnsEvent')), 'function handler');
  });

  it('is known when both take the same', async () => {
    assert.equal(await found(twins('SqsEvent', 'SqsEvent')), 'function handler SqsEvent');
  });
});
