import assert from 'node:assert/strict';
import type { CrateGraph } from '../../../../src/core/types/crateGraph';
import { graphOf, hints, main, pointed } from './hinting';

const runtime = 'use lambda_runtime::{run, service_fn, Error, LambdaEvent};\n';
const program = (type: string, imports = ''): string => `${runtime}${imports}
async fn handler(event: LambdaEvent<${type}>) -> Result<(), Error> { Ok(()) }
#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
`;

/** Laid out as the real one is. */
const events = {
  '/events/src/lib.rs': `pub mod event;
#[cfg(feature = "sqs")] pub use event::sqs;
#[cfg(feature = "sns")] pub use event::sns;
#[cfg(any(feature = "s3", feature = "s3_batch"))] pub use event::s3;
`,
  '/events/src/event/mod.rs': `#[cfg(feature = "sqs")] pub mod sqs;
#[cfg(feature = "sns")] pub mod sns;
#[cfg(any(feature = "s3", feature = "s3_batch"))] pub mod s3;
#[cfg(all(feature = "iot", feature = "http"))] pub mod iot;
#[cfg(unix)] pub mod unix;
`,
  '/events/src/event/sqs.rs': 'pub struct SqsEvent { records: Vec<u8> }\npub struct SqsEventObj<T> { t: T }',
  '/events/src/event/sns.rs': 'pub struct SnsEvent; #[cfg(feature = "builders")] pub struct SnsEventBuilder;',
  '/events/src/event/s3.rs': 'pub struct S3Event;',
  '/events/src/event/iot.rs': 'pub struct IotEvent;',
  '/events/src/event/unix.rs': 'pub struct UnixEvent;',
};
const manifest = '[package]\nname = "orders"\n[dependencies]\nevents = "1"\n';

const built = (features: readonly string[], deps: Readonly<Record<string, string>> = { events: 'events' }) =>
  graphOf({ orders: { deps }, events: { features } });

const at = (
  source: string,
  { graph = built(['sns']), toml = manifest }: { graph?: CrateGraph; toml?: string } = {},
): Parameters<typeof hints> => [{ [main]: source, '/orders/Cargo.toml': toml, ...events }, graph];

const imported = program('SqsEvent', 'use events::event::sqs::SqsEvent;');

describe('An event type that its crate is built without is pointed at', () => {
  const sources: Readonly<Record<string, readonly [source: string, at: string]>> = {
    'when it is imported': [imported, 'SqsEvent'],
    'when its path is written': [program('events::sqs::SqsEvent'), 'events::sqs::SqsEvent'],
    'when its module is imported': [program('sqs::SqsEvent', 'use events::event::sqs;'), 'sqs::SqsEvent'],
    'when it is imported by another name': [program('Batch', 'use events::sqs::SqsEvent as Batch;'), 'Batch'],
    'when a glob import would bring it': [program('SqsEvent', 'use events::event::sqs::*;'), 'SqsEvent'],
    'when it is generic': [program('events::sqs::SqsEventObj<u8>'), 'events::sqs::SqsEventObj'],
    'when it is within another': [program('Vec<events::sqs::SqsEvent>'), 'events::sqs::SqsEvent'],
    'when only the type needs the feature': [
      program('SnsEventBuilder', 'use events::event::sns::SnsEventBuilder;'),
      'SnsEventBuilder',
    ],
  };
  for (const [when, [source, where]] of Object.entries(sources)) {
    it(when, async () => assert.equal(await pointed(...at(source)), where));
  }

  it('with the feature, and the dependency that lacks it', async () => {
    const [hint, ...others] = (await hints(...at(imported))) ?? [];
    assert.deepEqual(others, []);
    assert.ok(hint?.kind === 'eventFeature');
    const { features, crate, dependency, manifestPath } = hint;
    assert.deepEqual(
      { features, crate, dependency, manifestPath },
      { features: ['sqs'], crate: 'events', dependency: 'events', manifestPath: '/orders/Cargo.toml' },
    );
  });

  it('with each feature that would do', async () => {
    const [hint] = (await hints(...at(program('events::s3::S3Event')))) ?? [];
    assert.ok(hint?.kind === 'eventFeature');
    assert.deepEqual(hint.features, ['s3', 's3_batch']);
  });

  it('when the dependency is renamed', async () => {
    const graph = built([], { aws: 'events' });
    const [hint] = (await hints(...at(program('aws::sqs::SqsEvent'), { graph }))) ?? [];
    assert.ok(hint?.kind === 'eventFeature');
    assert.deepEqual([hint.dependency, hint.crate], ['aws', 'events']);
  });

  it('in a closure', async () => {
    const source = `${runtime}
#[tokio::main]
async fn main() { run(service_fn(|e: LambdaEvent<events::sqs::SqsEvent>| async move { Ok(()) })).await }`;
    assert.equal(await pointed(...at(source)), 'events::sqs::SqsEvent');
  });

  it('in the function that a closure gives the event to', async () => {
    const source = `${runtime}use events::sqs::SqsEvent;
async fn each(client: &Client, event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }
#[tokio::main]
async fn main() { run(service_fn(|e| async { log(); each(&client, e).await })).await }`;
    assert.equal(await pointed(...at(source)), 'SqsEvent');
  });
});

describe('Nothing is said of an event type', () => {
  const cases: Readonly<Record<string, Parameters<typeof hints>>> = {
    'that its crate is built with': at(imported, { graph: built(['sqs']) }),
    'when it is not known how crates are built': [at(imported)[0]],
    'that its crate does not have': at(program('events::sqs::SqsEvnt')),
    'that a macro may make': at(program('events::made::MadeEvent')),
    'whose system is not known': at(program('events::event::unix::UnixEvent')),
    'that no feature alone would bring': at(program('events::event::iot::IotEvent')),
    'that needs features of two crates': [
      {
        ...(at(program('facade::SqsEvent'))[0] as Readonly<Record<string, string>>),
        '/facade/src/lib.rs': '#[cfg(feature = "sqs")] pub use events::sqs::SqsEvent;',
      },
      graphOf({
        orders: { deps: { events: 'events', facade: 'facade' } },
        facade: { deps: { events: 'events' } },
        events: {},
      }),
    ],
    'of a crate that is no dependency': at(imported, { graph: built([], {}) }),
    'of a crate whose sources are not there': [
      { [main]: imported, '/orders/Cargo.toml': manifest },
      built([]),
    ],
    'of this crate': at(program('SqsEvent', 'struct SqsEvent;')),
    'of the standard library': at(program('Vec<String>')),
    'that is a type parameter': at(program('T').replace('handler(', 'handler<T>(')),
    'when features of the package decide': at(imported, {
      toml: `${manifest}[features]\nqueues = ["events/sqs"]\n`,
    }),
    'when features of the package decide weakly': at(imported, {
      toml: `${manifest}[features]\nqueues = ["events?/sqs"]\n`,
    }),
    'that is one of two, by how this crate is built': at(
      program(
        'SqsEvent',
        '#[cfg(feature = "a")] use events::sqs::SqsEvent;\n#[cfg(not(feature = "a"))] use events::sns::SnsEvent as SqsEvent;',
      ),
    ),
    'while the manifest is half-typed': at(imported, { toml: '[dependencies' }),
    'that is not the handler’s': at(
      `${program('u8')}async fn other(e: LambdaEvent<events::sqs::SqsEvent>) {}`,
    ),
  };
  for (const [what, given] of Object.entries(cases)) {
    it(what, async () => assert.equal(await pointed(...given), ''));
  }
});
