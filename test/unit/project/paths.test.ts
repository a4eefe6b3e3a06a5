import assert from 'node:assert/strict';
import {
  basename,
  byDepth,
  dirname,
  foldersUp,
  isInside,
  isSame,
  join,
  pathFrom,
  relativeTo,
} from '../../../src/core/project/paths';

describe('Native paths', () => {
  it('go up to the root and stop there', () => {
    assert.deepEqual([...foldersUp('/a/b')], ['/a/b', '/a', '/']);
    assert.deepEqual([...foldersUp('C:\\a\\b')], ['C:\\a\\b', 'C:\\a', 'C:\\']);
    assert.equal(dirname('/Cargo.toml'), '/');
    assert.equal(dirname('C:\\Cargo.toml'), 'C:\\');
  });

  it('join with dots resolved and the separators of the machine', () => {
    assert.equal(join('/a/b', '../c/./d'), '/a/c/d');
    assert.equal(join('C:\\a\\b', '../c/d'), 'C:\\a\\c\\d');
    assert.equal(join('/a', '/elsewhere'), '/elsewhere');
    assert.equal(join('C:\\a', 'D:\\b'), 'D:\\b');
    assert.equal(join('/', 'Cargo.toml'), '/Cargo.toml');
  });

  it('of a network share keep its server and share', () => {
    const share = '\\\\server\\share';
    assert.equal(join(`${share}\\p`, 'src/main.rs'), `${share}\\p\\src\\main.rs`);
    assert.equal(join(`${share}\\p`, '../q'), `${share}\\q`);
    assert.equal(join('C:\\a', `${share}\\p`), `${share}\\p`);
    assert.deepEqual([...foldersUp(`${share}\\p\\q`)], [`${share}\\p\\q`, `${share}\\p`, `${share}\\`]);
    assert.ok(isInside(`${share}\\p`, `${share}\\`));
    assert.equal(relativeTo(share, `${share}\\p\\q`), 'p/q');
  });

  it('have no folder above their root', () => {
    assert.equal(join('C:\\a', '../../..'), 'C:\\');
    assert.equal(join('/a', '../../b'), '/b');
    assert.equal(join('\\\\server\\share', '../..'), '\\\\server\\share\\');
  });

  it('know what lies inside, by whole names', () => {
    assert.ok(isInside('/a/b', '/a'));
    assert.ok(isInside('/a', '/a'));
    assert.ok(isInside('/a', '/'));
    assert.ok(!isInside('/ab', '/a'));
    assert.ok(isInside('c:\\A\\b', 'C:\\a'), 'Windows does not tell letters by case');
    assert.ok(!isInside('/A/b', '/a'), 'other systems do');
    assert.ok(isSame('c:\\A\\b', 'C:\\a\\B'));
    assert.ok(!isSame('/a', '/a/b') && !isSame('/a/b', '/a'));
  });

  it('show the rest of a path with slashes', () => {
    assert.equal(relativeTo('/a', '/a/ä b/c'), 'ä b/c');
    assert.equal(relativeTo('C:\\a', 'c:\\A\\b\\c'), 'b/c');
    assert.equal(relativeTo('/', '/a'), 'a');
    assert.equal(relativeTo('/a', '/a'), '');
    assert.equal(relativeTo('/a', '/b'), undefined);
    assert.equal(basename('C:\\a\\b.rs'), 'b.rs');
  });

  it('lead from one folder to another, where there is a way', () => {
    assert.equal(pathFrom('/a/b', '/a/b/c'), 'c');
    assert.equal(pathFrom('/a/b', '/a/c/d'), '../c/d');
    assert.equal(pathFrom('/a', '/b'), '../b');
    assert.equal(pathFrom('C:\\a\\b', 'c:\\A\\c'), '../c');
    assert.equal(pathFrom('C:\\a', 'D:\\b\\c'), 'D:/b/c');
  });

  it('sort outer manifests first', () => {
    const sorted = ['/w/b/Cargo.toml', '/w/a/x/Cargo.toml', '/w/Cargo.toml', '/w/a/Cargo.toml'].sort(byDepth);
    assert.deepEqual(sorted, ['/w/Cargo.toml', '/w/a/Cargo.toml', '/w/b/Cargo.toml', '/w/a/x/Cargo.toml']);
  });
});
