import assert from 'node:assert/strict';
import { parseDeployOutput } from '../../../src/core/deploy/output';
import { cargoLambdaVersion, recorded } from './recorded';

describe(`The answer of cargo lambda deploy (${cargoLambdaVersion})`, () => {
  it('names the new function and its first version', () => {
    assert.deepEqual(parseDeployOutput(recorded('create', 'stdout')), {
      arn: 'arn:aws:lambda:us-east-1:123456789012:function:probe:1',
      version: '1',
    });
  });

  it('has the URL of an updated function', () => {
    const result = parseDeployOutput(recorded('update', 'stdout'));
    assert.equal(result?.version, '2');
    assert.match(result.url ?? '', /^http:\/\/127\.0\.0\.1:/);
  });

  it('is read from the ARN for the version of a layer', () => {
    assert.deepEqual(parseDeployOutput(recorded('extension', 'stdout')), {
      arn: 'arn:aws:lambda:us-east-1:123456789012:layer:telemetry:1',
      version: '1',
    });
  });

  it('is not there when the deploy failed', () => {
    assert.equal(parseDeployOutput(recorded('denied', 'stdout')), undefined);
  });

  it('may be followed by a line of something else', () => {
    const lines = [...recorded('create', 'stdout'), 'warning: a newer version is available'];
    assert.equal(parseDeployOutput(lines)?.version, '1');
  });

  for (const [what, lines] of [
    ['cut off', ['{', '  "function_arn": "arn:aws']],
    ['without an ARN', ['{', '  "version": "1"', '}']],
    ['with an ARN that is no text', ['{', '  "function_arn": 7', '}']],
  ] as const) {
    it(`counts as none when it is ${what}`, () => {
      assert.equal(parseDeployOutput(lines), undefined);
    });
  }
});
