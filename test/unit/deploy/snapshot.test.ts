import assert from 'node:assert/strict';
import type { Artifacts, Aws, AwsProfiles } from '../../../src/core/ports';
import type { LambdaBinary } from '../../../src/core/project/model';
import { ChoiceStore } from '../../../src/ui/deployPanel/choices';
import { Facts } from '../../../src/ui/deployPanel/facts';
import { agreementOf, takeSnapshot, type SnapshotInputs } from '../../../src/ui/deployPanel/snapshot';

const binary: LambdaBinary = {
  ...{ id: '/w/order/Cargo.toml#order', name: 'order', kind: 'function', http: false },
  ...{ packageName: 'order', manifestPath: '/w/order/Cargo.toml', sourcePath: '/w/order/src/main.rs' },
  ...{ workspaceRoot: '/w', targetDirectory: '/w/target', clashesWith: [] },
};
const profiles: AwsProfiles = {
  profiles: [
    { name: 'shop', region: 'eu-west-1' },
    { name: 'test', region: 'eu-north-1' },
  ],
  environment: {},
};

function factsOf(): Facts {
  const facts = new Facts(
    () => binary,
    { aws: {} as Aws, artifacts: {} as Artifacts, deployConfig: () => Promise.resolve({}) },
    () => {},
  );
  facts.profiles = profiles;
  return facts;
}
const snapshot = (changed: Partial<SnapshotInputs> = {}) =>
  takeSnapshot({
    ...{ binary, gone: false, chosen: {}, remembered: {}, workspaceTarget: {}, facts: factsOf() },
    phase: { kind: 'planning' },
    settings: {
      ...{ cargoPath: 'cargo', env: {}, profile: '', region: '' },
      ...{ architecture: 'x86_64', compiler: 'cargo-zigbuild' },
    },
    buildCommand: () => ({ command: 'cargo', args: ['lambda', 'build'], cwd: '/w' }),
    ...changed,
  });
const where = (changed: Partial<SnapshotInputs>) => {
  const { profile, region } = snapshot(changed).target;
  return [profile?.value, region?.value];
};

describe('What the deploy panel shows', () => {
  it('goes where was picked for the workspace, unless this function was deployed elsewhere before', () => {
    const workspaceTarget = { profile: 'shop', region: 'us-east-1' };
    assert.deepEqual(where({ workspaceTarget }), ['shop', 'us-east-1']);
    const remembered = { profile: 'test', region: 'eu-central-1' };
    assert.deepEqual(where({ workspaceTarget, remembered }), ['test', 'eu-central-1']);
  });

  it("never mixes a function's profile with the region picked for the workspace's", () => {
    const workspaceTarget = { profile: 'shop', region: 'us-east-1' };
    assert.deepEqual(where({ workspaceTarget, remembered: { profile: 'test' } }), ['test', 'eu-north-1']);
  });

  it("keeps a function's region beside the profile picked for the workspace", () => {
    const workspaceTarget = { profile: 'shop', region: 'us-east-1' };
    assert.deepEqual(where({ workspaceTarget, remembered: { region: 'sa-east-1' } }), ['shop', 'sa-east-1']);
  });

  it('is named after the binary, until another name is picked', () => {
    assert.equal(snapshot().name, 'order');
    assert.equal(snapshot({ remembered: { name: 'order-prod' } }).name, 'order-prod');
    assert.equal(snapshot({ remembered: { name: 'a' }, chosen: { name: 'b' } }).name, 'b');
  });

  it('asks for agreement anew when account, target, artifact or what is deployed changed, not for words', () => {
    const facts = factsOf();
    facts.account = { state: 'ready', value: { account: '1', arn: 'a' } };
    const agreed = agreementOf(snapshot({ facts }));
    assert.equal(agreementOf(snapshot({ facts, phase: { kind: 'changed' } })), agreed);

    const otherAccount = factsOf();
    otherAccount.account = { state: 'ready', value: { account: '2', arn: 'a' } };
    const unread = factsOf();
    unread.account = facts.account;
    unread.deployed = { state: 'ready', value: undefined };
    const built = factsOf();
    built.account = facts.account;
    built.artifact = {
      state: 'ready',
      value: {
        ...{ path: '/w/target/lambda/order/bootstrap', kind: 'binary', architecture: 'x86_64' },
        ...{ bytes: 1, modified: 1, stale: false, newerSources: [] },
      },
    };
    const others = [
      snapshot({ facts: otherAccount }),
      snapshot({ facts: unread }),
      snapshot({ facts: built }),
      snapshot({ facts, chosen: { region: 'us-west-1' } }),
      snapshot({ facts, chosen: { name: 'other' } }),
    ].map(agreementOf);
    assert.equal(new Set([agreed, ...others]).size, 6);
  });
});

describe('Choices', () => {
  it('are kept for each function by itself', async () => {
    const memory = new Map<string, unknown>();
    const store = new ChoiceStore({
      get: (key) => memory.get(key),
      update: (key, value) => Promise.resolve(void memory.set(key, value)),
    });
    await store.remember('a', { region: 'eu-west-1' });
    await store.remember('b', { name: 'x' });
    assert.deepEqual(
      [store.get('a'), store.get('b'), store.get('c')],
      [{ region: 'eu-west-1' }, { name: 'x' }, {}],
    );
  });
});
