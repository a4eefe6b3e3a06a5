import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import {
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { createAws } from '../../../src/adapters/aws/aws';
import { isError, type ErrorDetails } from '../../../src/core/errors';
import type { Aws, AwsTarget } from '../../../src/core/ports';
import { ROLE, zipOf } from '../awsEndpoint/support';
import { awsEnvironment, SECRET, type AwsEnvironment } from './environment';

const target: AwsTarget = { profile: 'shop', region: 'eu-west-1' };
/** A person would wonder after this many ms. */
const PATIENCE_MS = 8_000;

async function failureOf(promise: Promise<unknown>): Promise<ErrorDetails['aws']> {
  const error = await promise.then(
    () => assert.fail('it worked'),
    (reason: unknown) => reason,
  );
  assert.ok(isError(error, 'aws'), inspect(error));
  assert.ok(!inspect(error, { depth: 10 }).includes(SECRET), 'the secret is in the error');
  return error.details;
}

describe('AWS through its SDK, at the endpoint on this machine', function () {
  this.timeout(60_000);
  let environment: AwsEnvironment;
  let client: LambdaClient;
  let aws: Aws;
  const asked: string[] = [];

  before(async () => {
    environment = await awsEnvironment();
    const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
    client = new LambdaClient({ endpoint: environment.endpoint.url, region: target.region, credentials });
  });
  beforeEach(() => {
    environment.set(environment.profilesOnly);
    asked.length = 0;
    aws = createAws({
      mfaCode: (serial) => {
        asked.push(serial);
        return Promise.resolve('123456');
      },
    });
  });
  afterEach(() => environment.endpoint.clearFaults());
  after(() => environment.end());

  const without = (name: string): Record<string, string> =>
    Object.fromEntries(Object.entries(environment.profilesOnly).filter(([key]) => key !== name));
  const create = (name: string, code = 'one'): Promise<unknown> =>
    client.send(
      new CreateFunctionCommand({
        ...{ FunctionName: name, Role: ROLE, Runtime: 'provided.al2023', Handler: 'bootstrap' },
        ...{ Architectures: ['arm64'], MemorySize: 256, Timeout: 7 },
        Code: { ZipFile: zipOf(Buffer.from(code)) },
      }),
    );

  describe('tells', () => {
    it('whose account it is, and as whom', async () => {
      assert.deepEqual(await aws.identity(target), {
        account: '123456789012',
        arn: 'arn:aws:iam::123456789012:root',
      });
    });

    it('who a profile becomes that assumes a role', async () => {
      const { arn } = await aws.identity({ ...target, profile: 'role' });
      assert.match(arn, /^arn:aws:sts::123456789012:assumed-role\/deployer\//);
    });

    it('what a function is, with its newest version of many pages, and its URL', async () => {
      await create('many');
      for (let at = 0; at < 52; at++) {
        const code = zipOf(Buffer.from(`code ${at}`));
        await client.send(
          new UpdateFunctionCodeCommand({ FunctionName: 'many', ZipFile: code, Publish: true }),
        );
      }
      const url = await client.send(
        new CreateFunctionUrlConfigCommand({ FunctionName: 'many', AuthType: 'NONE' }),
      );
      const found = await aws.deployedFunction(target, 'many');
      assert.ok(found);
      const { lastModified, codeBytes, ...facts } = found;
      assert.deepEqual(facts, {
        name: 'many',
        arn: 'arn:aws:lambda:eu-west-1:123456789012:function:many',
        version: '52',
        architecture: 'arm64',
        runtime: 'provided.al2023',
        memoryMb: 256,
        timeoutSeconds: 7,
        url: url.FunctionUrl,
      });
      assert.ok(Math.abs(lastModified - Date.now()) < 60_000, new Date(lastModified).toISOString());
      assert.equal(codeBytes, zipOf(Buffer.from('code 51')).length);
    });

    it('that a function was never published', async () => {
      await create('unpublished');
      assert.equal((await aws.deployedFunction(target, 'unpublished'))?.version, '$LATEST');
    });

    it('that there is no such function or layer there, though there may be one in another region', async () => {
      await create('here');
      assert.equal(await aws.deployedFunction({ ...target, region: 'eu-central-1' }, 'here'), undefined);
      assert.equal(await aws.deployedLayer(target, 'nothing'), undefined);
    });

    it('the newest version of a layer', async () => {
      for (const code of ['one', 'two']) {
        const Content = { ZipFile: zipOf(Buffer.from(code)) };
        await client.send(new PublishLayerVersionCommand({ LayerName: 'telemetry', Content }));
      }
      const layer = await aws.deployedLayer(target, 'telemetry');
      assert.equal(layer?.version, '2');
      assert.equal(layer.arn, 'arn:aws:lambda:eu-west-1:123456789012:layer:telemetry:2');
    });

    it('the names of all functions, however many pages they are', async () => {
      const names = Array.from({ length: 55 }, (_, at) => `page-${String(at).padStart(2, '0')}`);
      const region = 'ap-south-1';
      const there = new LambdaClient({
        ...{ endpoint: environment.endpoint.url, region },
        credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
      });
      for (const FunctionName of names) {
        const Code = { ZipFile: zipOf(Buffer.from('x')) };
        await there.send(
          new CreateFunctionCommand({
            ...{ FunctionName, Role: ROLE, Runtime: 'provided.al2023', Handler: 'bootstrap', Code },
          }),
        );
      }
      const found = await aws.functionNames({ ...target, region });
      assert.deepEqual([...found].sort(), names);
    });

    it('the function also when versions and URL may not be read', async () => {
      await create('guarded');
      environment.endpoint.setFaults(
        ['/versions', '/url'].map((end) => ({
          ...{ match: `GET .*functions/guarded${end}`, status: 403 },
          ...{ type: 'AccessDeniedException', message: 'no' },
        })),
      );
      const found = await aws.deployedFunction(target, 'guarded');
      assert.equal(found?.name, 'guarded');
      assert.equal(found.version, undefined);
      assert.equal(found.url, undefined);
    });
  });

  describe('signs in', () => {
    it('with keys of the environment when no profile is named', async () => {
      environment.set({ ...environment.endpoint.env });
      assert.equal((await aws.identity({ region: 'us-east-1' })).account, '123456789012');
    });

    it('with an MFA code that is asked for once', async () => {
      const guarded = { ...target, profile: 'guarded' };
      const [{ arn }] = await Promise.all([aws.identity(guarded), aws.deployedFunction(guarded, 'nothing')]);
      await aws.identity({ ...guarded, region: 'eu-central-1' });
      assert.match(arn, /assumed-role\/deployer/);
      assert.deepEqual(asked, ['arn:aws:iam::123456789012:mfa/ann']);
    });

    it('not at all when the person gives no MFA code, which is no failure', async () => {
      const unwilling = createAws({ mfaCode: () => Promise.resolve(undefined) });
      await assert.rejects(unwilling.identity({ ...target, profile: 'guarded' }), { code: 'cancelled' });
    });

    it('where the profile says, without AWS_ENDPOINT_URL', async () => {
      const rest = without('AWS_ENDPOINT_URL');
      environment.set(rest);
      assert.equal((await aws.identity({ ...target, profile: 'elsewhere' })).account, '123456789012');
    });

    it('anew after the configuration files changed', async () => {
      await environment.writeProfiles(
        '[profile shop]\naws_access_key_id = AKIAEXPIRED\naws_secret_access_key = x\n',
      );
      try {
        assert.equal((await failureOf(aws.identity(target))).reason, 'expired');
      } finally {
        await environment.writeProfiles();
      }
      assert.equal((await aws.identity(target)).account, '123456789012');
    });

    it('for another program, which gets what is needed and no leftovers', async () => {
      const { AWS_SESSION_TOKEN, ...variables } = await aws.credentialVariables(target);
      assert.deepEqual(variables, { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: SECRET });
      assert.equal(AWS_SESSION_TOKEN, '');
      const guarded = await aws.credentialVariables({ ...target, profile: 'guarded' });
      assert.notEqual(guarded['AWS_SESSION_TOKEN'], '');
    });
  });

  describe('fails in bounded time and says why:', () => {
    const within = async (promise: Promise<unknown>): Promise<ErrorDetails['aws']> => {
      const start = performance.now();
      const details = await failureOf(promise);
      assert.ok(performance.now() - start < PATIENCE_MS, `after ${performance.now() - start} ms`);
      return details;
    };

    it('no credentials anywhere, also where a metadata service is looked for', async () => {
      const rest = without('AWS_EC2_METADATA_DISABLED');
      environment.set(rest);
      assert.equal((await within(aws.identity({ region: 'us-east-1' }))).reason, 'noCredentials');
    });

    it('a profile without credentials, which is not replaced by those of the environment', async () => {
      environment.set({ ...environment.profilesOnly, ...environment.endpoint.env });
      assert.equal((await within(aws.identity({ ...target, profile: 'empty' }))).reason, 'noCredentials');
    });

    it('a profile that is not there', async () => {
      const details = await within(aws.identity({ ...target, profile: 'nosuch' }));
      assert.deepEqual([details.reason, details.profile], ['profileMissing', 'nosuch']);
    });

    for (const [profile, reason] of [
      ['expired', 'expired'],
      ['invalid', 'invalidCredentials'],
    ] as const) {
      it(`${profile} credentials, at STS and at Lambda`, async () => {
        const by = { ...target, profile };
        assert.equal((await within(aws.identity(by))).reason, reason);
        assert.equal((await within(aws.deployedFunction(by, 'x'))).reason, reason);
      });
    }

    it('denied', async () => {
      const by = { ...target, profile: 'denied' };
      assert.equal((await aws.identity(by)).account, '123456789012');
      const details = await within(aws.deployedFunction(by, 'x'));
      assert.equal(details.reason, 'denied');
      assert.match(details.message, /not authorized to perform: lambda:GetFunctionConfiguration/);
    });

    it('a role that cannot be assumed', async () => {
      environment.endpoint.setFaults([
        {
          ...{ match: 'sts:AssumeRole', status: 403, type: 'AccessDenied' },
          message:
            'User: arn:aws:iam::123456789012:user/ann is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/deployer',
        },
      ]);
      assert.equal(
        (await within(aws.identity({ ...target, profile: 'role' }))).reason,
        'roleCannotBeAssumed',
      );
    });

    it('a wrong region, as AWS says it of a signature', async () => {
      const message = "Credential should be scoped to a valid region, not 'eu-west-1'.";
      environment.endpoint.setFaults([
        { match: 'sts:', status: 403, type: 'SignatureDoesNotMatch', message },
      ]);
      assert.equal((await within(aws.identity(target))).reason, 'wrongRegion');
    });

    it('a wrong region, as its host is nowhere', async () => {
      const rest = without('AWS_ENDPOINT_URL');
      environment.set(rest);
      const nowhere = { ...target, region: 'nowhere-1' };
      assert.equal((await within(aws.deployedFunction(nowhere, 'x'))).reason, 'wrongRegion');
    });

    it('throttled, after trying again', async () => {
      const fault = { match: 'functions/x', status: 429, type: 'TooManyRequestsException', message: 'Rate' };
      environment.endpoint.setFaults([fault]);
      assert.equal((await within(aws.deployedFunction(target, 'x'))).reason, 'throttled');
      environment.endpoint.setFaults([{ ...fault, times: 1 }]);
      assert.equal(await aws.deployedFunction(target, 'x'), undefined);
    });

    it('an endpoint that is down', async () => {
      environment.set({ ...environment.profilesOnly, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
      assert.equal((await within(aws.identity(target))).reason, 'unreachable');
    });

    it('an endpoint that hangs up', async () => {
      environment.endpoint.setFaults([{ match: 'sts:', cut: true }]);
      assert.equal((await within(aws.identity(target))).reason, 'unreachable');
    });

    it('a program for credentials that fails, of which nothing is shown', async () => {
      const details = await within(aws.identity({ ...target, profile: 'program' }));
      assert.equal(details.reason, 'noCredentials');
      assert.match(details.message, /credential_process failed/);
    });
  });

  it('stops at once when aborted while AWS does not answer', async () => {
    const abort = new AbortController();
    const silent = createServer(() => abort.abort()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    environment.set({ ...environment.profilesOnly, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
    try {
      await assert.rejects(aws.identity(target, abort.signal), { code: 'cancelled' });
    } finally {
      silent.close();
      silent.closeAllConnections();
    }
  });
});
