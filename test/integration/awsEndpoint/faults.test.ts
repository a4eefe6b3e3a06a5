import assert from 'node:assert/strict';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startEndpoint } from '../../../tools/aws/endpoint.mjs';
import type { Endpoint } from '../../../tools/aws/endpoint.mjs';
import { REFUSED_KEYS } from '../../../tools/aws/faults.mjs';
import type { FaultRule } from '../../../tools/aws/faults.mjs';
import { clientOf } from './support.js';

describe('faults of the AWS endpoint', function () {
  this.timeout(60_000);
  let endpoint: Endpoint;

  before(async function () {
    this.timeout(300_000); // The first start on a machine installs it.
    endpoint = await startEndpoint();
  });
  after(() => endpoint.stop());
  afterEach(() => endpoint.clearFaults());

  const list = (options?: Parameters<typeof clientOf>[1]) =>
    clientOf(endpoint, options).send(new ListFunctionsCommand({}));
  const sts = (accessKeyId = 'testing') =>
    new STSClient({
      endpoint: endpoint.url,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey: 'testing' },
      maxAttempts: 1,
    });
  const throttled = {
    match: 'lambda:ListFunctions',
    status: 429,
    type: 'TooManyRequestsException',
    message: 'Rate exceeded',
  };

  for (const { key, lambda, inSts } of [
    { key: REFUSED_KEYS.expired, lambda: 'ExpiredTokenException', inSts: 'ExpiredToken' },
    { key: REFUSED_KEYS.invalid, lambda: 'UnrecognizedClientException', inSts: 'InvalidClientTokenId' },
  ]) {
    it(`refuses the access key ${key} in the words of each service`, async () => {
      await assert.rejects(list({ accessKeyId: key }), { name: lambda });
      const asked = sts(key).send(new GetCallerIdentityCommand({}));
      await assert.rejects(asked, (error: Error & { Code?: string }) =>
        [error.name, error.Code].includes(inSts),
      );
    });
  }

  it(`lets the access key ${REFUSED_KEYS.denied} do nothing but ask who it is`, async () => {
    const denied = list({ accessKeyId: REFUSED_KEYS.denied });
    await assert.rejects(denied, {
      name: 'AccessDeniedException',
      message: /not authorized to perform: lambda:ListFunctions/,
    });
    const { Account } = await sts(REFUSED_KEYS.denied).send(new GetCallerIdentityCommand({}));
    assert.equal(Account, '123456789012');
  });

  it('throttles as many requests as told, so that a client which tries again succeeds', async () => {
    endpoint.setFaults([{ ...throttled, times: 1 }]);
    await assert.rejects(list(), { name: 'TooManyRequestsException' });
    await list();
    endpoint.setFaults([{ ...throttled, times: 1 }]);
    const { $metadata } = await list({ maxAttempts: 2 });
    assert.equal($metadata.attempts, 2);
  });

  it('holds requests back for as long as told', async () => {
    endpoint.setFaults([{ match: 'lambda:ListFunctions', delay: 400 }]);
    const startedAt = performance.now();
    await list();
    assert.ok(performance.now() - startedAt >= 390);
  });

  it('cuts the connection instead of answering', async () => {
    endpoint.setFaults([{ match: 'lambda:ListFunctions', cut: true }]);
    await assert.rejects(list(), { code: 'ECONNRESET' });
  });

  it('applies rules to the key and region they name, the first that matches', async () => {
    const never = { ...throttled, type: 'NeverException' };
    endpoint.setFaults([
      { ...never, key: 'AKIAOTHER' },
      { ...never, match: 'GET .* lambda:GetFunction$' },
      {
        match: '.',
        region: 'nowhere-1',
        status: 403,
        type: 'UnrecognizedClientException',
        message: 'Not here.',
      },
      { ...never, region: 'nowhere-1' },
    ]);
    await list();
    await assert.rejects(list({ region: 'nowhere-1' }), {
      name: 'UnrecognizedClientException',
      message: 'Not here.',
    });
    await assert.rejects(list({ accessKeyId: 'AKIAOTHER' }), { name: 'NeverException' });
  });

  it('refuses to assume a role when told, and else assumes it', async () => {
    const command = new AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::123456789012:role/x',
      RoleSessionName: 'test',
    });
    const { Credentials } = await sts().send(command);
    assert.ok(Credentials?.SessionToken);
    endpoint.setFaults([
      { match: 'sts:AssumeRole', status: 403, type: 'AccessDenied', message: 'Not you & me.' },
    ]);
    await assert.rejects(sts().send(command), { message: 'Not you & me.' });
  });

  it('takes rules by HTTP too, for clients in other processes', async () => {
    const address = `${endpoint.url}/_endpoint/faults`;
    const put = await fetch(address, { method: 'PUT', body: JSON.stringify([throttled]) });
    assert.equal(put.status, 204);
    await assert.rejects(list(), { name: 'TooManyRequestsException' });
    assert.equal((await fetch(address, { method: 'DELETE' })).status, 204);
    await list();
    const wrong = await fetch(address, { method: 'PUT', body: '{' });
    assert.equal(wrong.status, 400);
  });

  it('says what is wrong with a rule, and keeps those in force', async () => {
    endpoint.setFaults([throttled]);
    const wrong = [
      [{ match: 'x' }, /needs "delay", "status" or "cut"/],
      [{ match: 'x', status: 400 }, /needs a "type"/],
      [{ cut: true }, /"match" is missing/],
      [{ match: 'x', delay: '1' }, /"delay" is not a number/],
      [{ match: 'x', cutt: true }, /no property "cutt"/],
    ] as const;
    for (const [rule, message] of wrong) {
      assert.throws(() => endpoint.setFaults([rule as unknown as FaultRule]), { name: 'TypeError', message });
    }
    await assert.rejects(list(), { name: 'TooManyRequestsException' });
  });
});
