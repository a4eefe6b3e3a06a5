// @ts-check
// What `npm start` says of itself; it must be able to before anything is installed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { projectRoot } from '../../../tools/lib/paths.mjs';

describe('npm start', () => {
  /** A fresh clone, as far as it counts here: the tools, and no node_modules. */
  const clone = fs.mkdtempSync(path.join(os.tmpdir(), 'rust-lambda-clone-'));
  before(() => fs.cpSync(path.join(projectRoot, 'tools'), path.join(clone, 'tools'), { recursive: true }));
  after(() => fs.rmSync(clone, { recursive: true }));
  /** @param {string[]} args */
  const start = (...args) =>
    spawnSync(process.execPath, [path.join(clone, 'tools/start.mjs'), ...args], { encoding: 'utf8' });

  it('explains itself in a fresh clone, and leaves it as it was', () => {
    const { status, stdout } = start('--help');
    assert.equal(status, 0);
    for (const option of ['folder', '--port N', '--aws local', '--untrusted', '--help']) {
      assert.match(stdout, new RegExp(`^ {2}${option} `, 'm'));
    }
    assert.deepEqual(fs.readdirSync(clone), ['tools']);
  });

  it('refuses what it does not know, and says where it is explained', () => {
    for (const args of [['--port', 'x'], ['--aws', 'cloud'], ['--nonsense'], ['one', 'two']]) {
      const { status, stderr } = start(...args);
      assert.equal(status, 1, args.join(' '));
      assert.match(stderr, /npm start -- --help/);
    }
  });
});
