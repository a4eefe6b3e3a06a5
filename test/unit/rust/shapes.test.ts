import assert from 'node:assert/strict';
import { find, found, program } from './finding';

const uses =
  'use lambda_runtime::{run, service_fn, Error, LambdaEvent};\nuse aws_lambda_events::sqs::SqsEvent;';
const handler = `
async fn handler(event: LambdaEvent<SqsEvent>) -> Result<(), Error> {
    Ok(())
}`;
const sqs = 'function handler SqsEvent';

describe('A handler that is given to run', () => {
  const bodies: Readonly<Record<string, string>> = {
    'in the call itself': 'run(service_fn(handler)).await',
    'by path': 'lambda_runtime::run(lambda_runtime::service_fn(handler)).await',
    'by path from the root of all crates':
      '::lambda_runtime::run(::lambda_runtime::service_fn(handler)).await',
    'as a variable that holds the service': 'let func = service_fn(handler);\n    run(func).await',
    'as a variable that holds the function':
      'let h = handler;\n    let func = service_fn(h);\n    run(func).await?;\n    Ok(())',
    'as the last of several variables of one name':
      'let func = service_fn(other);\n    let func = service_fn(handler);\n    run(func).await',
    'with type arguments': 'run::<SqsEvent, _, _, _, _, _, _>(service_fn(handler)).await',
    'by Runtime::new': 'lambda_runtime::Runtime::new(service_fn(handler)).run().await',
    'by Runtime::new with layers':
      'let runtime = lambda_runtime::Runtime::new(service_fn(handler)).layer(Otel::new());\n    runtime.run().await',
    'through tower': 'run(lambda_runtime::tower::service_fn(handler)).await',
    'below layers of tower':
      'let s = tower::ServiceBuilder::new().layer(trace()).service(service_fn(handler));\n    run(s).await',
    'below layers of tower that make the service':
      'run(tower::ServiceBuilder::new().layer(trace()).service_fn(handler)).await',
    'in a block of main': 'if ready() {\n        run(service_fn(handler)).await?;\n    }\n    Ok(())',
    'in a match whose guard is its name':
      'match ready() {\n        Some(_) if handler => run(service_fn(handler)).await,\n        _ => Ok(()),\n    }',
    'inside another call': 'runtime.block_on(run(service_fn(handler)))',
    'inside an async block': 'runtime.block_on(async { run(service_fn(handler)).await })',
    'as a pointer': 'run(service_fn(handler as fn(_) -> _)).await',
    'to run by another name': 'let start = lambda_runtime::run;\n    start(service_fn(handler)).await',
    'for streamed answers': 'lambda_runtime::run_with_streaming_response(service_fn(handler)).await',
    concurrently: 'lambda_runtime::run_concurrent(service_fn(handler)).await',
    twice: 'if warm() { run(service_fn(handler)).await } else { run(service_fn(handler)).await }',
  };
  for (const [how, body] of Object.entries(bodies)) {
    it(`is found when given ${how}`, async () => {
      assert.equal(await found(program(`${uses}${handler}\nasync fn other() {}`, body)), sqs);
    });
  }

  it('is found when it is defined after main', async () => {
    assert.equal(await found(`${program(uses, 'run(service_fn(handler)).await')}${handler}`), sqs);
  });

  it('is found when it is defined in main', async () => {
    assert.equal(await found(program(uses, `${handler}\n    run(service_fn(handler)).await`)), sqs);
  });

  it('is found when a function that main calls runs it', async () => {
    const start = 'async fn start() -> Result<(), Error> { run(service_fn(handler)).await }';
    assert.equal(await found(program(`${uses}${handler}\n${start}`, 'start().await')), sqs);
  });

  it('is found when main gives it to a function that runs it', async () => {
    const start = 'async fn start<F>(n: u8, f: F) -> Result<(), Error> { run(service_fn(f)).await }';
    assert.equal(await found(program(`${uses}${handler}\n${start}`, 'start(1, handler).await')), sqs);
  });

  it('is found as an associated function', async () => {
    const impl = `struct Orders<T>(T);
impl<T: Into<Vec<u8>>> fmt::Display for Orders<T> { fn fmt(&self) {} }
impl<T> Orders<T> where T: Send {
    async fn handle(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }
}`;
    const source = program(`${uses}\n${impl}`, 'run(service_fn(Orders::<u8>::handle)).await');
    assert.equal(await found(source), 'function handle SqsEvent');
  });

  it('is found behind attributes and visibility', async () => {
    const decorated = `#[tracing::instrument(skip(event), fields(kind = "}{"))]
pub(crate) async fn handler(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }`;
    assert.equal(await found(program(`${uses}\n${decorated}`, 'run(service_fn(handler)).await')), sqs);
  });

  it('is where its name is', async () => {
    const finding = await find(program(`${uses}${handler}`, 'run(service_fn(handler)).await'));
    assert.deepEqual(finding, {
      kind: 'function',
      path: '/orders/src/main.rs',
      eventType: 'SqsEvent',
      at: 'handler',
      line: 2,
    });
  });
});

describe('Names of the runtime', () => {
  const cases: Readonly<Record<string, readonly [uses: string, body: string]>> = {
    'renamed one by one': [
      'use lambda_runtime::{run as start, service_fn as service};',
      'start(service(handler)).await',
    ],
    'with the crate renamed': ['use lambda_runtime as rt;', 'rt::run(rt::service_fn(handler)).await'],
    'with the crate renamed in a list': [
      'use lambda_runtime::{self as rt, service_fn};',
      'rt::run(service_fn(handler)).await',
    ],
    'with extern crate': ['extern crate lambda_runtime as rt;', 'rt::run(rt::service_fn(handler)).await'],
    'imported whole': ['use lambda_runtime::*;', 'run(service_fn(handler)).await'],
    'imported from tower whole': ['use lambda_runtime::{run, tower::*};', 'run(service_fn(handler)).await'],
    'imported in main': ['', 'use lambda_runtime::{run, service_fn};\n    run(service_fn(handler)).await'],
    'imported whole in main': ['', 'use lambda_runtime::*;\n    run(service_fn(handler)).await'],
    'imported whole in a block': [
      '',
      'match mode() { Lambda => { use lambda_runtime::*; Runtime::new(service_fn(handler)).run().await } }',
    ],
    'imported in a function of a module': [
      'mod start { pub async fn go() { use super::*; use lambda_runtime::*; run(service_fn(handler)).await } }',
      'start::go().await',
    ],
    'imported through the crate': [
      'mod rt { pub use lambda_runtime::{run, service_fn}; }\nuse crate::rt::run;\nuse rt::service_fn;',
      'run(service_fn(handler)).await',
    ],
    'imported through a prelude': [
      'mod prelude { pub use lambda_runtime::*; }\nuse prelude::*;',
      'run(service_fn(handler)).await',
    ],
    'through lambda_http': [
      'use lambda_http::lambda_runtime::{self, service_fn};',
      'lambda_runtime::run(service_fn(handler)).await',
    ],
    'of a type': [
      'use lambda_runtime::{Runtime, service_fn};',
      'Runtime::new(service_fn(handler)).run().await',
    ],
  };
  for (const [how, [imports, body]] of Object.entries(cases)) {
    it(`are known ${how}`, async () => {
      const fn = 'async fn handler(event: lambda_runtime::LambdaEvent<SqsEvent>) -> Result<(), E> { Ok(()) }';
      assert.equal(await found(program(`${imports}\n${fn}`, body)), sqs);
    });
  }
});

describe('An HTTP handler', () => {
  const http = 'use lambda_http::{run, service_fn, Body, Error, Request, Response};';
  const fn = 'async fn handler(request: Request) -> Result<Response<Body>, Error> { todo!() }';

  it('is found with its Request', async () => {
    const source = program(`${http}\n${fn}`, 'run(service_fn(handler)).await');
    assert.equal(await found(source), 'function handler Request');
  });

  for (const runner of [
    'run_with_streaming_response',
    'run_concurrent',
    'run_with_streaming_response_concurrent',
  ]) {
    it(`is found when run by ${runner}`, async () => {
      const source = program(`${http}\n${fn}`, `lambda_http::${runner}(service_fn(handler)).await`);
      assert.equal(await found(source), 'function handler Request');
    });
  }

  it('is found in a runtime that is made first', async () => {
    const source = program(`${http}\n${fn}`, 'lambda_http::runtime(service_fn(handler)).run().await');
    assert.equal(await found(source), 'function handler Request');
  });
});

describe('The event type', () => {
  const types: Readonly<Record<string, string>> = {
    'LambdaEvent<SqsEvent>': 'SqsEvent',
    'lambda_runtime::LambdaEvent<aws_lambda_events::sqs::SqsEvent>': 'aws_lambda_events::sqs::SqsEvent',
    'LambdaEvent<SqsEventObj<Vec<Order>>>': 'SqsEventObj<Vec<Order>>',
    'LambdaEvent<\n        Value,\n    >': 'Value',
    'LambdaEvent<HashMap<String,\n        u8>>': 'HashMap<String, u8>',
    'LambdaEvent<()>': '()',
    'LambdaEvent<EventBridgeEvent<OrderPlaced>>': 'EventBridgeEvent<OrderPlaced>',
    'other::LambdaEvent<SqsEvent>': 'other::LambdaEvent<SqsEvent>',
    Request: 'Request',
  };
  for (const [type, expected] of Object.entries(types)) {
    it(`of ${type.replace(/\s+/g, ' ')} is ${expected}`, async () => {
      const source = program(
        `${uses}\nasync fn handler(event: ${type}) -> Result<(), Error> { Ok(()) }`,
        'run(service_fn(handler)).await',
      );
      assert.equal((await find(source))?.eventType, expected);
    });
  }

  for (const signature of [
    '<T: Deserialize>(event: LambdaEvent<T>)',
    '<T>(event: T)',
    '(event: impl Debug)',
  ]) {
    it(`is unknown of ${signature}`, async () => {
      const source = program(`${uses}\nasync fn handler${signature} {}`, 'run(service_fn(handler)).await');
      const finding = await find(source);
      assert.deepEqual([finding?.at, finding?.eventType], ['handler', undefined]);
    });
  }

  it('is known when LambdaEvent is imported by another name', async () => {
    const source = program(
      'use lambda_runtime::{run, service_fn, LambdaEvent as Event};\nasync fn handler(_: Event<S3Event>) {}',
      'run(service_fn(handler)).await',
    );
    assert.equal((await find(source))?.eventType, 'S3Event');
  });
});
