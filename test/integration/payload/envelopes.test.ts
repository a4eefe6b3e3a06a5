/** Events that bodies are wrapped in, as aws_lambda_events reads them; and its own examples, unwrapped. */
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { envelopes, wrap, type Envelope, type Stamp } from '../../../src/core/payload/envelopes';
import { unwrap, type Unwrapped } from '../../../src/core/payload/unwrap';
import { buildProbe, type Question } from '../../agreement/probe';
import { sourceType } from '../../agreement/sources';
import { readProbe } from '../types/lambdaEvents';

const MINUTES = 60_000;

const now = new Date();
const stamp: Stamp = {
  time: now.getTime(),
  timeText: now.toISOString(),
  uuid: randomUUID,
  md5: (text) => createHash('md5').update(text).digest('hex'),
  base64: (text) => Buffer.from(text).toString('base64'),
};

const open = (json: string): Unwrapped | undefined =>
  unwrap(json, {
    text: (base64) => {
      const bytes = Buffer.from(base64, 'base64');
      return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
    },
  });

/** What a function takes for each; the second reads JSON that is inside. */
const types: Readonly<Record<Envelope, readonly string[]>> = {
  sqs: ['sqs::SqsEvent', 'sqs::SqsEventObj<serde_json::Value>'],
  sns: ['sns::SnsEvent', 'sns::SnsEventObj<serde_json::Value>'],
  eventBridge: ['eventbridge::EventBridgeEvent<serde_json::Value>'],
  kinesis: ['kinesis::KinesisEvent'],
  dynamoDb: ['dynamodb::Event'],
  s3: ['s3::S3Event'],
};

const objects = [
  '{}',
  '{"id":18446744073709551615,"note":"Grüße 🦀 \\" \\\\ \\u0000","lines":[{"price":12.50},null,true,[[]]]}',
  `{"deep":${'['.repeat(60)}1e3${']'.repeat(60)},"":{"a b":-0}}`,
];
const texts = ['', 'no JSON: "\n\u0000\t', 'x'.repeat(200_000)];

const bodiesFor = (envelope: Envelope): readonly string[] =>
  envelope === 'eventBridge' || envelope === 'dynamoDb'
    ? objects
    : envelope === 's3'
      ? ['a/b c+d ü🦀%.json', 'x']
      : [...objects, ...texts];

/** What is in examples of the crate: how each of the bodies starts. */
const examples: Readonly<Record<string, readonly [Unwrapped['envelope'], ...(readonly string[])]>> = {
  'sqs-event': ['sqs', 'Message Body'],
  'sns-event': ['sns', 'Hello\r\nworld!'],
  'kinesis-event': ['kinesis', 'Hello World'],
  'kinesis-firehose-event': ['firehose', 'Hello World', 'Hello World'],
  'kafka-event': ['kafka', '8d5596b4-1813-4238-b24b-6dad8e3d1c0c'],
  'dynamodb-event': ['dynamoDb', '{'],
  's3-event': ['s3', 'Happy Face.jpg'],
  'eventbridge-event-obj': ['eventBridge', '{'],
  'cloudwatch_logs-event': ['logs', '{"messageType":"DATA_MESSAGE"'],
};

describe('Envelopes', function () {
  this.timeout(15 * MINUTES);
  let folder = '';

  before(async () => {
    folder = path.join((await readProbe()).source, 'fixtures');
  });

  it('are read by their own types, and so is what is in them', async () => {
    const all = envelopes.flatMap((envelope) =>
      types[envelope].map((type, index) => ({ envelope, type, isInner: index > 0 })),
    );
    const probe = await buildProbe(
      all.map(({ type }) => sourceType('envelope', `aws_lambda_events::event::${type}`, [])),
      'events',
    );
    const questions = all.flatMap(({ envelope, isInner }, type): readonly Question[] => {
      const bodies = isInner ? objects : bodiesFor(envelope);
      const groups =
        envelope === 'eventBridge' ? bodies.map((body) => [body]) : [bodies, ...bodies.map((body) => [body])];
      return groups.map((group) => {
        const event = wrap(envelope, group, stamp);
        assert.ok('json' in event, envelope);
        assert.deepEqual(
          open(event.json)?.bodies.map(({ text }) => text),
          group,
        );
        return { type, text: event.json };
      });
    });
    const verdicts = await probe.ask(questions);
    const refused = verdicts.flatMap(({ accepted, message, path: at }, index) =>
      accepted ? [] : [`${all[questions[index]?.type ?? 0]?.type}: ${at.join('.')}: ${message}`],
    );
    console.log(`      ${questions.length} events`);
    assert.deepEqual(refused, []);
    assert.ok(questions.length > 30);
  });

  for (const [name, [envelope, ...starts]] of Object.entries(examples))
    it(`are opened: ${name}`, async () => {
      const unwrapped = open(await readFile(path.join(folder, `example-${name}.json`), 'utf8'));
      assert.equal(unwrapped?.envelope, envelope);
      const bodies = unwrapped.bodies.map(({ text }) => text);
      for (const [index, start] of starts.entries())
        assert.equal(bodies[index]?.slice(0, start.length), start);
      if (starts[0]?.startsWith('{'))
        for (const body of bodies) assert.doesNotThrow(() => JSON.parse(body) as unknown);
    });
});
