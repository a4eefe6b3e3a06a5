import assert from 'node:assert/strict';
import { serde, shapeOf, verdict } from './shaping';

const event = (variants: string, attributes = ''): string =>
  `${serde}#[derive(Deserialize)]\n${attributes}\nenum Event { ${variants} }\n`;

async function judged(source: string, json: string): Promise<string> {
  return verdict(await shapeOf('Event', source), json);
}

const variants = 'Ready, Created { order_id: u8 }, Moved(u8, u8), Named(String)';

describe('The shape of an enum', () => {
  it('is tagged from outside when nothing else is said', async () => {
    const source = event(variants);
    for (const json of [
      '"Ready"',
      '{"Ready": null}',
      '{"Created": {"order_id": 1}}',
      '{"Moved": [1, 2]}',
      '{"Named": "a"}',
    ])
      assert.equal(await judged(source, json), '', json);
    assert.match(await judged(source, '"Created"'), /expected struct variant/);
    assert.match(
      await judged(source, '{"Moved": [1]}'),
      /expected tuple variant Event::Moved with 2 elements/,
    );
    assert.match(await judged(source, '"Gone"'), /unknown variant `Gone`/);
  });

  it('is tagged inside with `tag`', async () => {
    const source = event('Ready, Created { order_id: u8 }', '#[serde(tag = "type")]');
    assert.equal(await judged(source, '{"type": "Created", "order_id": 1}'), '');
    assert.match(await judged(source, '{"order_id": 1}'), /missing field `type`/);
  });

  it('is tagged beside with `tag` and `content`', async () => {
    const source = event(variants, '#[serde(tag = "t", content = "c")]');
    assert.equal(await judged(source, '{"t": "Moved", "c": [1, 2]}'), '');
    assert.match(await judged(source, '{"t": "Moved"}'), /missing field `c`/);
  });

  it('is not tagged with `untagged`, as a whole or in parts', async () => {
    const whole = event('Created { order_id: u8 }, Named(String)', '#[serde(untagged)]');
    assert.equal(await judged(whole, '"a"'), '');
    assert.match(await judged(whole, '[1]'), /did not match any variant of untagged enum Event/);
    const part = event('Ready, #[serde(untagged)] Named(String)');
    assert.equal(await judged(part, '"anything"'), '');
    assert.notEqual(await judged(part, '1'), '');
  });

  it('has the names of its variants and of their fields by the rules that are given', async () => {
    const source = event(
      'OrderReady, #[serde(rename_all = "UPPERCASE")] Sent { to_whom: u8 }, Created { order_id: u8 }, #[serde(rename = "x", alias = "y")] Z',
      '#[serde(rename_all = "snake_case", rename_all_fields = "camelCase")]',
    );
    for (const json of [
      '"order_ready"',
      '{"sent": {"TO_WHOM": 1}}',
      '{"created": {"orderId": 1}}',
      '"x"',
      '"y"',
    ])
      assert.equal(await judged(source, json), '', json);
    assert.match(await judged(source, '"z"'), /unknown variant/);
  });

  it('has a variant for all other names', async () => {
    const source = event('Ready, #[serde(other)] Else');
    assert.equal(await judged(source, '"whatever"'), '');
  });

  it('does without skipped variants, and without values that are skipped', async () => {
    const source = event('#[serde(skip)] Gone(Foreign), Ready(#[serde(skip)] Foreign)');
    assert.equal(await judged(source, '"Ready"'), '');
    assert.match(await judged(source, '"Gone"'), /unknown variant `Gone`/);
    assert.equal((await shapeOf('Event', source)).certainty, 'exact');
  });

  it('lacks the content of an adjacently tagged variant only where that is an Option itself', async () => {
    const newtype = '#[derive(Deserialize)] struct Maybe(Option<u8>);';
    const variants = 'A(Option<u8>), B(Maybe), C(#[serde(skip)] u8), D(#[serde(skip)] Option<u8>), E, F(u8)';
    const source = `${newtype} ${event(variants, '#[serde(tag = "t", content = "c")]')}`;
    for (const name of ['A', 'D', 'E']) assert.equal(await judged(source, `{"t": "${name}"}`), '', name);
    for (const name of ['B', 'C', 'F']) {
      assert.match(await judged(source, `{"t": "${name}"}`), /missing field `c`/);
      const content = name === 'F' ? 1 : null;
      assert.equal(await judged(source, `{"t": "${name}", "c": ${content}}`), '', name);
    }
  });

  it('is open where a function reads a variant', async () => {
    const shape = await shapeOf('Event', event('#[serde(with = "dates")] At(u8), Ready'));
    assert.equal(shape.certainty, 'partial');
    assert.equal(verdict(shape, '{"At": "today"}'), '');
  });
});
