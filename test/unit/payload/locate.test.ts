import assert from 'node:assert/strict';
import { classify } from '../../../src/core/invocation/classify';
import { rejectedSpan } from '../../../src/core/payload/locate';
import { codec } from '../../../src/ui/invokePanel/codec';
import { recorded } from '../invocation/recorded';

/** What of the payload the recorded rejection points at. */
function pointedAt(name: string): string | undefined {
  const { payload, response } = recorded(name);
  const outcome = classify(response, codec);
  assert.ok(outcome.kind === 'rejectedPayload');
  const span = rejectedSpan(payload, outcome);
  return span && payload.slice(span.offset, span.offset + span.length);
}

describe('the part of a payload that was rejected', () => {
  it('is the value at serde’s path', () => {
    assert.equal(pointedAt('wrong type'), '"x"');
    assert.equal(pointedAt('second line'), '-1');
    assert.equal(pointedAt('unknown variant'), '"dance"');
    assert.equal(pointedAt('doubled field'), '{"article":"ü","pieces":1,"pieces":2}');
  });

  it('is where serde_json stopped when there is no path', () => {
    assert.equal(pointedAt('missing field'), '}');
    assert.equal(pointedAt('wrong type at the root'), '"');
    assert.equal(pointedAt('not JSON'), 'o');
  });

  it('is unknown when nothing is said of it', () => {
    assert.equal(pointedAt('no HTTP event'), undefined);
    assert.equal(rejectedSpan('{}', { line: 7, column: 1 }), undefined);
  });

  it('counts columns in bytes, as serde_json does', () => {
    assert.deepEqual(rejectedSpan('"🦀ü" x', { line: 1, column: 10 }), { offset: 6, length: 1 });
  });

  it('is where serde_json stopped when the payload is nested deeper than it follows', () => {
    const payload = `${'['.repeat(6000)}${']'.repeat(6000)}`;
    const rejection = { path: '[0]', line: 1, column: 128 };
    assert.deepEqual(rejectedSpan(payload, rejection), { offset: 127, length: 1 });
  });
});
