import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { consoleUrl } from '../../../src/core/deploy/consoleUrl';
import { nameProblem } from '../../../src/core/deploy/functionName';
import { groupedAccount, shortIdentity } from '../../../src/core/deploy/identity';
import { isRegionName, regions } from '../../../src/core/deploy/regions';

describe('Names in AWS', () => {
  it('of functions have up to 64 letters, digits, hyphens and underscores', () => {
    assert.equal(nameProblem('Order_consumer-2', 'function'), undefined);
    assert.equal(nameProblem('x'.repeat(64), 'function'), undefined);
    assert.equal(nameProblem('x'.repeat(65), 'function'), 'tooLong');
    assert.equal(nameProblem('', 'function'), 'empty');
    for (const name of ['a b', 'a.b', 'a/b', 'a:b', 'größe', '--x\n', '$LATEST']) {
      assert.equal(nameProblem(name, 'function'), 'characters', name);
    }
  });

  it('of layers may have 140', () => {
    assert.equal(nameProblem('x'.repeat(140), 'extension'), undefined);
    assert.equal(nameProblem('x'.repeat(141), 'extension'), 'tooLong');
  });

  it('of regions are those that the SDK knows, without the isolated ones', () => {
    const partitions = readFileSync(
      require
        .resolve('@aws-sdk/core/client')
        .replace(/dist-cjs.*$/, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'),
      'utf8',
    );
    const known = [...partitions.matchAll(/"([a-z]+(?:-[a-z]+)+-\d)": \{/g)].map((match) => match[1]);
    assert.deepEqual([...regions].sort(), known.filter((name) => !/-iso/.test(name ?? '')).sort());
    assert.ok(regions.every(isRegionName));
  });

  it('of regions can be part of a host name', () => {
    for (const name of ['', 'bad region', '-a', 'a-', 'a.b', 'EU-WEST-1', 'a/b']) {
      assert.equal(isRegionName(name), false, name);
    }
  });
});

describe('Who deploys', () => {
  it('is shown as role, user or root', () => {
    assert.equal(
      shortIdentity('arn:aws:sts::123456789012:assumed-role/deployer/ann@example.com'),
      'role/deployer',
    );
    assert.equal(shortIdentity('arn:aws:iam::123456789012:user/teams/ann'), 'user/teams/ann');
    assert.equal(shortIdentity('arn:aws:iam::123456789012:root'), 'root');
  });

  it('has an account number that can be read', () => {
    assert.equal(groupedAccount('123456789012'), '1234-5678-9012');
  });
});

describe('The console', () => {
  const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:order';

  it('is opened at the function, the version or the layer', () => {
    const page = 'https://eu-west-1.console.aws.amazon.com/lambda/home?region=eu-west-1#/';
    assert.equal(consoleUrl(arn), `${page}functions/order`);
    assert.equal(consoleUrl(`${arn}:7`), `${page}functions/order/versions/7`);
    assert.equal(consoleUrl('arn:aws:lambda:eu-west-1:1:layer:logs:3'), `${page}layers/logs/versions/3`);
  });

  it('is another in other partitions, and none where it is not known', () => {
    assert.match(
      consoleUrl(arn.replace('aws:', 'aws-cn:')) ?? '',
      /^https:\/\/eu-west-1\.console\.amazonaws\.cn\//,
    );
    assert.equal(consoleUrl(arn.replace('aws:', 'aws-iso:')), undefined);
  });

  it('has no page for anything else', () => {
    for (const text of [
      '',
      'order',
      'arn:aws:iam::1:role/x',
      'arn:aws:lambda:eu-west-1:1:code-signing-config:c',
    ]) {
      assert.equal(consoleUrl(text), undefined, text);
    }
  });
});
