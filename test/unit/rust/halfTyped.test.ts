import assert from 'node:assert/strict';
import { find, program, search } from './finding';

const runtime = 'use lambda_runtime::{run, service_fn, LambdaEvent};';
const handler = 'async fn handler(event: LambdaEvent<SqsEvent>) -> Result<(), Error> {\n    Ok(())\n}';
const call = 'run(service_fn(handler)).await';
const isIncomplete = async (source: string): Promise<boolean> =>
  (await search({ '/orders/src/main.rs': source })).incomplete;

describe('Half-typed code', () => {
  it('costs the item that is typed and no other', async () => {
    for (const item of [
      'fn half(',
      'fn half() {',
      'fn half() { let x = "',
      "fn half() { let x = '",
      'struct Half { a: u8, b',
      'use crate::{a,',
      '#[derive(Debug',
      '#',
      'impl X for',
      'mod half {\n    fn',
      'fn half() { x) }',
      '}',
      'let x = [1, 2;',
      'fn half() { r#"',
    ]) {
      const source = program(`${runtime}\n${item}\n\n${handler}`, call);
      const finding = await find(source);
      assert.deepEqual([finding?.kind, finding?.at], ['function', 'handler'], item);
    }
  });

  it('is told from complete code', async () => {
    assert.equal(await isIncomplete(program(`${runtime}\n${handler}`, call)), false);
    assert.equal(await isIncomplete(program(`${runtime}\n${handler}`, 'run(service_fn(han')), true);
    assert.equal(await isIncomplete(program(`${runtime}\nfn half() {\n${handler}`, call)), true);
    assert.equal(await isIncomplete(program(`${runtime}\n${handler}`, `let x = ;\n    ${call}`)), true);
    assert.equal(await isIncomplete(program(`use lambda_runtime::{run,;\n${handler}`, call)), true);
  });

  it('of a handler still shows where it is', async () => {
    const source = program(`${runtime}\n${handler.replace('Ok(())', 'let x = event.payload.')}`, call);
    assert.equal((await find(source))?.at, 'handler');
  });

  it('without its main has no handler', async () => {
    assert.equal(await find(`${runtime}\n${handler}\nasync fn mai`), undefined);
  });
});
