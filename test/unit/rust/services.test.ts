import assert from 'node:assert/strict';
import { found, program } from './finding';

const uses = `use lambda_runtime::{run, service_fn, tower::{self, Layer, ServiceBuilder, ServiceExt}, Error, LambdaEvent, Service};
use std::sync::Arc;
async fn handler(event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }`;
const sqs = 'function handler SqsEvent';
const serves = (items: string, body: string): Promise<string> => found(program(`${uses}\n${items}`, body));

describe('A service that is made of the handler', () => {
  const bodies: Readonly<Record<string, string>> = {
    'by a layer': 'run(TimeoutLayer::new(limit()).layer(service_fn(handler))).await',
    'by a layer in a variable':
      'let layer = TimeoutLayer::new(limit());\n    run(layer.layer(service_fn(handler))).await',
    'by layers in layers': 'run(Outer.layer(Inner::new().layer(service_fn(handler)))).await',
    'by a service builder in a variable':
      'let builder = ServiceBuilder::new().concurrency_limit(1);\n    run(builder.layer(x).service(service_fn(handler))).await',
    'by what changes its answer': 'run(service_fn(handler).map_response(|r| r)).await',
    'by what changes its error': 'run(service_fn(handler).map_err(Error::from).boxed()).await',
    'by boxing it': 'run(tower::util::BoxService::new(service_fn(handler))).await',
    'by a block': 'run({ let service = service_fn(handler); service }).await',
    'after layers of the runtime':
      'let runtime = lambda_runtime::Runtime::new(service_fn(handler)).layer(a).layer(b());\n    runtime.run_concurrent().await',
  };
  for (const [how, body] of Object.entries(bodies)) {
    it(`${how} is followed`, async () => assert.equal(await serves('', body), sqs));
  }

  it('is not when its variable is given another', async () => {
    const body = 'let mut s = service_fn(handler);\n    if a { s = service_fn(other); }\n    run(s).await';
    assert.equal(await serves('', body), 'main main');
  });
});

describe('A function that gives back', () => {
  const functions: Readonly<Record<string, readonly [items: string, body: string]>> = {
    'the service': [
      'fn service() -> impl Service<LambdaEvent<SqsEvent>> { service_fn(handler) }',
      'run(service()).await',
    ],
    'the service in a Result': [
      'async fn service() -> Result<impl Service<u8>, Error> { let s = service_fn(handler); Ok(s) }',
      'run(service().await?).await',
    ],
    'a closure that passes the event on': [
      'fn make(c: Client) -> impl Fn(LambdaEvent<SqsEvent>) -> F { move |event| handler(event) }',
      'run(service_fn(make(client))).await',
    ],
    'a service of what it is given': [
      'fn traced<F>(f: F) -> impl Service<u8> { ServiceBuilder::new().layer(t()).service(service_fn(f)) }',
      'run(traced(handler)).await',
    ],
  };
  for (const [what, [items, body]] of Object.entries(functions)) {
    it(`${what} is followed`, async () => assert.equal(await serves(items, body), sqs));
  }

  it('one of two services is not', async () => {
    const service = 'fn service() -> S { if a() { return service_fn(other); } service_fn(handler) }';
    assert.equal(await serves(service, 'run(service()).await'), 'main main');
  });
});

describe('A function that wraps run', () => {
  const wrappers: Readonly<Record<string, readonly [items: string, body: string]>> = {
    'is followed with a service': [
      'async fn start<S>(service: S) -> Result<(), Error> { init(); run(service).await }',
      'start(service_fn(handler)).await',
    ],
    'is followed through another one': [
      'async fn a<S>(s: S) { b(1, s).await }\nasync fn b<S>(n: u8, s: S) { run(s).await }',
      'a(service_fn(handler)).await',
    ],
    'is followed when its own closure calls the handler': [
      'async fn start<F>(f: F) { run(service_fn(|event| { let f = f.clone(); async move { f(event).await } })).await }',
      'start(handler).await',
    ],
    'is followed with a closure': [
      'async fn start<F>(f: F) { run(service_fn(f)).await }',
      'start(|event| async move { handler(event).await }).await',
    ],
    'is followed when it looks at the answer': [
      'async fn start<F, T>(f: F) { run(service_fn(|event: LambdaEvent<T>| { let f = f.clone(); async move { match f(event).await { Ok(x) => Ok(x), Err(e) => Err(log(e)) } } })).await }',
      'start(handler).await',
    ],
    'is followed when it measures': [
      'async fn start<F, T>(f: F) { run(service_fn(|event: LambdaEvent<T>| async { let t = now(); let x = f(event).await?; log(t); Ok(x) })).await }',
      'start(handler).await',
    ],
    'is followed when it changes the answer': [
      'async fn start<F, Fut>(mut f: F) { run(service_fn(|event: LambdaEvent<SqsEvent>| f(event).map(Ok::<_, Infallible>))).await }',
      'start(|event| handler(event)).await',
    ],
    'is followed through a function that it gives the handler to': [
      `async fn traced<T, F, Fut>(name: &str, event: LambdaEvent<T>, f: F) where F: FnOnce(LambdaEvent<T>) -> Fut {
    let result = { let span = span(name); f(event).instrument(span).await };
    result
}
fn wrap<T, F>(name: &'static str, f: F) -> Box<dyn Fn(LambdaEvent<T>) -> R> {
    Box::new(move |event| { let f = f.clone(); Box::pin(traced(name, event, f)) })
}`,
      'let handler = wrap("orders", handler);\n    lambda_runtime::Runtime::new(service_fn(handler)).run().await',
    ],
    'is followed as an associated function': [
      'struct App;\nimpl App { async fn start() { Self::go().await } async fn go() { run(service_fn(handler)).await } }',
      'App::start().await',
    ],
    'is followed as a method': [
      'struct App(u8);\nimpl App { fn new() -> Self { App(1) } async fn start(self) { run(service_fn(handler)).await } }',
      'let app = App::new();\n    app.start().await',
    ],
    'is followed as a method that is given the handler': [
      'struct App {}\nimpl App { async fn start<F>(&self, f: F) { run(service_fn(f)).await } }',
      'App {}.start(handler).await',
    ],
    'is followed as a method called by path': [
      'struct App;\nimpl App { async fn start<F>(&self, f: F) { run(service_fn(f)).await } }',
      'App::start(&App, handler).await',
    ],
  };
  for (const [how, [items, body]] of Object.entries(wrappers)) {
    it(how, async () => assert.equal(await serves(items, body), sqs));
  }
});

describe('A function that wraps run and calls several', () => {
  it('has its closure as the handler', async () => {
    const start =
      'async fn start<F, G>(f: F, g: G) { run(service_fn(|e| async { if a { f(e).await?; } else { g(e).await?; } done() })).await }';
    assert.equal(await serves(start, 'start(handler, handler).await'), 'closure |e|');
  });
});

describe('A closure that passes the event to a method', () => {
  const app = `#[derive(Default)] struct App { n: u8 }
impl App {
    async fn new() -> Result<Self, Error> { todo!() }
    fn shared() -> Arc<App> { todo!() }
    async fn handle(&self, n: u8, event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }
}`;
  const values: Readonly<Record<string, string>> = {
    'of a value that was made': 'App::new().await?',
    'of a value that is shared': 'Arc::new(App::new().await?)',
    'of a value that is given back shared': 'App::shared()',
    'of a default value': 'App::default()',
    'of a value written down': 'App { n: 1 }',
    'of a reference': '&App { n: 1 }',
  };
  for (const [of, value] of Object.entries(values)) {
    it(`${of} leads to the method`, async () => {
      const body = `let app = ${value};
    run(service_fn(|event| { let app = app.clone(); async move { app.handle(1, event).await } })).await`;
      assert.equal(await serves(app, body), 'function handle SqsEvent');
    });
  }

  it('of a value whose type nothing says is the handler itself', async () => {
    const body = 'let app = make();\n    run(service_fn(|event| app.handle(1, event))).await';
    assert.equal(await serves(app, body), 'closure |event|');
  });
});

describe('A type that is a service', () => {
  const service = (implementation: string): string => `struct App { n: u8 }
${implementation} {
    type Response = ();
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> { Poll::Ready(Ok(())) }
    fn call(&mut self, event: LambdaEvent<SqsEvent>) -> Self::Future { todo!() }
}
impl App { fn new() -> Self { App { n: 1 } } }`;
  const app = service('impl Service<LambdaEvent<SqsEvent>> for App');
  const call = 'function call SqsEvent';

  for (const body of [
    'run(App::new()).await',
    'run(App { n: 1 }).await',
    'let app = App::new();\n    run(app.clone()).await',
    'run(ServiceBuilder::new().layer(x).service(App::new())).await',
    'lambda_runtime::Runtime::new(App::new()).run().await',
  ]) {
    it(`has its handler in call: ${body.replace(/\s+/g, ' ')}`, async () => {
      assert.equal(await serves(app, body), call);
    });
  }

  for (const trait of [
    'tower::Service',
    'lambda_runtime::tower::Service',
    'tower_service::Service',
    '::tower::Service',
  ]) {
    it(`is one by ${trait}`, async () => {
      assert.equal(
        await serves(service(`impl ${trait}<LambdaEvent<SqsEvent>> for App`), 'run(App::new()).await'),
        call,
      );
    });
  }

  it('of unit and tuple structs too', async () => {
    const body = 'fn call(&mut self, event: LambdaEvent<SqsEvent>) -> Self::Future { todo!() }';
    const unit = `struct App;\nimpl Service<LambdaEvent<SqsEvent>> for App { ${body} }`;
    assert.equal(await serves(unit, 'run(App).await'), call);
    const tuple = `struct App(u8);\nimpl Service<LambdaEvent<SqsEvent>> for App { ${body} }`;
    assert.equal(await serves(tuple, 'run(App(1)).await'), call);
  });

  it('is none by a trait of another crate', async () => {
    const other = service('impl other::Service<LambdaEvent<SqsEvent>> for App');
    assert.equal(await serves(other, 'run(App::new()).await'), 'main main');
  });

  it('is none without a call', async () => {
    const other = 'struct App;\nimpl Service<u8> for App { fn poll_ready(&mut self) {} }';
    assert.equal(await serves(other, 'run(App).await'), 'main main');
  });

  it('is the way to the service within it', async () => {
    const logged = `struct Logged<S> { inner: S }
impl<S> Logged<S> { fn new(inner: S) -> Self { Self { inner } } }
impl<S, R> Service<R> for Logged<S> where S: Service<R> { fn call(&mut self, event: R) -> S::Future { self.inner.call(event) } }`;
    assert.equal(await serves(logged, 'run(Logged { inner: service_fn(handler) }).await'), sqs);
    assert.equal(await serves(logged, 'run(Logged::new(service_fn(handler))).await'), sqs);
  });
});
