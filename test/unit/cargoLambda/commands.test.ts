import assert from 'node:assert/strict';
import {
  buildCommand,
  readingArgs,
  terminalEnvironment,
  watchCommand,
  watchedBuildCommand,
} from '../../../src/core/cargoLambda/commands';

const settings = { cargoPath: 'cargo', env: { RUST_LOG: 'debug' } };
const root = '/w/orders';

describe('Command lines of cargo lambda', () => {
  it('build one binary for this machine', () => {
    const line = buildCommand(
      { workspaceRoot: root, packageName: 'orders', binaryName: 'order-consumer' },
      { ...settings, release: false },
    );
    assert.deepEqual(line, {
      command: 'cargo',
      args: ['lambda', 'build', '-p', 'orders', '--bin', 'order-consumer'],
      cwd: root,
      env: settings.env,
    });
  });

  it('build a release for exactly one architecture, with the compiler that was chosen', () => {
    const args = (['x86_64', 'arm64'] as const).map(
      (architecture) =>
        buildCommand(
          { workspaceRoot: root },
          { ...settings, release: true, architecture, compiler: 'cargo-zigbuild' },
        ).args,
    );
    assert.deepEqual(args, [
      ['lambda', 'build', '--release', '--x86-64', '--compiler', 'cargo-zigbuild'],
      ['lambda', 'build', '--release', '--arm64', '--compiler', 'cargo-zigbuild'],
    ]);
  });

  it('leave the compiler to Cargo.toml when nobody chose one', () => {
    assert.ok(
      !buildCommand({ workspaceRoot: root }, { ...settings, release: true }).args.includes('--compiler'),
    );
  });

  it('build an extension as one, with what a task adds at the end', () => {
    const { args } = buildCommand(
      { workspaceRoot: root, packageName: 'audit', extension: true },
      { ...settings, release: false, extraArgs: ['--features', 'a b'] },
    );
    assert.deepEqual(args, ['lambda', 'build', '-p', 'audit', '--extension', '--features', 'a b']);
  });

  it('watch a whole workspace on an address of numbers, never a package', () => {
    const { args, cwd } = watchCommand(
      root,
      { host: '127.0.0.1', port: 9123 },
      { ...settings, extraArgs: ['--ignore-changes'] },
    );
    assert.deepEqual(args, [
      'lambda',
      'watch',
      '--invoke-address',
      '127.0.0.1',
      '--invoke-port',
      '9123',
      '--ignore-changes',
    ]);
    assert.equal(cwd, root);
  });

  it('build for watch without a package, as watch itself runs cargo', () => {
    assert.deepEqual(watchedBuildCommand(root, 'order-consumer', settings).args, [
      'build',
      '--manifest-path',
      'Cargo.toml',
      '--bin',
      'order-consumer',
    ]);
  });

  it('build for watch with what watch hands on to cargo, and not with what is its own', () => {
    const watchArgs = [
      ...['--release', '--ignore-changes', '--features', 'a b', '--timeout', '9', '--profile=lean'],
      ...['-Fc', '-A', '::1', '--env-var', 'A=--release', '-j', '2', '--print-traces'],
    ];
    const { args } = watchedBuildCommand(root, 'one', { ...settings, watchArgs });
    const expected = ['--release', '--features', 'a b', '--profile=lean', '-Fc', '-j', '2'];
    assert.deepEqual(args.slice(5), expected);
  });

  it('ask for messages as data unless a format was chosen', () => {
    const line = buildCommand({ workspaceRoot: root }, { ...settings, release: false });
    assert.deepEqual(readingArgs(line), ['--message-format', 'json-diagnostic-rendered-ansi']);
    assert.deepEqual(readingArgs({ args: [...line.args, '--message-format=short'] }), []);
  });

  it('tell cargo how wide the terminal is, since it cannot ask a pipe', () => {
    assert.equal(terminalEnvironment(132)['CARGO_TERM_PROGRESS_WIDTH'], '132');
  });
});
