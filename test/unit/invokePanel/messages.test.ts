import assert from 'node:assert/strict';
import { emptyForm } from '../../../src/core/payload/http/form';
import { isReply, isRequest } from '../../../src/protocol/handshake';
import { parseSavedPanel } from '../../../src/protocol/draft';
import { parseFromInvokeWebview, textIn } from '../../../src/protocol/invoke';

describe('a message of the invoke panel’s webview', () => {
  it('is taken when it is one of the known', () => {
    const draft = { source: 'events/a.json', edits: { '': '{}' } };
    for (const message of [
      { type: 'invoke', payload: '{}' },
      { type: 'invoke', payload: '{}', source: 'events/a.json' },
      { type: 'draft', draft: { ...draft, bases: { 'events/a.json': 'b' } } },
      { type: 'cancel' },
      { type: 'action', index: 0 },
      { type: 'openHandler' },
      { type: 'draft', draft },
      { type: 'draft', draft: { ...draft, sends: 'http', http: emptyForm } },
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
      { type: 'draft', draft: { source: '', edits: { a: 1 } } },
      { type: 'draft', draft: { edits: {} } },
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
    const message: unknown = JSON.parse('{"type":"draft","draft":{"source":"","edits":{"__proto__":"{}"}}}');
    const parsed = parseFromInvokeWebview(message);
    assert.ok(parsed?.type === 'draft');
    assert.equal(Object.getPrototypeOf(parsed.draft.edits), Object.prototype);
    assert.deepEqual(Object.keys(parsed.draft.edits), ['__proto__']);
  });

  it('has its texts where a method looks for them', () => {
    assert.equal(textIn({ id: 'a' }, 'id'), 'a');
    for (const takes of [undefined, 'a', {}, { id: 1 }]) assert.throws(() => textIn(takes, 'id'), TypeError);
  });
});

describe('what VS Code kept for the panel', () => {
  it('may be older, or newer, than its form of a request', () => {
    const saved = (draft: object) =>
      parseSavedPanel({ functionId: 'a', draft: { source: '', edits: {}, ...draft } });
    assert.deepEqual(saved({ sends: 'carrier pigeon', http: 'x' }), {
      functionId: 'a',
      draft: { source: '', edits: {} },
    });
    assert.deepEqual(saved({ http: { method: 'PUT', trigger: 1 } })?.draft?.http, {
      ...emptyForm,
      method: 'PUT',
    });
  });

  it('names its function', () => {
    const saved = { functionId: '/w/Cargo.toml#a', draft: { source: '', edits: {} } };
    assert.deepEqual(parseSavedPanel(saved), saved);
    assert.deepEqual(parseSavedPanel({ functionId: 'a' }), { functionId: 'a' });
    for (const other of [undefined, {}, { functionId: 1, draft: saved.draft }]) {
      assert.equal(parseSavedPanel(other), undefined);
    }
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
