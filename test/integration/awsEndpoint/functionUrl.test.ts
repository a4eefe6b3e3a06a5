import assert from 'node:assert/strict';
import {
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  ListFunctionUrlConfigsCommand,
} from '@aws-sdk/client-lambda';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { startEndpoint } from '../../../tools/aws/endpoint.mjs';
import type { Endpoint } from '../../../tools/aws/endpoint.mjs';
import { BUILD_MS, builtProbe, clientOf, deployProbe } from './support.js';

interface Seen {
  readonly arn: string;
  readonly payload: {
    readonly rawPath: string;
    readonly rawQueryString: string;
    readonly queryStringParameters: Record<string, string>;
    readonly headers: Record<string, string>;
    readonly cookies?: string[];
    readonly requestContext: { readonly http: { readonly method: string } };
    readonly body?: string;
    readonly isBase64Encoded: boolean;
  };
}

describe('a function URL of the AWS endpoint', function () {
  this.timeout(60_000);
  let endpoint: Endpoint;
  let client: LambdaClient;
  let url: string;

  before(async function () {
    this.timeout(BUILD_MS);
    await builtProbe();
    endpoint = await startEndpoint();
    client = clientOf(endpoint);
    const { stdout } = await deployProbe(endpoint, 'web', '--enable-function-url', '-o', 'json');
    const told = JSON.parse(stdout.slice(stdout.indexOf('{'))) as { function_url: string };
    url = told.function_url;
  });
  after(() => endpoint.stop());

  const seenBy = async (path: string, init?: RequestInit) => {
    const response = await fetch(new URL(path, url), init);
    assert.equal(response.status, 200);
    return (await response.json()) as Seen;
  };

  it('is the same wherever it is told, and lies on this machine', async () => {
    assert.ok(url.startsWith(`${endpoint.url}/`), url);
    const one = await client.send(new GetFunctionUrlConfigCommand({ FunctionName: 'web' }));
    const all = await client.send(new ListFunctionUrlConfigsCommand({ FunctionName: 'web' }));
    assert.deepEqual([one.FunctionUrl, all.FunctionUrlConfigs?.[0]?.FunctionUrl], [url, url]);
  });

  it('answers a GET with what the function answers', async () => {
    const { arn, payload } = await seenBy('a/b%20c?do=ok&x=1&x=2', {
      headers: { cookie: 'a=1; b=2', 'x-own': 'yes' },
    });
    assert.equal(arn, 'arn:aws:lambda:us-east-1:123456789012:function:web');
    assert.equal(payload.requestContext.http.method, 'GET');
    assert.equal(payload.rawPath, '/a/b%20c');
    assert.equal(payload.rawQueryString, 'do=ok&x=1&x=2');
    assert.deepEqual(payload.queryStringParameters, { do: 'ok', x: '1,2' });
    assert.deepEqual(payload.cookies, ['a=1', 'b=2']);
    assert.equal(payload.headers['x-own'], 'yes');
    assert.equal(payload.body, undefined);
  });

  it('gives text as text and anything else in base64', async () => {
    const json = await seenBy('', {
      method: 'POST',
      body: '{"é":1}',
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(json.payload.body, '{"é":1}');
    assert.equal(json.payload.isBase64Encoded, false);
    const binary = await seenBy('', { method: 'PUT', body: Buffer.from([0, 255]) });
    assert.equal(binary.payload.body, 'AP8=');
    assert.equal(binary.payload.isBase64Encoded, true);
  });

  it('answers with the status, headers, cookies and bytes that the function chose', async () => {
    const response = await fetch(`${url}?do=http`);
    assert.equal(response.status, 418);
    assert.equal(response.headers.get('x-probe'), 'yes');
    assert.equal(response.headers.get('content-type'), 'image/png');
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), Buffer.from('iVBORw==', 'base64'));
  });

  it('answers 502 for a function error', async () => {
    const response = await fetch(`${url}?do=error`);
    assert.equal(response.status, 502);
    assert.equal(await response.text(), 'Internal Server Error');
  });

  it('is closed to whoever does not sign when it asks for IAM, and to everyone once it is deleted', async () => {
    await deployProbe(endpoint, 'closed');
    const FunctionName = 'closed';
    const created = await client.send(
      new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'AWS_IAM' }),
    );
    assert.equal((await fetch(created.FunctionUrl!)).status, 403);
    const authorization =
      'AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0';
    assert.equal((await fetch(created.FunctionUrl!, { headers: { authorization } })).status, 200);
    await client.send(new DeleteFunctionUrlConfigCommand({ FunctionName }));
    assert.equal((await fetch(created.FunctionUrl!, { headers: { authorization } })).status, 403);
  });
});
