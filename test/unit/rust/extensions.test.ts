import assert from 'node:assert/strict';
import { found, program } from './finding';

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

  it('is none for processors of something else', async () => {
    assert.equal(await extension('Other::new().with_events_processor(service_fn(events))'), 'main main');
    assert.equal(await extension('other.with_events_processor(service_fn(events))'), 'main main');
  });

  it('is none when it is a service of its own', async () => {
    assert.equal(await extension('lambda_extension::run(MyExtension::default()).await'), 'main main');
  });
});
