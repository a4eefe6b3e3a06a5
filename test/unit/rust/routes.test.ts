/** What a router's routes are, beyond those that are written in one chain. */
import assert from 'node:assert/strict';
import { program, search } from './finding';

const uses = `use axum::{routing::{self, get, post}, Router};
use lambda_http::{run, Error};
async fn list() -> String { todo!() }
async fn create() -> String { todo!() }
async fn missing() -> String { todo!() }`;

/** `GET /orders list`, one a line. */
async function routes(body: string, items = ''): Promise<readonly string[] | undefined> {
  const { location } = await search({ '/orders/src/main.rs': program(`${uses}\n${items}`, body) });
  assert.equal(location?.kind, 'router');
  return location.routes?.map(({ method, path, handler }) =>
    [method, path, handler && (handler.name ?? 'closure')].filter(Boolean).join(' '),
  );
}

describe("A route's path", () => {
  const paths: Readonly<Record<string, readonly [items: string, path: string]>> = {
    'is a text': ['', '"/orders"'],
    'is a raw text': ['', 'r"/orders"'],
    'is a constant': ['const ORDERS: &str = "/orders";', 'ORDERS'],
    'is a constant of a module': ['mod paths { pub const ORDERS: &str = "/orders"; }', 'paths::ORDERS'],
    'is put together': ['', 'concat!("/", "orders")'],
    'is a reference': ['const ORDERS: &str = "/orders";', '&ORDERS'],
  };
  for (const [is, [items, path]] of Object.entries(paths)) {
    it(is, async () => {
      assert.deepEqual(await routes(`run(Router::new().route(${path}, get(list))).await`, items), [
        'GET /orders list',
      ]);
    });
  }

  it('is what a function is given', async () => {
    const items = 'fn with(path: &str) -> Router { Router::new().route(path, get(list)) }';
    assert.deepEqual(await routes('run(with("/orders")).await', items), ['GET /orders list']);
  });

  it('is not known when it is computed', async () => {
    const body = 'run(Router::new().route(&format!("/{}", name()), get(list)).route("/b", get(list))).await';
    assert.deepEqual(await routes(body), ['GET /b list']);
  });
});

describe('A router', () => {
  const shapes: Readonly<Record<string, readonly [body: string, routes: readonly string[]]>> = {
    'takes what no route does with its fallback': [
      'run(Router::new().route("/", get(list)).fallback(missing)).await',
      ['GET / list', 'ANY /{*path} missing'],
    ],
    'takes what no route of one nested in it does': [
      'run(Router::new().nest("/api", Router::new().fallback(missing))).await',
      ['ANY /api/{*path} missing'],
    ],
    'has services': [
      'run(Router::new().route_service("/files", files()).nest_service("/assets", assets())).await',
      ['ANY /files', 'ANY /assets/{*path}'],
    ],
    'has routes with and without a slash at the end': [
      'run(Router::new().route_with_tsr("/orders", get(list))).await',
      ['GET /orders list'],
    ],
    'has methods by path': [
      'run(Router::new().route("/", routing::get(list).post(create))).await',
      ['GET / list', 'POST / create'],
    ],
    'has layers that only if wants': [
      'let app = Router::new().route("/", get(list));\n    let app = if cors { app.layer(x) } else { app };\n    run(app).await',
      ['GET / list'],
    ],
    'has routes that only match wants': [
      'let app = Router::new().route("/", get(list));\n    let app = match mode { A => app.route("/a", post(create)), _ => app };\n    run(app).await',
      ['GET / list', 'POST /a create'],
    ],
    'is one, whichever way it is run': [
      'let app = Router::new().route("/", get(list));\n    match otel { Some(x) => lambda_runtime::Runtime::new(lambda_http::Adapter::from(app)).layer(x).run().await, None => run(app).await }',
      ['GET / list'],
    ],
    'is one, whatever is around it': [
      'match db { Some(d) => run(Auth::new(d).layer(app())).await, None => run(app()).await }',
      ['GET / list'],
    ],
    'is not changed by what becomes of it': [
      'run(app().with_state(1).into_make_service()).await',
      ['GET / list'],
    ],
  };
  for (const [what, [body, expected]] of Object.entries(shapes)) {
    it(what, async () => {
      const app = 'fn app() -> Router { Router::new().route("/", get(list)) }';
      assert.deepEqual(await routes(body, app), expected);
    });
  }

  it('is none when it is one of two', async () => {
    const body = 'let app = if a { Router::new() } else { Router::new() };\n    run(app).await';
    const { location } = await search({ '/orders/src/main.rs': program(uses, body) });
    assert.equal(location?.kind, 'main');
  });
});
