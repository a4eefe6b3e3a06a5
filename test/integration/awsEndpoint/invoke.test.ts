import assert from 'node:assert/strict';
import { UpdateFunctionConfigurationCommand, waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-lambda';
import type { LambdaClient, LambdaServiceException } from '@aws-sdk/client-lambda';
import { startEndpoint } from '../../../tools/aws/endpoint.mjs';
import type { Endpoint } from '../../../tools/aws/endpoint.mjs';
import { BUILD_MS, builtProbe, call, clientOf, deployProbe, invoke } from './support.js';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const SIX_MB = 6 * 1024 * 1024;

interface Seen {
  readonly payload: unknown;
  readonly requestId: string;
  readonly arn: string;
  readonly clientContext: unknown;
  readonly version: string;
  readonly logStream: string;
  readonly greeting: string | null;
  readonly process: number;
}

describe('Invoke on the AWS endpoint', function () {
  this.timeout(60_000);
  let endpoint: Endpoint;
  let client: LambdaClient;

  before(async function () {
    this.timeout(BUILD_MS);
    await builtProbe();
    endpoint = await startEndpoint();
    client = clientOf(endpoint);
    await deployProbe(endpoint, 'probe', '--env-var', 'GREETING=hello', '--memory', '256', '--timeout', '1');
  });
  after(() => endpoint.stop());

  const ask = async (payload: object) => (await invoke(client, 'probe', payload)).answer as Seen;

  it('gives the function its payload, context and variables, and the caller its answer', async () => {
    const application = {
      installation_id: 'i',
      app_title: 't',
      app_version_name: 'n',
      app_version_code: 'c',
      app_package_name: 'p',
    };
    // lambda_runtime 1.5 ends when this has anything but ASCII in it.
    const context = { client: application, custom: { who: 'me' }, environment: {} };
    const ClientContext = Buffer.from(JSON.stringify(context)).toString('base64');
    const payload = { do: 'ok', text: '≠ "quoted"' };
    const invoked = await invoke(client, 'probe', payload, { Qualifier: '1', ClientContext });
    const seen = invoked.answer as Seen;
    assert.deepEqual(seen.payload, payload);
    assert.equal(seen.greeting, 'hello');
    assert.equal(seen.version, '1');
    assert.equal(seen.arn, 'arn:aws:lambda:us-east-1:123456789012:function:probe:1');
    assert.deepEqual((seen.clientContext as { custom: object }).custom, context.custom);
    assert.match(seen.requestId, UUID);
    assert.equal(invoked.requestId, seen.requestId);
    assert.equal(invoked.version, '1');
    assert.equal(invoked.functionError, undefined);
  });

  it('tells init once per process, and measured memory, in a REPORT line', async () => {
    await deployProbe(endpoint, 'fresh', '--memory', '256');
    const cold = await invoke(client, 'fresh', { do: 'ok' });
    const warm = await invoke(client, 'fresh', { do: 'alloc', mb: 60 });
    const lines = cold.log.trimEnd().split('\n');
    assert.equal(lines[0], `START RequestId: ${cold.requestId ?? ''} Version: $LATEST`);
    assert.equal(lines[1], 'asked "ok"');
    assert.equal(lines[2], `END RequestId: ${cold.requestId ?? ''}`);
    const coldReport = reportIn(cold.log, cold.requestId);
    const warmReport = reportIn(warm.log, warm.requestId);
    assert.ok(coldReport.init! > 0);
    assert.equal(coldReport.billed, Math.ceil(coldReport.duration + coldReport.init!));
    assert.equal(warmReport.init, undefined);
    assert.equal(coldReport.size, 256);
    assert.ok(coldReport.used > 0 && coldReport.used < 30, `${coldReport.used} MB`);
    assert.ok(warmReport.used >= 60 && warmReport.used < 90, `${warmReport.used} MB`);
  });

  it('tells an error of the handler from a result, and keeps the process', async () => {
    const { process } = await ask({ do: 'ok' });
    const { functionError, answer, log } = await invoke(client, 'probe', { do: 'error' });
    assert.equal(functionError, 'Unhandled');
    assert.equal((answer as { errorMessage: string }).errorMessage, 'asked to fail');
    assert.match(log, /ERROR .*asked to fail/);
    assert.equal((await ask({ do: 'ok' })).process, process);
  });

  it('tells a panic of a release build, which aborts, with its message in the log', async () => {
    const { functionError, answer, log, requestId } = await invoke(client, 'probe', { do: 'panic' });
    assert.equal(functionError, 'Unhandled');
    assert.deepEqual(answer, {
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${requestId ?? ''} Error: Runtime exited with error: signal: aborted`,
    });
    assert.match(log, /panicked at probe\/src\/main\.rs:\d+:\d+:\nasked to panic\n/);
    assert.match(log, /\tStatus: error\tError Type: Runtime\.ExitError\n$/);
  });

  for (const { code, reason } of [
    { code: 3, reason: 'Runtime exited with error: exit status 3' },
    { code: 0, reason: 'Runtime exited without providing a reason' },
  ]) {
    it(`tells that a process left with exit code ${code}, and starts another one`, async () => {
      const { process } = await ask({ do: 'ok' });
      const { functionError, answer, log, requestId } = await invoke(client, 'probe', { do: 'exit', code });
      assert.equal(functionError, 'Unhandled');
      const message = `RequestId: ${requestId ?? ''} Error: ${reason}`;
      assert.deepEqual(answer, { errorType: 'Runtime.ExitError', errorMessage: message });
      assert.ok(log.includes(`asked "exit"\n${message}\nRuntime.ExitError\nEND RequestId`), log);
      assert.notEqual((await ask({ do: 'ok' })).process, process);
    });
  }

  it("ends a function at its timeout, in Lambda's words", async () => {
    const { functionError, answer, log, requestId } = await invoke(client, 'probe', {
      do: 'sleep',
      ms: 20_000,
    });
    assert.equal(functionError, 'Unhandled');
    assert.deepEqual(answer, {
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${requestId ?? ''} Error: Task timed out after 1.00 seconds`,
    });
    assert.match(log, /\n\d{4}-\S+Z \S+ Task timed out after 1\.00 seconds\nEND/);
    assert.match(log, /\tDuration: 1000\.00 ms\t.*\tStatus: timeout\n$/);
  });

  it('gives concurrent invocations a process each, and uses the same ones again', async () => {
    await deployProbe(endpoint, 'concurrent', '--timeout', '20');
    const three = async () => {
      const sleep = () => invoke(client, 'concurrent', { do: 'sleep', ms: 500 });
      const all = await Promise.all([sleep(), sleep(), sleep()]);
      return all.map(({ answer }) => (answer as { process: number }).process).sort();
    };
    const first = await three();
    assert.equal(new Set(first).size, 3);
    assert.deepEqual(await three(), first);
  });

  it('starts a new process when the configuration has changed', async () => {
    await deployProbe(endpoint, 'configured', '--env-var', 'GREETING=before');
    assert.equal(((await invoke(client, 'configured', { do: 'ok' })).answer as Seen).greeting, 'before');
    const FunctionName = 'configured';
    const Environment = { Variables: { GREETING: 'after' } };
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment }));
    await waitUntilFunctionUpdatedV2(
      { client, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.3 },
      { FunctionName },
    );
    assert.equal(((await invoke(client, FunctionName, { do: 'ok' })).answer as Seen).greeting, 'after');
  });

  it('writes each invocation to CloudWatch Logs, in a stream for its process', async () => {
    const { answer, requestId } = await invoke(client, 'probe', { do: 'ok' });
    const { logStream } = answer as Seen;
    assert.match(logStream, /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    const input = { logGroupName: '/aws/lambda/probe', logStreamNames: [logStream] };
    const found = await call(endpoint, 'logs', 'Logs_20140328.FilterLogEvents', input);
    const events = found.answer['events'] as { message: string }[];
    const own = events.slice(
      events.findIndex(({ message }) => message.startsWith(`START RequestId: ${requestId ?? ''}`)),
    );
    assert.deepEqual(
      own.slice(0, 4).map(({ message }) => message.split(' ')[0]),
      ['START', 'asked', 'END', 'REPORT'],
    );
  });

  it('accepts an event, answers 202 at once, and runs it', async () => {
    await deployProbe(endpoint, 'asynchronous', '--timeout', '20');
    const { requestId, version } = await invoke(
      client,
      'asynchronous',
      { do: 'ok' },
      { InvocationType: 'Event' },
    );
    assert.equal(version, undefined);
    const input = { logGroupName: '/aws/lambda/asynchronous' };
    const deadline = Date.now() + 20_000;
    for (let messages = ''; !messages.includes(`REPORT RequestId: ${requestId ?? '?'}`);) {
      assert.ok(Date.now() < deadline, `no REPORT of ${requestId ?? '?'} in ${messages}`);
      const { answer } = await call(endpoint, 'logs', 'Logs_20140328.FilterLogEvents', input);
      messages = JSON.stringify(answer);
    }
  });

  it('runs nothing for a dry run', async () => {
    const { answer, log } = await invoke(
      client,
      'probe',
      { do: 'exit', code: 1 },
      { InvocationType: 'DryRun' },
    );
    assert.equal(answer, null);
    assert.equal(log, '');
  });

  const refused = (name: string, Payload: string | Buffer, status: number, type: string) =>
    assert.rejects(invoke(client, name, null, { Payload }), (error: LambdaServiceException) => {
      assert.equal(error.name, type);
      assert.equal(error.$metadata.httpStatusCode, status);
      return true;
    });

  it('refuses a payload that is not JSON, or not UTF-8', async () => {
    await refused('probe', 'hello', 400, 'InvalidRequestContentException');
    await refused('probe', Buffer.from([0x22, 0xff, 0x22]), 400, 'InvalidRequestContentException');
  });

  it('takes no payload for an empty object', async () => {
    const { functionError, answer } = await invoke(client, 'probe', null, { Payload: '' });
    assert.equal(functionError, 'Unhandled');
    assert.match((answer as { errorMessage: string }).errorMessage, /missing field `do`/);
  });

  it('takes a payload of 6 MB, and refuses one byte more', async () => {
    const frame = '{"do":"sleep","ms":0,"x":""}';
    const largest = frame.replace('""', `"${'x'.repeat(SIX_MB - frame.length)}"`);
    assert.equal(largest.length, SIX_MB);
    const { answer } = await invoke(client, 'probe', null, { Payload: largest });
    assert.equal((answer as { slept: number }).slept, 0);
    await refused('probe', `${largest} `, 413, 'RequestEntityTooLargeException');
  });

  it('passes an answer of 6 MB on, and calls a larger one an error', async () => {
    const { answer } = await invoke(client, 'probe', { do: 'large', bytes: SIX_MB - 2 });
    assert.equal((answer as string).length, SIX_MB - 2);
    const tooLarge = await invoke(client, 'probe', { do: 'large', bytes: SIX_MB + 200 });
    assert.equal(tooLarge.functionError, 'Unhandled');
    assert.equal((tooLarge.answer as { errorType: string }).errorType, 'Function.ResponseSizeTooLarge');
  });

  it('does not know a function that was not deployed, nor one in another region', async () => {
    await refused('nobody', '{}', 404, 'ResourceNotFoundException');
    const elsewhere = clientOf(endpoint, { region: 'eu-west-1' });
    await assert.rejects(invoke(elsewhere, 'probe', {}), { name: 'ResourceNotFoundException' });
  });
});

/** Figures of the REPORT line: ms and MB. */
function reportIn(log: string, requestId: string | undefined) {
  const line = log.split('\n').find((text) => text.startsWith(`REPORT RequestId: ${requestId ?? ''}\t`));
  const figure = (label: string) => {
    const found = new RegExp(`\\t${label}: ([\\d.]+) (ms|MB)`).exec(line ?? '')?.[1];
    return found === undefined ? undefined : Number(found);
  };
  return {
    duration: figure('Duration')!,
    billed: figure('Billed Duration')!,
    size: figure('Memory Size')!,
    used: figure('Max Memory Used')!,
    init: figure('Init Duration'),
  };
}
