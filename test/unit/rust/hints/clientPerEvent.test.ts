import assert from 'node:assert/strict';
import { handler, hints, pointed, uses } from './hinting';

const closure = (body: string, before = '', items = ''): string => `${uses}${items}
#[tokio::main]
async fn main() -> Result<(), Error> {
    ${before}
    run(service_fn(|event: LambdaEvent<Value>| async move { ${body} })).await
}
`;
const load = 'let config = aws_config::load_from_env().await;';

describe('A client that is built for every event is pointed at', () => {
  const sources: Readonly<Record<string, readonly [source: string, ...at: string[]]>> = {
    'when the configuration is loaded': [handler(`${load} Ok(())`), 'aws_config::load_from_env'],
    'when it is loaded with a behaviour': [
      handler('let c = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await; Ok(())'),
      'aws_config::load_defaults',
    ],
    'when it is described, then loaded': [
      handler('let c = aws_config::from_env().region("eu-west-1").load().await; Ok(())'),
      'aws_config::from_env',
    ],
    'when its description is in a variable': [
      handler('let loader = aws_config::defaults(latest()); let c = loader.load().await; Ok(())'),
      'loader.load',
    ],
    'when it is of the configuration that is loaded there': [
      handler('aws_sdk_s3::Client::new(&aws_config::load_from_env().await).list().await'),
      'aws_sdk_s3::Client::new',
      'aws_config::load_from_env',
    ],
    'when it is imported': [
      handler('let c = Client::new(&CONFIG); Ok(())', 'use aws_sdk_sqs::Client;'),
      'Client::new',
    ],
    'when it is imported by another name': [
      handler('let c = sqs::Client::from_conf(conf()); Ok(())', 'use aws_sdk_sqs as sqs;'),
      'sqs::Client::from_conf',
    ],
    'when it is imported in the handler': [
      handler('use aws_sdk_sqs::Client as Queue; let c = Queue::new(&CONFIG); Ok(())'),
      'Queue::new',
    ],
    'when it is for HTTP': [handler('let c = reqwest::Client::new(); Ok(())'), 'reqwest::Client::new'],
    'when it is described for HTTP': [
      handler('let c = reqwest::Client::builder().timeout(LONG).build()?; Ok(())'),
      'reqwest::Client::builder',
    ],
    'when it is built for every record': [
      handler('for record in event.payload { let c = reqwest::Client::new(); } Ok(())'),
      'reqwest::Client::new',
    ],
    'when it is part of something': [
      handler('let store = Store::open(Store { client: aws_sdk_s3::Client::new(&CONFIG) }); Ok(())'),
      'aws_sdk_s3::Client::new',
    ],
    'when its answer is kept': [
      handler('let c = reqwest::Client::new(); let answer = c.get(URL).send().await?; last = answer; Ok(())'),
      'reqwest::Client::new',
    ],
    'in a closure': [closure(`${load} Ok(())`), 'aws_config::load_from_env'],
    'in a closure that captures the configuration': [
      closure('let c = aws_sdk_s3::Client::new(&config); Ok(())', load),
      'aws_sdk_s3::Client::new',
    ],
    'of a configuration that is passed to the handler': [
      `${uses}use aws_config::SdkConfig;
async fn handler(config: &SdkConfig, event: LambdaEvent<Value>) { let c = aws_sdk_s3::Client::new(config); }
#[tokio::main]
async fn main() { ${load} run(service_fn(|event| handler(&config, event))).await }`,
      'aws_sdk_s3::Client::new',
    ],
    'in a service, which gives back its future': [
      `use lambda_runtime::{run, Service, LambdaEvent};
struct App;
impl Service<LambdaEvent<u8>> for App {
    fn call(&mut self, event: LambdaEvent<u8>) -> Self::Future {
        Box::pin(async move { let c = aws_sdk_s3::Client::new(&self.config); Ok(()) })
    }
}
fn main() { run(App) }`,
      'aws_sdk_s3::Client::new',
    ],
    'in the handler of a route': [
      `use axum::{Router, routing::get};
async fn list() -> String { let c = reqwest::Client::new(); String::new() }
#[tokio::main]
async fn main() { lambda_http::run(Router::new().route("/", get(list))).await }`,
      'reqwest::Client::new',
    ],
    'once for two routes': [
      `use axum::{Router, routing::get};
async fn list() -> String { let c = reqwest::Client::new(); String::new() }
#[tokio::main]
async fn main() { lambda_http::run(Router::new().route("/", get(list)).route("/a", get(list))).await }`,
      'reqwest::Client::new',
    ],
  };

  for (const [when, [source, ...at]] of Object.entries(sources)) {
    it(when, async () => assert.equal(await pointed(source), at.join('\n')));
  }

  it('by the name that its crate has', async () => {
    const [hint] =
      (await hints(handler('let c = Client::new(&C); Ok(())', 'use aws_sdk_sqs::Client;'))) ?? [];
    assert.ok(hint?.kind === 'clientPerEvent');
    assert.equal(hint.call, 'aws_sdk_sqs::Client::new');
  });

  it('when its crate is renamed in the manifest', async () => {
    const files = {
      '/orders/Cargo.toml': '[dependencies]\nqueues = { package = "aws-sdk-sqs", version = "1" }',
      '/orders/src/main.rs': handler('let c = queues::Client::new(&CONFIG); Ok(())'),
    };
    assert.equal(await pointed(files), 'queues::Client::new');
  });
});

describe('Nothing is said of a client', () => {
  const sources: Readonly<Record<string, string>> = {
    'that main builds': closure('Ok(())', `${load} let client = aws_sdk_s3::Client::new(&config);`),
    'that a function beside the handler builds': handler(
      'let c = client().await; Ok(())',
      `async fn client() -> Client { ${load} aws_sdk_s3::Client::new(&config) }`,
    ),
    'that a cell builds once': handler(
      'let c = CLIENT.get_or_init(|| async { aws_sdk_s3::Client::new(&aws_config::load_from_env().await) }).await; Ok(())',
    ),
    'that a cell builds once, of a future': handler(
      'let c = CLIENT.get_or_init(async { aws_sdk_s3::Client::new(&aws_config::load_from_env().await) }).await; Ok(())',
    ),
    'that a static holds': handler(
      'static CLIENT: LazyLock<Client> = LazyLock::new(|| reqwest::Client::new()); Ok(())',
    ),
    'that a static holds directly': handler('static CLIENT: Client = reqwest::Client::new(); Ok(())'),
    'that thread_local! holds': handler(
      'thread_local! { static C: Client = reqwest::Client::new(); } Ok(())',
    ),
    'that is built when there is none': handler(
      'if client.is_none() { client = Some(reqwest::Client::new()); } Ok(())',
    ),
    'that is built in a branch': handler('if missing() { keep(reqwest::Client::new()); } Ok(())'),
    'that is built when none is kept': handler(
      'let c = match CLIENT.get() { Some(c) => c, None => keep(reqwest::Client::new()) }; Ok(())',
    ),
    'that let-else builds': handler(
      'let Some(c) = kept() else { keep(reqwest::Client::new()); return }; Ok(())',
    ),
    'that is built behind &&': handler('let c = missing && keep(reqwest::Client::new()); Ok(())'),
    'that is kept in self': `use lambda_runtime::{run, Service, LambdaEvent};
struct App;
impl Service<LambdaEvent<u8>> for App {
    fn call(&mut self, event: LambdaEvent<u8>) -> Self::Future {
        self.client = Some(reqwest::Client::new());
        Box::pin(async move { Ok(()) })
    }
}
fn main() { run(App) }`,
    'that is given to a method, which may keep it': handler(
      'cell.get_or_insert(reqwest::Client::new()); Ok(())',
    ),
    'that is kept after an early return': handler(
      'if let Some(c) = CLIENT.get() { return work(c).await; } let c = reqwest::Client::new(); CLIENT.set(c.clone()).ok(); work(&c).await',
    ),
    'that is kept behind a lock after an early return': handler(
      'let mut kept = state.client.lock().await; if let Some(c) = kept.as_ref() { return work(c).await; } let config = aws_config::load_from_env().await; let c = Arc::new(aws_sdk_s3::Client::new(&config)); *kept = Some(c.clone()); work(&c).await',
    ),
    'that is kept in a map after an early return': handler(
      'if let Some(c) = clients.get(&key) { return work(c).await; } let c = reqwest::Client::new(); clients.insert(key, c); Ok(())',
    ),
    'whose description a method changes': handler(
      'let mut conf = aws_sdk_s3::config::Builder::new(); conf.set_region(event.payload.region); let c = aws_sdk_s3::Client::from_conf(conf.build()); Ok(())',
    ),
    'whose options a function fills': handler(
      'let mut options = Options::default(); fill(&mut options, &event); let c = aws_sdk_s3::Client::from_conf(of(options)); Ok(())',
    ),
    'whose region is of the event': handler(
      'let c = aws_config::from_env().region(Region::new(event.payload.region)).load().await; Ok(())',
    ),
    'whose configuration is of the event': handler(
      'let region = event.payload.region.clone(); let config = aws_config::from_env().region(region).load().await; let c = aws_sdk_s3::Client::new(&config); Ok(())',
    ),
    'whose address is of the event, in a macro': handler(
      'let url = format!("https://{}", event.payload.domain); let c = aws_sdk_apigatewaymanagement::Client::from_conf(Builder::from(&shared()).endpoint_url(url).build()); Ok(())',
    ),
    'whose address is within a text': handler(
      'let c = aws_sdk_s3::Client::from_conf(Builder::new().endpoint_url(format!("https://{domain}")).build()); Ok(())',
    ),
    'that is of a loop variable': handler(
      'for region in regions() { let c = aws_sdk_s3::Client::new(&of(region)); } Ok(())',
    ),
    'that is of what a loop takes': handler(
      'while let Some(region) = next() { let c = aws_sdk_s3::Client::new(&of(region)); } Ok(())',
    ),
    'that is of a pattern': handler(
      'let (payload, context) = event.into_parts(); let c = aws_sdk_s3::Client::new(&of(payload)); Ok(())',
    ),
    'that is of a variable set later': handler(
      'let mut conf = base(); conf = with(event.payload); let c = aws_sdk_s3::Client::from_conf(conf); Ok(())',
    ),
    'that is of a parameter of any type': `${uses}
async fn handler(tenant: &Tenant, event: LambdaEvent<Value>) { let c = aws_sdk_s3::Client::new(tenant); }
#[tokio::main]
async fn main() { run(service_fn(|event| handler(&tenant, event))).await }`,
    'in a closure in the handler': handler('let make = || reqwest::Client::new(); Ok(())'),
    'in a function in the handler': handler('fn make() -> Client { reqwest::Client::new() } Ok(())'),
    'in a future that nobody here waits for': handler('later(async { reqwest::Client::new() }); Ok(())'),
    'in a future that something is given last': handler('later(async { reqwest::Client::new() })'),
    'in a future that is dropped': handler('async { reqwest::Client::new() };'),
    'in a future that is dropped on the way': handler('async { reqwest::Client::new() } Ok(())'),
    'in a future that something is made of': handler('async { reqwest::Client::new() }.kept_for_later()'),
    'in a future in a variable': handler('let f = async { reqwest::Client::new() }; Ok(())'),
    'in a macro': handler('println!("{:?}", reqwest::Client::new()); Ok(())'),
    'in a comment or text': handler('// reqwest::Client::new()\n let t = "reqwest::Client::new()"; Ok(())'),
    'that is only described': handler('let loader = aws_config::from_env(); Ok(())'),
    'that something else loads': handler('let c = config::from_env().load(); Ok(())'),
    'of this crate': handler(
      'let c = Client::new(); Ok(())',
      'struct Client; impl Client { fn new() -> Self { Client } }',
    ),
    'of a module named like the crate': handler(
      'let c = aws_sdk_s3::Client::new(); Ok(())',
      'mod aws_sdk_s3 { pub struct Client; impl Client { pub fn new() -> Self { Client } } }',
    ),
    'of another crate': handler('let c = Client::new(); Ok(())', 'use mongodb::Client;'),
    'of a crate with a like name': handler('let c = my_aws_sdk_s3::Client::new(&C); Ok(())'),
    'of a glob import': handler('let c = Client::new(&C); Ok(())', 'use aws_sdk_s3::*;'),
    'that an import in the handler hides': handler(
      'use fake::Client; let c = Client::new(&C); Ok(())',
      'use aws_sdk_s3::Client;',
    ),
    'that a glob import in the handler may hide': handler(
      'use fake::*; let c = Client::new(&C); Ok(())',
      'use aws_sdk_s3::Client;',
    ),
    'that is one of two, in two blocks': handler(
      '{ use fake::Client; let c = Client::new(&C); } { use aws_sdk_s3::Client; } Ok(())',
    ),
    'that a type in the handler hides': handler(
      'struct Client; let c = Client::new(&C); Ok(())',
      'use aws_sdk_s3::Client;',
    ),
    'that is one of two, by how the crate is built': handler(
      'let c = Client::new(&C); Ok(())',
      '#[cfg(feature = "fake")] use fake::Client;\n#[cfg(not(feature = "fake"))] use aws_sdk_s3::Client;',
    ),
    'that is one of two, in the other order': handler(
      'let c = Client::new(&C); Ok(())',
      '#[cfg(not(feature = "fake"))] use aws_sdk_s3::Client;\n#[cfg(feature = "fake")] use fake::Client;',
    ),
    'that is only built for tests': handler('#[cfg(test)] let c = reqwest::Client::new(); Ok(())'),
    'that is built or not, by how the crate is built': handler(
      '#[cfg(feature = "local")] let c = reqwest::Client::new(); Ok(())',
    ),
    'that is a type parameter': `${uses}use aws_sdk_s3::Client;
async fn handler<Client: Make>(event: LambdaEvent<Value>) { let c = Client::new(&C); }
#[tokio::main]
async fn main() { run(service_fn(handler::<Fake>)).await }`,
    'in a function that is no handler': `${uses}
async fn handler(event: LambdaEvent<Value>) {}
async fn other(event: LambdaEvent<Value>) { let c = reqwest::Client::new(); }
#[tokio::main]
async fn main() { run(service_fn(handler)).await }`,
    'in a test': `${handler('Ok(())')}
#[cfg(test)]
mod tests { async fn handler(event: u8) { let c = reqwest::Client::new(); } }`,
    'where no handler can be proven': `${uses}
async fn handler(event: LambdaEvent<Value>) { let c = reqwest::Client::new(); }
#[tokio::main]
async fn main() { run(elsewhere::service()).await }`,
  };

  for (const [what, source] of Object.entries(sources)) {
    it(what, async () => assert.equal(await pointed(source), ''));
  }
});

describe('Hints while someone is typing', () => {
  it('are those from before when the handler is half-typed', async () => {
    assert.equal(await pointed(handler('let c = reqwest::Client::new(; Ok(())')), 'later');
  });

  it('are those from before when the handler is gone for now', async () => {
    assert.equal(
      await pointed(handler('Ok(())').replace('run(service_fn(handler)).await', 'run(serv')),
      'later',
    );
  });

  it('are none when the handler is gone', async () => {
    assert.equal(await pointed(handler('Ok(())').replace('run(service_fn(handler)).await', 'Ok(())')), '');
  });
});
