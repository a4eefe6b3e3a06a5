import assert from 'node:assert/strict';
import { installerPrograms, installersFor } from '../../../src/core/cargoLambda/installers';
import {
  parseDeployConfig,
  parseSystemReport,
  plainWords,
  systemArgs,
} from '../../../src/core/cargoLambda/systemReport';
import { isAtLeast, versionIn } from '../../../src/core/cargoLambda/version';
import { recorded } from './recorded';

describe('The version of cargo-lambda', () => {
  it('is read from what it prints, with and without a commit', () => {
    assert.equal(versionIn('cargo-lambda 1.9.2 (67129fc 2026-08-21Z)\n'), '1.9.2');
    assert.equal(versionIn('cargo-lambda 1.8.0'), '1.8.0');
    assert.equal(versionIn('cargo-lambda 2.0.0-rc1 (abc-dirty)'), '2.0.0-rc1');
    assert.equal(versionIn('cargo 1.95.0 (f2d3ce0bd 2026-03-21)'), undefined);
  });

  it('is compared number by number', () => {
    const enough = (version: string) => isAtLeast(version, '1.8.0');
    assert.deepEqual(['1.8.0', '1.8.6', '1.10.0', '2.0.0', '1.9.0-rc1'].map(enough), [
      true,
      true,
      true,
      true,
      true,
    ]);
    assert.deepEqual(['1.7.9', '0.22.0', '1.8.0-rc1'].map(enough), [false, false, false]);
  });
});

describe('What cargo lambda system says (1.9.2)', () => {
  it('is that zig is there', () => {
    const report = parseSystemReport(recorded('cargo-lambda-1.9.2-system-zig.json'));
    assert.deepEqual(report, { zig: { kind: 'found' }, choosesOther: false });
  });

  it('is how zig could be installed when it is not', () => {
    const report = parseSystemReport(recorded('cargo-lambda-1.9.2-system-no-zig.json'));
    assert.deepEqual(report, {
      zig: { kind: 'missing', installCommands: ['npm install -g @ziglang/cli', 'pip3 install ziglang'] },
      choosesOther: false,
    });
  });

  it('is that Cargo.toml chooses another compiler, which needs no zig', () => {
    const report = parseSystemReport(recorded('cargo-lambda-1.9.2-system-compiler-chosen.json'));
    assert.equal(report?.choosesOther, true);
  });

  it('is what the package that is built chooses, and not what another one of its workspace does', () => {
    const chosen = (name: string) => parseSystemReport(recorded(`cargo-lambda-1.9.2-system-${name}.json`));
    assert.equal(chosen('package-that-chooses')?.choosesOther, true);
    assert.equal(chosen('package-that-does-not')?.choosesOther, false);
    assert.equal(chosen('workspace-of-both')?.choosesOther, false);
    assert.deepEqual(systemArgs('a').slice(-2), ['-p', 'a']);
  });

  it('is nothing we rely on when it is something else', () => {
    for (const text of ['', 'Error', '{}', '{"zig":1}', '{"zig":{}}']) {
      assert.equal(parseSystemReport(text), undefined, text);
    }
  });

  it('is run only when it is plain words', () => {
    assert.deepEqual(plainWords('npm install -g @ziglang/cli'), ['npm', 'install', '-g', '@ziglang/cli']);
    for (const text of ['pip3 install x; rm y', 'a | b', 'a  b', '$(id)', '']) {
      assert.equal(plainWords(text), undefined, text);
    }
  });
});

describe('Where cargo lambda deploys unasked', () => {
  it('is read from its report on a binary', () => {
    const deploy = { profile: 'shop', region: 'eu-west-3', endpoint_url: 'http://127.0.0.1:9', timeout: 12 };
    const report = (config: unknown) => JSON.stringify({ zig: { command: 'zig' }, config });
    const expected = { profile: 'shop', region: 'eu-west-3', endpoint: 'http://127.0.0.1:9' };
    assert.deepEqual(parseDeployConfig(report({ package: { build: {}, deploy } })), expected);
    assert.deepEqual(parseDeployConfig(report({ package: { build: {}, deploy: {} } })), {});
  });

  it('is not known from anything else', () => {
    for (const text of ['', 'error: no', '{}', '{"config":{}}'])
      assert.equal(parseDeployConfig(text), undefined);
  });
});

describe('Ways to install cargo-lambda', () => {
  it('are those of the programs this machine has, the safest first', () => {
    const programs = (found: string[]) => installersFor(found).map(({ program }) => program);
    assert.deepEqual(programs(['pip3', 'brew']), ['brew', 'pip3']);
    assert.deepEqual(programs([]), []);
    assert.deepEqual(programs(['npm']), []);
    assert.deepEqual(programs([...installerPrograms]), [...installerPrograms]);
  });

  it('come with every step that is needed', () => {
    assert.equal(installersFor(['scoop'])[0]?.steps.length, 2);
  });
});
