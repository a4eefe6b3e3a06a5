import assert from 'node:assert/strict';
import { found, program, search } from './finding';

const uses = `use axum::{routing::{get, post, delete, any, on, MethodFilter}, Router};
use lambda_http::{run, Error};
async fn list() -> String { todo!() }
async fn create() -> String { todo!() }
async fn remove() -> String { todo!() }`;

/** `GET /orders list`, one a line. */
async function routes(body: string, items = ''): Promise<readonly string[] | undefined> {
  const { location } = await search({ '/orders/src/main.rs': program(`${uses}\n${items}`, body) });
  assert.equal(location?.kind, 'router');
  return location.routes?.map(({ method, path, handler }) =>
    [method, path, handler && (handler.name ?? 'closure')].filter(Boolean).join(' '),
  );
}

describe('A router', () => {
  it('is where it starts', async () => {
    const body = 'let app = Router::new().route("/", get(list));\n    run(app).await';
    assert.equal(await found(program(uses, body)), 'router Router::new');
  });

  it('lists its routes with where their handlers are', async () => {
    const source = program(uses, 'run(Router::new().route("/orders", get(list))).await');
    const { location } = await search({ '/orders/src/main.rs': source });
    assert.deepEqual(location?.routes, [
      {
        method: 'GET',
        path: '/orders',
        handler: {
          name: 'list',
          path: '/orders/src/main.rs',
          start: { line: 2, character: 9 },
          end: { line: 2, character: 13 },
        },
      },
    ]);
  });

  const shapes: Readonly<Record<string, readonly [body: string, routes: readonly string[]]>> = {
    'with several methods of one path': [
      'run(Router::new().route("/orders", get(list).post(create)).route("/orders/{id}", delete(remove))).await',
      ['GET /orders list', 'POST /orders create', 'DELETE /orders/{id} remove'],
    ],
    'with closures': ['run(Router::new().route("/", get(|| async { "hi" }))).await', ['GET / closure']],
    'with any method': ['run(Router::new().route("/", any(list))).await', ['ANY / list']],
    'with method filters': [
      'run(Router::new().route("/", on(MethodFilter::GET.or(MethodFilter::PUT), list))).await',
      ['GET / list', 'PUT / list'],
    ],
    'with services': ['run(Router::new().route("/", axum::routing::get_service(files()))).await', ['GET /']],
    'with layers and state': [
      'run(Router::new().route("/", get(list).layer(x)).layer(y).with_state(z)).await',
      ['GET / list'],
    ],
    'with a path that is computed left out': [
      'run(Router::new().route(&path(), get(list)).route("/b", get(list))).await',
      ['GET /b list'],
    ],
    'with what is no method router left out': ['run(Router::new().route("/", other(list))).await', []],
    'with methods of another crate left out': [
      'run(Router::new().route("/", other::routing::get(list))).await',
      [],
    ],
    'with a method router in a variable': [
      'let orders = get(list);\n    run(Router::new().route("/", orders.post(create))).await',
      ['GET / list', 'POST / create'],
    ],
    'with type arguments': ['run(Router::<State>::new().route("/", get(list))).await', ['GET / list']],
    'that another is nested in': [
      `let api = Router::new().route("/", get(list)).route("/{id}", delete(remove));
    run(Router::new().route("/", get(list)).nest("/orders", api)).await`,
      ['GET / list', 'GET /orders list', 'DELETE /orders/{id} remove'],
    ],
    'that another is merged into': [
      'run(Router::new().merge(Router::new().route("/a", get(list))).route("/b", get(list))).await',
      ['GET /a list', 'GET /b list'],
    ],
    'that is made step by step': [
      `let app = Router::new().route("/a", get(list));
    let app = app.route("/b", post(create));
    run(app).await`,
      ['GET /a list', 'POST /b create'],
    ],
    'that is changed': [
      `let mut app = Router::new().route("/a", get(list));
    if debug() { app = app.route("/b", post(create)); }
    app = app.layer(x).route("/c", get(list));
    run(app).await`,
      ['GET /a list', 'POST /b create', 'GET /c list'],
    ],
    'below layers of tower': [
      'run(tower::ServiceBuilder::new().layer(x).service(Router::new().route("/", get(list)))).await',
      ['GET / list'],
    ],
    'below a layer': [
      'run(NormalizePathLayer::trim_trailing_slash().layer(Router::new().route("/", get(list)))).await',
      ['GET / list'],
    ],
    'that is streamed': [
      'lambda_http::run_with_streaming_response(Router::new().route("/", get(list))).await',
      ['GET / list'],
    ],
  };
  for (const [name, [body, expected]] of Object.entries(shapes)) {
    it(name, async () => assert.deepEqual(await routes(body), expected));
  }

  it('that functions make', async () => {
    const items = `fn app(state: u8) -> Router {
    let mut app = Router::new().route("/", get(list));
    app = app.nest("/api", api());
    app
}
fn api() -> Router { Router::new().route("/orders", get(list)) }`;
    assert.deepEqual(await routes('run(app(1)).await', items), ['GET / list', 'GET /api/orders list']);
  });

  it('of another crate is none', async () => {
    const source = program('use other::Router;', 'lambda_http::run(Router::new()).await');
    assert.equal(await found(source), 'main main');
  });

  it('that is half-typed ends', async () => {
    const body =
      'let mut a = b; let mut b = a; a = b; b = a; a = a.merge(b); b = b.merge(a.nest("", b));\n run(a).await';
    assert.equal(await found(program(uses, body)), 'main main');
  });
});
