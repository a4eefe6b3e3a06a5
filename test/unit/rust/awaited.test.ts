/** How `main` waits for what runs the handler. */
import assert from 'node:assert/strict';
import { found, program, search } from './finding';

const items = `use lambda_runtime::{run, service_fn, Error, LambdaEvent};
async fn handler(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }
async fn start() -> Result<(), Error> { run(service_fn(handler)).await }`;
const sqs = 'function handler SqsEvent';

describe('A handler whose run is awaited with something else', () => {
  const bodies: Readonly<Record<string, string>> = {
    'by select!': `let func = service_fn(handler);
    tokio::select! {
        result = lambda_runtime::run(func) => {
            match result { Ok(_) => {} Err(error) => log::error!("{}", error) }
        }
        _ = terminated.recv() => log::warn!("stopping"),
    }
    Ok(())`,
    'by select! in another order':
      'tokio::select! { biased; _ = ctrl_c() => {}, r = run(service_fn(handler)) => r? }; Ok(())',
    'by select! with conditions':
      'tokio::select! { Ok(r) = run(service_fn(handler)), if ready => { r }, else => {} }; Ok(())',
    'by select! with type arguments':
      'tokio::select! { _ = wait::<A, B>() => stop::<A, B>(), r = run(service_fn(handler)) => r? }; Ok(())',
    'by select! with texts and comments': `tokio::select! {
        // never => { }, "
        _ = named("a => b, }") => {} /* , */
        r = run(service_fn(handler)) => r?,
    };
    Ok(())`,
    'by an imported select!':
      'use tokio::select;\n    select! { _ = ctrl_c() => {}, r = run(service_fn(handler)) => r? }; Ok(())',
    "by futures' select!":
      'futures::select! { r = run(service_fn(handler)).fuse() => r?, _ = stop => {}, complete => {} }; Ok(())',
    'by select! of a function that runs it':
      'tokio::select! { r = start() => r?, _ = ctrl_c() => {} }; Ok(())',
    'by select! of a variable':
      'let running = run(service_fn(handler));\n    tokio::select! { r = running => r, () = stop() => Ok(()) }',
    'by select! with an extension':
      'let e = lambda_extension::Extension::new();\n    tokio::select! { r = run(service_fn(handler)) => r, r = e.run() => r }',
    'by join! of tasks': `let (a, b) = tokio::join!(
        tokio::spawn(async move { extension.run().await }),
        tokio::spawn(async move { run(service_fn(handler)).await }),
    );
    a??; b?`,
    pinned: 'let mut running = std::pin::pin!(run(service_fn(handler)));\n    running.as_mut().await',
    'in a set of tasks':
      'let mut set = JoinSet::new();\n    set.spawn(run(service_fn(handler))); set.join_next().await',
    'in a loop': 'loop { if let Err(e) = run(service_fn(handler)).await { log(e) } }',
    'in a thread':
      'thread::spawn(move || { let f = service_fn(handler); if let Ok(r) = rt.block_on(lambda_runtime::run(f)) { tx.send(r) } })',
    'by a runtime that is made':
      'Builder::new_multi_thread().enable_all().build().unwrap().block_on(run(service_fn(handler)))',
    'by a function that a runtime waits for': 'tokio::runtime::Runtime::new()?.block_on(start())',
    'through another executor': 'smol::block_on(Compat::new(run(service_fn(handler))))',
    'after a hook for the end':
      'lambda_runtime::spawn_graceful_shutdown_handler(|| async move { drop(guard) }).await;\n    run(service_fn(handler)).await',
  };
  for (const [how, body] of Object.entries(bodies)) {
    it(`is found ${how}`, async () => {
      const source = program(items, body);
      assert.equal(await found(source), sqs);
      assert.equal((await search({ '/orders/src/main.rs': source })).incomplete, false);
    });
  }

  for (const [of, select] of Object.entries({
    'of this crate': 'macro_rules! select { ($($t:tt)*) => {} }',
    'of another crate': 'use other::select;',
    'of nobody': '',
  })) {
    it(`is not found in a select! ${of}`, async () => {
      const body = 'select! { r = run(service_fn(handler)) => r }';
      assert.equal(await found(program(`${items}\n${select}`, body)), 'main main');
    });
  }

  it('ends in a select! that is half-typed', async () => {
    const whole = 'tokio::select! { r = run(service_fn(handler)), if a => { r }, _ = b() => c, }';
    for (let length = 0; length < whole.length; length++) await found(program(items, whole.slice(0, length)));
    await found(program(items, 'tokio::select! {'.repeat(2_000)));
  });
});
