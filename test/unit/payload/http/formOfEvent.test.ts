import assert from 'node:assert/strict';
import { httpEvent } from '../../../../src/core/payload/http/event';
import {
  emptyForm,
  formTriggers,
  type FormTrigger,
  type HttpForm,
} from '../../../../src/core/payload/http/form';
import { formOfEvent, type EventForm } from '../../../../src/core/payload/http/formOfEvent';
import { formEndpoint, formParts, formRequest } from '../../../../src/core/payload/http/formRequest';
import type { NameValue } from '../../../../src/core/payload/http/request';
import { numbers } from '../../rust/random';
import { decoded, stamp } from './stamp';

const row = (name: string, value: string): NameValue => ({ name, value });
const later = { ...stamp, time: stamp.time + 1000, uuid: () => '11111111-2222-4333-8444-555555555555' };

function eventOf(form: HttpForm, at = stamp): string {
  const bytes = form.body === 'base64' ? decoded(form.text) : undefined;
  const event = httpEvent(formRequest(form, bytes), formEndpoint(form), at);
  assert.ok('json' in event, JSON.stringify(form));
  return event.json;
}
function read(event: string | object, before = emptyForm): EventForm {
  const found = formOfEvent(
    typeof event === 'string' ? event : JSON.stringify(event),
    before,
    later,
    decoded,
  );
  assert.ok(found);
  return found;
}

const texts = [
  '',
  'a',
  'A b',
  'ü🦀',
  '%2F',
  'a+b',
  'x=y',
  'q&r',
  '50%',
  'a,b',
  '"',
  '/',
  '{id}',
  '__proto__',
];
const names = ['a', 'b[]', 'ü', 'x y', 'p%20', 'c+', 'toString'];
const bodies: readonly (Partial<HttpForm> & Pick<HttpForm, 'body'>)[] = [
  { body: 'none' },
  { body: 'text', text: 'hello ü' },
  { body: 'json', text: '{"a": [1, "ü"]}' },
  {
    body: 'form',
    fields: [
      { name: 'a b', value: 'c&d' },
      { name: 'a b', value: '' },
    ],
  },
  { body: 'base64', text: Buffer.from([0, 255, 254]).toString('base64') },
];
const types = ['application/xml', 'text/csv;charset=x', 'application/vnd.a+json', 'image/png'];

/** A form as it is read of an event: what a trigger does not hand over is as in an empty one. */
function randomForm(trigger: FormTrigger, seed: number): HttpForm {
  const below = numbers(seed);
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  const some = <T>(of: readonly T[]): readonly T[] => of.filter(() => below(2) === 0);
  const { line, rows, bodies: kinds } = formParts(trigger);
  // Without multi-value headers a load balancer hands over one value of a name; in format 2.0 they are joined.
  const isOnce = trigger === 'alb' || trigger === 'functionUrl' || trigger === 'httpApi';
  const isCased = trigger === 'restApi';
  const pairs = (of: readonly string[], once: boolean): readonly NameValue[] =>
    some(of).flatMap((name) =>
      Array.from({ length: once ? 1 : 1 + below(2) }, () => ({ name, value: one(texts) })),
    );
  const socket = trigger.startsWith('webSocket');
  const isStaged = trigger === 'httpApi' || trigger === 'restApi' || socket;
  const body = kinds.length > 0 ? one(bodies.filter((each) => kinds.includes(each.body))) : emptyForm;
  const typed = body.body === 'text' && line && below(2) > 0;
  return {
    ...emptyForm,
    trigger,
    ...(line && {
      method: one(['GET', 'POST', 'DELETE', 'X-OWN']),
      path: one([
        '/',
        '/a/b',
        '/orders/7',
        '/%2525',
        '/x.y//z/',
        trigger === 'httpApi' ? '/a/ü b' : '/a/%C3%BC%20b',
      ]),
    }),
    ...(rows && {
      query: pairs(names, trigger === 'alb'),
      headers: [
        ...pairs(['x-a', 'x-b', 'accept', 'x-forwarded-for', 'host'], isOnce),
        ...(typed ? [{ name: isCased ? 'Content-Type' : 'content-type', value: one(types) }] : []),
      ],
      cookies: some([
        { name: 'a', value: 'b=c' },
        { name: '', value: 'x' },
        { name: 'ü', value: '' },
      ]),
    }),
    ...(isStaged && { stage: one(['', 'dev', 'live']) }),
    ...(trigger === 'httpApi' && { route: one(['', '/orders/{id}', '/{rest+}']) }),
    ...(trigger === 'restApi' && { route: one(['', '/orders/{id}', '/a/b']) }),
    ...(trigger === 'webSocketMessage' && { route: one(['', 'send']) }),
    ...(socket && { connectionId: one(['', 'abc=']) }),
    ...{ body: body.body, text: body.text ?? '', fields: body.fields ?? [] },
    ...(trigger === 'restApi' && body.body === 'base64' && { binaryMediaTypes: 'application/octet-stream' }),
  };
}

describe('The form of an event', () => {
  for (const trigger of formTriggers)
    it(`is the one that made it, and makes it again: ${trigger}`, () => {
      for (let seed = 0; seed < 400; seed++) {
        const form = randomForm(trigger, seed);
        const event = eventOf(form);
        const { form: found, lost } = read(event);
        assert.deepEqual(found, form);
        assert.deepEqual(lost, [], event);
        assert.equal(eventOf(found), event);
      }
    });

  const v2 = {
    version: '2.0',
    rawPath: '/live/orders/a b',
    rawQueryString: 'x=1+2&y',
    cookies: ['s=1', 't=2'],
    headers: {
      'X-Amzn-Trace-Id': 'Root=1-65a1b2c3-0123456789abcdef01234567',
      'User-Agent': 'me',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    requestContext: { stage: 'live', requestId: 'r', http: { method: 'PUT' } },
    body: 'YT1iJmM9ZA==',
    isBase64Encoded: true,
  };

  it('has what a person would have filled in', () => {
    const { form, lost } = read(v2, { ...emptyForm, stage: 'before', path: '/before', connectionId: 'c' });
    assert.deepEqual(form, {
      ...{ ...emptyForm, trigger: 'httpApi', stage: 'live', method: 'PUT', path: '/orders/a b' },
      ...{ query: [row('x', '1 2'), row('y', '')], cookies: [row('s', '1'), row('t', '2')] },
      ...{ headers: [row('User-Agent', 'me')], body: 'form', fields: [row('a', 'b'), row('c', 'd')] },
    });
    assert.deepEqual(lost, []);
  });

  it('names what it has no place for', () => {
    const { requestContext, ...others } = v2;
    const given = {
      ...{ ...others, stageVariables: { table: 't' }, pathParameters: { id: '7' }, own: [1] },
      requestContext: {
        ...requestContext,
        authorizer: { jwt: { claims: {} }, admin: false },
        accountId: '1',
      },
    };
    assert.deepEqual(read(given).lost, [
      'stageVariables',
      'pathParameters',
      'own',
      'requestContext.authorizer',
      'requestContext.accountId',
    ]);
  });

  it('names what the trigger hands over in another way', () => {
    // An HTTP API has forms in base64, and a REST API no length.
    assert.deepEqual(read({ ...v2, body: 'a=b', isBase64Encoded: false }).lost, ['isBase64Encoded']);
    assert.deepEqual(read({ ...v2, rawPath: '/elsewhere' }).lost, ['rawPath']);
    const rest = { httpMethod: 'GET', path: '/', requestContext: {} };
    assert.deepEqual(read({ ...rest, headers: { 'Content-Length': '0' } }).lost, ['headers.content-length']);
    assert.deepEqual(read({ ...rest, httpMethod: 'bad method' }).lost.slice(0, 2), ['httpMethod', 'path']);
  });

  it('keeps bytes that are no text in base64', () => {
    const bytes = Buffer.from([0x89, 0x50, 0xff]).toString('base64');
    const headers = { 'Content-Type': 'image/png' };
    const rest = { httpMethod: 'POST', path: '/', requestContext: { stage: 'prod' }, headers, body: bytes };
    const { form, lost } = read({ ...rest, isBase64Encoded: true });
    assert.deepEqual([form.body, form.text, form.binaryMediaTypes], ['base64', bytes, 'image/png']);
    assert.deepEqual(form.headers, [row('Content-Type', 'image/png')]);
    assert.deepEqual(lost, []);
    const all = { ...emptyForm, binaryMediaTypes: '*/*' };
    assert.equal(read({ ...rest, isBase64Encoded: true }, all).form.binaryMediaTypes, '*/*');
    const broken = read({ ...rest, body: '%%%', isBase64Encoded: true });
    assert.deepEqual([broken.form.body, broken.form.text], ['text', '%%%']);
  });

  it('is none of other texts', () => {
    for (const other of ['', '{', '[]', '{"requestContext": {}}', '{"Records": []}', '"requestContext"'])
      assert.equal(formOfEvent(other, emptyForm, stamp, decoded), undefined, other);
  });
});
