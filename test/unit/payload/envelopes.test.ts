import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { wrap as wrapped, type Envelope, type Stamp } from '../../../src/core/payload/envelopes';
import { unwrap, type Unwrapped } from '../../../src/core/payload/unwrap';

let made = 0;
const stamp: Stamp = {
  time: Date.UTC(2026, 0, 2, 3, 4, 5),
  timeText: '2026-01-02T03:04:05.000Z',
  uuid: () => `059f36b4-87a3-44ab-83d2-${String(++made).padStart(12, '0')}`,
  md5: (text) => createHash('md5').update(text).digest('hex'),
  base64: (text) => Buffer.from(text).toString('base64'),
};

/** The event, or why there is none. */
function wrap(envelope: Envelope, bodies: readonly string[], by: Stamp): string {
  const event = wrapped(envelope, bodies, by);
  return 'json' in event ? event.json : event.unfit;
}

const opened = (json: string): Unwrapped | undefined =>
  unwrap(json, {
    text: (base64) => {
      const bytes = Buffer.from(base64, 'base64');
      return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
    },
  });

const texts = (json: string): readonly string[] => opened(json)?.bodies.map(({ text }) => text) ?? [];

describe('An envelope', () => {
  const order = '{"id":1,"note":"Grüße 🦀","lines":[{"price":12.50}]}';

  for (const envelope of ['sqs', 'sns', 'kinesis'] as const)
    it(`of ${envelope} holds any text, for each record one, and gives it back as it was`, () => {
      const bodies = [order, 'no JSON: "\n\u0000', ''];
      const json = wrap(envelope, bodies, stamp);
      assert.equal(opened(json)?.envelope, envelope);
      assert.deepEqual(texts(json), bodies);
    });

  it('of S3 holds the name of an object, written as S3 writes it', () => {
    const json = wrap('s3', ['in/Happy Face+1 ä.jpg'], stamp);
    assert.match(json, /"key": "in\/Happy\+Face%2B1\+%C3%A4\.jpg"/);
    assert.deepEqual(texts(json), ['in/Happy Face+1 ä.jpg']);
  });

  it('of EventBridge holds an object, with all its digits', () => {
    const json = wrap('eventBridge', ['{"big":12345678901234567890,"price":1.0}'], stamp);
    assert.match(json, /"detail": \{"big":12345678901234567890,"price":1\.0\}/);
    assert.equal(opened(json)?.envelope, 'eventBridge');
    assert.deepEqual(JSON.parse(texts(wrap('eventBridge', [order], stamp))[0] ?? ''), JSON.parse(order));
    assert.equal(wrap('eventBridge', ['[1]'], stamp), 'noObject');
    assert.equal(wrap('eventBridge', ['{'], stamp), 'noJson');
  });

  it('of a DynamoDB stream holds items in their own types, with all their digits', () => {
    const item = '{"id":"7","count":12345678901234567890,"price":1.50,"tags":["a",null,true],"of":{"x":1e3}}';
    const json = wrap('dynamoDb', [item, '{}'], stamp);
    assert.match(json, /"N": "12345678901234567890"/);
    assert.deepEqual(texts(json), [item, '{}']);
    const [record] = (JSON.parse(json) as { Records: { dynamodb: { Keys: unknown } }[] }).Records;
    assert.deepEqual(record?.dynamodb.Keys, { id: { S: '7' } });
    assert.equal(wrap('dynamoDb', ['{}', '1'], stamp), 'noObject');
  });

  it('has the checksum and the times that its service gives', () => {
    const json = wrap('sqs', ['Test message.'], stamp);
    // As in AWS's own example of such an event.
    assert.match(json, /"md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3"/);
    assert.match(json, /"SentTimestamp": "1767323045000"/);
  });
});

describe('Unwrapping', () => {
  it('decodes what CloudWatch Logs packed', () => {
    const data = gzipSync('{"logEvents":[]}').toString('base64');
    assert.deepEqual(opened(JSON.stringify({ awslogs: { data } })), {
      envelope: 'logs',
      bodies: [{ text: '{"logEvents":[]}', record: 0 }],
    });
  });

  it('goes layer by layer: what a topic, a rule or a bucket put into a queue', () => {
    const inQueue = (body: string): string => texts(wrap('sqs', [body], stamp))[0] ?? '';
    const notification = {
      Type: 'Notification',
      MessageId: '1',
      TopicArn: 'arn:aws:sns:x',
      Message: 'hello',
    };
    assert.deepEqual(opened(inQueue(JSON.stringify(notification))), {
      envelope: 'sns',
      bodies: [{ text: 'hello', record: 0 }],
    });
    assert.deepEqual(texts(inQueue(wrap('eventBridge', ['{"a":1}'], stamp))), ['{"a":1}']);
    assert.deepEqual(texts(inQueue(wrap('s3', ['a b.txt'], stamp))), ['a b.txt']);
  });

  it('gives what EventBridge carries with all its digits', () => {
    const detail = '{"id":18446744073709551615,"price":1.50}';
    assert.deepEqual(texts(wrap('eventBridge', [detail], stamp)), [detail]);
  });

  it('decodes what Firehose transforms and Kafka delivers, of all its partitions', () => {
    const data = Buffer.from('hello').toString('base64');
    const firehose = {
      deliveryStreamArn: 'arn',
      records: [
        { recordId: '1', data },
        { recordId: '2', data: 1 },
      ],
    };
    assert.deepEqual(opened(JSON.stringify(firehose)), {
      envelope: 'firehose',
      bodies: [{ text: 'hello', record: 0 }],
    });
    for (const eventSource of ['aws:kafka', 'SelfManagedKafka']) {
      const kafka = { eventSource, records: { 'a-0': [{ value: data }], 'a-1': [{ value: data }] } };
      assert.equal(opened(JSON.stringify(kafka))?.envelope, 'kafka');
      assert.deepEqual(texts(JSON.stringify(kafka)), ['hello', 'hello']);
    }
  });

  it('takes the old image of a removed item, and sets as arrays', () => {
    const dynamodb = { OldImage: { id: { NS: ['1', '2'] }, b: { B: 'AAE=' } } };
    const json = JSON.stringify({ Records: [{ eventSource: 'aws:dynamodb', dynamodb }] });
    assert.deepEqual(texts(json), ['{"id":[1,2],"b":"AAE="}']);
  });

  it('finds nothing in what is no event of these services', () => {
    const none = [
      'null',
      '[]',
      '{}',
      '{"Records":[]}',
      '{"Records":[1]}',
      '{"Records":[{"eventSource":"mine"}]}',
    ];
    for (const json of none) assert.equal(opened(json), undefined, json);
    const broken: Readonly<Partial<Record<Envelope, object>>> = {
      sqs: { eventSource: 'aws:sqs', body: 1 },
      s3: { eventSource: 'aws:s3', s3: [] },
      dynamoDb: { eventSource: 'aws:dynamodb', dynamodb: { NewImage: { id: { N: 'one' } } } },
    };
    for (const record of Object.values(broken))
      assert.equal(opened(JSON.stringify({ Records: [record] })), undefined);
  });
});
