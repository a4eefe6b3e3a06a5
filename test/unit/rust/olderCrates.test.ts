import assert from 'node:assert/strict';
import { found, program } from './finding';

const handler = 'async fn handler(event: Order, _: Context) -> Result<(), Error> { Ok(()) }';
const order = 'function handler Order';

describe('With the crates of before, a handler is found', () => {
  const shapes: Readonly<Record<string, readonly [uses: string, body: string]>> = {
    'as handler_fn of lambda_runtime': [
      'use lambda_runtime::{handler_fn, Context, Error};',
      'let func = handler_fn(handler);\n    lambda_runtime::run(func).await',
    ],
    'as handler of lambda_http': [
      'use lambda_http::{handler as http, lambda_runtime::{self, Context, Error}};',
      'lambda_runtime::run(http(handler)).await',
    ],
    'as handler_fn of lambda': [
      'use lambda::{handler_fn, Context};',
      'lambda::run(handler_fn(handler)).await',
    ],
    'in lambda! of lambda_runtime': [
      'use lambda_runtime::{lambda, error::HandlerError, Context};',
      'lambda!(handler);\n    Ok(())',
    ],
    'in lambda! by path': ['', 'lambda_runtime::lambda!(handler);\n    Ok(())'],
    'in lambda! of an extern crate': [
      '#[macro_use]\nextern crate lambda_runtime as lambda;\nuse lambda::error::HandlerError;',
      'lambda!(handler);\n    Ok(())',
    ],
    'in lambda! of lambda_runtime_core': [
      'use lambda_runtime::error::HandlerError;\nuse lambda_runtime_core::{lambda, Context};',
      'lambda!(handler);\n    Ok(())',
    ],
    'in lambda! of lambda_http': ['use lambda_http::{lambda, Request};', 'lambda!(handler);\n    Ok(())'],
    'given to start': ['use lambda_runtime::start;', 'start(handler, None);\n    Ok(())'],
    'as handler_fn of netlify_lambda': [
      'use netlify_lambda::{handler_fn, run, Context};',
      'run(handler_fn(handler)).await',
    ],
    'as handler of netlify_lambda_http': [
      'use netlify_lambda_http::{handler as http, lambda::{self, lambda, Context}};',
      'lambda::run(http(handler)).await',
    ],
    'as handler of netlify_lambda_http run by netlify_lambda': [
      'use netlify_lambda_http::{handler as http};',
      'netlify_lambda::run(http(handler)).await',
    ],
    "as an extension's extension_fn": [
      'use lambda_extension::{extension_fn, run};',
      'run(extension_fn(handler)).await',
    ],
  };
  for (const [how, [uses, body]] of Object.entries(shapes)) {
    it(how, async () => {
      const kind = uses.includes('lambda_extension') ? 'extension' : 'function';
      assert.equal(await found(program(`${uses}\n${handler}`, body), { kind }), order);
    });
  }

  for (const [uses, attribute] of [
    ['use lambda::{lambda, Context};', '#[lambda]'],
    ['use lambda_runtime::{lambda, Context};', '#[lambda]'],
    ['use lambda_http::{lambda::{lambda, Context}, Request};', '#[lambda(http)]'],
    ['use netlify_lambda::{lambda, Context};', '#[lambda]'],
    ['use netlify_lambda_http::{lambda::{lambda, Context}, Request};', '#[lambda(http)]'],
    ['use netlify_lambda_http::{lambda::{self, lambda}, Request};', '#[lambda(http)]'],
    ['', '#[netlify_lambda::lambda]'],
  ] as const) {
    it(`in main with ${attribute} of ${uses}`, async () => {
      const source = `${uses}\n${attribute}\n#[tokio::main]\nasync fn main(event: Order, _: Context) -> Result<(), Error> { Ok(()) }`;
      assert.equal(await found(source), 'function main Order');
    });
  }

  it('not in main with an attribute of that name of another crate', async () => {
    const source = 'use other::lambda;\n#[lambda]\nasync fn main(event: Order) {}';
    assert.equal(await found(source), 'main main');
  });

  it('not in a macro of that name of this crate', async () => {
    const source = program(`macro_rules! lambda { ($h:expr) => {} }\n${handler}`, 'lambda!(handler)');
    assert.equal(await found(source), 'main main');
  });
});
