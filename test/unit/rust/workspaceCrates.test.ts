import assert from 'node:assert/strict';
import { find } from './finding';

const uses = 'use lambda_runtime::{run, service_fn, Error, LambdaEvent};\n';
const fn = `${uses}pub async fn handle(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }\n`;
const main = (handler: string, before = uses): string =>
  `${before}#[tokio::main]\nasync fn main() { run(service_fn(${handler})).await }\n`;
const manifest = (name: string, more = ''): string => `[package]\nname = "${name}"\n${more}`;

async function where(files: Readonly<Record<string, string>>): Promise<string> {
  const finding = await find(files);
  return [finding?.kind, finding?.at, finding?.path, finding?.eventType].join(' ');
}
const shared = 'function handle /shared/src/lib.rs SqsEvent';

describe('A handler in another crate of the workspace', () => {
  const sharedCrate = { '/shared/Cargo.toml': manifest('my-shared'), '/shared/src/lib.rs': fn };

  it('is found by the path of the dependency', async () => {
    const files = {
      '/orders/Cargo.toml': manifest('orders', '[dependencies]\nmy-shared = { path = "../shared" }'),
      '/orders/src/main.rs': main('my_shared::handle'),
      ...sharedCrate,
    };
    assert.equal(await where(files), shared);
  });

  it('is found by a path from the root of all crates', async () => {
    const files = {
      '/orders/Cargo.toml': manifest('orders', '[dependencies.my-shared]\npath = "../shared"'),
      '/orders/src/main.rs': main('::my_shared::handle'),
      ...sharedCrate,
    };
    assert.equal(await where(files), shared);
  });

  it('is found when the dependency is renamed', async () => {
    const files = {
      '/orders/Cargo.toml': manifest(
        'orders',
        '[dependencies]\ncommon = { package = "my-shared", path = "../shared" }',
      ),
      '/orders/src/main.rs': main('h', `${uses}use common::handle as h;\n`),
      ...sharedCrate,
    };
    assert.equal(await where(files), shared);
  });

  it('is found when the dependency is inherited from the workspace', async () => {
    const files = {
      '/Cargo.toml': '[workspace]\nmembers = ["*"]\n[workspace.dependencies]\nmy-shared.path = "shared"',
      '/orders/Cargo.toml': manifest('orders', '[dependencies]\nmy-shared.workspace = true'),
      '/orders/src/main.rs': main('my_shared::handle'),
      ...sharedCrate,
    };
    assert.equal(await where(files), shared);
  });

  it('is found when the dependency is of a target', async () => {
    const files = {
      '/orders/Cargo.toml': manifest(
        'orders',
        "[target.'cfg(unix)'.dependencies]\nmy-shared = { path = '../shared' }",
      ),
      '/orders/src/main.rs': main('my_shared::handle'),
      ...sharedCrate,
    };
    assert.equal(await where(files), shared);
  });

  it('is found where [lib] says', async () => {
    const files = {
      '/orders/Cargo.toml': manifest('orders', '[dependencies]\nmy-shared = { path = "../shared" }'),
      '/orders/src/main.rs': main('common::handle').replaceAll('common', 'my_shared'),
      '/shared/Cargo.toml': manifest('my-shared', '[lib]\nname = "my_shared"\npath = "lib/all.rs"'),
      '/shared/lib/all.rs': 'mod h;\npub use h::*;',
      '/shared/lib/h.rs': fn,
    };
    assert.equal(await where(files), 'function handle /shared/lib/h.rs SqsEvent');
  });

  it('is found in a crate that another re-exports', async () => {
    const files = {
      '/orders/Cargo.toml': manifest('orders', '[dependencies]\nfacade = { path = "../facade" }'),
      '/orders/src/main.rs': main('facade::shared::handle'),
      '/facade/Cargo.toml': manifest('facade', '[dependencies]\nmy-shared = { path = "../shared" }'),
      '/facade/src/lib.rs': 'pub use my_shared as shared;',
      ...sharedCrate,
    };
    assert.equal(await where(files), shared);
  });

  it('is found when run by a wrapper in that crate', async () => {
    const files = {
      '/orders/Cargo.toml': manifest('orders', '[dependencies]\nstarter = { path = "../starter" }'),
      '/orders/src/main.rs': `${fn}#[tokio::main]\nasync fn main() { starter::start(handle).await }`,
      '/starter/Cargo.toml': manifest('starter'),
      '/starter/src/lib.rs': `${uses}pub async fn start<F>(f: F) { init(); run(service_fn(f)).await }`,
    };
    assert.equal(await where(files), 'function handle /orders/src/main.rs SqsEvent');
  });

  it('leaves main when its sources are not there', async () => {
    const files = {
      '/orders/Cargo.toml': manifest('orders', '[dependencies]\nmy-shared = { path = "../shared" }'),
      '/orders/src/main.rs': main('my_shared::handle'),
    };
    assert.equal(await where(files), 'main main /orders/src/main.rs ');
  });

  it('ends when crates depend on each other in circles', async () => {
    const files = {
      '/orders/Cargo.toml': manifest('orders', '[dependencies]\na = { path = "../a" }'),
      '/orders/src/main.rs': main('a::handle'),
      '/a/Cargo.toml': manifest('a', '[dependencies]\nb = { path = "../b" }'),
      '/a/src/lib.rs': 'pub use b::*;\npub use b::handle;',
      '/b/Cargo.toml': manifest('b', '[dependencies]\na = { path = "../a" }'),
      '/b/src/lib.rs': 'pub use a::*;\npub use a::handle;',
    };
    assert.equal(await where(files), 'main main /orders/src/main.rs ');
  });
});

describe("Lambda's crates under other names", () => {
  it('are known by the manifest', async () => {
    const files = {
      '/orders/Cargo.toml': manifest(
        'orders',
        '[dependencies]\nrt = { package = "lambda_runtime", version = "1" }',
      ),
      '/orders/src/main.rs': `use rt::{LambdaEvent, *};
async fn handle(event: LambdaEvent<SqsEvent>) {}
fn main() { rt::run(service_fn(handle)); }`,
    };
    assert.equal(await where(files), 'function handle /orders/src/main.rs SqsEvent');
  });

  it('are known by the manifest of the workspace', async () => {
    const files = {
      '/Cargo.toml':
        '[workspace.dependencies]\nrt = { package = "lambda_runtime", version = "1" }\n[workspace]\nmembers = []',
      '/orders/Cargo.toml': manifest('orders', '[dependencies]\nrt.workspace = true'),
      '/orders/src/main.rs': 'async fn handle(e: u8) {}\nfn main() { rt::run(rt::service_fn(handle)); }',
    };
    assert.equal(await where(files), 'function handle /orders/src/main.rs u8');
  });

  it('are known in two versions', async () => {
    const files = {
      '/orders/Cargo.toml': manifest(
        'orders',
        '[dependencies]\nlambda_runtime = "1"\nold = { package = "lambda_runtime", version = "0.4" }',
      ),
      '/orders/src/main.rs': `use lambda_runtime::LambdaEvent;
async fn handle(event: LambdaEvent<SqsEvent>) {}
fn main() { old::run(lambda_runtime::service_fn(handle)); }`,
    };
    assert.equal(await where(files), 'function handle /orders/src/main.rs SqsEvent');
  });

  it('are unknown while the manifest is half-typed, and may come back', async () => {
    const { search } = await import('./finding');
    const files = {
      '/orders/Cargo.toml': '[dependencies]\nrt = { package = "lambda_runt',
      '/orders/src/main.rs': 'async fn handle(e: u8) {}\nfn main() { rt::run(rt::service_fn(handle)); }',
    };
    const { location, incomplete } = await search(files);
    assert.deepEqual([location?.kind, incomplete], ['main', true]);
  });
});
