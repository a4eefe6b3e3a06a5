import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';
import {
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  ResourceConflictException,
} from '@aws-sdk/client-lambda';
import { createAws } from '../../../src/adapters/aws/aws';
import { cancelled, isError, type ErrorDetails } from '../../../src/core/errors';
import type { Aws } from '../../../src/core/ports';
import type { DeploySession } from '../../../src/ui/deployPanel/session';
import type { FaultRule } from '../../../tools/aws/faults.mjs';
import { isAlive } from '../../../tools/lib/processes.mjs';
import { active, BUILD_MS, builtProbe, ROLE, zipOf } from '../awsEndpoint/support';
import { awsEnvironment, SECRET, type AwsEnvironment } from './environment';
import { createRig, type Rig, type RigOptions } from './rig';

const region = 'us-east-1';
const arn = (name: string): string => `arn:aws:lambda:${region}:123456789012:function:${name}`;

/** Resolves when the session is in such a phase. */
const phase = (session: DeploySession, kind: DeploySession['snapshot']['phase']['kind']): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (session.snapshot.phase.kind !== kind) return;
      subscription.dispose();
      resolve();
    };
    const subscription = session.onDidChange(look);
    look();
  });

describe('Deploying with cargo lambda to the endpoint on this machine', function () {
  this.timeout(90_000);
  let environment: AwsEnvironment;
  let rigs: Rig[] = [];
  let client: LambdaClient;

  before(async function () {
    this.timeout(BUILD_MS);
    await builtProbe();
    environment = await awsEnvironment();
    const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
    client = new LambdaClient({ endpoint: environment.endpoint.url, region, credentials });
  });
  beforeEach(() => environment.set({ ...environment.profilesOnly, ...environment.endpoint.env }));
  afterEach(async () => {
    environment.endpoint.clearFaults();
    await Promise.all(rigs.map((rig) => rig.end()));
    rigs = [];
  });
  after(() => environment.end());

  /** A session whose plan has been read. */
  async function open(name: string, options?: RigOptions): Promise<Rig> {
    const rig = await createRig(name, options);
    rigs.push(rig);
    await rig.putArtifact();
    await rig.session.refresh();
    return rig;
  }

  /** The same for a function that is there already, with other code than the rig has. */
  async function existing(name: string, options?: RigOptions): Promise<Rig> {
    const zip = zipOf(await fs.readFile(await builtProbe()));
    const create = new CreateFunctionCommand({
      ...{ FunctionName: name, Role: ROLE, Runtime: 'provided.al2023', Handler: 'bootstrap' },
      ...{ Architectures: [process.arch === 'arm64' ? 'arm64' : 'x86_64'], Publish: true },
      Code: { ZipFile: zip },
    });
    await client.send(create).catch((error: unknown) => {
      // The SDK asks again when a connection breaks, and what it asked for was done already.
      const isAgain = error instanceof ResourceConflictException && (error.$metadata.attempts ?? 1) > 1;
      if (!isAgain) throw error;
    });
    await active(client, name);
    const rig = await createRig(name, options);
    rigs.push(rig);
    await rig.putArtifact('changed');
    await rig.session.refresh();
    return rig;
  }

  function done({ session }: Rig) {
    const { snapshot } = session;
    if (snapshot.phase.kind !== 'done') assert.fail(inspect(snapshot.phase, { depth: 5 }));
    assert.ok(snapshot.phase.result);
    return snapshot.phase.result;
  }

  function failure({ session }: Rig): Error {
    const { snapshot } = session;
    if (snapshot.phase.kind !== 'failed') assert.fail(inspect(snapshot.phase, { depth: 5 }));
    return snapshot.phase.error;
  }

  const versionThere = async (name: string): Promise<string | undefined> =>
    (await createAws({ mfaCode: () => Promise.resolve(undefined) }).deployedFunction({ region }, name))
      ?.version;

  it('creates a function, says so before, and knows its ARN and version after', async () => {
    const rig = await open('created');
    const { plan, account } = rig.session.snapshot;
    assert.deepEqual(
      plan.warnings.map(({ kind }) => kind),
      ['creates', 'otherEndpoint'],
    );
    assert.equal(account.state === 'ready' && account.value.account, '123456789012');
    assert.equal(plan.build, undefined);
    await rig.session.deploy();
    const result = done(rig);
    assert.match(result.arn, new RegExp(`^${arn('created')}`));
    assert.equal(result.version, '1');
    assert.equal(await versionThere('created'), '1');
    assert.deepEqual(rig.ran, [
      `cargo lambda deploy created --binary-name probe --region ${region} --endpoint-url ${environment.endpoint.url} --output-format json`,
    ]);
  });

  it('goes where cargo-lambda is configured to go, says so, and not where variables for functions here lead', async () => {
    const rig = await open('configured');
    const config = path.join(path.dirname(environment.configFile), 'CargoLambda.toml');
    await fs.writeFile(config, '[deploy]\nprofile = "role"\nregion = "eu-west-3"\n');
    const env = { ...rig.settings.env, CARGO_LAMBDA_GLOBAL: config, AWS_PROFILE: 'denied' };
    rig.settings = { ...rig.settings, env };
    await rig.session.refresh();
    const { account, target, plan } = rig.session.snapshot;
    assert.deepEqual(target.profile, { value: 'role', origin: 'cargoLambda' });
    assert.match(account.state === 'ready' ? account.value.arn : '', /assumed-role\/deployer/);
    assert.deepEqual(plan.refusals, []);
    await rig.session.deploy();
    assert.match(done(rig).arn, /:eu-west-3:123456789012:function:configured/);
    assert.match(rig.ran[0] ?? '', / --profile role --region eu-west-3 /);
  });

  it('refuses while it is not known where cargo-lambda is configured to go', async () => {
    const rig = await open('unknown-configuration');
    const config = path.join(path.dirname(environment.configFile), 'CargoLambda.toml');
    await fs.writeFile(config, 'no toml');
    rig.settings = { ...rig.settings, env: { ...rig.settings.env, CARGO_LAMBDA_GLOBAL: config } };
    await rig.session.refresh();
    const kinds = rig.session.snapshot.plan.refusals.map(({ kind }) => kind);
    assert.deepEqual(kinds, ['cargoLambda']);
    await rig.session.deploy();
    assert.deepEqual(rig.ran, []);
  });

  it('updates a function that is there, says which version is there, and publishes the next', async () => {
    const rig = await existing('updated');
    assert.deepEqual(rig.session.snapshot.plan.warnings[0], { kind: 'exists', version: '1' });
    await rig.session.deploy();
    assert.equal(done(rig).version, '2');
    assert.equal(await versionThere('updated'), '2');
  });

  it('reads the URL of the function again afterwards, which cargo lambda does not repeat', async () => {
    const rig = await existing('with-url');
    const input = { FunctionName: 'with-url', AuthType: 'NONE' } as const;
    const { FunctionUrl } = await client.send(new CreateFunctionUrlConfigCommand(input));
    await rig.session.refresh();
    await rig.session.deploy();
    const { deployed } = rig.session.snapshot;
    assert.ok(deployed.state === 'ready' && deployed.value && 'url' in deployed.value);
    assert.equal(deployed.value.url, FunctionUrl);
    assert.equal(done(rig).version, '2');
  });

  it('deploys an extension as a layer', async () => {
    const rig = await open('telemetry', { kind: 'extension' });
    await rig.session.deploy();
    assert.equal(done(rig).arn, `arn:aws:lambda:${region}:123456789012:layer:telemetry:1`);
    assert.equal(done(rig).version, '1');
    const { deployed } = rig.session.snapshot;
    assert.equal(deployed.state === 'ready' && deployed.value?.version, '1');
  });

  it('builds first when the artifact is older than its sources', async () => {
    const rig = await existing('stale');
    const later = new Date(Date.now() - 86_400_000 * 365 * 50);
    await fs.utimes(rig.artifactPath, later, later);
    await rig.session.refresh();
    assert.equal(rig.session.snapshot.plan.build, 'stale');
    const built: unknown[] = [];
    rig.builds = {
      build: async (target, { release }) => {
        built.push([target, release]);
        await rig.putArtifact('built anew');
      },
    };
    await rig.session.deploy();
    assert.equal(done(rig).version, '2');
    const { workspaceRoot } = rig.binary;
    assert.deepEqual(built, [
      [
        { workspaceRoot, packageName: 'probe', binaryName: 'probe', extension: false },
        { architecture: rig.settings.architecture, compiler: 'cargo' },
      ],
    ]);
  });

  describe('follows the settings', () => {
    it('and asks AWS anew when they point elsewhere', async () => {
      const rig = await existing('resettled');
      assert.deepEqual(rig.session.snapshot.plan.warnings[0], { kind: 'exists', version: '1' });
      rig.settings = { ...rig.settings, region: 'eu-central-1' };
      await rig.session.retarget();
      assert.equal(rig.session.snapshot.target.region?.value, 'eu-central-1');
      assert.deepEqual(rig.session.snapshot.plan.warnings[0], { kind: 'creates' });
    });

    it('but not in the middle of a deploy, which goes where was agreed to', async () => {
      const rig = await existing('unmoved');
      await rig.removeArtifact();
      await rig.session.refresh();
      rig.builds = {
        build: async () => {
          rig.settings = { ...rig.settings, region: 'eu-central-1' };
          await rig.session.retarget();
          await rig.putArtifact('changed');
        },
      };
      await rig.session.deploy();
      assert.match(done(rig).arn, new RegExp(`^${arn('unmoved')}`));
      assert.match(rig.ran.join(), new RegExp(`--region ${region} `));
    });
  });

  describe('follows the project', () => {
    it('to where its artifacts are, and past a clash of names that is over', async () => {
      const rig = await open('renamed');
      rig.current = {
        ...rig.binary,
        clashesWith: ['other'],
        targetDirectory: '/nowhere',
      };
      await rig.session.refresh();
      const { refusals, build } = rig.session.snapshot.plan;
      assert.deepEqual([refusals.map(({ kind }) => kind), build], [['ambiguousBinary'], 'missing']);
      rig.current = rig.binary;
      await rig.session.refreshArtifact();
      assert.deepEqual(rig.session.snapshot.plan.refusals, []);
      await rig.session.deploy();
      done(rig);
    });

    it('and refuses to deploy what is not in it any more', async () => {
      const rig = await open('removed');
      rig.current = undefined;
      await rig.session.deploy();
      assert.deepEqual(rig.session.snapshot.plan.refusals, [{ kind: 'gone' }]);
      assert.deepEqual(rig.ran, []);
    });

    it('but not in the middle of a deploy, which is of what was agreed to', async () => {
      const rig = await open('unmoved-binary');
      rig.current = { ...rig.binary };
      rig.builds = {
        build: async () => {
          rig.current = undefined;
          await rig.putArtifact('changed');
        },
      };
      await rig.removeArtifact();
      await rig.session.refresh();
      await rig.session.deploy();
      done(rig);
    });
  });

  describe('remembers', () => {
    it('nothing that was not picked, so that a changed setting counts', async () => {
      const rig = await open('following');
      await rig.session.deploy();
      done(rig);
      assert.deepEqual(rig.choices.get(rig.binary.id), { name: 'following' });
    });

    it('what was chosen, and nothing that is secret', async () => {
      const rig = await open('remembered');
      await rig.session.choose('profile', 'shop');
      await rig.session.choose('region', region);
      await rig.session.deploy();
      done(rig);
      const kept = rig.choices.get(rig.binary.id);
      assert.deepEqual(kept, { name: 'remembered', profile: 'shop', region });
      assert.ok(!inspect(rig.session.snapshot, { depth: 10 }).includes(SECRET));
      assert.ok(!rig.ran.join('\n').includes(SECRET));
    });
  });

  describe('signs in', () => {
    it('as the profile of AWS_PROFILE, also when the environment has keys, which cargo lambda would prefer', async () => {
      environment.set({ ...environment.profilesOnly, ...environment.endpoint.env, AWS_PROFILE: 'shop' });
      const good = await existing('by-profile');
      assert.match(good.session.snapshot.deploy.args.join(' '), /--profile shop/);
      environment.set({ ...environment.profilesOnly, ...environment.endpoint.env, AWS_PROFILE: 'expired' });
      await good.session.refresh();
      assert.deepEqual(
        good.session.snapshot.plan.refusals.map(({ kind }) => kind),
        ['account'],
      );
      await good.session.deploy();
      assert.deepEqual(good.ran, []);
    });

    it('with the session of an MFA profile, handed over to cargo lambda, which has none of its own', async () => {
      environment.set({ ...environment.profilesOnly, AWS_REGION: region });
      const rig = await open('by-mfa', { remembered: { profile: 'guarded', region } });
      assert.equal(rig.session.snapshot.target.handOver, 'mfa');
      await rig.session.deploy();
      assert.equal(done(rig).version, '1');
      assert.ok(!rig.ran.join(' ').includes('--profile'));
    });

    it('where the profile says, without AWS_ENDPOINT_URL', async () => {
      const { AWS_ENDPOINT_URL, ...rest } = environment.profilesOnly;
      environment.set(rest);
      const rig = await open('elsewhere', { remembered: { profile: 'elsewhere', region } });
      assert.equal(rig.session.snapshot.target.endpoint?.value, AWS_ENDPOINT_URL);
      await rig.session.deploy();
      assert.equal(done(rig).version, '1');
    });
  });

  describe('refuses, before anything runs,', () => {
    const refused = async (rig: Rig): Promise<ErrorDetails['aws']['reason'] | undefined> => {
      await rig.session.deploy();
      assert.deepEqual(rig.ran, []);
      assert.equal(rig.session.snapshot.phase.kind, 'planning');
      const [refusal] = rig.session.snapshot.plan.refusals;
      assert.equal(refusal?.kind, 'account');
      assert.ok(isError(refusal.error, 'aws'));
      return refusal.error.details.reason;
    };

    it('no credentials', async () => {
      environment.set(environment.profilesOnly);
      assert.equal(await refused(await open('x', { remembered: { region } })), 'noCredentials');
    });

    it('expired credentials', async () => {
      assert.equal(await refused(await open('x', { remembered: { profile: 'expired', region } })), 'expired');
    });

    it('a role that cannot be assumed', async () => {
      environment.endpoint.setFaults([
        {
          ...{ match: 'sts:AssumeRole', status: 403, type: 'AccessDenied' },
          message: 'User: arn:aws:iam::123456789012:user/ann is not authorized to perform: sts:AssumeRole',
        },
      ]);
      const rig = await open('x', { remembered: { profile: 'role', region } });
      assert.equal(await refused(rig), 'roleCannotBeAssumed');
    });

    it('a region that is nowhere', async () => {
      environment.set({ ...environment.endpoint.env, AWS_ENDPOINT_URL: '' });
      assert.equal(await refused(await open('x', { remembered: { region: 'nowhere-1' } })), 'wrongRegion');
    });

    it('no region', async () => {
      environment.set({ ...environment.endpoint.env, AWS_REGION: '', AWS_CONFIG_FILE: '/nowhere' });
      const rig = await open('x');
      await rig.session.deploy();
      assert.deepEqual(rig.session.snapshot.plan.refusals, [{ kind: 'regionMissing' }]);
      assert.deepEqual(rig.ran, []);
    });

    it('what is still being read', async () => {
      const rig = await createRig('x');
      rigs.push(rig);
      const reading = rig.session.refresh();
      await phase(rig.session, 'planning');
      await new Promise<void>((resolve) => {
        const subscription = rig.session.onDidChange(() => {
          if (!rig.session.snapshot.plan.pending) return;
          subscription.dispose();
          resolve();
        });
      });
      await rig.session.deploy();
      assert.deepEqual(rig.ran, []);
      await reading;
    });
  });

  describe('asks before', () => {
    it('it changes the architecture of a function that is there, and leaves it when the answer is no', async () => {
      const rig = await existing('moved');
      const other = rig.settings.architecture === 'arm64' ? 'x86_64' : 'arm64';
      await rig.session.choose('architecture', other);
      await rig.session.deploy();
      assert.deepEqual(rig.questions, [
        { kind: 'architectureChange', from: rig.settings.architecture, to: other },
      ]);
      assert.deepEqual(rig.ran, []);
      assert.equal(await versionThere('moved'), '1');
    });
  });

  describe('does nothing when what was shown is not so any more:', () => {
    it('the function was created meanwhile', async () => {
      const [first, second] = [await open('raced'), await open('raced')];
      await first.session.deploy();
      await second.session.deploy();
      assert.equal(second.session.snapshot.phase.kind, 'changed');
      assert.deepEqual(second.ran, []);
      await second.session.deploy();
      assert.equal(done(second).version, await versionThere('raced'));
    });

    it('the artifact was deleted meanwhile', async () => {
      const rig = await existing('deleted');
      await rig.removeArtifact();
      await rig.session.deploy();
      assert.equal(rig.session.snapshot.phase.kind, 'changed');
      assert.equal(rig.session.snapshot.plan.build, 'missing');
    });
  });

  describe('refuses what a build left', () => {
    // Stand-ins for builds that end well and leave the wrong thing; cargo lambda does so for a library, for example.
    it('when there is no artifact', async () => {
      const rig = await existing('nothing-built');
      await rig.removeArtifact();
      await rig.session.refresh();
      rig.builds = { build: () => Promise.resolve() };
      await rig.session.deploy();
      assert.ok(isError(failure(rig), 'artifactMissing'));
      assert.deepEqual(rig.ran, []);
    });

    it('when it is of the wrong architecture', async () => {
      const rig = await existing('wrong-built');
      const other = rig.settings.architecture === 'arm64' ? 'x86_64' : 'arm64';
      await rig.session.choose('architecture', other);
      rig.answers.push(true);
      rig.builds = { build: () => rig.putArtifact('again') };
      await rig.session.deploy();
      const error = failure(rig);
      assert.ok(isError(error, 'wrongArchitecture'));
      assert.deepEqual(error.details, { found: rig.settings.architecture, wanted: other });
      assert.deepEqual(rig.ran, []);
    });
  });

  describe('tells why cargo lambda failed:', () => {
    /** What AWS answers to the upload alone, so that the plan had nothing against it. */
    const cases: readonly (readonly [ErrorDetails['aws']['reason'], Omit<FaultRule, 'match'>])[] = [
      ['expired', { status: 403, type: 'ExpiredTokenException', message: 'The security token … is expired' }],
      ['denied', { status: 403, type: 'AccessDeniedException', message: 'User: … is not authorized' }],
      ['throttled', { status: 429, type: 'TooManyRequestsException', message: 'Rate exceeded' }],
      [
        'roleCannotBeAssumed',
        {
          ...{ status: 400, type: 'InvalidParameterValueException' },
          message: 'The role defined for the function cannot be assumed by Lambda.',
        },
      ],
      ['unreachable', { cut: true }],
    ];
    for (const [reason, fault] of cases) {
      it(`${reason}, and the function stays as it was`, async () => {
        const name = `fails-${reason}`;
        const rig = await existing(name);
        environment.endpoint.setFaults([{ match: `PUT .*functions/${name}/code`, ...fault }]);
        await rig.session.deploy();
        const error = failure(rig);
        assert.ok(isError(error, 'aws'), inspect(error));
        assert.equal(error.details.reason, reason, inspect(error));
        assert.equal(rig.ran.length, 1);
        assert.equal(await versionThere(name), '1');
      });
    }
  });

  it('is not a failure because what is deployed could not be read afterwards', async () => {
    const real = createAws({ mfaCode: () => Promise.resolve(undefined) });
    let broken = false;
    const aws: Aws = {
      ...real,
      deployedFunction: (...args) =>
        broken ? Promise.reject(new Error('the network went away')) : real.deployedFunction(...args),
    };
    const rig = await existing('unread', { aws });
    const running = rig.session.deploy();
    await phase(rig.session, 'deploying');
    broken = true;
    await running;
    assert.equal(done(rig).version, '2');
    assert.equal(rig.session.snapshot.deployed.state, 'failed');
  });

  describe('stops', () => {
    it('after asking, with its process gone, and reads what AWS has then', async () => {
      const rig = await existing('stopped');
      environment.endpoint.setFaults([{ match: 'PUT .*/code', delay: 60_000 }]);
      const running = rig.session.deploy();
      await phase(rig.session, 'deploying');
      // No answer is no: it goes on.
      while (!rig.process() || rig.ran.length === 0) await new Promise(setImmediate);
      await rig.session.stop();
      assert.deepEqual(rig.questions, [{ kind: 'stopDeploy' }]);
      assert.equal(rig.session.snapshot.phase.kind, 'deploying');
      rig.answers.push(true);
      await rig.session.stop();
      await running;
      assert.deepEqual(rig.session.snapshot.phase, { kind: 'stopped', step: 'deploy' });
      assert.equal(isAlive(rig.process()?.pid ?? 0), false);
      const { deployed } = rig.session.snapshot;
      assert.equal(deployed.state === 'ready' && deployed.value?.version, '1');
    });

    it('a build without asking, since nothing was deployed yet', async () => {
      const rig = await existing('build-stopped');
      await rig.removeArtifact();
      await rig.session.refresh();
      rig.builds = {
        build: (_target, { signal }) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(cancelled()));
          }),
      };
      const running = rig.session.deploy();
      await phase(rig.session, 'building');
      await rig.session.stop();
      await running;
      assert.deepEqual(rig.questions, []);
      assert.equal(rig.session.snapshot.phase.kind === 'stopped', true, inspect(rig.session.snapshot.phase));
      assert.deepEqual(rig.ran, []);
    });
  });
});
