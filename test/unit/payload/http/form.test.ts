import assert from 'node:assert/strict';
import { importCurl } from '../../../../src/core/payload/http/curl/import';
import { httpEvent } from '../../../../src/core/payload/http/event';
import {
  emptyForm,
  formTriggers,
  parseForm,
  type FormTrigger,
  type HttpForm,
} from '../../../../src/core/payload/http/form';
import { formEndpoint, formOf, formRequest, sentBody } from '../../../../src/core/payload/http/formRequest';
import { stamp } from './stamp';

const form = (change: Partial<HttpForm>): HttpForm => ({ ...emptyForm, ...change });
const bytes = Uint8Array.of(0, 255);

describe('A form of an HTTP request', () => {
  it('comes back from a draft as it was', () => {
    const filled = form({
      ...{ trigger: 'restApi', stage: 'dev', route: '/{proxy+}', binaryMediaTypes: 'image/*' },
      ...{ method: 'PUT', path: '/orders/{id}', parameters: { id: '7', __proto__: 'x' } },
      ...{ query: [{ name: 'a', value: '1' }], headers: [{ name: 'X', value: '' }], body: 'form', text: '{' },
      ...{ fields: [{ name: '', value: 'v' }], file: 'a.png', connectionId: 'c' },
    });
    assert.deepEqual(parseForm(JSON.parse(JSON.stringify(filled))), filled);
  });

  it('takes of a draft what it understands, whatever that is', () => {
    for (const other of [
      undefined,
      null,
      'form',
      1,
      [],
      {},
      { trigger: 'carrier pigeon', body: 7, query: 'a=1' },
    ])
      assert.deepEqual(parseForm(other), emptyForm);
    const half = {
      method: 'PATCH',
      headers: [{ name: 'A', value: 'b' }, { name: 'C' }, null, 'x'],
      parameters: { a: 1, b: 'c' },
    };
    assert.deepEqual(
      parseForm(half),
      form({ method: 'PATCH', headers: [{ name: 'A', value: 'b' }], parameters: { b: 'c' } }),
    );
  });

  it('is sent without its empty rows, its path’s parameters filled in', () => {
    const rows = [
      { name: 'a', value: '1' },
      { name: '', value: '' },
      { name: '', value: 'x' },
    ];
    const { path, query } = formRequest(
      form({ path: '/orders/{id}/{rest+}', parameters: { id: 'a/b c', rest: 'x/ü' }, query: rows }),
      undefined,
    );
    assert.equal(path, '/orders/a%2Fb%20c/x/%C3%BC');
    assert.deepEqual(query, [rows[0], rows[2]]);
  });

  it('has the body of its kind, with its content type', () => {
    const body = (change: Partial<HttpForm>, file?: Uint8Array): unknown =>
      formRequest(
        form({ text: '{"a":1}', fields: [{ name: 'a b', value: 'c&d' }], file: 'Cat.PNG', ...change }),
        file,
      ).body;
    assert.equal(body({ body: 'none' }), undefined);
    assert.deepEqual(body({ body: 'text' }), {
      content: '{"a":1}',
      contentType: 'text/plain; charset=utf-8',
    });
    assert.deepEqual(body({ body: 'json' }), { content: '{"a":1}', contentType: 'application/json' });
    assert.deepEqual(body({ body: 'form' }), {
      content: 'a+b=c%26d',
      contentType: 'application/x-www-form-urlencoded',
    });
    assert.deepEqual(body({ body: 'file' }, bytes), { content: bytes, contentType: 'image/png' });
    assert.equal(body({ body: 'file' }), undefined);
    assert.deepEqual(body({ body: 'file', file: 'x.constructor' }, bytes), {
      content: bytes,
      contentType: 'application/octet-stream',
    });
  });

  it('says of each trigger what it needs, with what is usual for it', () => {
    const endpoint = (trigger: FormTrigger, change: Partial<HttpForm> = {}) =>
      formEndpoint(form({ trigger, ...change }));
    assert.deepEqual(endpoint('functionUrl', { stage: 'x', route: '/y' }), { trigger: 'functionUrl' });
    assert.deepEqual(endpoint('httpApi'), { trigger: 'httpApi', stage: '$default' });
    assert.deepEqual(endpoint('httpApi', { stage: 'dev', route: '/a/{*rest}' }), {
      ...{ trigger: 'httpApi', stage: 'dev', route: '/a/{rest+}' },
    });
    assert.deepEqual(endpoint('httpApi', { route: '$default' }), { trigger: 'httpApi', stage: '$default' });
    assert.deepEqual(endpoint('restApi', { binaryMediaTypes: ' image/* ,, application/pdf' }), {
      ...{ trigger: 'restApi', stage: 'prod', binaryMediaTypes: ['image/*', 'application/pdf'] },
    });
    assert.deepEqual(endpoint('alb'), { trigger: 'alb', multiValue: false });
    assert.deepEqual(endpoint('albMultiValue'), { trigger: 'alb', multiValue: true });
    const socket = { trigger: 'webSocket', stage: 'prod' };
    assert.deepEqual(endpoint('webSocketConnect', { route: 'x' }), { ...socket, route: '$connect' });
    assert.deepEqual(endpoint('webSocketDisconnect'), { ...socket, route: '$disconnect' });
    assert.deepEqual(endpoint('webSocketMessage'), { ...socket, route: '$default' });
    assert.deepEqual(endpoint('webSocketMessage', { route: 'send', connectionId: 'c' }), {
      ...{ ...socket, route: 'send', connectionId: 'c' },
    });
  });

  it('becomes an event with every trigger, whatever was filled in for another', () => {
    const filled = form({
      method: 'DELETE',
      path: '/a',
      body: 'file',
      headers: [{ name: 'A', value: 'b' }],
      text: 'hi',
    });
    for (const trigger of formTriggers) {
      const given = { ...filled, trigger };
      const event = httpEvent(formRequest(given, bytes), formEndpoint(given), stamp);
      assert.ok('json' in event, trigger);
      const { body, headers } = JSON.parse(event.json) as { body?: string; headers?: object };
      if (trigger === 'webSocketMessage') {
        assert.equal(sentBody(given), 'text');
        assert.deepEqual([body, headers], ['hi', undefined]);
      }
    }
  });
});

describe('The form of a curl command', () => {
  const imported = (command: string, before = emptyForm): HttpForm => {
    const curl = importCurl(command, (text) => Buffer.from(text).toString('base64'));
    assert.ok('request' in curl);
    return formOf(curl.request, before, stamp.base64);
  };

  it('has JSON where it is some, and says its type only once', () => {
    const given = imported(
      `curl https://a.b/c?d=e -H 'content-type: application/json' -H 'X-A: 1' -d '{"f":1}'`,
    );
    assert.deepEqual(given, {
      ...emptyForm,
      ...{ method: 'POST', path: '/c', query: [{ name: 'd', value: 'e' }] },
      ...{ headers: [{ name: 'X-A', value: '1' }], body: 'json', text: '{"f":1}' },
    });
    assert.equal(imported(`curl a.b -H 'content-type: application/json' -d '{'`).body, 'text');
  });

  it('has fields where they come out as they went in, else the text', () => {
    const fields = imported(`curl a.b -d 'a=1&b=x+y' -b 'c=d'`);
    assert.deepEqual(
      [fields.body, fields.fields, fields.headers, fields.cookies],
      [
        'form',
        [
          { name: 'a', value: '1' },
          { name: 'b', value: 'x y' },
        ],
        [],
        [{ name: 'c', value: 'd' }],
      ],
    );
    const text = imported(`curl a.b -d 'a=1&b'`);
    assert.deepEqual([text.body, text.text], ['text', 'a=1&b']);
    assert.deepEqual(text.headers, [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }]);
  });

  it('is sent as the command would send it', () => {
    for (const command of [
      `curl a.b/x -F 'a=1' -F 'b=2;type=text/csv'`,
      `curl -X PUT a.b --json '{"ü":[]}'`,
      `curl a.b -d '' -I`,
      `curl a.b -d 'a=%2F&b=%20'`,
      `curl a.b -H 'Content-Type: application/vnd.api+json; v=1' -d '[1]'`,
      `curl a.b -H 'Content-Type: text/plain;charset=utf-8' -d 'hi'`,
    ]) {
      const curl = importCurl(command, () => '');
      assert.ok('request' in curl);
      const endpoint = { trigger: 'functionUrl' } as const;
      const direct = httpEvent(curl.request, endpoint, stamp);
      const formed = httpEvent(
        formRequest(formOf(curl.request, emptyForm, stamp.base64), undefined),
        endpoint,
        stamp,
      );
      assert.ok('json' in direct && 'json' in formed);
      const parsed = (json: string): unknown => {
        const event = JSON.parse(json) as { headers: Record<string, string> };
        // How a type is spaced is no difference.
        const type = event.headers['content-type']?.replaceAll(' ', '');
        return { ...event, headers: { ...event.headers, 'content-type': type } };
      };
      assert.deepEqual(parsed(formed.json), parsed(direct.json), command);
    }
  });

  it('keeps the trigger that was chosen, unless that is for messages', () => {
    assert.equal(imported('curl a.b', form({ trigger: 'alb' })).trigger, 'alb');
    assert.equal(imported('curl a.b', form({ trigger: 'webSocketMessage' })).trigger, 'functionUrl');
  });
});
