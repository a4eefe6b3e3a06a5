// @ts-check
// node test/unit/deploy/record.mjs: records what cargo lambda deploy prints, in a folder named after its version.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startEndpoint } from '../../../tools/aws/endpoint.mjs';
import { projectRoot } from '../../../tools/lib/paths.mjs';
import { ensureCargoLambda } from '../../../tools/setup/cargoLambda.mjs';

const workspace = path.join(projectRoot, 'test/fixtures/workspaces/deployable');
const scratch = await fs.mkdtemp(path.join(os.tmpdir(), 'rust-lambda-record-'));
const config = path.join(scratch, 'config');
await fs.writeFile(
  config,
  [
    '[profile expired]\naws_access_key_id = AKIAEXPIRED\naws_secret_access_key = x',
    '[profile invalid]\naws_access_key_id = AKIAINVALID\naws_secret_access_key = x',
    '[profile denied]\naws_access_key_id = AKIADENIED\naws_secret_access_key = x',
    '[profile sso]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = developer',
    '[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start',
  ].join('\n'),
);
const endpoint = await startEndpoint();
const env = {
  ...process.env,
  ...(await ensureCargoLambda()),
  CARGO_TARGET_DIR: path.join(scratch, 'target'),
  AWS_CONFIG_FILE: config,
  AWS_SHARED_CREDENTIALS_FILE: path.join(scratch, 'credentials'),
};

/** @param {string[]} args @param {Record<string, string>} [more] */
const cargoLambda = (args, more = {}) =>
  new Promise((resolve) => {
    const options = { cwd: workspace, env: { ...env, ...endpoint.env, ...more } };
    execFile('cargo', ['lambda', ...args], options, (_error, stdout, stderr) => resolve({ stdout, stderr }));
  });

/** @param {string} name @param {string[]} args @param {Record<string, string>} [more] */
async function record(name, args, more) {
  const { stdout, stderr } = await cargoLambda(['deploy', ...args, '--output-format', 'json'], more);
  await fs.writeFile(path.join(folder, `${name}.stdout`), stdout);
  await fs.writeFile(path.join(folder, `${name}.stderr`), stderr);
}

const { stdout: version } = await cargoLambda(['--version']);
const folder = path.join(import.meta.dirname, 'recorded', `cargo-lambda-${version.split(' ')[1]}`);
await fs.mkdir(folder, { recursive: true });
const role = ['--role', 'arn:aws:iam::123456789012:role/probe'];

await record('binary-missing', ['probe']);
await cargoLambda(['build', '--release', '--locked']);
await record('create', ['probe']);
await record('update', ['probe', '--enable-function-url']);
await record('expired', ['probe', '--profile', 'expired', '--region', 'us-east-1']);
await record('invalid', ['probe', '--profile', 'invalid', '--region', 'us-east-1']);
await record('denied', [
  'a-rather-long-function-name',
  '--binary-name',
  'probe',
  '--profile',
  'denied',
  '--region',
  'us-east-1',
]);
await record('profile-missing', ['probe', '--profile', 'nosuch', '--region', 'us-east-1']);
await record('not-signed-in', ['probe', '--profile', 'sso', '--region', 'us-east-1']);
await record('no-credentials', ['probe'], { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
await record('region-missing', ['probe', '--profile', 'expired'], { AWS_REGION: '' });
await record('region-invalid', ['probe', '--region', 'bad region']);
await record('connection-refused', ['probe'], { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
await record('unknown-host', ['probe'], { AWS_ENDPOINT_URL: 'http://lambda.nowhere-1.invalid' });
const create = 'POST /2015-03-31/functions';
const cannotAssume = 'The role defined for the function cannot be assumed by Lambda.';
endpoint.setFaults([
  { match: create, status: 400, type: 'InvalidParameterValueException', message: cannotAssume },
]);
await record('role-cannot-be-assumed', ['other', '--binary-name', 'probe', ...role]);
endpoint.setFaults([
  { match: 'functions/probe', status: 429, type: 'TooManyRequestsException', message: 'Rate exceeded' },
]);
await record('throttled', ['probe']);
const scope = "Credential should be scoped to a valid region, not 'eu-west-1'.";
endpoint.setFaults([
  { match: 'functions/probe', status: 403, type: 'SignatureDoesNotMatch', message: scope },
]);
await record('region-of-another-signature', ['probe', '--region', 'eu-west-1']);
endpoint.setFaults([
  {
    match: 'PUT .*/code',
    status: 409,
    type: 'ResourceConflictException',
    message:
      'The operation cannot be performed at this time. An update is in progress for resource: arn:aws:lambda:us-east-1:123456789012:function:probe',
  },
]);
await record('conflict', ['probe']);
endpoint.setFaults([{ match: 'PUT .*/code', cut: true }]);
await record('connection-closed', ['probe']);
endpoint.clearFaults();
const layers = path.join(scratch, 'target/lambda/extensions');
await fs.mkdir(layers, { recursive: true });
await fs.copyFile(path.join(scratch, 'target/lambda/probe/bootstrap'), path.join(layers, 'telemetry'));
await record('extension', ['telemetry', '--extension']);
await endpoint.stop();
await fs.rm(scratch, { recursive: true });
console.log(folder);
