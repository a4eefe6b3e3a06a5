import assert from 'node:assert/strict';
import { isTelling, ranked, rate, type Rating } from '../../../../src/core/payload/samples/rank';
import type { Sample } from '../../../../src/core/payload/samples/sample';
import { serde, shapeOf } from '../../types/shaping';

const sample = (name: string, type?: string): Sample => ({
  file: `${name}.json`,
  name,
  ...(type !== undefined && { type }),
});
const rating = (fits: boolean, known: number): Rating => ({ fits, known });

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
        // The crate's tests may be for another build of it.
        d: rating(false, 0),
      }),
      ['c!', 'b!', 'a!', 'd'],
    );
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
    const known = (value: unknown): number => rated(value).known;
    assert.equal(known({ Records: [{ id: 'a', text: 'b', region: 'c' }] }), 1);
    assert.equal(known({ Records: [{ id: 'a', other: { deeper: 1 } }], more: 1 }), 0.4);
    // serde takes the first variant that fits, which has no `b`.
    assert.equal(known({ Records: [{ body: { a: 1, b: 2 } }] }), 0.75);
    assert.equal(known({ a: 1, b: 2 }), 0);

    function rated(value: unknown): Rating {
      return rate(sample('any'), JSON.stringify(value), 'Event', set);
    }
  });

  it('is by most of it, or by what its source tells, and never what serde refuses', async () => {
    const { set } = await shapeOf('Event', source);
    const fits = (text: string, told?: string): boolean => rate(sample('any', told), text, 'my::Event<T>', set).fits;
    assert.equal(fits('{"Records":[{"id":"1"}]}'), true);
    assert.equal(fits('{"a":1,"b":2}'), false);
    assert.equal(fits('{"a":1,"b":2}', 'Event'), true);
    assert.equal(fits('{"Records":[{"id":1}]}', 'Event'), false);
    assert.equal(fits('{', 'Event'), false);
  });

  it('says nothing where the type takes everything', async () => {
    assert.equal(isTelling((await shapeOf('serde_json::Value', serde)).set), false);
    assert.equal(isTelling((await shapeOf('Event', source)).set), true);
  });
});
