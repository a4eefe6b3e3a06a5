import assert from 'node:assert/strict';
import { RustLambdaError, type ErrorDetails } from '../../../src/core/errors';
import {
  defaultArchitecture,
  needsConfirmation,
  planDeploy,
  type PlanInputs,
} from '../../../src/core/deploy/plan';
import type { ArtifactState, DeployedFunction } from '../../../src/core/ports';

const artifact: ArtifactState = {
  path: '/w/target/lambda/order/bootstrap',
  kind: 'binary',
  architecture: 'arm64',
  profile: 'release',
  bytes: 4_000_000,
  modified: 0,
  stale: false,
  newerSources: [],
};
const running: DeployedFunction = {
  name: 'order',
  arn: 'arn:aws:lambda:eu-west-1:123456789012:function:order',
  version: '12',
  lastModified: 0,
  architecture: 'arm64',
  runtime: 'provided.al2023',
  memoryMb: 128,
  timeoutSeconds: 30,
  codeBytes: 1_600_000,
};
const inputs: PlanInputs = {
  binary: { kind: 'function', name: 'order', packageName: 'shop', clashesWith: [] },
  gone: false,
  name: 'order',
  architecture: 'arm64',
  artifact,
  target: { region: { value: 'eu-west-1', origin: 'setting' } },
  cargoLambda: { state: 'ready', value: {} },
  account: { state: 'ready', value: { account: '123456789012', arn: 'arn:aws:iam::123456789012:user/ann' } },
  deployed: { state: 'idle' },
};
const plan = (changed: Partial<PlanInputs> = {}) => planDeploy({ ...inputs, ...changed });
const failed = (reason: ErrorDetails['aws']['reason']) =>
  ({ state: 'failed', error: new RustLambdaError('aws', { reason, name: '', message: '' }) }) as const;

describe('The plan of a deploy', () => {
  it('has nothing against a fresh artifact of the right architecture', () => {
    assert.deepEqual(plan(), { refusals: [], warnings: [], pending: false });
  });

  for (const [what, reason, changed] of [
    ['there is no artifact', 'missing', undefined],
    ['it is for another architecture', 'architecture', { ...artifact, architecture: 'x86_64' }],
    ['it is for no processor that Lambda has', 'architecture', { ...artifact, architecture: 'unknown' }],
    ['it is a debug build', 'debug', { ...artifact, profile: 'debug' }],
    ['sources changed since', 'stale', { ...artifact, stale: true }],
  ] as const) {
    it(`builds first when ${what}`, () => {
      assert.equal(plan({ artifact: changed }).build, reason);
    });
  }

  it('takes an artifact whose profile is not known for what it is', () => {
    const { profile, ...unknown } = artifact;
    assert.equal(profile, 'release');
    assert.equal(plan({ artifact: unknown }).build, undefined);
  });

  for (const [what, changed, kind] of [
    ['a name that AWS would refuse', { name: 'no spaces' }, 'name'],
    ['no region', { target: {} }, 'regionMissing'],
    [
      'a region that is no host label',
      { target: { region: { value: 'bad region', origin: 'chosen' } } },
      'regionInvalid',
    ],
    ['a function that is not there any more', { gone: true }, 'gone'],
    ['two binaries of one name', { binary: { ...inputs.binary, clashesWith: ['other'] } }, 'ambiguousBinary'],
    [
      'a session that cargo lambda would not take',
      {
        target: { ...inputs.target, handOver: 'mfa' },
        cargoLambda: { state: 'ready', value: { profile: 'a' } },
      },
      'configuredProfile',
    ],
    ['an unknown configuration', { cargoLambda: failed('other') }, 'cargoLambda'],
    ['expired credentials', { account: failed('expired') }, 'account'],
    ['no credentials', { account: failed('noCredentials') }, 'account'],
    ['credentials that AWS does not know', { account: failed('invalidCredentials') }, 'account'],
    ['a profile that is not there', { account: failed('profileMissing') }, 'account'],
    ['a role that cannot be assumed', { account: failed('roleCannotBeAssumed') }, 'account'],
    ['a region that is not there', { account: failed('wrongRegion') }, 'account'],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(
        plan(changed).refusals.map((refusal) => refusal.kind),
        [kind],
      );
    });
  }

  for (const reason of ['unreachable', 'throttled', 'denied', 'other'] as const) {
    it(`goes on without the account when asking for it was ${reason}: deploying does not need STS`, () => {
      const { refusals, warnings } = plan({ account: failed(reason) });
      assert.deepEqual(refusals, []);
      assert.deepEqual(
        warnings.map(({ kind }) => kind),
        ['accountUnknown'],
      );
    });
  }

  it('says that the function exists, and which version is there', () => {
    assert.deepEqual(plan({ deployed: { state: 'ready', value: running } }).warnings, [
      { kind: 'exists', version: '12' },
    ]);
  });

  it('says that a new function is created, but not so of a layer', () => {
    const deployed = { state: 'ready', value: undefined } as const;
    assert.deepEqual(plan({ deployed }).warnings, [{ kind: 'creates' }]);
    assert.deepEqual(plan({ deployed, binary: { ...inputs.binary, kind: 'extension' } }).warnings, []);
  });

  it('asks about another architecture than the one that runs there', () => {
    const deployed = { state: 'ready', value: { ...running, architecture: 'x86_64' } } as const;
    const asked = plan({ deployed }).warnings.filter(needsConfirmation);
    assert.deepEqual(asked, [{ kind: 'architectureChange', from: 'x86_64', to: 'arm64' }]);
  });

  it('asks before it puts a binary into a function of another runtime', () => {
    const deployed = { state: 'ready', value: { ...running, runtime: 'nodejs22.x' } } as const;
    const asked = plan({ deployed }).warnings.filter(needsConfirmation);
    assert.deepEqual(asked, [{ kind: 'otherRuntime', runtime: 'nodejs22.x' }]);
  });

  it('asks nothing about a layer, which has no architecture of its own', () => {
    const layer = {
      arn: 'arn:aws:lambda:eu-west-1:123456789012:layer:order:3',
      version: '3',
      lastModified: 0,
    };
    assert.deepEqual(plan({ deployed: { state: 'ready', value: layer } }).warnings, [
      { kind: 'exists', version: '3' },
    ]);
  });

  it('warns that what is deployed could not be read, once', () => {
    const { warnings } = plan({ deployed: failed('denied') });
    assert.deepEqual(
      warnings.map(({ kind }) => kind),
      ['deployedUnknown'],
    );
    assert.deepEqual(
      plan({ account: failed('unreachable'), deployed: failed('unreachable') }).warnings.map(
        ({ kind }) => kind,
      ),
      ['accountUnknown'],
    );
  });

  it('says when it would not go to AWS, or not with the profile itself', () => {
    const endpoint = { value: 'http://127.0.0.1:4566', origin: 'environment' } as const;
    const { warnings } = plan({ target: { ...inputs.target, endpoint, handOver: 'mfa' } });
    assert.deepEqual(warnings, [
      { kind: 'otherEndpoint', endpoint },
      { kind: 'handOver', signIn: 'mfa' },
    ]);
  });

  it('is pending while AWS is asked', () => {
    assert.equal(plan({ account: { state: 'loading' } }).pending, true);
    assert.equal(plan({ deployed: { state: 'loading' } }).pending, true);
  });
});

describe('The architecture to build for', () => {
  it('is the one that runs there, then the one used before, then the setting', () => {
    const deployed = { state: 'ready', value: running } as const;
    assert.equal(defaultArchitecture(deployed, 'x86_64', 'x86_64'), 'arm64');
    assert.equal(defaultArchitecture({ state: 'loading' }, 'arm64', 'x86_64'), 'arm64');
    assert.equal(defaultArchitecture({ state: 'ready', value: undefined }, undefined, 'x86_64'), 'x86_64');
  });
});
