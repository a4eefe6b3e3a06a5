import assert from 'node:assert/strict';
import { emptyForm } from '../../../src/core/payload/http/form';
import type { BodyFile } from '../../../src/protocol/invoke';
import { FormModel } from '../../../src/webview/invoke/http/formModel';
import { problemField } from '../../../src/webview/invoke/http/panes';
import { stamp } from '../payload/http/stamp';

const routes = [
  { method: 'POST', path: '/orders/{id}' },
  { method: 'GET', path: '/orders/{id}/lines' },
  { method: 'ANY', path: '/any' },
];
const file: BodyFile = { name: 'a.png', size: '2 bytes', content: Uint8Array.of(1, 2) };
const sent = (model: FormModel) => {
  const text = model.event(stamp);
  return text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>);
};

describe('The form of the invoke panel', () => {
  it('starts with the first route of the router, which is no draft', () => {
    const model = new FormModel(undefined);
    model.routes = routes;
    const { method, path, parameters } = model.form;
    assert.deepEqual([method, path, parameters], ['POST', '/orders/{id}', { id: '1' }]);
    assert.equal(sent(model)?.['rawPath'], '/orders/1');
    assert.equal(model.kept, undefined);
    const typed = new FormModel(undefined);
    typed.change({ path: '/mine' });
    typed.routes = routes;
    assert.equal(typed.kept?.path, '/mine');
  });

  it('takes an address for path and query when a key sends it while it is typed', () => {
    const model = new FormModel(undefined);
    model.change({ path: 'https://example.com/orders?status=open#top' });
    model.endTyping();
    model.endTyping();
    assert.equal(sent(model)?.['rawPath'], '/orders');
    assert.equal(sent(model)?.['rawQueryString'], 'status=open');
  });

  it('starts with a trigger whose requests the function reads, and says of others that it does not', () => {
    const model = new FormModel(undefined);
    model.refused = ['functionUrl', 'httpApi'];
    assert.deepEqual([model.form.trigger, model.isRefused, model.kept], ['restApi', false, undefined]);
    model.change({ trigger: 'httpApi' });
    model.refused = ['functionUrl', 'httpApi'];
    assert.deepEqual([model.form.trigger, model.isRefused], ['httpApi', true]);
    model.refused = [];
    assert.equal(model.isRefused, false);
  });

  it('keeps what came from a draft when the routes are known', () => {
    const model = new FormModel(emptyForm);
    model.routes = routes;
    assert.deepEqual(model.kept, emptyForm);
  });

  it('has a method that the chosen route takes, and keeps the one it has where it can', () => {
    const model = new FormModel(emptyForm);
    model.routes = routes;
    model.takePath('/orders/{id}');
    assert.equal(model.form.method, 'POST');
    for (const path of ['/any', '/unknown']) {
      model.takePath(path);
      assert.equal(model.form.method, 'POST');
    }
  });

  it('keeps the values of parameters that a path was given before', () => {
    const model = new FormModel({ ...emptyForm, parameters: { id: '42' } });
    model.takePath('/orders/{id}');
    assert.deepEqual(model.form.parameters, { id: '42' });
  });

  it('takes an address apart', () => {
    const model = new FormModel({ ...emptyForm, query: [{ name: 'a', value: '1' }] });
    model.takePath('https://example.com/x?b=2%203');
    assert.equal(model.form.path, '/x');
    assert.deepEqual(model.form.query, [
      { name: 'a', value: '1' },
      { name: 'b', value: '2 3' },
    ]);
  });

  it('is not sent without the file that is its body, and with it in base64', () => {
    const model = new FormModel({ ...emptyForm, method: 'POST', body: 'file', file: 'a.png' });
    assert.deepEqual([model.problem, sent(model)], [{ part: 'file' }, undefined]);
    model.file = file;
    assert.deepEqual([sent(model)?.['body'], sent(model)?.['isBase64Encoded']], ['AQI=', true]);
  });

  it('tells its problem at the field, though empty rows are not sent', () => {
    const rows = ['', 'ok', '', 'not ok'].map((name) => ({ name, value: '' }));
    const model = new FormModel({ ...emptyForm, headers: rows });
    assert.ok(model.problem);
    assert.equal(problemField(model.problem, model.form).id, 'headers-3-name');
    model.change({ headers: [], cookies: [rows[0]!, { name: 'a', value: 'b;c' }] });
    assert.ok(model.problem);
    assert.equal(problemField(model.problem, model.form).id, 'cookies-1-value');
    model.change({ cookies: [], method: 'NOT OK' });
    assert.ok(model.problem);
    assert.equal(problemField(model.problem, model.form).id, 'method');
    assert.equal(sent(model), undefined);
    model.change({ trigger: 'webSocketMessage' });
    assert.equal(model.problem, undefined);
  });

  it('takes the request that a payload is an event of, which undo takes back', () => {
    const event =
      new FormModel({ ...emptyForm, trigger: 'alb', method: 'PUT', path: '/a' }).event(stamp) ?? '';
    const model = new FormModel({ ...emptyForm, path: '/mine' });
    const read = model.read(event, stamp);
    assert.ok(read);
    model.take(read);
    assert.deepEqual([model.form.trigger, model.form.method, model.form.path], ['alb', 'PUT', '/a']);
    model.change({ path: '/b' });
    model.undo();
    model.undo();
    assert.deepEqual(model.form, { ...emptyForm, path: '/mine' });
    assert.equal(model.read('{"Records": []}', stamp), undefined);
  });

  it('is untouched again when what came into it is taken back', () => {
    const model = new FormModel(undefined);
    model.import({ method: 'POST', path: '/x', query: [], headers: [], cookies: [] });
    assert.equal(model.kept?.method, 'POST');
    model.undo();
    assert.equal(model.kept, undefined);
  });

  it('sends the bytes of base64, and what is none not at all', () => {
    const model = new FormModel({ ...emptyForm, body: 'base64', text: '/wA=\n' });
    assert.deepEqual(model.request.body, {
      content: Uint8Array.of(255, 0),
      contentType: 'application/octet-stream',
    });
    assert.equal(sent(model)?.['body'], '/wA=');
    model.change({ text: '%' });
    assert.deepEqual(model.problem, { part: 'base64' });
    assert.deepEqual(problemField({ part: 'base64' }, model.form), {
      ...{ id: 'body-text', pane: 'request-body' },
    });
    model.change({ trigger: 'webSocketMessage' });
    assert.equal(model.problem, undefined);
  });
});
