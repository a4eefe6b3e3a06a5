import assert from 'node:assert/strict';
import type { AwsProfiles } from '../../../src/core/ports';
import { awsTarget, resolveTarget, type TargetInputs } from '../../../src/core/deploy/target';

const profiles: AwsProfiles['profiles'] = [
  { name: 'default', region: 'us-west-2' },
  { name: 'shop', region: 'eu-west-1' },
  { name: 'test', region: 'eu-north-1', endpoint: 'http://127.0.0.1:4566' },
  { name: 'guarded', signIn: 'mfa' },
];

const resolve = ({
  chosen = {},
  remembered = {},
  setting = {},
  environment = {},
  cargoLambda = {},
}: {
  chosen?: TargetInputs['chosen'];
  remembered?: TargetInputs['remembered'];
  setting?: Partial<TargetInputs['setting']>;
  environment?: AwsProfiles['environment'];
  cargoLambda?: TargetInputs['cargoLambda'];
} = {}) =>
  resolveTarget({
    chosen,
    remembered,
    setting: { profile: '', region: '', ...setting },
    cargoLambda,
    aws: { profiles, environment },
  });

const everything = {
  remembered: { profile: 'test', region: 'eu-central-1' },
  setting: { profile: 'shop', region: 'us-east-2' },
  environment: { profile: 'guarded', region: 'ca-central-1' },
};

describe('Where a deploy goes', () => {
  it('is the default chain and no region when nobody says anything and there is no default profile', () => {
    const aws = { profiles: [], environment: {} };
    const target = resolveTarget({ chosen: {}, remembered: {}, setting: { profile: '', region: '' }, aws });
    assert.deepEqual(target, {});
    assert.equal(awsTarget(target), undefined);
  });

  it('follows the choice in the panel before all else', () => {
    assert.deepEqual(resolve({ ...everything, chosen: { profile: 'shop', region: 'sa-east-1' } }), {
      profile: { value: 'shop', origin: 'chosen' },
      region: { value: 'sa-east-1', origin: 'chosen' },
    });
  });

  it('follows what was remembered, then the setting, then the environment', () => {
    const { remembered, setting, environment } = everything;
    const values = [{ remembered, setting, environment }, { setting, environment }, { environment }]
      .map((inputs) => resolve(inputs))
      .map(({ profile, region }) => [profile?.value, profile?.origin, region?.value, region?.origin]);
    assert.deepEqual(values, [
      ['test', 'remembered', 'eu-central-1', 'remembered'],
      ['shop', 'setting', 'us-east-2', 'setting'],
      ['guarded', 'environment', 'ca-central-1', 'environment'],
    ]);
  });

  it('follows what cargo-lambda is configured with before the environment, after what a person said', () => {
    const { setting, environment } = everything;
    const cargoLambda = { profile: 'test', region: 'sa-east-1', endpoint: 'http://127.0.0.1:1' };
    const values = [
      { setting, cargoLambda, environment },
      { cargoLambda, environment },
    ]
      .map((inputs) => resolve(inputs))
      .map(({ profile, region }) => [profile?.value, profile?.origin, region?.value, region?.origin]);
    assert.deepEqual(values, [
      ['shop', 'setting', 'us-east-2', 'setting'],
      ['test', 'cargoLambda', 'sa-east-1', 'cargoLambda'],
    ]);
    assert.deepEqual(awsTarget(resolve({ cargoLambda, environment: { endpoint: 'http://127.0.0.1:2' } })), {
      ...{ profile: 'test', region: 'sa-east-1', endpoint: 'http://127.0.0.1:1' },
    });
  });

  it('cannot be without the profile that cargo-lambda is configured with', () => {
    const { profile } = resolve({ chosen: { profile: '' }, cargoLambda: { profile: 'test' } });
    assert.deepEqual(profile, { value: 'test', origin: 'cargoLambda' });
  });

  it('takes the region of a profile that was just picked, not what was remembered for another', () => {
    const { region } = resolve({ ...everything, chosen: { profile: 'shop' } });
    assert.deepEqual(region, { value: 'eu-west-1', origin: 'profile' });
  });

  it('keeps the remembered region when the remembered profile is picked again', () => {
    const { region } = resolve({ ...everything, chosen: { profile: 'test' } });
    assert.deepEqual(region, { value: 'eu-central-1', origin: 'remembered' });
  });

  it('takes the region of a profile that was asked for before AWS_REGION, as cargo lambda does', () => {
    const { region } = resolve({ setting: { profile: 'shop' }, environment: { region: 'ca-central-1' } });
    assert.deepEqual(region, { value: 'eu-west-1', origin: 'profile' });
  });

  it('takes AWS_REGION before the region of the profile that AWS_PROFILE names', () => {
    const { region } = resolve({ environment: { profile: 'shop', region: 'ca-central-1' } });
    assert.deepEqual(region, { value: 'ca-central-1', origin: 'environment' });
  });

  it('takes the region of the default profile when no profile is named', () => {
    assert.deepEqual(resolve().region, { value: 'us-west-2', origin: 'profile' });
  });

  it('is the default chain when that was picked, in spite of what is remembered and set', () => {
    const target = resolve({ ...everything, environment: {}, chosen: { profile: '' } });
    assert.equal(target.profile, undefined);
  });

  it('names AWS_PROFILE also when the default chain was picked, because the chain begins with it', () => {
    const target = resolve({ chosen: { profile: '' }, environment: { profile: 'shop' } });
    assert.deepEqual(target.profile, { value: 'shop', origin: 'environment' });
  });

  it('says when requests do not go to AWS, and that the environment decides before the profile', () => {
    const chosen = { profile: 'test' };
    assert.deepEqual(resolve({ chosen }).endpoint, { value: 'http://127.0.0.1:4566', origin: 'profile' });
    const environment = { endpoint: 'http://127.0.0.1:1' };
    assert.deepEqual(resolve({ chosen, environment }).endpoint, {
      value: 'http://127.0.0.1:1',
      origin: 'environment',
    });
  });

  it('knows which profiles cargo lambda cannot sign in with', () => {
    assert.equal(resolve({ chosen: { profile: 'guarded' } }).handOver, 'mfa');
    assert.equal(resolve({ chosen: { profile: 'shop' } }).handOver, undefined);
  });
});
