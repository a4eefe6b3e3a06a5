import assert from 'node:assert/strict';
import { find, found, program } from './finding';

const uses = 'use lambda_runtime::{run, service_fn, Error, LambdaEvent, Service};';
const handle = 'async fn handle(&self, event: LambdaEvent<SqsEvent>) -> Result<(), Error> { Ok(()) }';
const closure = 'run(service_fn(|event| app.handle(event))).await';
const method = 'function handle SqsEvent';

describe('What a type can do is found', () => {
  const main = (body: string): string => program(`${uses}\nmod app;\nmod handling;\nuse app::App;`, body);
  const app = 'pub struct App;\nimpl App { pub fn new() -> Self { App } }';
  const elsewhere = (text: string): Record<string, string> => ({
    '/orders/src/app.rs': app,
    '/orders/src/handling.rs': `use crate::app::App as Orders;\nuse crate::app::App;\n${uses}\n${text}`,
  });

  it('in another module than the type and what uses it', async () => {
    const files = elsewhere(`impl App { pub ${handle} }`);
    const body = `let app = App::new();\n    ${closure}`;
    const finding = await find({ ...files, '/orders/src/main.rs': main(body) });
    assert.deepEqual([finding?.at, finding?.path], ['handle', '/orders/src/handling.rs']);
  });

  it('in another module, as a service', async () => {
    const files = elsewhere(
      'impl Service<LambdaEvent<SqsEvent>> for crate::app::App { fn call(&mut self, event: LambdaEvent<SqsEvent>) {} }',
    );
    const source = main('run(App::new()).await');
    assert.equal(await found({ ...files, '/orders/src/main.rs': source }), 'function call SqsEvent');
  });

  it('in a module within its own', async () => {
    const files = {
      '/orders/src/main.rs': program(`${uses}\nmod app;\nuse app::App;`, `let app = App;\n    ${closure}`),
      '/orders/src/app.rs': 'mod handling;\npub struct App;',
      '/orders/src/app/handling.rs': `use super::App;\n${uses}\nimpl App { pub ${handle} }`,
    };
    assert.equal(await found(files), method);
  });

  it('not for another type of its name', async () => {
    const files = {
      '/orders/src/main.rs': main(`let app = App::new();\n    ${closure}`),
      '/orders/src/app.rs': app,
      '/orders/src/handling.rs': `${uses}\npub struct App;\nimpl App { pub ${handle} }`,
    };
    assert.equal(await found(files), 'closure |event|');
  });

  it('when a module is its own', async () => {
    const source = program(
      `${uses}\n#[path = "main.rs"]\nmod again;\nuse again::App::App;\nstruct App;\nimpl App::App {}`,
      `let app = App;\n    ${closure}`,
    );
    assert.equal(await found(source), 'closure |event|');
  });
});

describe('A trait', () => {
  const trait = `trait Handle { ${handle.replace(/\{.*$/, ';')}\n    async fn start(self) { run(service_fn(|event| self.handle(event))).await } }`;
  const app = `struct App;\nimpl Handle for App { ${handle} }`;

  it('that gives a method leads to it', async () => {
    assert.equal(await found(program(`${uses}\n${trait}\n${app}`, 'App.start().await')), method);
  });

  it('of what a function is given leads to the method', async () => {
    const start =
      'async fn start<H: Handle>(h: H) { let h = Arc::new(h); run(service_fn(move |e| { let h = h.clone(); async move { h.handle(e).await } })).await }';
    assert.equal(await found(program(`${uses}\n${trait}\n${app}\n${start}`, 'start(App).await')), method);
  });

  it('in a path leads to the function', async () => {
    const fn = handle.replace('&self, ', '');
    const source = program(
      `${uses}\nstruct App;\nimpl Handle for App { ${fn} }`,
      'run(service_fn(<App as Handle>::handle)).await',
    );
    assert.equal(await found(source), method);
  });
});

describe('The type of a value is known', () => {
  const app = `struct App;\nimpl App { ${handle} }`;
  const cases: Readonly<Record<string, readonly [items: string, body: string]>> = {
    'when its variable says it': ['', `let app: &'static App = Box::leak(Box::new(made()));\n    ${closure}`],
    'when the parameter says it': [
      `async fn start(app: Arc<App>) { ${closure} }`,
      'start(other::made()).await',
    ],
    'of a static': ['static APP: LazyLock<App> = LazyLock::new(made);', closure.replace('app', 'APP')],
    'of a field': [
      'struct State { app: Arc<App> }\nimpl State { fn new() -> Self { todo!() } }',
      `let state = State::new();\n    ${closure.replace('app', 'state.app')}`,
    ],
    'of a field of its own': [
      `struct State { app: App }\nimpl State { async fn start(self) { ${closure.replace('app', 'self.app')} } }`,
      'State { app: made() }.start().await',
    ],
    'through what handles its errors': [
      'async fn made() -> Result<App, Error> { todo!() }',
      `let app = made().await.unwrap_or_else(|e| panic!("{e}"));\n    ${closure}`,
    ],
  };
  for (const [when, [items, body]] of Object.entries(cases)) {
    it(when, async () => assert.equal(await found(program(`${uses}\n${app}\n${items}`, body)), method));
  }
});

describe('`self` is not taken for the event', () => {
  const receivers = [
    'self',
    '&mut self',
    "&'static self",
    'self: Arc<Self>',
    'mut self: Box<Self>',
    'self: &App',
  ];
  const calls = ['app.clone().handle(event)', 'App::handle(app.clone(), event)'];
  for (const receiver of receivers)
    for (const call of calls)
      it(`when it is \`${receiver}\`, in \`${call}\``, async () => {
        const app = `struct App;\nimpl App { ${handle.replace('&self', receiver)} }`;
        const body = `let app = Arc::new(App);\n    run(service_fn(|event| ${call})).await`;
        assert.equal(await found(program(`${uses}\n${app}`, body)), method);
      });
});
