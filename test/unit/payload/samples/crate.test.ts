import assert from 'node:assert/strict';
import { eventsCrate, examplesOf, exampleFolders, typesInTests } from '../../../../src/core/payload/samples/crate';
import type { CrateGraph, CratePackage } from '../../../../src/core/types/crateGraph';

/** By name, or `name version`, what each package depends on. */
function graphOf(packages: Readonly<Record<string, readonly string[]>>): CrateGraph {
  return new Map(
    Object.entries(packages).map(([id, dependencies]): [string, CratePackage] => {
      const [name = '', version = '1.0.0'] = id.split(' ');
      return [
        id,
        {
          ...{ id, name, version, edition: '2024', manifestPath: `/${id}/Cargo.toml`, isLocal: false },
          ...{ features: new Set<string>(), library: undefined },
          dependencies: new Map(dependencies.map((each) => [each.split(' ')[0] ?? '', each])),
        },
      ];
    }),
  );
}

describe('The aws_lambda_events of a function', () => {
  const graph = graphOf({
    'old': ['aws_lambda_events 0.15.1', 'lambda_http'],
    'new': ['aws_lambda_events 1.2.1'],
    'http': ['lambda_http'],
    'none': [],
    'lambda_http': ['aws_lambda_events 1.2.1'],
    'aws_lambda_events 0.15.1': [],
    'aws_lambda_events 1.2.1': [],
  });
  const versionOf = (name: string): string | undefined => eventsCrate(graph, `/${name}/Cargo.toml`)?.version;

  it('is the one that its own package uses, of several in a workspace', () => {
    assert.equal(versionOf('old'), '0.15.1');
    assert.equal(versionOf('new'), '1.2.1');
  });

  it('is that of lambda_http where the package names none', () => {
    assert.equal(versionOf('http'), '1.2.1');
    assert.equal(versionOf('none'), undefined);
    assert.equal(versionOf('unknown'), undefined);
  });

  it('has its examples where either layout of the crate has them', () => {
    assert.deepEqual(exampleFolders({ manifestPath: '/c/aws_lambda_events-1.2.1/Cargo.toml' }), [
      {
        examples: '/c/aws_lambda_events-1.2.1/src/fixtures',
        sources: '/c/aws_lambda_events-1.2.1/src/event',
      },
      {
        examples: '/c/aws_lambda_events-1.2.1/src/generated/fixtures',
        sources: '/c/aws_lambda_events-1.2.1/src',
      },
    ]);
  });
});

describe('What the tests of aws_lambda_events read their examples as', () => {
  const told = (test: string): readonly (readonly [string, string])[] => [...typesInTests(test)];

  it('is told by variables, functions and arguments', () => {
    const types = told(`
      let data = include_bytes!("../../fixtures/a.json");
      let parsed: SqsEvent = serde_json::from_slice(data).unwrap();
      let output: String = serde_json::to_string(&parsed).unwrap();

      let data = include_bytes!(
        "../../fixtures/b.json"
      );
      let mut parsed: SqsEventObj<Custom> = serde_json::from_slice(data).unwrap();

      let data = include_bytes!("fixtures/c.json");
      verify_serde_roundtrip::<super::s3::S3Event>(data);
    `);
    assert.deepEqual(types, [
      ['a.json', 'SqsEvent'],
      ['b.json', 'SqsEventObj'],
      ['c.json', 'S3Event'],
    ]);
  });

  it('is not guessed', () => {
    assert.deepEqual(told(`let data = include_bytes!("../fixtures/a.json"); let text: String = read(data);`), []);
  });
});

describe('The examples of aws_lambda_events', () => {
  it('are events with names for people, not what functions answer', () => {
    const files = [
      'example-apigw-v2-request-iam.json',
      'example-apigw-response.json',
      'example-apigw-custom-auth-response-with-condition.json',
      'example-cognito-verify-optional-response-fields.json',
      'example-cloudwatch_logs-event.json',
      'mod.rs',
    ];
    assert.deepEqual(examplesOf(files, new Map([['example-cloudwatch_logs-event.json', 'LogsEvent']])), [
      { file: 'example-apigw-v2-request-iam.json', name: 'API Gateway v2 request IAM' },
      {
        file: 'example-cognito-verify-optional-response-fields.json',
        name: 'Cognito verify optional response fields',
      },
      { file: 'example-cloudwatch_logs-event.json', name: 'CloudWatch Logs event', type: 'LogsEvent' },
    ]);
  });
});
