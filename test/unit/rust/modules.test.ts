import assert from 'node:assert/strict';
import { find } from './finding';

const runtime = 'use lambda_runtime::{run, service_fn, Error, LambdaEvent};\n';
const fn = (name: string): string =>
  `use lambda_runtime::{Error, LambdaEvent};\npub async fn ${name}(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }\n`;
const mainOf = (handler: string): string =>
  `#[tokio::main]\nasync fn main() -> Result<(), Error> { run(service_fn(${handler})).await }\n`;

const where = async (
  files: Readonly<Record<string, string>>,
  sourcePath = '/orders/src/main.rs',
): Promise<string> => {
  const finding = await find(files, { sourcePath });
  return `${finding?.kind} ${finding?.at} in ${finding?.path} ${finding?.eventType}`;
};

describe('A handler in a module', () => {
  it('is found as cargo lambda new writes it', async () => {
    const files = {
      '/orders/src/main.rs': `${runtime}mod event_handler;\nuse event_handler::function_handler;\n${mainOf('function_handler')}`,
      '/orders/src/event_handler.rs': fn('function_handler'),
    };
    assert.equal(await where(files), 'function function_handler in /orders/src/event_handler.rs SqsEvent');
  });

  it('is found in a module of its own name', async () => {
    const files = {
      '/orders/src/main.rs': `${runtime}mod handler;\nuse handler::handler;\n${mainOf('handler')}`,
      '/orders/src/handler.rs': fn('handler'),
    };
    assert.equal(await where(files), 'function handler in /orders/src/handler.rs SqsEvent');
  });

  for (const file of ['handlers/orders.rs', 'handlers/orders/mod.rs']) {
    for (const parent of ['handlers.rs', 'handlers/mod.rs']) {
      it(`is found by path in ${file} below ${parent}`, async () => {
        const files = {
          '/orders/src/main.rs': `${runtime}mod handlers;\n${mainOf('handlers::orders::handle')}`,
          [`/orders/src/${parent}`]: 'pub mod orders;\n',
          [`/orders/src/${file}`]: fn('handle'),
        };
        assert.equal(await where(files), `function handle in /orders/src/${file} SqsEvent`);
      });
    }
  }

  it('is found in an inline module', async () => {
    const files = {
      '/orders/src/main.rs': `${runtime}mod api { pub mod v1 {\n${fn('handle')} } }\n${mainOf('api::v1::handle')}`,
    };
    assert.equal(await where(files), 'function handle in /orders/src/main.rs SqsEvent');
  });

  it('is found in a file below an inline module', async () => {
    const files = {
      '/orders/src/main.rs': `${runtime}mod api { pub mod v1; }\n${mainOf('api::v1::handle')}`,
      '/orders/src/api/v1.rs': fn('handle'),
    };
    assert.equal(await where(files), 'function handle in /orders/src/api/v1.rs SqsEvent');
  });

  it('is found where #[path] says', async () => {
    const files = {
      '/orders/src/bin/a.rs': `${runtime}#[path = "../shared/handling.rs"]\nmod shared;\n${mainOf('shared::handle')}`,
      '/orders/src/shared/handling.rs': fn('handle'),
    };
    assert.equal(
      await where(files, '/orders/src/bin/a.rs'),
      'function handle in /orders/src/shared/handling.rs SqsEvent',
    );
  });

  it('is found where a #[path] for some targets may say', async () => {
    const files = (attribute: string): Record<string, string> => ({
      '/orders/src/main.rs': `${runtime}${attribute}\nmod os;\n${mainOf('os::handler')}`,
      '/orders/src/unix.rs': fn('handler'),
      '/orders/src/os.rs': '',
    });
    assert.equal(
      await where(files('#[cfg_attr(unix, path = "unix.rs")]')),
      'function handler in /orders/src/unix.rs SqsEvent',
    );
    assert.match(await where(files('#[cfg_attr(test, path = "unix.rs")]')), /^main main/);
  });

  it('is found by the name that the crate gives itself', async () => {
    const main = `extern crate self as orders;\n${runtime}${fn('handler').replace(/^.*\n/, '')}${mainOf('orders::handler')}`;
    assert.equal(
      await where({ '/orders/src/main.rs': main }),
      'function handler in /orders/src/main.rs SqsEvent',
    );
  });

  it('is found by a main in another module', async () => {
    const app = `${runtime}${fn('handler').replace(/^.*\n/, '')}${mainOf('handler')}`;
    const files = {
      '/orders/src/main.rs': 'mod app;\npub use app::main;',
      '/orders/src/app.rs': app.replace('async fn main', 'pub async fn main'),
    };
    assert.equal(await where(files), 'function handler in /orders/src/app.rs SqsEvent');
  });

  it('is found beside a file that #[path] names', async () => {
    const files = {
      '/orders/src/main.rs': `${runtime}#[path = "shared/handling.rs"]\nmod shared;\n${mainOf('shared::deep::handle')}`,
      '/orders/src/shared/handling.rs': 'pub mod deep;',
      '/orders/src/shared/deep.rs': fn('handle'),
    };
    assert.equal(await where(files), 'function handle in /orders/src/shared/deep.rs SqsEvent');
  });

  it('is found when a module of its name is imported too', async () => {
    const files = {
      '/orders/src/main.rs': `${runtime}mod a;\nmod b;\nuse a::handle;\nuse b::*;\n${mainOf('handle')}`,
      '/orders/src/a.rs': 'pub mod handle {}',
      '/orders/src/b.rs': fn('handle'),
    };
    assert.equal(await where(files), 'function handle in /orders/src/b.rs SqsEvent');
  });

  it('is found in the library of the package', async () => {
    const files = {
      '/orders/Cargo.toml': '[package]\nname = "orders-service"',
      '/orders/src/bin/a.rs': `${runtime}use orders_service::handlers::handle;\n${mainOf('handle')}`,
      '/orders/src/lib.rs': 'pub mod handlers;',
      '/orders/src/handlers.rs': `${fn('handle')}use crate::state::State;`,
    };
    assert.equal(
      await where(files, '/orders/src/bin/a.rs'),
      'function handle in /orders/src/handlers.rs SqsEvent',
    );
  });

  it('is the same place for all binaries that share it', async () => {
    const files = {
      '/orders/Cargo.toml': '[package]\nname = "orders-service"',
      '/orders/src/bin/a.rs': `${runtime}use orders_service::handle;\n${mainOf('handle')}`,
      '/orders/src/bin/b/main.rs': `${runtime}${mainOf('|event| orders_service::handle(event)')}`,
      '/orders/src/bin/c.rs': 'use orders_service::main;',
      '/orders/src/lib.rs': `${fn('handle')}pub async fn main() { lambda_runtime::run(lambda_runtime::service_fn(handle)).await }`,
    };
    for (const binary of ['a.rs', 'b/main.rs', 'c.rs']) {
      assert.equal(
        await where(files, `/orders/src/bin/${binary}`),
        'function handle in /orders/src/lib.rs SqsEvent',
      );
    }
  });

  it('is found through re-exports, renames and globs', async () => {
    const files = {
      '/orders/src/main.rs': `${runtime}mod a;\nuse a::*;\n${mainOf('start')}`,
      '/orders/src/a.rs': 'mod b;\npub use self::b::{c::handle as begin};\npub use begin as start;',
      '/orders/src/a/b.rs': `pub mod c {\n${fn('handle')}}`,
    };
    assert.equal(await where(files), 'function handle in /orders/src/a/b.rs SqsEvent');
  });

  it('is found relative to super and crate', async () => {
    const files = {
      '/orders/src/main.rs': `${runtime}mod start;\nmod api;\n#[tokio::main]\nasync fn main() { start::begin().await }`,
      '/orders/src/start.rs':
        'use super::api::handle;\npub async fn begin() { lambda_runtime::run(crate::service_fn(handle)).await }',
      '/orders/src/api.rs': fn('handle'),
    };
    assert.equal(await where(files), 'function handle in /orders/src/api.rs SqsEvent');
  });

  it('is found through a raw identifier', async () => {
    const files = {
      '/orders/src/main.rs': `${runtime}mod r#type;\n${mainOf('r#type::handle')}`,
      '/orders/src/type.rs': fn('handle'),
    };
    assert.equal(await where(files), 'function handle in /orders/src/type.rs SqsEvent');
  });

  it('is found with the paths of Windows', async () => {
    const files = {
      'c:\\orders\\src\\main.rs': `${runtime}mod handlers;\n${mainOf('handlers::orders::handle')}`,
      'c:\\orders\\src\\handlers\\mod.rs': 'pub mod orders;',
      'c:\\orders\\src\\handlers\\orders.rs': fn('handle'),
    };
    assert.equal(
      await where(files, 'c:\\orders\\src\\main.rs'),
      'function handle in c:\\orders\\src\\handlers\\orders.rs SqsEvent',
    );
  });

  it('leaves main when its file does not exist yet', async () => {
    const files = { '/orders/src/main.rs': `${runtime}mod later;\nuse later::handle;\n${mainOf('handle')}` };
    assert.equal(await where(files), 'main main in /orders/src/main.rs undefined');
  });

  it('ends when modules import from each other in circles', async () => {
    const files = {
      '/orders/src/main.rs': `${runtime}mod a;\nmod b;\nuse a::*;\nuse b::*;\n${mainOf('handle')}`,
      '/orders/src/a.rs': 'pub use super::b::*;\npub use super::*;',
      '/orders/src/b.rs': 'pub use super::a::*;\npub use super::a::handle;',
    };
    assert.match(await where(files), /^main/);
  });
});

describe('The files of a search', () => {
  it('are read once each, and only those that the handler leads to', async () => {
    const files: Readonly<Record<string, string>> = {
      '/orders/src/main.rs': `${runtime}mod a;\nmod unused;\nuse a::handle;\nuse a::State;\n${mainOf('handle')}`,
      '/orders/src/a.rs': fn('handle'),
      '/orders/src/unused.rs': '',
    };
    const read: string[] = [];
    const { finder } = await import('./finding');
    const binary = { id: 'x', kind: 'function', sourcePath: '/orders/src/main.rs' } as const;
    await finder.find(binary, (path) => {
      read.push(path);
      return Promise.resolve(files[path]);
    });
    assert.deepEqual(read, ['/orders/src/main.rs', '/orders/src/a.rs']);
  });
});
