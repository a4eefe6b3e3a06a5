import assert from 'node:assert/strict';
import { outline, type OutlineNode } from '../../../src/core/project/outline';
import { model, workspace } from './models';

const folder = (path: string) => ({ name: path.slice(1), path });

/** `kind label (detail)` with children in brackets. */
const drawn = (nodes: readonly OutlineNode[]): string[] =>
  nodes.map((node) => {
    const detail = 'detail' in node ? ` (${node.detail})` : '';
    const children = 'children' in node ? ` [${drawn(node.children).join(', ')}]` : '';
    return `${node.kind} ${node.label}${detail}${children}`;
  });

describe('The levels of the tree', () => {
  it('leave out the only folder, and packages with one function', () => {
    const nodes = outline(model(workspace('/w', { b: ['b'], a: ['a'] })), [folder('/w')]);
    assert.deepEqual(drawn(nodes), ['binary a', 'binary b']);
  });

  it('name the package of a function that is called otherwise', () => {
    assert.deepEqual(drawn(outline(model(workspace('/w', { pkg: ['bin'] })), [folder('/w')])), [
      'binary bin (pkg)',
    ]);
  });

  it('keep a package that has several', () => {
    const nodes = outline(model(workspace('/w', { pkg: ['x', 'y'], z: ['z'] })), [folder('/w')]);
    assert.deepEqual(drawn(nodes), ['package pkg [binary x, binary y]', 'binary z']);
  });

  it('show folders when there are several, without those that have nothing', () => {
    const nodes = outline(model(workspace('/w', { a: ['a'] }), workspace('/v', { b: ['b'] })), [
      folder('/w'),
      folder('/v'),
      folder('/docs'),
    ]);
    assert.deepEqual(drawn(nodes), ['folder w [binary a]', 'folder v [binary b]']);
  });

  it('put a package into the innermost of nested folders, once', () => {
    const nodes = outline(model(workspace('/w', { a: ['a'], b: ['b'] })), [folder('/w'), folder('/w/b')]);
    assert.deepEqual(drawn(nodes), ['folder w [binary a]', 'folder w/b [binary b]']);
  });

  it('tell packages of one name by their place', () => {
    const nodes = outline(model(workspace('/w/x', { a: ['a'] }), workspace('/w/y', { a: ['a'] })), [
      folder('/w'),
    ]);
    assert.deepEqual(drawn(nodes), ['binary a (x/a)', 'binary a (y/a)']);
  });

  it('begin with what is broken, also when it lies above the open folder', () => {
    const broken = ['/w/b/Cargo.toml', '/Cargo.toml'].map((manifestPath) => ({
      manifestPath,
      message: 'no',
    }));
    const nodes = outline({ ...model(workspace('/w', { a: ['a'] })), broken }, [folder('/w')]);
    assert.deepEqual(drawn(nodes), ['broken b/Cargo.toml', 'broken /Cargo.toml', 'binary a']);
  });

  it('are nothing without folders', () => {
    assert.deepEqual(outline(model(workspace('/w', { a: ['a'] })), []), []);
  });

  it('are made of 1,000 packages, each once (npm run bench says how fast)', () => {
    const packages = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`fn-${n}`, [`fn-${n}`]]));
    const project = model(workspace('/w', packages));
    const nodes = outline(project, [folder('/w')]);
    assert.equal(nodes.length, 1000);
  });
});
