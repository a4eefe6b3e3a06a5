/**
 * Everything that New Function can make compiles, and its own tests pass. Each package is checked on its own: in one
 * build of the workspace, cargo would give each the features that another asks for.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventType } from '../../../src/core/newFunction/eventTypes';
import { cargo } from './cargo';
import { choices, generateAll, TOGETHER, workspace, type Generated } from './generated';

const MINUTES = 60_000;
/** Types that are part of another event, or an answer: there is nothing to invoke a function with. */
const WITHOUT_PAYLOAD = [
  'cloudformation-cloudformationcustomresourceresponse',
  'cloudformation-provider-cloudformationcustomresourceresponse',
  'cloudwatch_logs-cloudwatchlogslogevent',
  'sqs-sqsapievent',
  'sqs-sqsapieventobj',
];

describe('What New Function makes', () => {
  let all: readonly Generated[];

  before('is generated for every choice, without a network', async function () {
    this.timeout(2 * MINUTES);
    all = await generateAll();
    assert.equal(all.length, choices.length);
  });

  for (const { name } of choices)
    it(`compiles without a warning: ${name}`, async function () {
      // The first one compiles what most of the others share.
      this.timeout(8 * MINUTES);
      const { code, stderr } = await cargo(workspace, 'check', '--quiet', '--all-targets', '--package', name);
      assert.equal(stderr, '');
      assert.equal(code, 0);
    });

  it('is laid out as rustfmt does it', async function () {
    this.timeout(MINUTES);
    const packages = choices.flatMap(({ name }) => ['--package', name]);
    const { code, stdout } = await cargo(workspace, 'fmt', ...packages, '--', '--check', '--color=never');
    assert.equal(stdout, '');
    assert.equal(code, 0);
  });

  it('passes the tests that come with it, and handles the payloads that come with it', async function () {
    this.timeout(8 * MINUTES);
    const { code, stdout, stderr } = await cargo(
      workspace,
      ...['test', '--quiet', '--package', TOGETHER, '--', '--show-output', '--format=pretty'],
    );
    assert.equal(code, 0, stdout + stderr);
    const handled = new Set([...stdout.matchAll(/handled a payload of (\S+)/g)].map(([, name]) => name));
    const expected = choices.filter(
      ({ name, kind }) => kind.kind !== 'extension' && !WITHOUT_PAYLOAD.includes(name),
    );
    assert.deepEqual([...handled].sort(), expected.map(({ name }) => name).sort());
    // Some functions have more tests than one.
    const passed = [...stdout.matchAll(/^test (\S+)::tests::\S+ \.\.\. ok$/gm)].map(([, module]) => module);
    for (const { name, kind } of choices)
      if (kind.kind !== 'extension') assert.ok(passed.includes(name.replaceAll('-', '_')), name);
  });

  it('passes clippy', async function () {
    this.timeout(8 * MINUTES);
    if ((await cargo(workspace, 'clippy', '--version')).code !== 0) {
      console.log('      skipped: no clippy. `rustup component add clippy` adds it.');
      this.skip();
    }
    const args = ['clippy', '--quiet', '--all-targets', '--package', TOGETHER, '--', '--deny', 'warnings'];
    const { code, stderr } = await cargo(workspace, ...args);
    assert.equal(stderr, '');
    assert.equal(code, 0);
  });

  it('opens at its handler', async () => {
    for (const { name, created } of all) {
      const line = (await readFile(created.path, 'utf8')).split('\n')[created.line];
      assert.match(line ?? '', /^pub async fn \w+(_handler|_processor)\(/, name);
    }
  });

  it('takes the type that the choice names, and asks for the features that are listed', async () => {
    for (const { name, kind, created } of all) {
      const type = kind.kind === 'event' ? eventType(kind.eventType) : undefined;
      if (!type) continue;
      const source = await readFile(created.path, 'utf8');
      const [, last = type.rustType] = /::(\w+)(?:<|$)/.exec(type.rustType) ?? [];
      assert.match(source, new RegExp(`LambdaEvent<${last}\\b`), name);
      const manifest = await readFile(path.join(workspace, name, 'Cargo.toml'), 'utf8');
      const [, listed] = /^aws_lambda_events = .*features = (\[.*\])/m.exec(manifest) ?? [];
      assert.deepEqual(JSON.parse(listed ?? '[]'), type.features, name);
    }
  });

  it('has no file that belongs to another choice', async () => {
    for (const { name, kind } of all) {
      const folder = path.join(workspace, name);
      const sources = await readdir(path.join(folder, 'src'));
      const more = kind.kind === 'extension' && kind.events && kind.records ? 3 : 2;
      assert.equal(sources.length, more, `${name}: ${sources.join(', ')}`);
      const events = await readdir(path.join(folder, 'events')).catch(() => []);
      const expected = kind.kind === 'extension' || WITHOUT_PAYLOAD.includes(name) ? 0 : 1;
      assert.equal(events.length, expected, `${name}: ${events.join(', ')}`);
      assert.deepEqual(
        (await readdir(folder)).filter((each) => each.startsWith('.')),
        [],
      );
    }
  });
});
