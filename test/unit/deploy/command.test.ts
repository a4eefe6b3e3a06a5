import assert from 'node:assert/strict';
import { deployCommand } from '../../../src/core/deploy/command';
import type { ResolvedTarget } from '../../../src/core/deploy/target';

const target: ResolvedTarget = {
  profile: { value: 'shop', origin: 'chosen' },
  region: { value: 'eu-west-1', origin: 'profile' },
};
const binary = { name: 'order', kind: 'function', workspaceRoot: '/w' } as const;
const argsOf = (inputs: Partial<Parameters<typeof deployCommand>[0]> = {}) =>
  deployCommand({ cargoPath: 'cargo', binary, name: 'order', target, env: {}, ...inputs }).args.join(' ');

describe('The deploy command', () => {
  it('names function, profile, region and asks for JSON, in the root of the Cargo workspace', () => {
    assert.deepEqual(deployCommand({ cargoPath: '/c', binary, name: 'order', target, env: { A: 'b' } }), {
      command: '/c',
      args: [
        ...['lambda', 'deploy', 'order', '--profile', 'shop', '--region', 'eu-west-1'],
        ...['--output-format', 'json'],
      ],
      cwd: '/w',
      env: { A: 'b' },
    });
  });

  it('names the binary when the function has another name', () => {
    assert.match(argsOf({ name: 'order-prod' }), /^lambda deploy order-prod --binary-name order /);
  });

  it('deploys an extension as a layer', () => {
    assert.match(argsOf({ binary: { ...binary, kind: 'extension' } }), /^lambda deploy order --extension /);
  });

  it('names a profile that AWS_PROFILE names, since cargo lambda prefers keys of the environment to it', () => {
    const fromEnvironment = { ...target, profile: { value: 'shop', origin: 'environment' } } as const;
    assert.match(argsOf({ target: fromEnvironment }), /--profile shop/);
  });

  it('keeps variables of AWS from it that are for functions here, but no others', () => {
    const env = { AWS_PROFILE: 'prod', aws_access_key_id: 'x', RUST_LOG: 'debug', AWSOME: '1' };
    const command = deployCommand({ cargoPath: 'cargo', binary, name: 'order', target, env });
    assert.deepEqual(command.env, { RUST_LOG: 'debug', AWSOME: '1' });
  });

  it('names no profile when credentials are handed over, or they would not be looked at', () => {
    assert.doesNotMatch(argsOf({ target: { ...target, handOver: 'mfa' } }), /--profile/);
  });

  it("names the endpoint, since cargo lambda does not read a profile's endpoint_url", () => {
    const endpoint = { value: 'http://127.0.0.1:4566', origin: 'profile' } as const;
    assert.match(argsOf({ target: { ...target, endpoint } }), /--endpoint-url http:\/\/127\.0\.0\.1:4566 /);
  });
});
