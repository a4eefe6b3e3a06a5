import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  CreateFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { startEndpoint } from '../../../tools/aws/endpoint.mjs';
import type { Endpoint } from '../../../tools/aws/endpoint.mjs';
import {
  BUILD_MS,
  builtProbe,
  cargoLambda,
  changedProbe,
  clientOf,
  deployProbe,
  invoke,
  ROLE,
  zipOf,
} from './support.js';

describe('cargo lambda deploy to the AWS endpoint', function () {
  this.timeout(60_000);
  let endpoint: Endpoint;
  let client: LambdaClient;
  let folder: string;

  before(async function () {
    this.timeout(BUILD_MS);
    await builtProbe();
    endpoint = await startEndpoint();
    client = clientOf(endpoint);
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'rust-lambda-deploy-'));
  });
  after(async () => {
    await endpoint.stop();
    await fs.rm(folder, { recursive: true });
  });

  it('creates a function with the role it is given', async () => {
    const { stdout } = await deployProbe(endpoint, 'with-role', '--memory', '256', '--timeout', '7');
    assert.match(stdout, /arn: arn:aws:lambda:us-east-1:123456789012:function:with-role/);
    const configuration = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName: 'with-role' }),
    );
    assert.equal(configuration.Role, ROLE);
    assert.equal(configuration.MemorySize, 256);
    assert.equal(configuration.Timeout, 7);
    assert.equal(configuration.Runtime, 'provided.al2023');
  });

  it('creates a function with a role of its own when none is given', async () => {
    const bootstrap = await builtProbe();
    const args = ['deploy', 'without-role', '--binary-path', bootstrap];
    const { code, stdout, stderr } = await cargoLambda(args, endpoint.env);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /creating execution role/);
    const configuration = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName: 'without-role' }),
    );
    assert.match(configuration.Role ?? '', /^arn:aws:iam::123456789012:role\/cargo-lambda-role-/);
  });

  it('publishes a version with every update, each of which keeps the code it was deployed with', async () => {
    await deployProbe(endpoint, 'updated');
    const changed = await changedProbe(folder, 'twelve bytes');
    const update = ['deploy', 'updated', '--binary-path', changed, '-o', 'json'];
    const { code, stdout, stderr } = await cargoLambda(update, endpoint.env);
    assert.equal(code, 0, stderr);
    const told = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { function_arn: string; version: string };
    assert.equal(told.version, '2');
    assert.equal(told.function_arn, 'arn:aws:lambda:us-east-1:123456789012:function:updated:2');

    const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'updated' }));
    assert.deepEqual(
      Versions?.map(({ Version }) => Version),
      ['$LATEST', '1', '2'],
    );
    const sizes = [];
    for (const Qualifier of ['1', '2', '$LATEST']) {
      const { answer, version } = await invoke(client, 'updated', { do: 'ok' }, { Qualifier });
      assert.equal(version, Qualifier);
      sizes.push((answer as { programBytes: number }).programBytes);
    }
    const original = (await fs.stat(await builtProbe())).size;
    assert.deepEqual(sizes, [original, original + 12, original + 12]);
  });

  it('gives back the zip that was deployed', async () => {
    await deployProbe(endpoint, 'downloaded');
    const { Configuration, Code } = await client.send(new GetFunctionCommand({ FunctionName: 'downloaded' }));
    const location = Code?.Location ?? '';
    assert.ok(location.startsWith(`${endpoint.url}/`), location);
    const zip = Buffer.from(await (await fetch(location)).arrayBuffer());
    assert.equal(zip.length, Configuration?.CodeSize);
    assert.equal(createHash('sha256').update(zip).digest('base64'), Configuration?.CodeSha256);
  });

  it('lists functions page by page', async () => {
    const ZipFile = zipOf(Buffer.from('#!/bin/sh\n'));
    const common = {
      Role: ROLE,
      Runtime: 'provided.al2023',
      Handler: 'bootstrap',
      Code: { ZipFile },
    } as const;
    const names = Array.from({ length: 5 }, (_, index) => `paged-${index}`);
    const elsewhere = clientOf(endpoint, { region: 'eu-west-1' });
    for (const FunctionName of names)
      await elsewhere.send(new CreateFunctionCommand({ FunctionName, ...common }));
    const pages: string[][] = [];
    let Marker: string | undefined;
    do {
      const page = await elsewhere.send(new ListFunctionsCommand({ MaxItems: 2, Marker }));
      pages.push(page.Functions?.map(({ FunctionName }) => FunctionName ?? '') ?? []);
      Marker = page.NextMarker;
    } while (Marker);
    assert.deepEqual(
      pages.map((page) => page.length),
      [2, 2, 1],
    );
    assert.deepEqual(pages.flat().sort(), names);
  });

  it('lets no web page bring a function to this machine', async () => {
    const body = JSON.stringify({ FunctionName: 'visitor', Role: ROLE, Code: { ZipFile: '' } });
    // A page needs nobody's leave to send this to any address.
    const headers = { origin: 'https://example.com', 'content-type': 'text/plain' };
    const address = `${endpoint.url}/2015-03-31/functions`;
    assert.equal((await fetch(address, { method: 'POST', headers, body })).status, 403);
    const { Functions } = await client.send(new ListFunctionsCommand({}));
    assert.ok(Functions?.every(({ FunctionName }) => FunctionName !== 'visitor'));
  });

  const refusals = [
    { key: 'AKIAEXPIRED', told: 'ExpiredTokenException' },
    { key: 'AKIAINVALID', told: 'UnrecognizedClientException' },
    { key: 'AKIADENIED', told: 'AccessDeniedException' },
  ];
  for (const { key, told } of refusals) {
    it(`fails with ${told} for the access key ${key}`, async () => {
      const args = ['deploy', 'refused', '--binary-path', await builtProbe(), '--role', ROLE];
      const { code, stderr } = await cargoLambda(args, { ...endpoint.env, AWS_ACCESS_KEY_ID: key });
      assert.equal(code, 1);
      assert.ok(stderr.includes(told), stderr);
    });
  }
});
