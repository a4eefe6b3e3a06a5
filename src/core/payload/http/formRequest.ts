/** A filled in form as what is sent, and back. */
import { isJson } from '../json';
import type { Endpoint, HttpStamp } from './endpoint';
import type { BodyKind, FormTrigger, HttpForm } from './form';
import { mediaTypeOfFile } from './mediaTypes';
import { filledPath, gatewayPath } from './pathTemplate';
import { encode, queryOf } from './percent';
import { contentTypeOf, valuesOf, type HttpRequest, type NameValue, type RequestBody } from './request';

/** Which parts of the form a trigger hands over. */
export interface FormParts {
  /** Method and path. */
  readonly line: boolean;
  /** Query, headers and cookies. */
  readonly rows: boolean;
  readonly bodies: readonly BodyKind[];
}

export function formParts(trigger: FormTrigger): FormParts {
  switch (trigger) {
    case 'webSocketConnect':
      return { line: false, rows: true, bodies: [] };
    case 'webSocketMessage':
      return { line: false, rows: false, bodies: ['text', 'json'] };
    case 'webSocketDisconnect':
      return { line: false, rows: false, bodies: [] };
    default:
      return { line: true, rows: true, bodies: ['none', 'text', 'json', 'form', 'file', 'base64'] };
  }
}

/** The kind of body that is sent; a trigger may not take the one that was chosen for another. */
export const sentBody = ({ trigger, body }: HttpForm): BodyKind => {
  const { bodies } = formParts(trigger);
  return bodies.includes(body) ? body : (bodies[0] ?? 'none');
};

export function formEndpoint(form: HttpForm): Endpoint {
  const { trigger, stage, route } = form;
  const api = { stage: stage || usualStage(trigger) };
  switch (trigger) {
    case 'functionUrl':
      return { trigger };
    case 'httpApi':
      return { trigger, ...api, ...(route && route !== '$default' && { route: gatewayPath(route) }) };
    case 'restApi':
      return {
        ...{ trigger, ...api, binaryMediaTypes: binaryMediaTypes(form) },
        ...(route && { resource: gatewayPath(route) }),
      };
    case 'alb':
    case 'albMultiValue':
      return { trigger: 'alb', multiValue: trigger === 'albMultiValue' };
    case 'webSocketConnect':
    case 'webSocketMessage':
    case 'webSocketDisconnect': {
      const { connectionId } = form;
      const key = { webSocketConnect: '$connect', webSocketDisconnect: '$disconnect' }[trigger as string];
      return {
        ...{ trigger: 'webSocket', ...api, route: key ?? (route || '$default') },
        ...(connectionId && { connectionId }),
      };
    }
  }
}

export const usualStage = (trigger: FormTrigger): string => (trigger === 'httpApi' ? '$default' : 'prod');

export const binaryMediaTypes = (form: HttpForm): readonly string[] =>
  form.binaryMediaTypes
    .split(',')
    .map((type) => type.trim())
    .filter(Boolean);

/** @param bytes what the chosen file or the base64 holds; undefined when there is none */
export function formRequest(form: HttpForm, bytes: Uint8Array | undefined): HttpRequest {
  const { line, rows } = formParts(form.trigger);
  const body = bodyOf(form, bytes);
  return {
    method: line ? form.method : 'GET',
    path: line ? filledPath(form.path, form.parameters) : '/',
    query: rows ? named(form.query) : [],
    headers: rows ? named(form.headers) : [],
    cookies: rows ? named(form.cookies) : [],
    ...(body && { body }),
  };
}

/** Of a row: an empty one is not sent. */
export const isFilled = ({ name, value }: NameValue): boolean => name !== '' || value !== '';

const named = (rows: readonly NameValue[]): readonly NameValue[] => rows.filter(isFilled);

const usualTypes = {
  text: 'text/plain; charset=utf-8',
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  base64: 'application/octet-stream',
} as const;

function bodyOf(form: HttpForm, bytes: Uint8Array | undefined): RequestBody | undefined {
  const kind = sentBody(form);
  switch (kind) {
    case 'none':
      return undefined;
    case 'text':
    case 'json':
      return { content: form.text, contentType: usualTypes[kind] };
    case 'form':
      return { content: encodedForm(form.fields), contentType: usualTypes[kind] };
    case 'file':
      return bytes && { content: bytes, contentType: mediaTypeOfFile(form.file) };
    case 'base64':
      return bytes && { content: bytes, contentType: usualTypes[kind] };
  }
}

const encodedForm = (fields: readonly NameValue[]): string =>
  named(fields)
    .map(({ name, value }) => `${plused(name)}=${plused(value)}`)
    .join('&');

const plused = (text: string): string => encode(text).replaceAll('%20', '+');

/** The form of a request; what is no part of a request stays as it was. */
export function formOf(request: HttpRequest, before: HttpForm, base64: HttpStamp['base64']): HttpForm {
  const { method, path, query, cookies } = request;
  const { body, text, fields } = bodyFields(request, base64);
  const type = contentTypeOf(request);
  const said = valuesOf(request.headers, 'content-type').length;
  // What the form says by itself.
  const isUsual = body !== 'none' && type === usualTypes[body] && said < 2;
  const headers = isUsual
    ? request.headers.filter(({ name }) => name.toLowerCase() !== 'content-type')
    : [
        ...request.headers,
        ...(said > 0 || type === undefined ? [] : [{ name: 'Content-Type', value: type }]),
      ];
  // Messages have neither path nor headers.
  const trigger = formParts(before.trigger).line ? before.trigger : 'functionUrl';
  return { ...before, trigger, method, path, parameters: {}, query, headers, cookies, body, text, fields };
}

function bodyFields(
  request: HttpRequest,
  base64: HttpStamp['base64'],
): {
  readonly body: Exclude<BodyKind, 'file'>;
  readonly text: string;
  readonly fields: readonly NameValue[];
} {
  const { content } = request.body ?? { content: '' };
  if (content.length === 0) return { body: 'none', text: '', fields: [] };
  if (typeof content !== 'string') return { body: 'base64', text: base64(content), fields: [] };
  const type = contentTypeOf(request) ?? '';
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
    const fields = queryOf(content);
    if (encodedForm(fields) === content) return { body: 'form', text: '', fields };
  }
  const isTyped = /^application\/([^;]*\+)?json\b/i.test(type);
  return { body: isTyped && isJson(content) ? 'json' : 'text', text: content, fields: [] };
}
