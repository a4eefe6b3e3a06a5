import assert from 'node:assert/strict';
import { edited } from '../../../../src/core/payload/engine/edits';
import { PayloadEngine } from '../../../../src/core/payload/engine/engine';
import { completed, eventOf, labels, opened, told } from './typing';

const order = `
#[derive(Deserialize)] #[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Order {
  /// Whom to call.
  note: Option<String>,
  /// The **number**.
  order_id: u64,
  #[serde(default)] express: bool,
  status: Status,
  #[serde(default)] lines: Vec<Line>,
  billing: Option<Address>,
}
#[derive(Deserialize)] #[serde(rename_all = "lowercase")]
enum Status {
  /// Not paid.
  Open,
  Paid,
  Sent { carrier: String },
}
/// One thing.
#[derive(Deserialize)] struct Line { #[serde(default)] gift: bool, sku: String, count: u32 }
#[derive(Deserialize)] struct Address { street: String }`;

const tagged = `
#[derive(Deserialize)] #[serde(tag = "type")]
enum Order { Created { id: u32, by: String }, Deleted { id: u32 } }`;

const verdict = async (source: string, text: string): Promise<readonly string[]> => {
  const { engine } = await opened(source, text);
  return told(engine.problems('a').problems, text);
};

describe('The payload engine, completing', () => {
  it('names required fields first, then the others, each in the order of the struct', async () => {
    assert.deepEqual(await labels(order, '{ | }'), [
      'orderId',
      'status',
      'note',
      'express',
      'lines',
      'billing',
    ]);
    assert.deepEqual(await labels(order, '{"orderId": 1, "|"}'), [
      'status',
      'note',
      'express',
      'lines',
      'billing',
    ]);
  });

  it('knows what is nested: in lists, and behind Option', async () => {
    assert.deepEqual(await labels(order, '{"lines": [{"sku": "a", "|": 1}]}'), ['count', 'gift']);
    assert.deepEqual(await labels(order, '{"billing": {|}}'), ['street']);
  });

  it('names the values of enums, and variants with what they hold', async () => {
    assert.deepEqual(await labels(order, '{"status": |}'), ['"open"', '"paid"', '{"sent": …}']);
    assert.deepEqual(await labels(order, '{"status": "|"}'), ['"open"', '"paid"', '{"sent": …}']);
    assert.deepEqual(await labels(order, '{"status": {"sent": {|}}}'), ['carrier']);
    assert.deepEqual(await labels(order, '{"express": |}'), ['false', 'true']);
    assert.deepEqual(await labels(tagged, '{"type": |}'), ['"Created"', '"Deleted"']);
    assert.deepEqual(await labels(tagged, '{"type": "Created", |}'), ['id', 'by']);
    assert.deepEqual(await labels(tagged, '{"type": "Deleted", |}'), ['id']);
  });

  it('puts in what fits the place: with and without quotes, with a comma where one is needed', async () => {
    assert.equal(await completed(order, '{|}', 'orderId'), '{"orderId": |0|}');
    assert.equal(await completed(order, '{"|"}', 'orderId'), '{"orderId": |0|}');
    assert.equal(await completed(order, '{"or|', 'orderId'), '{"orderId": |0|');
    assert.equal(await completed(order, '{| "note": null}', 'lines'), '{"lines": [||], "note": null}');
    assert.equal(await completed(order, '{"|": 5}', 'orderId'), '{"orderId": 5}');
    assert.equal(await completed(order, '{|}', 'billing'), '{"billing": {||}}');
    assert.equal(await completed(order, '{|}', 'status'), '{"status": ||}');
    assert.equal(await completed(order, '{"status": |}', '"open"'), '{"status": "open"}');
    assert.equal(await completed(order, '{"status": "p|"}', '"paid"'), '{"status": "paid"}');
    assert.equal(await completed(order, '{"status": |}', '{"sent": …}'), '{"status": {"sent": ||}}');
  });

  it('tells the Rust type and the doc comment', async () => {
    const { engine, at } = await opened(order, '{|}');
    const [note] = (await engine.complete('a', at)).filter(({ label }) => label === 'note');
    assert.deepEqual([note?.detail, note?.documentation], ['Option<String>', 'Whom to call.']);
    const values = await opened(order, '{"status": |}');
    const [open] = await values.engine.complete('a', values.at);
    assert.deepEqual([open?.label, open?.documentation], ['"open"', 'Not paid.']);
  });

  it('leaves aliases out, and takes no schema that the payload names', async () => {
    const alias = `#[derive(Deserialize)] struct Order { #[serde(alias = "ID")] id: u8 }`;
    assert.deepEqual(await labels(alias, '{"$schema": "http://json-schema.org/draft-07/schema#", |}'), [
      'id',
    ]);
  });
});

describe('The payload engine, over a word', () => {
  const hover = async (source: string, payload: string): Promise<readonly [string, string] | undefined> => {
    const { engine, text, at } = await opened(source, payload);
    const found = await engine.hover('a', at);
    return found && [text.slice(found.offset, found.offset + found.length), found.text];
  };

  it('tells the Rust type and the doc comment of a field', async () => {
    const number = '```rust\norderId: u64\n```\n\nThe **number**.';
    assert.deepEqual(await hover(order, '{"order|Id": 5}'), ['"orderId"', number]);
    assert.deepEqual(await hover(order, '{"orderId": |5}'), ['5', number]);
    const both = `#[derive(Deserialize)] struct Order {
      /// The first.
      line: Line }
      /// One thing.
      #[derive(Deserialize)] struct Line { sku: String }`;
    assert.match((await hover(both, '{"li|ne": {}}'))?.[1] ?? '', /line: Line\n```\n\nThe first\.$/);
    const [, status] = (await hover(order, '{"status": "op|en"}')) ?? [];
    assert.equal(status, '```rust\nstatus: Status\n```\n\n`open`: Not paid.');
    const [, billing] = (await hover(order, '{"bil|ling": {}}')) ?? [];
    assert.equal(billing, '```rust\nbilling: Option<Address>\n```');
  });

  it('says nothing where nothing is known', async () => {
    assert.equal(await hover(order, '{"what|": 5}'), undefined);
  });
});

describe('The payload engine, judging', () => {
  it('tells in words of serde what is refused, and where', async () => {
    assert.deepEqual(await verdict(order, '{"orderId": "5", "status": "opn", "x": 1}'), [
      '"5" ← invalid type: string "5", expected u64',
      '"opn" ← unknown variant `opn`, expected one of `open`, `paid`, `sent`',
      '"x" ← unknown field `x`, expected one of `note`, `orderId`, `express`, `status`, `lines`, `billing`',
    ]);
  });

  it('marks the bracket of what has lines of its own', async () => {
    assert.deepEqual(await verdict(order, '{"orderId": 5, "status": "open", "lines": [{"sku": "a"}, 7]}'), [
      '{ ← missing field `count`',
      '7 ← invalid type: integer `7`, expected struct Line',
    ]);
  });

  it('follows edits, and what the JSON is to fit', async () => {
    const { engine } = await opened(order, '{"orderId": 5, "status": "opn"}');
    const count = (): number => engine.problems('a').problems.length;
    assert.equal(count(), 1);
    engine.change('a', [{ offset: 26, length: 3, text: 'paid' }]);
    assert.equal(count(), 0);
    assert.equal((await engine.complete('a', 1)).length, 5);
    engine.expect('a', await eventOf('#[derive(Deserialize)] struct Order { id: u8 }'));
    assert.equal(count(), 1);
    assert.equal((await engine.complete('a', 1)).length, 1);
    engine.expect('a', undefined);
    assert.equal(count(), 0);
  });

  it('warns only, where the type is not known for sure', async () => {
    const { engine } = await opened(
      '#[derive(Deserialize)] struct Order { id: u8, more: Unknown }',
      '{"id": ""}',
    );
    const severities = engine.problems('a').problems.map(({ severity }) => severity);
    assert.deepEqual(new Set(severities), new Set(['warning']));
  });

  it('tells the first of very many, and how many more there are', async () => {
    const { engine } = await opened(
      '#[derive(Deserialize)] struct Order { ids: Vec<u8> }',
      `{"ids": [${Array(1000).fill('"a"').join()}]}`,
    );
    const { problems, more } = engine.problems('a');
    assert.deepEqual([problems.length, more], [200, 800]);
  });
});

describe('The payload engine, mending', () => {
  it('offers fixes for what is at the place, the one that was meant first', async () => {
    const { engine, text } = await opened(order, '{"orderId": "5", "status": "open", "nte": ""}');
    const fixed = engine.fixes('a', 13, 0).map((fix) => [fix.isPreferred, edited(text, fix.edits)]);
    assert.deepEqual(fixed, [[true, '{"orderId": 5, "status": "open", "nte": ""}']]);
    const [rename, remove] = engine.fixes('a', 37, 0);
    assert.deepEqual([rename?.kind, rename?.isPreferred], ['rename', true]);
    assert.deepEqual([remove?.kind, remove?.isPreferred], ['remove', false]);
    assert.deepEqual(engine.fixes('a', 30, 0), []);
  });
});

describe('The payload engine, given bad input', () => {
  const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const list =
    '#[derive(Deserialize)] struct Order { ids: Vec<serde_json::Value>, #[serde(default)] id: u64 }';

  it('tells what is wrong with it', async () => {
    const cases: Readonly<Record<string, string>> = {
      '': ' ← empty',
      ' \n': ' ← empty',
      '{"ids": [] // none\n}': '// none ← no JSON: comment',
      '{"ids": [],}': '} ← no JSON: propertyName',
      '{"ids": [NaN]}': 'NaN ← no JSON: unexpected',
      '{"ids": [], "ids": []}': '"ids" ← duplicate field `ids`',
      '{"ids": [], "id": 18446744073709551616}':
        '18446744073709551616 ← invalid type: floating point `1.8446744073709552e+19`, expected u64',
      '{"ids": ["\\ud800"]}': '"\\ud800" ← lone leading surrogate in hex escape',
      '{"ids': '"ids ← no JSON: string',
    };
    for (const [text, expected] of Object.entries(cases)) {
      const [first] = await verdict(list, text);
      assert.equal(first, expected, text);
    }
    assert.deepEqual(await verdict(list, '{"ids": ["\ud800"], "id": 9007199254740993}'), []);
    assert.deepEqual(await verdict(list, '\ufeff{"ids": []}'), ['\ufeff ← no JSON: byteOrderMark']);
  });

  it('says that a payload of more than 6 MB is too large', async () => {
    const [first] = await verdict(list, `{"ids": ["${'a'.repeat(6 * 1024 * 1024)}"]}`);
    assert.equal(first, ' ← tooLarge');
  });

  it('goes on wherever nesting ends: nothing overflows', async () => {
    const known = await eventOf(list);
    for (const text of [
      deep(10_000),
      '['.repeat(10_000),
      `{"ids": ${deep(10_000)}}`,
      `{"ids":`.repeat(10_000),
      `{"ids": ${deep(200)}}`,
    ]) {
      const engine = new PayloadEngine();
      engine.open('a', text);
      engine.expect('a', known);
      assert.notEqual(engine.problems('a').problems.length, 0, text.slice(0, 20));
      for (const at of [0, 1, 9, text.length >> 1, text.length]) {
        engine.fixes('a', at, 0);
        await engine.complete('a', at);
        await engine.hover('a', at);
      }
    }
  });

  it('knows nothing of a payload that is not open', async () => {
    const engine = new PayloadEngine();
    engine.change('a', [{ offset: 0, length: 0, text: 'a' }]);
    assert.deepEqual(engine.problems('a').problems, []);
    assert.deepEqual(await engine.complete('a', 0), []);
    assert.equal(await engine.hover('a', 0), undefined);
  });
});
