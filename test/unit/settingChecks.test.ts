import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Settings } from '../../src/contributions';
import { settingChecks } from '../../src/ui/settingChecks';

interface Contributed {
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}
const manifest = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../package.json'), 'utf8')) as {
  contributes: { configuration: { properties: Record<string, Contributed> } };
};
const contributed = (name: keyof Settings): Contributed =>
  manifest.contributes.configuration.properties[`rustLambda.${name}`]!;
const names = Object.keys(settingChecks) as (keyof Settings)[];

/** What is read when settings.json says so; VS Code itself refuses nothing. */
const read = (name: keyof Settings, value: unknown): unknown =>
  (settingChecks[name] as (value: unknown, usual: unknown) => unknown)(value, contributed(name).default);

describe('A setting', () => {
  it('is what package.json says when settings.json has something else than it may', () => {
    for (const name of names)
      for (const value of [null, undefined, ['--release', 1], Number.NaN])
        assert.deepEqual(read(name, value), contributed(name).default, `${name}: ${String(value)}`);
    assert.deepEqual(read('watch.arguments', '--release'), []);
    assert.equal(read('build.compiler', 'gcc'), 'cargo-zigbuild');
  });

  it('keeps what it may be', () => {
    for (const name of names) {
      const { default: usual, enum: values = [usual] } = contributed(name);
      for (const value of values) assert.deepEqual(read(name, value), value);
    }
    assert.equal(read('codeLens.enabled', false), false);
    assert.equal(read('handlerHints.enabled', false), false);
    assert.equal(read('aws.profile', 'shop'), 'shop');
    assert.deepEqual(read('watch.arguments', ['--release']), ['--release']);
  });

  it('of time stays within what package.json allows: a timer takes no more, and no text', () => {
    const { minimum, maximum } = contributed('invoke.timeoutSeconds');
    assert.deepEqual([minimum, maximum], [1, 900]);
    assert.equal(read('invoke.timeoutSeconds', 3_000_000), maximum);
    assert.equal(read('invoke.timeoutSeconds', -1), minimum);
    assert.equal(read('invoke.timeoutSeconds', 2.5), 2.5);
    assert.equal(read('invoke.timeoutSeconds', '60s'), 60);
  });

  it('of cargo’s path is not empty', () => {
    assert.equal(read('cargoPath', ' '), 'cargo');
  });

  it('of the environment holds texts; numbers and switches are written as a shell would', () => {
    const env = { A: 'a', PORT: 8080, RUST_BACKTRACE: true, NOT: null, NEITHER: { a: 1 } };
    assert.deepEqual(read('env', env), { A: 'a', PORT: '8080', RUST_BACKTRACE: 'true' });
  });
});
