import assert from 'node:assert/strict';
import { outline } from '../../../src/core/project/outline';
import { Nodes } from '../../../src/ui/functionsView/nodes';
import { model, workspace } from '../project/models';

const rows = (packages: Readonly<Record<string, readonly string[]>>) =>
  outline(model(workspace('/w', packages)), [{ name: 'w', path: '/w' }]);

describe('Rows over changes of the project', () => {
  it('stay the same objects, which is how VS Code knows them', () => {
    const nodes = new Nodes();
    nodes.update(rows({ a: ['a'], p: ['x', 'y'] }));
    const [a, p] = nodes.roots;
    nodes.update(rows({ a: ['a'], p: ['x', 'z'] }));
    assert.equal(nodes.roots[0], a);
    assert.equal(nodes.roots[1], p);
    assert.ok(p);
    assert.deepEqual(
      nodes.childrenOf(p).map((node) => node.content.kind === 'binary' && node.content.label),
      ['x', 'z'],
    );
  });

  it('are not shown again when nothing changed', () => {
    const nodes = new Nodes();
    nodes.update(rows({ a: ['a'], p: ['x', 'y'] }));
    assert.deepEqual(nodes.update(rows({ a: ['a'], p: ['x', 'y'] })), []);
  });

  it('are shown again where something changed, and nowhere else', () => {
    const nodes = new Nodes();
    nodes.update(rows({ a: ['a'], p: ['x', 'y'], q: ['y2', 'z'] }));
    const changed = nodes.update(rows({ a: ['a'], p: ['x', 'new'], q: ['y2', 'z'] }));
    assert.deepEqual(
      changed?.map((node) => node.id),
      ['package:/w/p/Cargo.toml'],
    );
  });

  it('are shown again when they look different', () => {
    const nodes = new Nodes();
    nodes.update(rows({ a: ['a'], b: ['b', 'c'] }));
    // Now `a` is the name of two binaries: the row has to warn.
    const changed = nodes.update(rows({ a: ['a'], b: ['a', 'b'] }));
    assert.deepEqual(
      changed?.map((node) => node.id),
      ['/w/a/Cargo.toml#a', 'package:/w/b/Cargo.toml'],
    );
  });

  it('are all shown again when one comes or goes at the top', () => {
    const nodes = new Nodes();
    assert.equal(nodes.update(rows({ a: ['a'] })), undefined);
    assert.equal(nodes.update(rows({ a: ['a'], b: ['b'] })), undefined);
    assert.equal(nodes.update([]), undefined);
    assert.deepEqual(
      nodes.functions(() => true),
      [],
    );
  });

  it('carry what commands aim at', () => {
    const nodes = new Nodes();
    nodes.update(rows({ p: ['x', 'y'] }));
    const [p] = nodes.roots;
    assert.ok(p);
    assert.deepEqual([p.functionId, p.manifestPath], [undefined, '/w/p/Cargo.toml']);
    const [x] = nodes.childrenOf(p);
    assert.deepEqual([x?.functionId, x?.manifestPath], ['/w/p/Cargo.toml#x', '/w/p/Cargo.toml']);
  });

  it('of 1,000 packages are compared in less than 100 ms', () => {
    const packages = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`fn-${n}`, [`fn-${n}`]]));
    const nodes = new Nodes();
    nodes.update(rows(packages));
    const again = rows(packages);
    const start = performance.now();
    assert.deepEqual(nodes.update(again), []);
    const took = performance.now() - start;
    assert.ok(took < 100, `${took} ms`);
  });
});
