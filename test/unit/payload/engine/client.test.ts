import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/events';
import { PayloadClient, type JudgedPayload } from '../../../../src/core/payload/engine/client';
import type { FromPayloadWorker, ToPayloadWorker } from '../../../../src/core/payload/engine/messages';
import type { SentEvent } from '../../../../src/core/payload/engine/model';
import { payloadServer } from '../../../../src/core/payload/engine/server';
import { shapeText } from '../../../../src/core/shape/shapeText';
import { eventOf } from './typing';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Client and server with a channel between them whose messages wait until they are let through. */
function connected(): {
  readonly client: PayloadClient;
  readonly judged: JudgedPayload[];
  /** For how long each work of the server waited, ms. */
  readonly delays: readonly number[];
  readonly toWorker: () => void;
  readonly toClient: () => void;
  /** Lets messages through until it is answered. */
  readonly answered: <T>(asked: Promise<T>) => Promise<T>;
} {
  const received = new Emitter<FromPayloadWorker>();
  const sent: ToPayloadWorker[] = [];
  const answers: FromPayloadWorker[] = [];
  const later: (() => void)[] = [];
  const delays: number[] = [];
  const take = payloadServer(
    (message) => answers.push(message),
    (each, ms) => {
      later.push(each);
      delays.push(ms);
    },
  );
  const client = new PayloadClient({ post: (message) => sent.push(message), onMessage: received.event });
  const judged: JudgedPayload[] = [];
  client.onProblems((each) => judged.push(each));
  // A copy, as a channel between threads makes it.
  const deliver = (): void => sent.splice(0).forEach((message) => take(structuredClone(message)));
  const work = (): void => later.splice(0).forEach((each) => each());
  const toWorker = (): void => {
    deliver();
    work();
  };
  const toClient = (): void => {
    for (const message of answers.splice(0)) received.fire(structuredClone(message));
  };
  const answered = async <T>(asked: Promise<T>): Promise<T> => {
    let isAnswered = false as boolean;
    const done = asked.finally(() => (isAnswered = true));
    while (!isAnswered) {
      deliver();
      // The language service is being loaded; and as timers do, later work lets promises go first.
      await turn();
      work();
      await turn();
      for (const message of answers.splice(0)) {
        received.fire(structuredClone(message));
        await turn();
      }
    }
    return done;
  };
  return { client, judged, delays, toWorker, toClient, answered };
}

const sentEvent = async (source: string): Promise<SentEvent> => {
  const { set, certainty } = await eventOf(source);
  return { shape: shapeText(set), certainty };
};

const order = '#[derive(Deserialize)] struct Order { id: u64 }';

describe('The client of the payload engine', () => {
  it('is told once what is wrong after many keystrokes, and never of a text that was', async () => {
    const { client, judged, toWorker, toClient } = connected();
    client.open('a', '{"id": }');
    client.expect('a', await sentEvent(order));
    for (const [index, digit] of ['1', '2', '3', '"'].entries())
      client.change('a', [{ offset: 7 + index, length: 0, text: digit }]);
    toWorker();
    toClient();
    assert.equal(judged.length, 1);
    assert.equal(judged[0]?.verdict.problems[0]?.kind, 'notJson');
    client.change('a', [{ offset: 10, length: 1, text: '' }]);
    toWorker();
    client.change('a', [{ offset: 7, length: 0, text: '-' }]);
    toClient();
    assert.equal(judged.length, 1, 'it has changed again meanwhile');
    toWorker();
    toClient();
    assert.equal(judged[1]?.verdict.problems[0]?.kind, 'refused');
  });

  it('gets answers, but none for a text that has changed meanwhile', async () => {
    const { client, answered, toWorker, toClient } = connected();
    client.open('a', '{"id": "5"}');
    client.expect('a', await sentEvent(order));
    const fixes = await answered(client.fixes('a', 8, 0));
    assert.deepEqual(
      fixes?.map(({ kind }) => kind),
      ['convert'],
    );
    assert.equal((await answered(client.hover('a', 3)))?.text, '```rust\nid: u64\n```');
    const stale = client.complete('a', 1);
    client.change('a', []);
    assert.equal(await answered(stale), undefined);
    const underway = client.fixes('a', 8, 0);
    toWorker();
    await turn();
    client.change('a', []);
    toClient();
    assert.equal(await underway, undefined);
  });

  it('is told what is wrong before it is answered what else could be there', async () => {
    const { client, answered } = connected();
    client.open('a', '{"id": "5", }');
    client.expect('a', await sentEvent(order));
    await answered(client.complete('a', 12));
    client.change('a', [{ offset: 12, length: 0, text: '"' }]);
    const told: string[] = [];
    client.onProblems(() => told.push('problems'));
    await answered(client.complete('a', 13).then(() => told.push('completions')));
    assert.deepEqual(told, ['problems', 'completions']);
  });

  it('is told what is wrong with a very large text when typing pauses, with any other at once', () => {
    const { client, delays, toWorker } = connected();
    for (const size of [1_000_000, 3_000_000]) {
      client.open('a', `"${'x'.repeat(size)}"`);
      client.change('a', [{ offset: 1, length: 0, text: 'x' }]);
      toWorker();
    }
    const [openedSmall, typedSmall, openedLarge, typedLarge] = delays;
    assert.deepEqual([openedSmall, typedSmall, openedLarge], [0, 0, 0]);
    assert.ok(typedLarge !== undefined && typedLarge > 60, 'longer than from key to key');
  });

  it('settles what waits when the worker is lost, and hears nothing of what is closed', async () => {
    const { client, judged, toWorker, toClient } = connected();
    client.open('a', '{');
    const lost = client.hover('a', 0);
    client.forget();
    assert.equal(await lost, undefined);
    client.open('b', '{');
    client.close('b');
    toWorker();
    toClient();
    assert.deepEqual(judged, []);
  });
});
