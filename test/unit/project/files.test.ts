import assert from 'node:assert/strict';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { isError } from '../../../src/core/errors';

const files = createFiles();
const posix = process.platform !== 'win32';

describe('Files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rust-lambda-files-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('tell what is not there from what cannot be read', async () => {
    await writeFile(join(folder, 'file'), '');
    assert.equal(await files.stat(join(folder, 'none')), undefined);
    assert.equal(await files.stat(join(folder, 'file', 'below a file')), undefined);
    assert.deepEqual(await files.list(join(folder, 'none')), []);
    await assert.rejects(files.readText(join(folder, 'none')), (error) => {
      assert.ok(isError(error, 'fileFailed'));
      assert.equal(error.details.path, join(folder, 'none'));
      return true;
    });
  });

  it('give size and date, and the beginning of a file that may be shorter', async () => {
    const path = join(folder, 'file');
    await writeFile(path, 'äb');
    const found = await files.stat(path);
    assert.deepEqual(found, { bytes: 3, modified: (await stat(path)).mtimeMs });
    assert.deepEqual([...(await files.readHead(path, 2))], [0xc3, 0xa4]);
    assert.equal((await files.readHead(path, 99)).length, 3);
  });

  it('take a link to a folder for a folder, and a dead link for a file', async function () {
    if (!posix) this.skip(); // links need a privilege on Windows; a POSIX system runs this
    await mkdir(join(folder, 'real'));
    await symlink(join(folder, 'real'), join(folder, 'link'));
    await symlink(join(folder, 'gone'), join(folder, 'dead'));
    const found = Object.fromEntries((await files.list(folder)).map((each) => [each.name, each.isFolder]));
    assert.deepEqual(found, { real: true, link: true, dead: false });
  });

  it('are replaced as a whole, keeping who may read and run them', async () => {
    const path = join(folder, 'file');
    await writeFile(path, 'a much longer text than the new one');
    if (posix) await chmod(path, 0o750);
    await files.writeText(path, 'new');
    assert.equal(await readFile(path, 'utf8'), 'new');
    if (posix) assert.equal((await stat(path)).mode & 0o777, 0o750);
    assert.deepEqual(await readdir(folder), ['file']);
  });

  it('are written through a link, which stays one', async function () {
    if (!posix) this.skip(); // as above
    await writeFile(join(folder, 'real'), 'old');
    await symlink(join(folder, 'real'), join(folder, 'link'));
    await files.writeText(join(folder, 'link'), 'new');
    assert.equal(await readFile(join(folder, 'real'), 'utf8'), 'new');
    assert.ok((await lstat(join(folder, 'link'))).isSymbolicLink());
  });

  it('are left as they are when they are read-only', async () => {
    const path = join(folder, 'protected');
    await writeFile(path, 'old');
    await chmod(path, 0o444);
    await assert.rejects(files.writeText(path, 'new'), (error) => isError(error, 'fileFailed'));
    assert.equal(await readFile(path, 'utf8'), 'old');
    await chmod(path, 0o644);
  });

  it('leave nothing behind when writing fails', async () => {
    await mkdir(join(folder, 'taken'));
    await assert.rejects(files.writeText(join(folder, 'taken'), 'x'), (error) =>
      isError(error, 'fileFailed'),
    );
    await assert.rejects(files.writeText(join(folder, 'no', 'such', 'place'), 'x'));
    assert.deepEqual(await readdir(folder), ['taken']);
  });
});
