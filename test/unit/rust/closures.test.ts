import assert from 'node:assert/strict';
import { find, found, program } from './finding';

const items = `use lambda_runtime::{run, service_fn, Error, LambdaEvent};

async fn handler(client: &Client, event: LambdaEvent<S3Event>) -> Result<(), Error> { Ok(()) }
async fn log(event: &LambdaEvent<S3Event>) {}
async fn place(order: Order, client: Client) -> Result<(), Error> { Ok(()) }`;
const closure = (text: string): string => program(items, `let client = Client::new();\n    ${text}`);

describe('A closure that passes the event on', () => {
  const bodies: Readonly<Record<string, string>> = {
    directly: 'run(service_fn(|event| handler(&client, event))).await',
    'with the type written down':
      'run(service_fn(|event: LambdaEvent<S3Event>| handler(&client, event))).await',
    'from an async block': 'run(service_fn(move |event| async move { handler(&client, event).await })).await',
    'as an async closure': 'run(service_fn(async |event| { handler(&client, event).await })).await',
    'with its own copies': `run(service_fn(|event| {
        let client = client.clone();
        async move { handler(&client, event).await }
    })).await`,
    'after other statements':
      'run(service_fn(|event| async { tracing::info!("called"); handler(&client, event).await })).await',
    'after a look at it':
      'run(service_fn(|event| async { log(&event).await; handler(&client, event).await })).await',
    'through ?': 'run(service_fn(|event| async { Ok::<_, Error>(handler(&client, event).await?) })).await',
    'through a variable':
      'run(service_fn(|event| async { let answer = handler(&client, event).await; answer })).await',
    pinned: 'run(service_fn(|event| Box::pin(handler(&client, event)))).await',
    'as a variable': 'let func = service_fn(|event| handler(&client, event));\n    run(func).await',
    'as a variable of its own':
      'let call = |event| handler(&client, event);\n    run(service_fn(call)).await',
  };
  for (const [how, body] of Object.entries(bodies)) {
    it(`${how} leads to the function it calls`, async () => {
      assert.equal(await found(closure(body)), 'function handler S3Event');
    });
  }

  it('leads to a function that is given the payload only', async () => {
    const source = closure(
      'run(service_fn(|event: LambdaEvent<Order>| place(event.payload, client.clone()))).await',
    );
    assert.equal(await found(source), 'function place Order');
  });

  it('leads to a function that is given a part of the event', async () => {
    const source = closure(`run(service_fn(|event: LambdaEvent<Order>| async {
        let (order, _context) = event.into_parts();
        place(order, client.clone()).await
    })).await`);
    assert.equal(await found(source), 'function place Order');
  });

  for (const pattern of [
    'LambdaEvent { payload, .. }',
    'LambdaEvent { context: client, payload }',
    'LambdaEvent { payload, context: client }: LambdaEvent<Order>',
  ]) {
    it(`leads to a function that is given the payload of the pattern ${pattern}`, async () => {
      const source = closure(`run(service_fn(|${pattern}| place(payload, client.clone()))).await`);
      assert.equal(await found(source), 'function place Order');
    });
  }

  it('leads to a function that is given the payload of a pattern by another name', async () => {
    const source = closure(
      'run(service_fn(|e| async { let LambdaEvent { payload: o, context } = e; place(o, context).await })).await',
    );
    assert.equal(await found(source), 'function place Order');
  });
});

describe('A closure is the handler itself', () => {
  const bodies: Readonly<Record<string, string>> = {
    'when it passes on a part of the payload':
      '|event: LambdaEvent<S3Event>| place(event.payload.order, client)',
    'when it passes on the context': '|event: LambdaEvent<S3Event>| place(event.context, client)',
    'when it passes on something made of the event':
      '|event: LambdaEvent<S3Event>| async { let o = order(&event); place(o, client).await }',
    'when it answers': '|event: LambdaEvent<S3Event>| async move { Ok::<_, Error>(json!({})) }',
    'when a function only looks at the event':
      '|event: LambdaEvent<S3Event>| async { log(&event).await; Ok(()) }',
    'when it calls a method': '|event: LambdaEvent<S3Event>| client.handle(event)',
    'when it calls what the event is not given to': '|event: LambdaEvent<S3Event>| handler(&client, other)',
    'when it calls a function of another crate': '|event: LambdaEvent<S3Event>| shared::handler(event)',
    'when it calls a parameter': '|event: LambdaEvent<S3Event>| event(event)',
    'when it chooses a function':
      '|event: LambdaEvent<S3Event>| async { if a { handler(&client, event).await } else { log(&event).await } }',
  };
  for (const [when, text] of Object.entries(bodies)) {
    it(when, async () => {
      const finding = await find(closure(`run(service_fn(${text})).await`));
      assert.equal(finding?.kind, 'closure');
      assert.equal(finding.at, '|event: LambdaEvent<S3Event>|');
      assert.equal(finding.eventType, 'S3Event');
    });
  }

  it('without an event type when none is written', async () => {
    const finding = await find(closure('run(service_fn(|_| async { Ok(()) })).await'));
    assert.deepEqual([finding?.kind, finding?.at, finding?.eventType], ['closure', '|_|', undefined]);
  });

  it('in a variable, where the variable is set', async () => {
    const source = closure(
      'let h = move |e: LambdaEvent<S3Event>| async move { Ok(()) };\n    run(service_fn(h)).await',
    );
    const finding = await find(source);
    assert.equal(finding?.at, '|e: LambdaEvent<S3Event>|');
    assert.match(source.split('\n')[finding.line] ?? '', /let h =/);
  });
});

describe('The event type of a closure that does not say it', () => {
  const types: Readonly<Record<string, readonly [closure: string, type: string | undefined]>> = {
    'is that of the function it gives the event to': [
      '|event| async { match handler(&client, event).await { Ok(x) => Ok(x), Err(e) => Err(e) } }',
      'S3Event',
    ],
    'is that of a function that looks at the event': [
      '|event| async { log(&event).await; Ok(()) }',
      'S3Event',
    ],
    'is that of the function it gives the payload to': [
      '|event| async { let (order, _) = event.into_parts(); place(order, client).await?; done() }',
      'Order',
    ],
    'is unknown when it gives only a part': [
      '|event| async { place(event.payload.a, client).await; done() }',
      undefined,
    ],
    'is unknown when the function takes anything': ['|event| async { any(event).await; done() }', undefined],
    'is unknown when the function takes anything that does something': [
      '|event| async { some(event).await; done() }',
      undefined,
    ],
  };
  for (const [what, [text, type]] of Object.entries(types)) {
    it(what, async () => {
      const any = 'async fn any<T: Debug>(event: T) {}\nasync fn some(event: impl Debug) {}';
      const finding = await find(program(`${items}\n${any}`, `run(service_fn(${text})).await`));
      assert.deepEqual([finding?.kind, finding?.eventType], ['closure', type]);
    });
  }
});
