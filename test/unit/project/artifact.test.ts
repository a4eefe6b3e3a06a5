import assert from 'node:assert/strict';
import {
  artifactPaths,
  changedSince,
  profileOf,
  recordOf,
  sourcesOf,
} from '../../../src/core/project/artifact';
import { architectureOf } from '../../../src/core/project/elf';

const elf = (machine: number, endian: 1 | 2 = 1): Uint8Array => {
  const head = new Uint8Array(20);
  head.set([0x7f, 0x45, 0x4c, 0x46, 2, endian]);
  head.set(endian === 1 ? [machine & 255, machine >> 8] : [machine >> 8, machine & 255], 18);
  return head;
};

describe('The architecture of an artifact', () => {
  it('is read from the ELF header', () => {
    assert.equal(architectureOf(elf(62)), 'x86_64');
    assert.equal(architectureOf(elf(183)), 'arm64');
    assert.equal(architectureOf(elf(183, 2)), 'arm64');
  });

  it('is unknown for other processors and other files', () => {
    assert.equal(architectureOf(elf(40)), 'unknown');
    assert.equal(architectureOf(new Uint8Array()), 'unknown');
    assert.equal(architectureOf(new TextEncoder().encode('#!/bin/sh\necho a script')), 'unknown');
    assert.equal(architectureOf(elf(62).subarray(0, 19)), 'unknown');
  });
});

describe('The place of an artifact', () => {
  it('is a folder per function and one folder for extensions', () => {
    const of = (kind: 'function' | 'extension') => artifactPaths({ kind, name: 'x', targetDirectory: '/t' });
    assert.deepEqual(of('function'), {
      binary: '/t/lambda/x/bootstrap',
      zip: '/t/lambda/x/bootstrap.zip',
      entry: 'bootstrap',
    });
    assert.deepEqual(of('extension'), {
      binary: '/t/lambda/extensions/x',
      zip: '/t/lambda/extensions/x.zip',
      entry: 'extensions/x',
    });
  });
});

describe('The build an artifact came from', () => {
  const debug = { path: '/t/x86_64-unknown-linux-gnu/debug/x.d', modified: 100 };
  const release = { path: 'C:\\t\\x86_64-unknown-linux-gnu\\release\\x.d', modified: 200 };

  it('is the last one before it was copied', () => {
    assert.equal(recordOf([debug, release], 150), debug);
    assert.equal(recordOf([debug, release], 200), release);
    assert.equal(recordOf([release, debug], 900), release);
  });

  it('is not known when every build came later', () => {
    assert.equal(recordOf([debug, release], 99), undefined);
  });

  it('is the one that the artifact was taken away from, when cargo had nothing new to write', () => {
    const taken = { ...debug, folderModified: 301 };
    assert.equal(recordOf([taken, { ...release, folderModified: 250 }], 300), taken);
    assert.equal(recordOf([{ ...debug, folderModified: 900 }, release], 300), release);
    assert.equal(recordOf([], 99), undefined);
  });

  it('gives its profile', () => {
    assert.equal(profileOf(debug), 'debug');
    assert.equal(profileOf(release), 'release');
  });
});

describe("cargo's record of sources (cargo 1.95.0)", () => {
  it('is read with spaces and colons in names', () => {
    const record =
      '/my\\ work/target/debug/my-fn: /my\\ work/my-fn/src/data\\ file.txt /my\\ work/a:\\ b/src/main.rs\n';
    assert.deepEqual(sourcesOf(record), ['/my work/my-fn/src/data file.txt', '/my work/a: b/src/main.rs']);
  });

  it('is read with drive letters', () => {
    assert.deepEqual(sourcesOf('C:\\t\\debug\\x.exe: C:\\w\\src\\main.rs D:\\lib.rs\r\n'), [
      'C:\\w\\src\\main.rs',
      'D:\\lib.rs',
    ]);
  });

  it('may be empty', () => {
    assert.deepEqual(sourcesOf(''), []);
    assert.deepEqual(sourcesOf('/t/debug/x: '), []);
  });
});

describe('Files that make an artifact stale', () => {
  it('are those changed later, newest first, and those that are gone', () => {
    const files = [
      { path: 'same', modified: 10 },
      { path: 'newer', modified: 11 },
      { path: 'gone', modified: undefined },
      { path: 'older', modified: 9 },
      { path: 'newest', modified: 12.5 },
    ];
    assert.deepEqual(changedSince(files, 10), ['gone', 'newest', 'newer']);
  });
});
