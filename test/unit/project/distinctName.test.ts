import assert from 'node:assert/strict';
import { distinctName } from '../../../src/core/project/distinctName';

describe('The name of a folder', () => {
  for (const [title, path, others, name] of [
    ['is its last part', '/a/app', ['/a/app', '/a/web'], 'app'],
    ['has its parent beside one of the same name', '/a/app', ['/b/app'], 'a/app'],
    ['has as many parents as it takes', '/a/x/app', ['/b/x/app', '/c/app'], 'a/x/app'],
    ['is the whole path of one that others end with', '/app', ['/b/app'], 'app'],
    ['is told from one that it ends with', '/b/app', ['/app'], 'b/app'],
    ['is taken from either separator on Windows', 'C:\\a\\app', ['C:/b/app'], 'a/app'],
    ['keeps a backslash that is no separator', '/a/x\\app', ['/b/app'], 'x\\app'],
  ] as const)
    it(title, () => assert.equal(distinctName(path, others), name));
});
