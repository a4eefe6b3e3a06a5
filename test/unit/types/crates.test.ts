import assert from 'node:assert/strict';
import { cfg } from '../../../src/core/rust/cfg';
import { crateGraph, type CrateGraph } from '../../../src/core/types/crateGraph';
import { eventShape, serde, shapeOf, verdict } from './shaping';

interface Package {
  readonly version?: string;
  readonly features?: readonly string[];
  /** As the package sees them. */
  readonly deps?: Readonly<Record<string, string>>;
  readonly devDeps?: Readonly<Record<string, string>>;
}

/** What cargo says of packages with these ids, which are their names with or without a version: `time@0.3.1`. */
function graph(packages: Readonly<Record<string, Package>>): CrateGraph {
  const entries = Object.entries(packages);
  return crateGraph(
    JSON.stringify({
      version: 1,
      workspace_members: [],
      packages: entries.map(([id, { version }]) => ({
        id,
        name: id.replace(/@.*/, ''),
        version: version ?? '1.0.0',
        edition: '2024',
        manifest_path: `/${id}/Cargo.toml`,
        targets: [
          { name: id, kind: ['bin'], src_path: `/${id}/src/main.rs` },
          { name: id.replace(/@.*/, ''), kind: ['lib'], src_path: `/${id}/src/lib.rs` },
        ],
      })),
      resolve: {
        nodes: entries.map(([id, { features = [], deps = {}, devDeps = {} }]) => ({
          id,
          features,
          deps: [
            ...Object.entries(deps).map(([name, pkg]) => ({
              name,
              pkg,
              dep_kinds: [{ kind: null }, { kind: 'dev' }],
            })),
            ...Object.entries(devDeps).map(([name, pkg]) => ({ name, pkg, dep_kinds: [{ kind: 'dev' }] })),
          ],
        })),
      },
    }),
  );
}

/** A workspace of two: what `orders` asks of `shared`, both built with their defaults. */
function workspace(asked: {
  readonly features?: readonly string[];
  readonly defaults?: boolean;
}): CrateGraph {
  const features = { default: ['json', 'dep:serde'], json: [], audit: [], extra: ['audit'] };
  const dependency = {
    name: 'shared',
    rename: 'common',
    kind: null,
    features: asked.features ?? [],
    uses_default_features: asked.defaults ?? false,
  };
  const pkg = (id: string) => ({
    id,
    name: id,
    version: '1.0.0',
    edition: '2024',
    manifest_path: id,
    targets: [],
  });
  return crateGraph(
    JSON.stringify({
      version: 1,
      workspace_members: ['orders', 'shared'],
      packages: [
        {
          ...pkg('orders'),
          dependencies: [dependency],
          features: { default: ['more'], more: ['common?/extra'] },
        },
        { ...pkg('shared'), dependencies: [], features },
      ],
      resolve: {
        nodes: [
          {
            id: 'orders',
            features: ['default', 'more'],
            deps: [{ name: 'common', pkg: 'shared', dep_kinds: [{ kind: null }] }],
          },
          { id: 'shared', features: ['audit', 'default', 'extra', 'json'], deps: [] },
        ],
      },
    }),
  );
}

describe('The features of a package', () => {
  const of = (crates: CrateGraph, name: string) => [...(crates.get(name)?.features ?? [])];

  it('are doubtful where only a build of the whole workspace has them', () => {
    assert.deepEqual(of(workspace({}), 'shared'), ['audit', 'default?', 'extra', 'json?']);
    assert.deepEqual(of(workspace({ features: ['json'] }), 'shared'), ['audit', 'default?', 'extra', 'json']);
    assert.deepEqual(of(workspace({ defaults: true }), 'shared'), ['audit', 'default', 'extra', 'json']);
    assert.deepEqual(of(workspace({}), 'orders'), ['default', 'more']);
  });

  it('decide what is compiled, or leave it open', () => {
    const features = new Set(['audit', 'json?']);
    const known = (predicate: string) => cfg(predicate, features);
    assert.deepEqual(
      ['feature = "audit"', 'feature = "json"', 'not(feature = "json")', 'feature = "x"'].map(known),
      [true, undefined, undefined, false],
    );
  });
});

const derive = '#[derive(Deserialize)]';
const main = '/orders/src/main.rs';

describe('A type of another crate', () => {
  it('is found by the paths of Rust 2015, and under the names that `extern crate` gives', async () => {
    const crates = graph({
      orders: { deps: { elder: 'elder', serde: 'serde' } },
      elder: { deps: { serde: 'serde' } },
      serde: {},
    });
    const files = {
      [main]:
        'extern crate elder as old;\nextern crate self as me;\npub type Own = u8;\npub type All = (old::parts::Whole, me::Own);',
      '/elder/src/lib.rs': `#[macro_use] extern crate serde_derive;\nextern crate serde as codec;\npub mod parts;\npub mod inner;`,
      '/elder/src/parts.rs': `use inner::Part;\nuse codec::de::IgnoredAny;\n${derive} pub struct Whole { a: ::inner::Part, b: Part, c: IgnoredAny }`,
      '/elder/src/inner.rs': `${derive} pub struct Part(u8, bool);`,
    };
    const shape = await shapeOf('All', files, crates);
    assert.equal(shape.certainty, 'exact', shape.reasons.join());
    assert.match(verdict(shape, '[{"a": [1, true], "b": [true, 1], "c": {}}, 1]'), /^0.b.0: .*\n0.b.1: /);
  });

  it('is followed by the name that the package has for it, through re-exports', async () => {
    const crates = graph({
      orders: { deps: { events: 'shop-events', serde: 'serde' } },
      'shop-events': { deps: { core_events: 'inner', serde: 'serde' } },
      inner: { deps: { serde: 'serde' } },
      serde: {},
    });
    const files = {
      [main]: `${serde}use events::{prelude::*, Other as Same};\n${derive} struct All { a: Placed, b: Same, c: ::events::Other }`,
      '/shop-events/src/lib.rs': `${serde}pub mod prelude { pub use core_events::Placed; }\n${derive} pub struct Other { y: bool }`,
      '/inner/src/lib.rs': `${serde}mod placed;\npub use self::placed::Placed;`,
      '/inner/src/placed.rs': `use serde::Deserialize;\n${derive} pub struct Placed { x: u8 }`,
    };
    const shape = await shapeOf('All', files, crates);
    assert.equal(shape.certainty, 'exact', shape.reasons.join());
    assert.equal(verdict(shape, '{"a": {"x": 1}, "b": {"y": true}, "c": {"y": true}}'), '');
    assert.match(verdict(shape, '{"a": {"x": true}, "b": {"y": true}, "c": {"y": true}}'), /^a.x/);
  });

  it('has the fields of the features it is built with', async () => {
    const files = {
      [main]: 'use events::Placed;',
      '/events/src/lib.rs': `${serde}${derive} pub struct Placed {
        #[cfg(feature = "a")] x: u8,
        #[cfg(not(feature = "a"))] x: String,
        #[cfg(any(feature = "b", test))] y: u8,
        #[cfg_attr(feature = "a", serde(rename = "zz"))] z: u8,
        #[cfg(unix)] unknown: u8,
      }`,
    };
    const built = (features: readonly string[]): CrateGraph =>
      graph({
        orders: { deps: { events: 'events' } },
        events: { features, deps: { serde: 'serde' } },
        serde: {},
      });
    assert.equal(verdict(await shapeOf('Placed', files, built(['a'])), '{"x": 1, "zz": 1}'), '');
    assert.equal(verdict(await shapeOf('Placed', files, built(['b'])), '{"x": "1", "y": 1, "z": 1}'), '');
    assert.match(
      verdict(await shapeOf('Placed', files, built(['b'])), '{"x": "1", "z": 1}'),
      /missing field `y`/,
    );
    const { reasons } = await shapeOf('Placed', files, built(['a']));
    assert.deepEqual(reasons, ['how unknown is read depends on how it is built']);
  });

  it('is the one of the version that is depended on', async () => {
    const crates = graph({
      orders: { deps: { events: 'events@1', serde: 'serde' } },
      'events@1': { deps: { serde: 'serde' } },
      'events@2': { deps: { serde: 'serde' } },
      serde: {},
    });
    const files = {
      [main]: 'use events::Placed;',
      '/events@1/src/lib.rs': `${serde}${derive} pub struct Placed { old: u8 }`,
      '/events@2/src/lib.rs': `${serde}${derive} pub struct Placed { new: u8 }`,
    };
    assert.equal(verdict(await shapeOf('Placed', files, crates), '{"old": 1}'), '');
  });

  it('is known by its crate even when that was renamed, and not in versions that nobody looked at', async () => {
    const built = (version: string): CrateGraph =>
      graph({ orders: { deps: { tz: 'chrono', serde: 'serde' } }, chrono: { version }, serde: {} });
    const source = 'use tz::{DateTime, Utc};';
    assert.equal((await shapeOf('DateTime<Utc>', source, built('0.4.45'))).certainty, 'exact');
    assert.equal((await shapeOf('DateTime<Utc>', source, built('0.5.0'))).certainty, 'unknown');
  });

  it('is open when only tests see its crate, or when its source is missing', async () => {
    const crates = graph({
      orders: { deps: { gone: 'gone' }, devDeps: { events: 'events' } },
      events: {},
      gone: {},
    });
    const files = {
      [main]: 'use events::Placed;\nuse gone::Lost;',
      '/events/src/lib.rs': `${serde}${derive} pub struct Placed { x: u8 }`,
    };
    assert.equal((await shapeOf('Placed', files, crates)).certainty, 'unknown');
    assert.equal((await shapeOf('Lost', files, crates)).certainty, 'unknown');
  });

  it('of the own library is followed from the binary', async () => {
    const crates = graph({ orders: { deps: { serde: 'serde' } }, serde: {} });
    const files = {
      [main]: 'use orders::Placed;',
      '/orders/src/lib.rs': `${serde}${derive} pub struct Placed { x: u8 }`,
    };
    assert.equal(verdict(await shapeOf('Placed', files, crates), '{"x": 1}'), '');
  });

  it('of time is read as its features have it', async () => {
    const built = (features: readonly string[]): CrateGraph =>
      graph({ orders: { deps: { time: 'time' } }, time: { version: '0.3.55', features } });
    const source = 'use time::OffsetDateTime;';
    assert.notEqual(verdict(await shapeOf('OffsetDateTime', source, built([])), '"2024"'), '');
    assert.equal(
      verdict(await shapeOf('OffsetDateTime', source, built(['serde-human-readable'])), '"2024"'),
      '',
    );
  });
});

describe('An event', () => {
  const crates = graph({
    orders: { deps: { lambda_runtime: 'lambda_runtime', lambda_http: 'lambda_http', serde: 'serde' } },
    lambda_runtime: {},
    lambda_http: { features: ['apigw_http'], deps: { aws_lambda_events: 'aws_lambda_events', http: 'http' } },
    http: {},
    aws_lambda_events: { deps: { serde: 'serde' } },
    serde: {},
  });
  const files = {
    [main]: `${serde}use lambda_runtime::LambdaEvent;\nuse lambda_http::{http, Request};\n${derive} struct Order { x: u8 }`,
    '/lambda_runtime/src/lib.rs': 'mod types;\npub use types::LambdaEvent;',
    '/lambda_runtime/src/types.rs': 'pub struct LambdaEvent<T> { pub payload: T, pub context: Context }',
    '/lambda_http/src/lib.rs': 'pub use http;\npub mod request;\npub type Request = http::Request<Body>;',
    '/lambda_http/src/request.rs': `use aws_lambda_events::{Rest, Http};
      #[derive(Debug)] pub enum LambdaRequest { #[cfg(feature = "apigw_rest")] A(Rest), #[cfg(feature = "apigw_http")] B(Http),
        #[cfg(feature = "pass_through")] PassThrough(String) }`,
    '/http/src/lib.rs': 'pub struct Request<T> { body: T }',
    '/aws_lambda_events/src/lib.rs': `${serde}${derive} pub struct Rest { rest: u8 }\n${derive} pub struct Http { http: u8 }`,
  };

  it('is what is in a LambdaEvent, also when the crates are not known', async () => {
    assert.equal(verdict(await shapeOf('LambdaEvent<Order>', files, crates), '{"x": 1}'), '');
    assert.match(verdict(await shapeOf('LambdaEvent<Order>', files, crates), '{}'), /missing field `x`/);
    assert.match(verdict(await shapeOf('LambdaEvent<Order>', files), '{}'), /missing field `x`/);
  });

  it('may be of a type that is declared or imported within main', async () => {
    const source = `mod events { use serde::Deserialize; ${derive} pub struct Order { y: u8 } }
      use lambda_runtime::LambdaEvent;
      // Hidden by that of main.
      struct Event;
      #[tokio::main]
      async fn main() {
        use events::Order;
        #[derive(serde::Deserialize)]
        struct Event { x: u8, order: Order }
        run(service_fn(|event: LambdaEvent<Event>| async move { Ok(()) })).await
      }`;
    const shape = await eventShape(source.replace('order: Order', 'z: Option<u8>'));
    assert.equal(shape.certainty, 'exact', shape.reasons.join());
    assert.match(verdict(shape, '{}'), /missing field `x`/);
    assert.match(
      verdict(await eventShape(source.replace('LambdaEvent<Event>', 'Order')), '{}'),
      /missing field `y`/,
    );
  });

  it('of a Request is one of the triggers that lambda_http is built for', async () => {
    for (const type of ['Request', 'http::Request<Body>']) {
      const shape = await shapeOf(type, files, crates);
      assert.equal(shape.certainty, 'exact', shape.reasons.join());
      assert.equal(verdict(shape, '{"http": 1}'), '');
      assert.notEqual(verdict(shape, '{"rest": 1}'), '');
    }
  });
});

describe('A type that a type parameter stands for', () => {
  const items = `${serde}#[derive(Deserialize)] struct T { x: u8 }\nconst N: usize = 2;\n`;
  const cases = {
    'is not what the module calls by that name': 'fn handler<T>(event: Vec<T>) {}',
    'is not as long as the module says': 'fn handler<const N: usize>(event: [u8; N]) {}',
  };
  for (const [what, handler] of Object.entries(cases)) {
    it(what, async () => {
      const { certainty } = await eventShape(`${items}fn main() { ${handler} }`);
      assert.notEqual(certainty, 'exact');
      const elsewhere = `${items}fn main() { ${handler.replace(/<(T|const.*?)>/, '')} }`;
      assert.equal((await eventShape(elsewhere)).certainty, 'exact');
    });
  }
});
