import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { PayloadClient } from '../../../../src/core/payload/engine/client';
import type { SentEvent, Verdict } from '../../../../src/core/payload/engine/model';
import { judge } from '../../../../src/core/payload/engine/verdict';
import { check } from '../../../../src/core/shape/checker';
import { shapeText } from '../../../../src/core/shape/shapeText';
import { parseJson } from '../../../../src/core/shape/tree';
import { catalogue } from '../../../agreement/catalogue/all';
import { payloadsFor } from '../../../agreement/payloads';
import { shapeSetOf } from '../../../agreement/shapes';
import { builtWorkers, nextVerdict, pageChannel, removed, threadOf, type BuiltWorkers } from './rig';

/** As a file of text may hold it: no half of a surrogate pair. */
const isText = (text: string): boolean => text.isWellFormed();

const verdictsOf = (
  client: PayloadClient,
  texts: readonly string[],
  event: SentEvent,
): Promise<readonly Verdict[]> =>
  Promise.all(
    texts.map((text, at) => {
      const id = String(at);
      client.open(id, text);
      client.expect(id, event);
      return nextVerdict(client, id);
    }),
  );

describe('The engines of the panel and of files, as they are built', function () {
  this.timeout(120_000);
  let built: BuiltWorkers;
  before(async () => (built = await builtWorkers()));
  after(() => removed(built.folder));

  it('are one file each: a page can start its own from a text', async () => {
    assert.deepEqual(built.files, ['payloadWorker.js', 'payloadJob.js', 'payloadWorker.js']);
    for (const file of [built.page, built.thread, built.job]) assert.ok((await stat(file)).size < 250 * 1024);
  });

  it('give the same verdict on every payload, which is that of the checker that is measured against serde', async () => {
    const worker = await threadOf(built.thread);
    const clients = [new PayloadClient(await pageChannel(built.page)), new PayloadClient(worker)];
    let refused = 0;
    try {
      for (const [index, type] of catalogue().entries()) {
        const set = shapeSetOf(type);
        const event = { shape: shapeText(set), certainty: 'exact' } as const;
        const texts = payloadsFor(set, { seed: index, count: 3, onlyJson: false })
          .map(({ text }) => text)
          .filter(isText);
        const verdicts = await Promise.all(clients.map((client) => verdictsOf(client, texts, event)));
        for (const [at, text] of texts.entries()) {
          const direct = judge(text, { set, certainty: 'exact' }).verdict;
          for (const each of verdicts) assert.deepEqual(each[at], direct, `${type.rule}: ${text}`);
          const { root } = parseJson(text);
          const expected = root && check(root, set).map(({ message }) => message.slice(0, 1_000));
          const told = direct.problems.map((each) => (each.kind === 'refused' ? each.message : each.kind));
          if (expected) assert.deepEqual(told, expected.slice(0, 200), text);
          else assert.ok(told[0] === 'notJson' || told[0] === 'empty', text);
          if (told.length > 0) refused++;
        }
      }
    } finally {
      for (const client of clients) client.dispose();
      worker.dispose();
    }
    assert.ok(refused > 300, `${refused} were refused`);
  });

  it('complete and explain alike', async () => {
    const worker = await threadOf(built.thread);
    const clients = [new PayloadClient(await pageChannel(built.page)), new PayloadClient(worker)];
    const [type] = catalogue().filter(({ items }) => items.length > 0);
    assert.ok(type);
    const event = { shape: shapeText(shapeSetOf(type)), certainty: 'exact' } as const;
    const answers = await Promise.all(
      clients.map(async (client) => {
        client.open('a', '{"x": 1, }');
        client.expect('a', event);
        return [await client.complete('a', 9), await client.hover('a', 3), await client.fixes('a', 1, 5)];
      }),
    );
    assert.deepEqual(answers[0], answers[1]);
    assert.ok(Array.isArray(answers[0]?.[0]), 'it was answered');
    worker.dispose();
  });
});
