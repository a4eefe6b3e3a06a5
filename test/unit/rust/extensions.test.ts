import assert from 'node:assert/strict';
import { found, program, search } from './finding';

const uses = 'use lambda_extension::{service_fn, Error, Extension, LambdaEvent, LambdaLog, SharedService};';
const events = 'async fn events(event: LambdaEvent) -> Result<(), Error> { Ok(()) }';
const logs = 'async fn logs(logs: Vec<LambdaLog>) -> Result<(), Error> { Ok(()) }';
const extension = (body: string): Promise<string> =>
  found(program(`${uses}\n${events}\n${logs}`, body), { kind: 'extension' });

describe("An extension's handler", () => {
  it('is found when given to run', async () => {
    assert.equal(
      await extension('lambda_extension::run(service_fn(events)).await'),
      'function events LambdaEvent',
    );
  });

  it('is found when given to run in a variable', async () => {
    const body = 'let func = service_fn(events);\n    lambda_extension::run(func).await';
    assert.equal(await extension(body), 'function events LambdaEvent');
  });

  it('is found as events processor', async () => {
    const body =
      'Extension::new().with_events(&["SHUTDOWN"]).with_events_processor(service_fn(events)).run().await';
    assert.equal(await extension(body), 'function events LambdaEvent');
  });

  it('is found as logs processor', async () => {
    const body = `let processor = SharedService::new(service_fn(logs));
    Extension::new().with_logs_processor(processor).run().await`;
    assert.equal(await extension(body), 'function logs Vec<LambdaLog>');
  });

  it('is the events processor when there are several', async () => {
    const body = `Extension::new()
        .with_logs_processor(SharedService::new(service_fn(logs)))
        .with_events_processor(service_fn(events))
        .run()
        .await`;
    assert.equal(await extension(body), 'function events LambdaEvent');
  });

  it('is found in an extension that is made step by step', async () => {
    const body = `let extension = Extension::new().with_extension_name("x");
    let extension = extension.with_events_processor(service_fn(events));
    extension.run().await`;
    assert.equal(await extension(body), 'function events LambdaEvent');
  });

  it('is found in an extension that a function makes', async () => {
    const make = 'fn extension() -> Extension<\'static> { Extension::new().with_extension_name("x") }';
    const source = program(
      `${uses}\n${events}\n${make}`,
      'extension().with_events_processor(service_fn(events)).run().await',
    );
    assert.equal(await found(source, { kind: 'extension' }), 'function events LambdaEvent');
  });

  it('is found in an extension that a function is given', async () => {
    const start =
      "async fn start(extension: Extension<'_>) { extension.with_events_processor(service_fn(events)).run().await }";
    const source = program(`${uses}\n${events}\n${start}`, 'start(Extension::new()).await');
    assert.equal(await found(source, { kind: 'extension' }), 'function events LambdaEvent');
  });

  it('is found in an extension that is changed', async () => {
    const body = `let mut extension = Extension::new();
    if a { extension = extension.with_events(&[]); } else { extension = extension.with_events(&["INVOKE"]); }
    extension.with_events_processor(service_fn(events)).run().await`;
    assert.equal(await extension(body), 'function events LambdaEvent');
  });

  it('is found as telemetry processor', async () => {
    const body = `Extension::new()
        .with_telemetry_processor(SharedService::new(service_fn(logs)))
        .run()
        .await`;
    assert.equal(await extension(body), 'function logs Vec<LambdaLog>');
  });

  it('is found in an extension that is registered first', async () => {
    const body = `let extension = Extension::default()
        .with_events_processor(service_fn(events))
        .register()
        .await?;
    extension.run().await`;
    assert.equal(await extension(body), 'function events LambdaEvent');
  });

  it('is found as a type that is a service', async () => {
    const type = `#[derive(Default)] struct Counter { n: u8 }
impl lambda_extension::Service<Vec<LambdaLog>> for Counter { fn call(&mut self, logs: Vec<LambdaLog>) {} }`;
    const body = 'Extension::new().with_logs_processor(SharedService::new(Counter::default())).run().await';
    const source = program(`${uses}\n${type}`, body);
    assert.equal(await found(source, { kind: 'extension' }), 'function call Vec<LambdaLog>');
  });

  it('is found as the service that a type makes for each connection', async () => {
    const type = `struct Make;
impl lambda_extension::Service<()> for Make { fn call(&mut self, _: ()) {} }
impl lambda_extension::Service<Vec<LambdaLog>> for Make { fn call(&mut self, logs: Vec<LambdaLog>) {} }`;
    const source = program(`${uses}\n${type}`, 'Extension::new().with_logs_processor(Make).run().await');
    assert.equal(await found(source, { kind: 'extension' }), 'function call Vec<LambdaLog>');
  });

  it('is none for processors of something else', async () => {
    assert.equal(await extension('Other::new().with_events_processor(service_fn(events))'), 'main main');
    assert.equal(await extension('other.with_events_processor(service_fn(events))'), 'main main');
  });

  it('is none when it is a service of its own', async () => {
    assert.equal(await extension('lambda_extension::run(MyExtension::default()).await'), 'main main');
  });
});

describe('A function with an extension inside', () => {
  const both = `use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use lambda_extension::Extension;
async fn flush(event: lambda_extension::LambdaEvent) -> Result<(), Error> { Ok(()) }
async fn handler(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }`;
  const made = 'let extension = Extension::new().with_events_processor(service_fn(flush)).register().await?;';
  const bodies: Readonly<Record<string, string>> = {
    'spawned before': `${made}\n    tokio::spawn(extension.run());\n    run(service_fn(handler)).await`,
    'spawned in a block': `${made}\n    tokio::spawn(async move { extension.run().await.unwrap() });\n    run(service_fn(handler)).await`,
    'joined by tokio': `${made}\n    tokio::try_join!(run(service_fn(handler)), extension.run())?;\n    Ok(())`,
    'joined by an imported macro': `use tokio::try_join;\n    ${made}\n    try_join!(async { run(service_fn(handler)).await }, extension.run())?;\n    Ok(())`,
    'joined by tokio, the function first': `${made}\n    tokio::try_join!(
        // The function first.
        biased;
        run(service_fn(handler)),
        extension.run(),
    )?;\n    Ok(())`,
    'joined by futures': `${made}\n    futures::join!(run(service_fn(handler)), extension.run());\n    Ok(())`,
    'joined by functions': `${made}\n    futures::future::try_join(run(service_fn(handler)), extension.run()).await?;\n    Ok(())`,
  };
  for (const [how, body] of Object.entries(bodies)) {
    it(`has the function's handler, the extension ${how}`, async () => {
      assert.equal(await found(program(both, body)), 'function handler SqsEvent');
      const { incomplete } = await search({ '/orders/src/main.rs': program(both, body) });
      assert.equal(incomplete, false);
    });
  }
});
