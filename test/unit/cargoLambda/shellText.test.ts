import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { shellOf, shellText } from '../../../src/core/cargoLambda/shellText';

const awkward = [
  'plain-1.2_3',
  'two words',
  "it's",
  'say "hi"',
  '$HOME `id` \\',
  'ünïcödé 🦀',
  '',
  '*?[a]',
  'a;b&&c|d>e',
  '~',
  '#x',
  '{"a":1}',
];

describe('A command line as text', () => {
  it('is taken by sh word for word as the arguments it stands for', () => {
    const line = { command: 'printf', args: ['%s\\0', ...awkward], cwd: '/' };
    const output = execFileSync('sh', ['-c', shellText(line, 'posix')], { encoding: 'utf8' });
    assert.deepEqual(output.split('\0').slice(0, -1), awkward);
  });

  it('needs no quotes for what shells take as it stands', () => {
    const args = ['lambda', 'build', '--bin', 'order-consumer', '--invoke-address', '127.0.0.1'];
    const line = { command: 'cargo', args, cwd: '/' };
    for (const shell of ['posix', 'powershell', 'cmd'] as const) {
      assert.equal(
        shellText(line, shell),
        'cargo lambda build --bin order-consumer --invoke-address 127.0.0.1',
      );
    }
  });

  it('quotes for PowerShell, which calls a quoted program with &', () => {
    const line = { command: 'C:\\My Tools\\cargo.exe', args: ["it's", '$x', 'a,b'], cwd: 'C:\\w' };
    assert.equal(shellText(line, 'powershell'), "& 'C:\\My Tools\\cargo.exe' 'it''s' '$x' 'a,b'");
  });

  it('quotes for cmd, where a program takes a backslashed quote', () => {
    const line = { command: 'cargo', args: ['two words', '{"a":1}', 'C:\\end here\\'], cwd: 'C:\\w' };
    assert.equal(shellText(line, 'cmd'), 'cargo "two words" "{\\"a\\":1}" "C:\\end here\\\\"');
  });

  it('keeps cmd from taking a part of a word for a variable, which it does inside quotes, too', () => {
    const line = { command: 'cargo', args: ['%PATH%', 'C:\\100%\\a b'], cwd: 'C:\\w' };
    assert.equal(shellText(line, 'cmd'), 'cargo ""^%"PATH"^%"" "C:\\100"^%"\\a b"');
  });

  it('can begin in the right folder, in each shell’s own way', () => {
    const line = { command: 'cargo', args: ['lambda', 'watch'], cwd: '/w/my orders' };
    assert.equal(shellText(line, 'posix', { enter: true }), "cd '/w/my orders' && cargo lambda watch");
    assert.equal(shellText(line, 'powershell', { enter: true }), "cd '/w/my orders'; cargo lambda watch");
    assert.equal(shellText(line, 'cmd', { enter: true }), 'cd /d "/w/my orders" && cargo lambda watch');
  });

  it('never shows the environment, which may hold credentials', () => {
    const line = {
      command: 'cargo',
      args: ['lambda', 'deploy'],
      cwd: '/',
      env: { AWS_SECRET_ACCESS_KEY: 's3' },
    };
    for (const shell of ['posix', 'powershell', 'cmd'] as const) {
      assert.ok(!shellText(line, shell, { enter: true }).includes('s3'));
    }
  });

  it('is for the shell the person uses', () => {
    const shells = ['/usr/bin/zsh', '/opt/fish', 'C:\\Windows\\System32\\cmd.exe', '/usr/bin/pwsh', ''];
    assert.deepEqual(shells.map(shellOf), ['posix', 'posix', 'cmd', 'powershell', 'posix']);
  });
});
