import assert from 'node:assert/strict';
import { isTelling, ranked, rate, type Rating } from '../../../../src/core/payload/samples/rank';
import type { Sample } from '../../../../src/core/payload/samples/sample';
import { serde, shapeOf } from '../../types/shaping';

const sample = (name: string, type?: string): Sample => ({
  file: `${name}.json`,
  name,
  ...(type !== undefined && { type }),
});
const rating = (isAccepted: boolean, known: number): Rating => ({ isAccepted, known });

function order(
  samples: readonly Sample[],
  type: string | undefined,
  ratings?: Readonly<Record<string, Rating>>,
): readonly string[] {
  const byFile = ratings && new Map(Object.entries(ratings).map(([name, each]) => [`${name}.json`, each]));
  return ranked(samples, type, byFile).map(({ name, fits }) => (fits ? `${name}!` : name));
}

describe('Samples for a function', () => {
  it('begin with what its type is told to read, then what it reads most of', () => {
    const samples = [sample('a'), sample('b', 'Other'), sample('c', 'SqsEvent'), sample('d', 'SqsEvent')];
    assert.deepEqual(
      order(samples, 'SqsEvent', {
        a: rating(true, 0.8),
        b: rating(true, 1),
        c: rating(true, 1),
        // Its own tests may know another build of the crate.
        d: rating(false, 0),
      }),
      ['c!', 'b!', 'a!', 'd'],
    );
  });

  it('do not fit a type that takes them and reads hardly anything', () => {
    assert.deepEqual(order([sample('s3')], 'Order', { s3: rating(true, 0.2) }), ['s3']);
  });

  it('are told by the name of the type, without its arguments and path', () => {
    const samples = [sample('S3 event', 'S3Event'), sample('SQS event', 'SqsEventObj')];
    assert.deepEqual(order(samples, 'aws_lambda_events::sqs::SqsEventObj<Order>'), ['SQS event!', 'S3 event']);
  });

  it('that do not fit begin with those of like names, else go by name', () => {
    const samples = [sample('Kinesis event'), sample('ALB request'), sample('SQS event'), sample('API Gateway request')];
    assert.deepEqual(order(samples, 'MySqsRequest'), ['SQS event', 'ALB request', 'API Gateway request', 'Kinesis event']);
    assert.deepEqual(order(samples, undefined), ['ALB request', 'API Gateway request', 'Kinesis event', 'SQS event']);
  });
});

describe('How a sample fits a type', () => {
  const source = `
    ${serde}
    #[derive(Deserialize)] struct Event { #[serde(rename = "Records", default)] records: Vec<Record> }
    #[derive(Deserialize)] struct Record { id: Option<String>, #[serde(alias = "text")] body: Option<Body>, #[serde(flatten)] more: Meta }
    #[derive(Deserialize)] #[serde(untagged)] enum Body { Text(String), Small { a: u8 }, Object { a: u8, b: u8 } }
    #[derive(Deserialize)] struct Meta { region: Option<String> }
  `;

  it('is how much of it the type reads, where serde accepts it', async () => {
    const { set } = await shapeOf('Event', source);
    const known = (value: unknown): number => rate(JSON.stringify(value), set).known;
    assert.equal(known({ Records: [{ id: 'a', text: 'b', region: 'c' }] }), 1);
    assert.equal(known({ Records: [{ id: 'a', other: { deeper: 1 } }], more: 1 }), 0.5);
    assert.equal(known({ Records: [{ body: { a: 1, b: 2 } }] }), 1);
    assert.equal(known({ a: 1, b: 2 }), 0);
    assert.deepEqual(rate('{"Records":[{"id":1}]}', set), { isAccepted: false, known: 0 });
    assert.deepEqual(rate('{', set), { isAccepted: false, known: 0 });
  });

  it('says nothing where the type takes everything', async () => {
    assert.equal(isTelling((await shapeOf('serde_json::Value', serde)).set), false);
    assert.equal(isTelling((await shapeOf('Event', source)).set), true);
  });
});
