import assert from 'node:assert/strict';
import { parseTaskDefinition } from '../../../src/core/cargoLambda/taskDefinition';

describe('A task in tasks.json', () => {
  it('says what to build', () => {
    const definition = {
      type: 'cargo-lambda',
      command: 'build',
      package: 'orders',
      binary: 'order-consumer',
      manifestPath: 'services/Cargo.toml',
      release: true,
      architecture: 'arm64',
      compiler: 'cross',
      args: ['--locked'],
    };
    assert.deepEqual(parseTaskDefinition(definition), {
      command: 'build',
      packageName: 'orders',
      binaryName: 'order-consumer',
      manifestPath: 'services/Cargo.toml',
      release: true,
      architecture: 'arm64',
      compiler: 'cross',
      args: ['--locked'],
    });
  });

  it('needs no more than its command', () => {
    assert.deepEqual(parseTaskDefinition({ command: 'watch' }), {
      command: 'watch',
      release: false,
      args: [],
    });
  });

  it('that is none of ours is left alone', () => {
    assert.equal(parseTaskDefinition({ command: 'deploy' }), undefined);
    assert.equal(parseTaskDefinition({}), undefined);
  });

  it('is not taken at its word where it is wrong', () => {
    const request = parseTaskDefinition({
      command: 'build',
      package: 5,
      architecture: 'mips',
      args: [1, 'x'],
      release: 'no',
    });
    assert.deepEqual(request, { command: 'build', release: false, args: ['x'] });
  });
});
