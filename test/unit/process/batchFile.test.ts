import assert from 'node:assert/strict';
import { batchFileOf, cmdArguments } from '../../../src/adapters/process/batchFile';

/** Pure parts only: starting them needs Windows, where this has not been tried. */
describe('A batch file on Windows', () => {
  const on =
    (...files: string[]) =>
    (file: string) =>
      files.includes(file);
  const env = { Path: 'C:\\a;C:\\b' };

  it('is found where PATH has no program of the name before it', () => {
    assert.equal(batchFileOf('scoop', env, on('C:\\b\\scoop.cmd')), 'C:\\b\\scoop.cmd');
    assert.equal(batchFileOf('scoop', env, on('C:\\a\\scoop.exe', 'C:\\b\\scoop.cmd')), undefined);
    assert.equal(batchFileOf('C:\\t\\cargo.cmd', env, on('C:\\t\\cargo.cmd')), 'C:\\t\\cargo.cmd');
    assert.equal(batchFileOf('cargo', env, on()), undefined);
  });

  it('gets its arguments quoted', () => {
    assert.deepEqual(cmdArguments('C:\\b\\scoop.cmd', ['install', 'a b']), [
      '/d',
      '/s',
      '/c',
      '""C:\\b\\scoop.cmd" "install" "a b""',
    ]);
  });

  it('is not started with an argument that cmd.exe could read as a command', () => {
    for (const argument of ['a&b', '%PATH%', 'a"b', 'a|b', 'a>b', 'a^b', 'a!b', 'a\nb']) {
      assert.throws(() => cmdArguments('x.cmd', [argument]), { name: 'Error' }, argument);
    }
  });
});
