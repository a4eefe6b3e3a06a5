/** Several ways of which one is taken: by features, or at run time. */
import assert from 'node:assert/strict';
import { found, program } from './finding';

const uses = `use lambda_runtime::{run, service_fn, tower::{util::BoxService, ServiceExt}, Error, LambdaEvent};
async fn handler(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }
async fn other(event: LambdaEvent<u8>) -> Result<(), Error> { Ok(()) }`;
const sqs = 'function handler SqsEvent';

describe('Of functions that features choose between', () => {
  const served = '#[cfg(not(feature = "lambda"))]';
  const run = '#[cfg(feature = "lambda")]';
  const call = 'run(service_fn(handler)).await';

  it('the main is looked at that runs a handler', async () => {
    const mains = `${served}\n#[tokio::main]\nasync fn main() { serve().await }\n${run}`;
    assert.equal(await found(program(`${uses}\n${mains}`, call)), sqs);
  });

  it('the function is looked at that runs a handler', async () => {
    const starts = `${served}\nasync fn start() { serve().await }\n${run}\nasync fn start() { ${call} }`;
    assert.equal(await found(program(`${uses}\n${starts}`, 'start().await')), sqs);
  });

  it('none is chosen when several run one', async () => {
    const starts = `${served}\nasync fn start() { run(service_fn(other)).await }\n${run}\nasync fn start() { ${call} }`;
    assert.equal(await found(program(`${uses}\n${starts}`, 'start().await')), 'main main');
  });

  it('blocks are all looked at', async () => {
    const body = `${served}\n    { serve().await; }\n    ${run}\n    { ${call}; }\n    Ok(())`;
    assert.equal(await found(program(uses, body)), sqs);
  });
});

describe('A service that is chosen', () => {
  const bodies: Readonly<Record<string, readonly [body: string, expected: string]>> = {
    'by if, and is one in other layers': [
      'let s = if traced { BoxService::new(Trace.layer(service_fn(handler))) } else { BoxService::new(service_fn(handler)) };\n    run(s).await',
      sqs,
    ],
    'by else if': [
      'run(if a { service_fn(handler).boxed() } else if b { service_fn(handler).boxed() } else { unreachable!() }).await',
      sqs,
    ],
    'by match, of which some arms end': [
      'let s = match mode { A => service_fn(handler), B => return Ok(()), C => panic!() };\n    run(s).await',
      sqs,
    ],
    'by if, and is another': [
      'let s = if a { service_fn(handler).boxed() } else { service_fn(other).boxed() };\n    run(s).await',
      'main main',
    ],
    'by match, and is not always known': [
      'let s = match a { 1 => service_fn(handler), _ => made() };\n    run(s).await',
      'main main',
    ],
    'for buffered and streamed answers': [
      'match mode { A => lambda_http::run_with_streaming_response(service_fn(|e| handler(e))).await, B => lambda_http::run(service_fn(|e| handler(e))).await }',
      sqs,
    ],
  };
  for (const [how, [body, expected]] of Object.entries(bodies)) {
    it(how, async () => assert.equal(await found(program(uses, body)), expected));
  }

  it('again and again ends', async () => {
    const choices = 'let s = if a { s } else { s };\n'.repeat(40);
    await found(program(uses, `let s = service_fn(handler);\n${choices} run(s).await`));
    const routers = 'let r = if a { r } else { r.layer(x) };\n'.repeat(40);
    await found(program(uses, `let r = axum::Router::new();\n${routers} run(r).await`));
  });
});

describe('What is never run', () => {
  it('has no handler', async () => {
    const body = 'if false { run(service_fn(other)).await? }\n    run(service_fn(handler)).await';
    assert.equal(await found(program(uses, body)), sqs);
  });

  it('is what #[cfg(any())] keeps out', async () => {
    const body = '#[cfg(any())]\n    run(service_fn(other)).await;\n    run(service_fn(handler)).await';
    assert.equal(await found(program(uses, body)), sqs);
  });
});
