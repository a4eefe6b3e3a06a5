import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readProfiles } from '../../../src/adapters/aws/profiles';
import { configStamp } from '../../../src/adapters/aws/sharedConfig';

describe('AWS profiles', () => {
  let folder: string;
  let env: Record<string, string>;
  const write = (name: 'config' | 'credentials', text: string): Promise<void> =>
    writeFile(path.join(folder, name), text);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'rust-lambda-profiles-'));
    env = {
      AWS_CONFIG_FILE: path.join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
    };
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are none where there are no files', async () => {
    assert.deepEqual(await readProfiles(env), { profiles: [], environment: {} });
  });

  it('come from both files, without their secrets', async () => {
    await write('config', '[default]\nregion = eu-west-1\n[profile shop-prod]\nregion = us-east-2\n');
    await write(
      'credentials',
      '[shop-prod]\naws_secret_access_key = hidden\n[only-keys]\naws_access_key_id = x\n',
    );
    const { profiles } = await readProfiles(env);
    assert.deepEqual(profiles, [
      { name: 'default', region: 'eu-west-1' },
      { name: 'shop-prod', region: 'us-east-2' },
      { name: 'only-keys' },
    ]);
  });

  it('are not the sections of SSO sessions and services', async () => {
    await write(
      'config',
      '[profile a]\noutput = json\n[sso-session corp]\nsso_region = x\n[services local]\nlambda =\n  endpoint_url = http://l\n',
    );
    assert.deepEqual((await readProfiles(env)).profiles, [{ name: 'a' }]);
  });

  it('are read again after the file changed', async () => {
    await write('config', '[profile before]\noutput = json\n');
    await readProfiles(env);
    await write('config', '[profile after]\noutput = json\n');
    assert.deepEqual((await readProfiles(env)).profiles, [{ name: 'after' }]);
  });

  it('say when signing in takes what cargo lambda lacks, also through the profile their credentials come from', async () => {
    await write(
      'config',
      [
        '[profile plain]\nrole_arn = r\nsource_profile = keys',
        '[profile keys]\naws_access_key_id = x',
        '[profile guarded]\nrole_arn = r\nmfa_serial = m\nsource_profile = keys',
        '[profile behind]\nrole_arn = r\nsource_profile = guarded',
        '[profile console]\nlogin_session = arn',
        '[profile circle]\nrole_arn = r\nsource_profile = circle',
        // Without a role nobody asks for the code.
        '[profile unused]\nmfa_serial = m',
      ].join('\n'),
    );
    const { profiles } = await readProfiles(env);
    assert.deepEqual(
      profiles.map(({ name, signIn }) => [name, signIn]),
      [
        ['plain', undefined],
        ['keys', undefined],
        ['guarded', 'mfa'],
        ['behind', 'mfa'],
        ['console', 'login'],
        ['circle', undefined],
        ['unused', undefined],
      ],
    );
  });

  it("say where requests go instead of AWS, the service's own address first", async () => {
    await write(
      'config',
      [
        '[profile all]\nendpoint_url = http://all',
        '[profile some]\nendpoint_url = http://all\nservices = local',
        '[services local]\nlambda =\n  endpoint_url = http://lambda',
        '[profile none]\nendpoint_url = http://all\nignore_configured_endpoint_urls = true',
      ].join('\n'),
    );
    const endpoints = async (more: Record<string, string> = {}) =>
      (await readProfiles({ ...env, ...more })).profiles.map(({ endpoint }) => endpoint);
    assert.deepEqual(await endpoints(), ['http://all', 'http://lambda', undefined]);
    const ignored = await endpoints({ AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' });
    assert.deepEqual(ignored, [undefined, undefined, undefined]);
  });

  it('stand beside what the environment says', async () => {
    const environmentOf = async (more: Record<string, string>) =>
      (await readProfiles({ ...env, ...more })).environment;
    assert.deepEqual(
      await environmentOf({ AWS_PROFILE: 'shop', AWS_DEFAULT_REGION: 'a', AWS_ENDPOINT_URL: 'http://e' }),
      { profile: 'shop', region: 'a', endpoint: 'http://e' },
    );
    assert.deepEqual(
      await environmentOf({
        ...{ AWS_REGION: 'b', AWS_DEFAULT_REGION: 'a' },
        ...{ AWS_ENDPOINT_URL: 'http://e', AWS_ENDPOINT_URL_LAMBDA: 'http://l' },
      }),
      { region: 'b', endpoint: 'http://l' },
    );
    assert.deepEqual(await environmentOf({ AWS_PROFILE: '', AWS_REGION: '' }), {});
    assert.deepEqual(
      await environmentOf({ AWS_ENDPOINT_URL: 'http://e', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }),
      {},
    );
  });

  it('have a stamp that changes with either file', async () => {
    const stamps = [await configStamp(env)];
    await write('config', '[profile a]\n');
    stamps.push(await configStamp(env));
    await write('credentials', '[a]\n');
    stamps.push(await configStamp(env));
    assert.equal(new Set(stamps).size, 3);
    assert.equal(await configStamp(env), stamps[2]);
  });
});
