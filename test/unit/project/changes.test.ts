import assert from 'node:assert/strict';
import { afterChanges, emptyModel, mergeModels, modelWithin } from '../../../src/core/project/changes';
import { binariesOf } from '../../../src/core/project/model';
import { model, workspace } from './models';

const a = workspace('/w/a', { one: ['one'], two: ['two'] });
const b = workspace('/w/b', { three: ['three'] });
const inA = workspace('/w/a/nested', { four: ['four'] });
const before = model(a, b, inA);
const found = [...a.manifests, ...b.manifests, ...inA.manifests];

const kept = (...changed: string[]) =>
  afterChanges(before, found, changed).kept.workspaces.map((each) => each.root);

describe('What a change touches', () => {
  it('is the workspace it lies in, and no other', () => {
    assert.deepEqual(kept('/w/b/three/Cargo.toml'), ['/w/a', '/w/a/nested']);
    assert.deepEqual(kept('/w/b/three/src/bin/new.rs'), ['/w/a', '/w/a/nested']);
  });

  it('is every workspace around and below a manifest: each may have become the root', () => {
    assert.deepEqual(kept('/w/a/Cargo.toml'), ['/w/b']);
    assert.deepEqual(kept('/w/a/nested/four/Cargo.toml'), ['/w/b']);
    assert.deepEqual(kept('/w/Cargo.toml'), []);
  });

  it('is what is below the folder of a cargo configuration', () => {
    assert.deepEqual(kept('/w/a/nested/.cargo/config.toml'), ['/w/b']);
    assert.deepEqual(kept('/w/.cargo/config.toml'), []);
  });

  it('is what a folder that came or went holds', () => {
    assert.deepEqual(kept('/w/b'), ['/w/a', '/w/a/nested']);
    assert.deepEqual(kept('/w'), []);
    assert.deepEqual(kept('/elsewhere'), ['/w/a', '/w/b', '/w/a/nested']);
  });

  it('is a workspace with a member that lies outside of its folder', () => {
    const apart = workspace('/w/c', { five: ['five'] }, () => '/elsewhere/five');
    const { kept: rest } = afterChanges(model(apart, b), found, ['/elsewhere/five/src/main.rs']);
    assert.deepEqual(rest.workspaces, [b]);
  });

  it('has all manifests read that nobody answers for any more', () => {
    const { manifests } = afterChanges(before, [...found, '/w/new/Cargo.toml'], ['/w/b/Cargo.toml']);
    assert.deepEqual(manifests, [...b.manifests, '/w/new/Cargo.toml']);
  });

  it('is everything when there is too much', () => {
    const many = Array.from({ length: 51 }, (_, n) => `/elsewhere/${n}`);
    assert.deepEqual(afterChanges(before, found, many), { kept: emptyModel, manifests: found });
  });

  it('includes a broken manifest that was mended, and leaves others broken', () => {
    const broken = ['/w/x/Cargo.toml', '/w/y/Cargo.toml'].map((manifestPath) => ({
      manifestPath,
      message: '',
    }));
    const all = [...found, ...broken.map((each) => each.manifestPath)];
    const after = afterChanges({ ...before, broken }, all, ['/w/x/Cargo.toml']);
    assert.deepEqual(after.kept.broken, [broken[1]]);
    assert.deepEqual(after.manifests, ['/w/x/Cargo.toml']);
  });

  it('includes a broken member when its root changed', () => {
    const broken = [{ manifestPath: '/w/b/three/Cargo.toml', message: '' }];
    assert.deepEqual(afterChanges({ ...before, broken }, found, ['/w/b/Cargo.toml']).kept.broken, []);
  });
});

describe('Models put together', () => {
  it('take what was read anew, in the order of places', () => {
    const fresh = workspace('/w/a', { other: ['other'] });
    assert.deepEqual(mergeModels(model(b, a), model(fresh)).workspaces, [fresh, b]);
  });

  it('forget that a manifest was broken once cargo has read it', () => {
    const [first = '', second = ''] = a.manifests;
    const merged = mergeModels(
      { workspaces: [], broken: [{ manifestPath: first, message: 'old' }] },
      { workspaces: [a], broken: [{ manifestPath: second, message: 'new' }] },
    );
    assert.deepEqual(merged.broken, [{ manifestPath: second, message: 'new' }]);
  });

  it('show what is open, and keep workspaces that show nothing', () => {
    const open = modelWithin(before, (path) => path.startsWith('/w/a/one/'));
    assert.deepEqual(
      binariesOf(open).map((binary) => binary.name),
      ['one'],
    );
    assert.equal(open.workspaces.length, 3);
  });
});
