/**
 * From a key that is pressed in a payload to what is wrong with it, through the thread that judges it; each against
 * `JSON.parse` of the same text, which says nothing about the type.
 */
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createPayloadWorkers } from '../src/adapters/payload/payloadWorkers';
import { PayloadClient } from '../src/core/payload/engine/client';
import { shapeText } from '../src/core/shape/shapeText';
import { enumeration, field, fieldsBody, struct, use, variant } from '../test/agreement/build';
import { bool, f64, string, u32 } from '../test/agreement/leaves';
import { shapeSetOf } from '../test/agreement/shapes';
import { option, vec } from '../test/agreement/wrappers';
import type { Measurement } from './measurement';
import { report, timed } from './program';

const KEYS = 40;

const address = struct('Address', fieldsBody(field('street', string), field('city', string)));
const status = enumeration('Status', [variant('Open'), variant('Paid')]);
const line = struct(
  'Line',
  fieldsBody(
    field('sku', string),
    field('count', u32),
    field('price', f64),
    field('gift', bool),
    field('note', option(string)),
    field('tags', vec(string)),
    field('status', use(status)),
    field('address', option(use(address))),
  ),
);
const order = struct('Order', fieldsBody(field('id', string), field('lines', vec(use(line)))));
const set = shapeSetOf({ rule: 'an order', root: use(order), items: [address, status, line, order] });

const lineOf = (index: number): object => ({
  sku: `SKU-${index}`,
  count: index,
  price: index * 1.25,
  gift: index % 2 === 0,
  note: index % 3 === 0 ? 'Läuten, bitte' : null,
  tags: ['new', `shelf ${index}`],
  status: index % 2 === 0 ? 'Open' : 'Paid',
  address: { street: 'Main Street 5', city: 'Springfield' },
});

/** About that many MB, as an editor shows it. */
function payload(megabytes: number): string {
  const perLine = JSON.stringify({ lines: [lineOf(1000)] }, undefined, 2).length - 16;
  const lines = Array.from({ length: (megabytes * 1_000_000) / perLine }, (_, index) => lineOf(index));
  return JSON.stringify({ id: 'a', lines }, undefined, 2);
}

interface Times {
  readonly squiggles: number[];
  readonly parsed: number[];
  readonly completions: number[];
  /** The longest that the host's thread was kept from everything else, at each key; and as long with no key. */
  readonly blocks: number[];
  readonly idle: number[];
}

async function measure(megabytes: number): Promise<Times> {
  const text = payload(megabytes);
  const worker = await createPayloadWorkers({ path: path.join(__dirname, 'payloadWorker.js') }).start();
  const client = new PayloadClient(worker);
  let problems = 0;
  const judged = (): Promise<void> =>
    new Promise((resolve) => {
      const listener = client.onProblems(({ verdict }) => {
        listener.dispose();
        problems = verdict.problems.length;
        resolve();
      });
    });
  const times: Times = { squiggles: [], parsed: [], completions: [], blocks: [], idle: [] };
  client.onFailed((message) => process.stderr.write(message));
  client.open('a', text);
  client.expect('a', { shape: shapeText(set), certainty: 'exact' });
  await judged();
  // In the middle: a number becomes none, and another number.
  const offset = text.indexOf('"count": ', text.length / 2) + '"count": '.length;
  let current = text;
  for (let key = 0; key < KEYS; key++) {
    const isWrong = key % 2 === 0;
    const [before = ''] = /^\w+/.exec(current.slice(offset)) ?? [];
    const edit = { offset, length: before.length, text: isWrong ? 'true' : String(1000 + key) };
    current = current.slice(0, offset) + edit.text + current.slice(offset + edit.length);
    const watch = watchBlocks();
    times.squiggles.push(
      await timed(async () => {
        client.change('a', [edit]);
        await judged();
      }),
    );
    times.blocks.push(watch());
    if (problems !== (isWrong ? 1 : 0)) throw new Error(`${problems} problems`);
    const idle = watchBlocks();
    await delay(times.squiggles.at(-1));
    times.idle.push(idle());
    times.parsed.push(await timed(() => Promise.resolve(JSON.parse(current))));
    if (key % 8 === 7)
      times.completions.push(
        await timed(async () => {
          const found = await client.complete('a', offset - 3);
          if (!found?.some(({ label }) => label === 'count')) throw new Error('it is not completed');
        }),
      );
  }
  client.dispose();
  worker.dispose();
  return times;
}

/** @returns ends it and gives the longest time, ms, in which no other work could have been done */
function watchBlocks(): () => number {
  let longest = 0;
  let last = performance.now();
  let isOver = false;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  return () => {
    isOver = true;
    return longest;
  };
}

async function all(): Promise<void> {
  const rows: Measurement[] = [];
  for (const megabytes of [1, 6]) {
    const { squiggles, parsed, completions, blocks, idle } = await measure(megabytes);
    const baseline = { name: 'JSON.parse of the same text', values: parsed };
    rows.push(
      {
        what: `squiggle in a payload of ${megabytes} MB`,
        unit: 'ms',
        values: squiggles,
        baseline,
        ...(megabytes === 1 && { budget: { limit: 50, of: 'median' as const } }),
      },
      {
        what: '… longest block of the host meanwhile',
        unit: 'ms',
        values: blocks,
        baseline: { name: 'the host, idle', values: idle },
        budget: { limit: 50, of: 'difference' },
      },
      { what: '… completion there', unit: 'ms', values: completions },
    );
  }
  report(rows);
}

void all();
