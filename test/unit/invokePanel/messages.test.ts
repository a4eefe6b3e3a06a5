import assert from 'node:assert/strict';
import { emptyForm } from '../../../src/core/payload/http/form';
import { isReply, isRequest } from '../../../src/protocol/handshake';
import { parseDraft, parseSavedPanel } from '../../../src/protocol/draft';
import { parseFromInvokeWebview, textIn } from '../../../src/protocol/invoke';

describe('a message of the invoke panel’s webview', () => {
  it('is taken when it is one of the known', () => {
    const update = { version: 1, source: 'events/a.json', edits: { '': '{}' } };
    const edits = [{ offset: 0, length: 1, text: 'x' }];
    for (const message of [
      { type: 'invoke', payload: '{}' },
      { type: 'invoke', payload: '{}', source: 'events/a.json' },
      { type: 'draft', update: { ...update, bases: { 'events/a.json': 'b' } } },
      { type: 'cancel' },
      { type: 'action', index: 0 },
      { type: 'openHandler' },
      { type: 'draft', update },
      { type: 'draft', update: { ...update, edits: { a: { of: 'file', was: 1, edits } } } },
      { type: 'draft', update: { ...update, sends: 'http', http: emptyForm } },
      { type: 'invoke', payload: '{}', binaryMediaTypes: ['image/*'] },
    ]) {
      assert.deepEqual(parseFromInvokeWebview(message), message);
    }
  });

  it('is refused when it is anything else', () => {
    for (const message of [
      undefined,
      null,
      'invoke',
      [],
      {},
      { type: 'invoke' },
      { type: 'invoke', payload: 1 },
      { type: 'action', index: -1 },
      { type: 'action', index: 0.5 },
      { type: 'action', index: '0' },
      { type: 'draft', update: { version: 1, source: '', edits: { a: 1 } } },
      { type: 'draft', update: { version: 1, edits: {} } },
      { type: 'draft', update: { source: '', edits: {} } },
      ...[
        { of: 'memory', was: 0, edits: [] },
        { of: 'file', was: -1, edits: [] },
        { of: 'draft', was: 1, edits: [{ offset: 0.5, length: 0, text: '' }] },
        { of: 'draft', was: 1, edits: [{ offset: 0, length: 0 }] },
      ].map((a) => ({ type: 'draft', update: { version: 1, source: '', edits: { a } } })),
      { type: 'draft' },
      { type: 'openSource', path: '/etc/passwd' },
    ]) {
      assert.equal(parseFromInvokeWebview(message), undefined, JSON.stringify(message));
    }
  });

  it('carries nothing that was not asked for', () => {
    assert.deepEqual(parseFromInvokeWebview({ type: 'cancel', more: 1 }), { type: 'cancel' });
    const types = { type: 'invoke', payload: '', binaryMediaTypes: [1] };
    assert.deepEqual(parseFromInvokeWebview(types), { type: 'invoke', payload: '' });
  });

  it('makes no prototype of an edit', () => {
    const message: unknown = JSON.parse(
      '{"type":"draft","update":{"version":1,"source":"","edits":{"__proto__":"{}"}}}',
    );
    const parsed = parseFromInvokeWebview(message);
    assert.ok(parsed?.type === 'draft');
    assert.equal(Object.getPrototypeOf(parsed.update.edits), Object.prototype);
    assert.deepEqual(Object.keys(parsed.update.edits), ['__proto__']);
  });

  it('has its texts where a method looks for them', () => {
    assert.equal(textIn({ id: 'a' }, 'id'), 'a');
    for (const takes of [undefined, 'a', {}, { id: 1 }]) assert.throws(() => textIn(takes, 'id'), TypeError);
  });
});

describe('what was kept of the panel', () => {
  it('may be older, or newer, than its form of a request', () => {
    const kept = (draft: object) => parseDraft({ source: '', edits: {}, ...draft });
    assert.deepEqual(kept({ sends: 'carrier pigeon', http: 'x' }), { source: '', edits: {} });
    assert.deepEqual(kept({ http: { method: 'PUT', trigger: 1 } })?.http, { ...emptyForm, method: 'PUT' });
  });

  it('names its function', () => {
    assert.deepEqual(parseSavedPanel({ functionId: 'a', more: 1 }), { functionId: 'a' });
    for (const other of [undefined, {}, { functionId: 1 }]) assert.equal(parseSavedPanel(other), undefined);
  });
});

describe('a request and its reply', () => {
  it('are numbered', () => {
    assert.ok(isRequest({ type: 'request', id: 1, method: 'readFile', parameters: {} }));
    assert.ok(!isRequest({ type: 'request', id: '1', method: 'readFile' }));
    assert.ok(!isRequest({ type: 'request', id: 1 }));
    assert.ok(isReply({ type: 'reply', id: 1, ok: true, value: 1 }));
    assert.ok(isReply({ type: 'reply', id: 1, ok: false, message: '' }));
    assert.ok(!isReply({ type: 'reply', id: 1, ok: false }));
  });
});
