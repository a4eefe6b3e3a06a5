/** Samples: our own by serde itself, those of the real aws_lambda_events by the types of real handlers. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { eventsCrate, exampleFolders } from '../../../src/core/payload/samples/crate';
import { ranked } from '../../../src/core/payload/samples/rank';
import { crateShelf, plainShelf, ratingsOf, type Shelf } from '../../../src/core/payload/samples/shelf';
import { eventTypes } from '../../agreement/events';
import { buildProbe } from '../../agreement/probe';
import { shapesFromSource } from '../../agreement/sources';
import { parser } from '../../unit/rust/finding';
import { readProbe } from '../types/lambdaEvents';

const MINUTES = 60_000;
const folder = path.resolve(import.meta.dirname, '../../../media/samples');

/** What each of our samples is; `undefined` is what functions make up for themselves. */
const typesOfOurs: Readonly<Record<string, string | undefined>> = {
  'alb-request-multi-value-headers': 'alb::AlbTargetGroupRequest',
  'alb-request': 'alb::AlbTargetGroupRequest',
  'apigw-http-authorizer': 'apigw::ApiGatewayV2CustomAuthorizerV2Request',
  'apigw-http-request': 'apigw::ApiGatewayV2httpRequest',
  'apigw-rest-request': 'apigw::ApiGatewayProxyRequest',
  'apigw-rest-token-authorizer': 'apigw::ApiGatewayCustomAuthorizerRequest',
  'apigw-websocket-connect': 'apigw::ApiGatewayWebsocketProxyRequest',
  'apigw-websocket-disconnect': 'apigw::ApiGatewayWebsocketProxyRequest',
  'apigw-websocket-message': 'apigw::ApiGatewayWebsocketProxyRequest',
  'appsync-direct-resolver':
    'appsync::AppSyncDirectResolverEvent<serde_json::Value, serde_json::Value, serde_json::Value>',
  'cloudformation-custom-resource-create':
    'cloudformation::CloudFormationCustomResourceRequest<serde_json::Value, serde_json::Value>',
  'cloudwatch-alarm': 'cloudwatch_alarms::CloudWatchAlarm<serde_json::Value, serde_json::Value>',
  'cloudwatch-logs': 'cloudwatch_logs::LogsEvent',
  'codepipeline-job': 'codepipeline_job::CodePipelineJobEvent',
  'cognito-post-authentication': 'cognito::CognitoEventUserPoolsPostAuthentication',
  'cognito-post-confirmation': 'cognito::CognitoEventUserPoolsPostConfirmation<serde_json::Value>',
  'cognito-pre-sign-up': 'cognito::CognitoEventUserPoolsPreSignup',
  'cognito-pre-token-generation': 'cognito::CognitoEventUserPoolsPreTokenGen',
  'dynamodb-stream': 'dynamodb::Event',
  'eventbridge-event': 'eventbridge::EventBridgeEvent<serde_json::Value>',
  'eventbridge-s3-object-created': 'eventbridge::EventBridgeEvent<serde_json::Value>',
  'eventbridge-schedule': 'eventbridge::EventBridgeEvent<serde_json::Value>',
  'firehose-transformation': 'firehose::KinesisFirehoseEvent',
  'function-url-request': 'lambda_function_urls::LambdaFunctionUrlRequest',
  'iot-custom-authorizer': 'iot::IoTCoreCustomAuthorizerRequest',
  'kafka-event': 'kafka::KafkaEvent',
  'kinesis-stream': 'kinesis::KinesisEvent',
  's3-object-created': 's3::S3Event',
  's3-object-removed': 's3::S3Event',
  'secretsmanager-rotation': 'secretsmanager::SecretsManagerSecretRotationEvent',
  'ses-received-email': 'ses::SimpleEmailEvent',
  'sns-event': 'sns::SnsEvent',
  'sqs-event-from-sns': 'sqs::SqsEvent',
  'sqs-event': 'sqs::SqsEvent',
  'step-functions-input': undefined,
};

describe('Samples', function () {
  // A cold build of all events.
  this.timeout(15 * MINUTES);

  it('of our own are accepted by serde as what they are', async () => {
    const types = await eventTypes();
    const probe = await buildProbe(types, 'events');
    const files = await readdir(folder);
    assert.deepEqual(files.map((file) => file.replace('.json', '')).sort(), Object.keys(typesOfOurs).sort());
    const questions = await Promise.all(
      Object.entries(typesOfOurs).map(async ([name, type]) => {
        const text = await readFile(path.join(folder, `${name}.json`), 'utf8');
        if (type === undefined) return { name, type, text: JSON.stringify(JSON.parse(text)) };
        const index = types.findIndex(({ root }) => root.rust === `aws_lambda_events::event::${type}`);
        assert.ok(index >= 0, type);
        return { name, type: index, text };
      }),
    );
    const asked = questions.flatMap(({ type, ...each }) => (type === undefined ? [] : [{ ...each, type }]));
    const verdicts = await probe.ask(asked);
    const refused = asked.flatMap(({ name }, index) => {
      const { accepted = false, path: at = [], message = '' } = verdicts[index] ?? {};
      return accepted ? [] : [`${name}: ${at.join('.')}: ${message}`];
    });
    assert.deepEqual(refused, []);
  });

  describe('for a handler', () => {
    const files = createFiles();
    let theirs: Shelf | undefined;

    before(async () => {
      const probe = await readProbe();
      const crate = eventsCrate(probe.graph, probe.probe.manifestPath);
      assert.ok(crate);
      theirs = await crateShelf(files, exampleFolders(crate));
    });

    async function fitting(shelf: Shelf | undefined, type: string): Promise<readonly string[]> {
      assert.ok(shelf);
      const [shape] = await shapesFromSource(await parser(), 'events', [type]);
      assert.ok(shape);
      const samples = ranked(shelf.samples, type, await ratingsOf(files, shelf, type, shape.set));
      return samples.filter(({ fits }) => fits).map(({ file }) => file.replace('.json', ''));
    }

    it('of the crate are those that its own tests read as this type, and what else fits', async () => {
      assert.ok(theirs && theirs.samples.length > 120);
      assert.deepEqual(await fitting(theirs, 'aws_lambda_events::event::sqs::SqsEvent'), [
        'example-sqs-event',
        'example-sqs-event-obj',
      ]);
      const [first, second, ...others] = await fitting(
        theirs,
        'aws_lambda_events::event::eventbridge::EventBridgeEvent',
      );
      assert.deepEqual([first, second], ['example-eventbridge-event-obj', 'example-eventbridge-schedule']);
      assert.ok(others.includes('example-codebuild-phase-change'), others.join());
      assert.ok(!others.some((name) => name.includes('sqs')), others.join());
      const requests = await fitting(theirs, 'lambda_http::request::LambdaRequest');
      assert.ok(
        requests.includes('example-apigw-v2-request-iam') && requests.includes('example-apigw-request'),
      );
      assert.ok(!requests.some((name) => /sqs|s3|kinesis/.test(name)), requests.join());
    });

    it('of our own are those of its service', async () => {
      const own = await plainShelf(files, folder);
      assert.deepEqual(await fitting(own, 'aws_lambda_events::event::sqs::SqsEvent'), [
        'sqs-event',
        'sqs-event-from-sns',
      ]);
      assert.deepEqual(await fitting(own, 'aws_lambda_events::event::kinesis::KinesisEvent'), [
        'kinesis-stream',
      ]);
      assert.deepEqual(
        (await fitting(own, 'lambda_http::request::LambdaRequest'))
          .filter((name) => /^(alb|apigw-(http|rest)-r|func)/.test(name))
          .sort(),
        [
          'alb-request',
          'alb-request-multi-value-headers',
          'apigw-http-request',
          'apigw-rest-request',
          'function-url-request',
        ],
      );
    });
  });
});
