import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import path from 'node:path';
import type { Outcome } from '../../../src/core/invocation/outcome';
import { createRig, type Rig } from './rig';

/** Compiling the functions' dependencies, once per machine, takes most of this. */
const firstBuildMs = 300_000;

const json = (outcome: Outcome): Record<string, unknown> => {
  assert.equal(outcome.kind, 'success', JSON.stringify(outcome));
  assert.equal(outcome.body.kind, 'json');
  return JSON.parse(outcome.body.text) as Record<string, unknown>;
};

describe('an invocation with cargo lambda watch', function () {
  this.timeout(60_000);
  let rig: Rig;
  before(async function () {
    this.timeout(firstBuildMs);
    rig = await createRig();
    // Compiles everything that the tests use.
    await rig.invoke(rig.binary('orders', 'typed'), '{"id":1,"lines":[]}', { timeoutMs: firstBuildMs });
    await rig.invoke(rig.binary('orders', 'raw'), '{}', { timeoutMs: firstBuildMs });
    await rig.invoke(rig.binary('endings', 'endings'), '{}', { timeoutMs: firstBuildMs });
  });
  after(() => rig.end());
  const endings = () => rig.binary('endings', 'endings');

  it('goes through its stages and gives the response', async () => {
    // Something changed since the last build.
    await rig.edit('endings/src/main.rs', /$/, '\n');
    const { outcome, stages } = await rig.invoke(endings(), { a: 'ü' });
    assert.deepEqual(json(outcome)['payload'], { a: 'ü' });
    assert.deepEqual(stages, ['building', 'starting', 'running']);
  });

  it('does not build what has not changed since it was built', async () => {
    assert.deepEqual((await rig.invoke(endings(), {})).stages, ['starting', 'running']);
    for (const file of ['endings/src/main.rs', 'endings/Cargo.toml', 'Cargo.lock']) {
      // Since the last build, but not in the millisecond in which the next one begins.
      const changed = new Date(Date.now() - 5);
      await utimes(path.join(rig.root, file), changed, changed);
      assert.ok((await rig.invoke(endings(), {})).stages.includes('building'), file);
      assert.ok(!(await rig.invoke(endings(), {})).stages.includes('building'), file);
    }
  });

  it('keeps every digit of a number', async () => {
    const { outcome } = await rig.invoke(endings(), { do: 'big' });
    assert.ok(outcome.kind === 'success' && outcome.body.kind === 'json');
    assert.equal(outcome.body.text, '{"id":18446744073709551615}');
  });

  it('shows an error of the handler with its type and message', async () => {
    const { outcome } = await rig.invoke(endings(), { do: 'error' });
    assert.deepEqual(outcome, {
      kind: 'functionError',
      errorType: 'Box<dyn Error + Send + Sync>',
      message: 'asked to fail',
    });
  });

  it('shows a panic with the line of source that panicked', async () => {
    const { outcome } = await rig.invoke(endings(), { do: 'panic' });
    assert.ok(outcome.kind === 'panic', JSON.stringify(outcome));
    assert.equal(outcome.message, 'asked to panic');
    assert.match(`${outcome.place?.path ?? ''}:${outcome.place?.line ?? ''}`, /^endings\/src\/main\.rs:\d+$/);
    assert.equal(json((await rig.invoke(endings(), {})).outcome)['version'], 1);
  });

  it('shows where the function refuses the payload', async () => {
    const payload = '{"id": 1, "lines": [{"article": "ü", "pieces": "two"}]}';
    const { outcome } = await rig.invoke(rig.binary('orders', 'typed'), payload);
    assert.deepEqual(outcome, {
      kind: 'rejectedPayload',
      message: 'invalid type: string "two", expected u32',
      path: 'lines[0].pieces',
      line: 1,
      column: 53,
    });
  });

  it('takes a response for HTTP apart', async () => {
    const { outcome } = await rig.invoke(endings(), { do: 'http' });
    assert.ok(outcome.kind === 'success');
    assert.deepEqual(outcome.http, {
      status: 418,
      inferred: false,
      headers: [{ name: 'content-type', value: 'application/json' }],
      cookies: ['a=1', 'b=2'],
      body: { kind: 'json', text: '{"teapot":true}', bytes: 15 },
    });
  });

  it('takes a payload of 6 MB and a response of that size', async () => {
    const text = 'x'.repeat(6_291_456 - 2);
    const { outcome } = await rig.invoke(endings(), JSON.stringify(text));
    assert.equal(json(outcome)['payload'], text);
    const large = await rig.invoke(endings(), { do: 'large', bytes: 6_291_456 });
    assert.ok(large.outcome.kind === 'success' && large.outcome.body.kind === 'json');
    assert.equal(large.outcome.body.bytes, 6_291_458);
  });

  it('sends nothing that Lambda would refuse, and starts nothing for it', async () => {
    const starts = rig.watches.starts;
    const tooLarge = await rig.invoke(endings(), JSON.stringify('x'.repeat(6_291_456 - 1)));
    assert.deepEqual(tooLarge.outcome, {
      kind: 'refusedPayload',
      problem: { reason: 'tooLarge', bytes: 6_291_457 },
    });
    const empty = await rig.invoke(endings(), ' ');
    const noJson = await rig.invoke(endings(), '{"a": 1,}');
    assert.ok(empty.outcome.kind === 'refusedPayload' && empty.outcome.problem.reason === 'empty');
    assert.ok(noJson.outcome.kind === 'refusedPayload' && noJson.outcome.problem.reason === 'notJson');
    assert.deepEqual([empty.stages, noJson.stages, rig.watches.starts], [[], [], starts]);
  });

  it('knows a function that the emulator does not know', async () => {
    // The build is left out: it would fail first.
    const builds = { buildForWatch: () => Promise.resolve() };
    const { outcome } = await rig.invoke(rig.binary('orders', 'removed'), '{}', { builds });
    assert.deepEqual(outcome, { kind: 'unknownFunction', available: ['endings', 'raw', 'typed'] });
  });

  it('ends with the build when the code does not compile', async () => {
    await rig.edit('orders/src/bin/typed.rs', 'Ok(event', 'Ok(wrong');
    const { outcome, stages } = await rig.invoke(rig.binary('orders', 'typed'), '{}');
    await rig.edit('orders/src/bin/typed.rs', 'Ok(wrong', 'Ok(event');
    assert.deepEqual(stages, ['building']);
    assert.ok(outcome.kind === 'failed' && outcome.stage === 'building', JSON.stringify(outcome));
    assert.equal(outcome.error.code, 'commandFailed');
  });

  it('knows a response that is no JSON, that is not even text, and that is nothing', async () => {
    const raw = rig.binary('orders', 'raw');
    const bodyAndStatus = async (payload: unknown) => {
      const { outcome } = await rig.invoke(raw, payload);
      assert.ok(outcome.kind === 'success', JSON.stringify(outcome));
      assert.ok(outcome.http && 'status' in outcome.http);
      return [outcome.body, outcome.http.status];
    };
    const page = { kind: 'text', text: '<h1>later</h1>', bytes: 14 };
    assert.deepEqual(await bodyAndStatus({ do: 'page' }), [page, 503]);
    const [binary] = await bodyAndStatus({});
    assert.ok(typeof binary === 'object' && binary.kind === 'binary');
    assert.deepEqual([...binary.content], [0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe]);
    // Last: the emulator (cargo-lambda 1.9.2) at times hangs up on a function that streamed an empty body, which ends it.
    assert.deepEqual(await bodyAndStatus({ do: 'nothing' }), [{ kind: 'empty' }, 204]);
  });
});
