/** Payloads of the real services find their types among all of aws_lambda_events. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { readable } from '../../../src/core/payload/structs/rustStructs';
import { Sources, Splits } from '../../../src/core/rust/sources';
import { fitCandidates } from '../../../src/core/types/fits/candidates';
import { fitsAmong, topKeys, type EventTypeFit } from '../../../src/core/types/fits/fits';
import { parser } from '../../unit/rust/finding';
import { textOf } from '../rust/sources';
import { readProbe, type Probe } from './lambdaEvents';

const splits = new Splits();

describe('The event types that fit payloads', function () {
  this.timeout(120_000);
  let probe: Probe;
  let folder = '';

  before(async () => {
    probe = await readProbe();
    folder = path.join(probe.source, 'fixtures');
  });

  async function fits(
    payloads: readonly string[],
    features?: readonly string[],
  ): Promise<readonly EventTypeFit[]> {
    const sources = new Sources(await parser(), splits, textOf);
    try {
      const crate = { ...probe.events, ...(features && { features: new Set(features) }) };
      const nodes = payloads.map(readable);
      assert.ok(nodes.every((node) => node !== undefined));
      const keys = [...topKeys(nodes)];
      return fitsAmong(await fitCandidates(sources, probe.graph, crate, keys, turn), nodes);
    } finally {
      sources.dispose();
    }
  }

  const example = (name: string): Promise<string> =>
    readFile(path.join(folder, `example-${name}.json`), 'utf8');

  const table: Readonly<Record<string, string>> = {
    'sqs-event': 'SqsEvent',
    's3-event': 'S3Event',
    'sns-event': 'SnsEvent',
    'kinesis-event': 'KinesisEvent',
    'kinesis-firehose-event': 'KinesisFirehoseEvent',
    'dynamodb-event': 'Event',
    'ses-lambda-event': 'SimpleEmailEvent',
    'kafka-event': 'KafkaEvent',
    'activemq-event': 'ActiveMqEvent',
    'apigw-v2-request-iam': 'ApiGatewayV2httpRequest',
    'apigw-request': 'ApiGatewayProxyRequest',
    'alb-lambda-target-request-headers-only': 'AlbTargetGroupRequest',
    'cloudwatch_logs-event': 'LogsEvent',
    'cognito-event-userpools-presignup': 'CognitoEventUserPoolsPreSignup',
    'codebuild-state-change': 'CodeBuildEvent',
    'lex-event': 'LexEvent',
  };
  for (const [name, type] of Object.entries(table))
    it(`are led by ${type} for ${name}`, async () => {
      const [best] = await fits([await example(name)]);
      assert.deepEqual([best?.type, best?.refusal], [type, undefined]);
    });

  it('are named with what generic ones are of', async () => {
    const text = (await example('sqs-event')).replace(
      /"body"\s*:\s*"(?:[^"\\]|\\.)*"/,
      '"body": "{\\"a\\":1}"',
    );
    assert.deepEqual(
      (await fits([text])).map(({ type }) => type),
      ['SqsEvent', 'SqsEventObj<serde_json::Value>'],
    );
  });

  it('know all of an event, or tell what they leave out', async () => {
    const text = await example('sqs-event');
    const [whole] = await fits([text]);
    assert.ok(whole && whole.known === whole.entries && whole.ignored.length === 0);
    const more = text.replaceAll('"body"', '"extra": {"of": [{"a": 1}]}, "body"');
    const [best] = await fits([more, text]);
    assert.equal(best?.type, 'SqsEvent');
    assert.deepEqual(best.ignored, ['Records[].extra']);
    assert.equal(best.entries - best.known, 3);
  });

  it('are those that take nearly all, with why they do not, when none takes it', async () => {
    const text = (await example('sqs-event')).replace('"SentTimestamp" : "', '"SentTimestamp": 1, "S": "');
    const [best] = await fits([text]);
    assert.equal(best?.type, 'SqsEvent');
    assert.match(best.refusal ?? '', /^Records\.0\.attributes.*invalid type: integer `1`, expected a string/);
  });

  it('are of the crate as it could be built, with the features that are missing', async () => {
    const [best] = await fits([await example('sqs-event')], ['sns']);
    assert.deepEqual([best?.type, best?.missingFeatures], ['SqsEvent', ['sqs']]);
    const [built] = await fits([await example('sqs-event')], ['sqs']);
    assert.deepEqual(built?.missingFeatures, []);
  });

  it('are the more telling ones where several know the same', async () => {
    const [best] = await fits([
      '{"version":"0","id":"1","detail-type":"d","source":"s","account":"1","time":"2026-01-02T03:04:05Z","region":"r","resources":[],"detail":{"a":1}}',
    ]);
    assert.equal(best?.type, 'EventBridgeEvent');
    assert.deepEqual(best.path, ['event', 'eventbridge', 'EventBridgeEvent']);
  });

  it('are none for what is no event of a service', async () => {
    for (const payload of ['{"orderId":1,"lines":[{"sku":"a"}]}', '{}', '[1]', '"x"'])
      assert.deepEqual(await fits([payload]), [], payload);
    assert.deepEqual(
      await fits([await example('sqs-event'), '{"orderId":1}']).then((all) =>
        all.filter((each) => each.refusal === undefined),
      ),
      [],
    );
  });

  it('are found among all within half a second, in a payload of 6 MB within two', async () => {
    const text = await example('sqs-event');
    const start = performance.now();
    await fits([text]);
    const took = performance.now() - start;
    const record = /\{[^]*\}/.exec(text.slice(text.indexOf('[')))?.[0].replace(/\]\s*\}\s*$/, '') ?? '';
    const large = `{"Records":[${Array<string>(Math.floor(6_000_000 / record.length))
      .fill(record)
      .join()}]}`;
    const startLarge = performance.now();
    const [best] = await fits([large]);
    const tookLarge = performance.now() - startLarge;
    console.log(`      ${took.toFixed()} ms; ${tookLarge.toFixed()} ms for ${large.length} bytes`);
    assert.equal(best?.type, 'SqsEvent');
    assert.ok(took < 2_000 && tookLarge < 8_000);
  });
});
