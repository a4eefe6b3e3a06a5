import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { InvokeCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import AdmZip from 'adm-zip';
import type { Endpoint } from '../../../tools/aws/endpoint.mjs';
import { projectRoot, toolsDir } from '../../../tools/lib/paths.mjs';

export const workspace = path.join(projectRoot, 'test/fixtures/workspaces/deployable');
export const ROLE = 'arn:aws:iam::123456789012:role/probe';
const targetDir = path.join(
  process.env['RUST_LAMBDA_TARGET_CACHE'] ?? path.join(toolsDir, 'target'),
  'deployable',
);

/** Long enough for a cold build of the fixture on a busy machine, ms. */
export const BUILD_MS = 600_000;

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `cargo lambda` in the fixture with AWS's variables of this environment only. */
export async function cargoLambda(
  args: readonly string[],
  aws: Record<string, string> = {},
): Promise<Outcome> {
  const { ensureCargoLambda } = await import('../../../tools/setup/cargoLambda.mjs');
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  const env = {
    ...Object.fromEntries(own),
    ...(await ensureCargoLambda()),
    CARGO_TARGET_DIR: targetDir,
    ...aws,
  };
  return new Promise((resolve) => {
    execFile(
      'cargo',
      ['lambda', ...args],
      { cwd: workspace, env, maxBuffer: 1 << 24 },
      (error, stdout, stderr) => {
        resolve({
          code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1,
          stdout,
          stderr,
        });
      },
    );
  });
}

const builds = new Map<string, Promise<string>>();

/** The probe's bootstrap, built once per run. */
export function builtProbe(architecture: 'x86_64' | 'arm64' = process.arch === 'arm64' ? 'arm64' : 'x86_64') {
  const build = builds.get(architecture) ?? buildProbe(architecture);
  builds.set(architecture, build);
  return build;
}

async function buildProbe(architecture: 'x86_64' | 'arm64'): Promise<string> {
  const lambdaDir = path.join(targetDir, 'lambda', architecture);
  const flag = architecture === 'arm64' ? '--arm64' : '--x86-64';
  const outcome = await cargoLambda(['build', '--release', flag, '--locked', '--lambda-dir', lambdaDir]);
  assert.equal(outcome.code, 0, outcome.stderr);
  return path.join(lambdaDir, 'probe', 'bootstrap');
}

/** A program that behaves like the probe, but is not the same: the loader ignores what follows. */
export async function changedProbe(folder: string, extra: string): Promise<string> {
  const bootstrap = path.join(folder, 'bootstrap');
  await fs.copyFile(await builtProbe(), bootstrap);
  await fs.appendFile(bootstrap, extra);
  return bootstrap;
}

/** @param mode Unix permissions */
export function zipOf(content: Buffer, name = 'bootstrap', mode = 0o755): Buffer {
  const zip = new AdmZip();
  zip.addFile(name, content, '', mode);
  return zip.toBuffer();
}

/** Deploys the probe and waits until it can be invoked. */
export async function deployProbe(endpoint: Endpoint, name: string, ...options: string[]): Promise<Outcome> {
  const probe = ['--binary-path', await builtProbe(), '--role', ROLE];
  const outcome = await cargoLambda(['deploy', name, ...probe, ...options], endpoint.env);
  assert.equal(outcome.code, 0, outcome.stderr);
  await active(clientOf(endpoint), name);
  return outcome;
}

export async function active(client: LambdaClient, name: string): Promise<void> {
  const often = { client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.3 };
  await waitUntilFunctionActiveV2(often, { FunctionName: name });
}

/** Fails at once instead of trying again, unless told otherwise. */
export function clientOf(
  { url }: Endpoint,
  { accessKeyId = 'testing', region = 'us-east-1', maxAttempts = 1 } = {},
) {
  const credentials = { accessKeyId, secretAccessKey: 'testing' };
  return new LambdaClient({ endpoint: url, region, credentials, maxAttempts });
}

export interface Invoked {
  readonly answer: unknown;
  readonly functionError: string | undefined;
  readonly version: string | undefined;
  readonly requestId: string | undefined;
  /** The tail of the log. */
  readonly log: string;
}

/** Invokes with a payload given as a value, and asks for the log. */
export async function invoke(
  client: LambdaClient,
  name: string,
  payload: unknown,
  input: Partial<InvokeCommandInput> = {},
): Promise<Invoked> {
  const command = {
    FunctionName: name,
    Payload: JSON.stringify(payload),
    LogType: 'Tail',
    ...input,
  } as const;
  const result = await client.send(new InvokeCommand(command));
  return {
    answer: JSON.parse(Buffer.from(result.Payload ?? []).toString() || 'null') as unknown,
    functionError: result.FunctionError,
    version: result.ExecutedVersion,
    requestId: result.$metadata.requestId,
    log: Buffer.from(result.LogResult ?? '', 'base64').toString(),
  };
}

/** A request of a service that has no client here, signed in the way the endpoint reads it. */
export async function call(
  { url }: Endpoint,
  service: string,
  target: string,
  input: object,
): Promise<{ status: number; answer: Record<string, unknown> }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
    },
    body: JSON.stringify(input),
  });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}
