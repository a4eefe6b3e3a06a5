import type { Sender } from '../payload/http/sender';
import type { InvokeResponse } from '../ports';
import { isRecord } from '../record';
import { bodyOf, httpAnswerOf, streamedReply } from './body';
import type { Codec, Outcome } from './outcome';
import { placeIn } from './places';

/** Lambda's own words beyond it: "Exceeded maximum allowed payload size (6291556 bytes)." Streams may be larger. */
const maxResponseBytes = 6_291_556;

/**
 * What the emulator's answer is. As cargo-lambda 1.9 answers: 200 with the response; 500 with errorType and
 * errorMessage for whatever goes wrong in the function; 404 when there is no such function; the function's own
 * status and headers when it streams.
 * @param sender of the event, when it was a request's
 */
export function classify(response: InvokeResponse, codec: Codec, sender?: Sender): Outcome {
  const body = bodyOf(response.body, codec);
  if (response.headers['lambda-runtime-function-response-mode'] === 'streaming') {
    const headers = Object.entries(response.headers).filter(([name]) => !emulatorHeaders.has(name));
    const http = streamedReply(response.status, headers, body);
    return { kind: 'success', body, http, ...(response.isCut && { tooLarge: 'toRead' }) };
  }
  if (response.status === 200) {
    const http = httpAnswerOf(body, sender, codec);
    const isTooLarge = response.isCut || response.body.length > maxResponseBytes;
    return { kind: 'success', body, ...(http && { http }), ...(isTooLarge && { tooLarge: 'forLambda' }) };
  }
  const value: unknown = body.kind === 'json' ? JSON.parse(body.text) : undefined;
  if (isRecord(value)) {
    const { errorType, errorMessage, title, detail } = value;
    if (typeof errorType === 'string' && typeof errorMessage === 'string') {
      return functionFailure(errorType, errorMessage);
    }
    if (response.status === 404 && title === 'Missing function') {
      return { kind: 'unknownFunction', available: namesIn(typeof detail === 'string' ? detail : '') };
    }
  }
  return { kind: 'unexpectedAnswer', status: response.status, body };
}

/** Headers that the emulator adds to what a streaming function sends. */
const emulatorHeaders = new Set([
  'transfer-encoding',
  'lambda-runtime-function-response-mode',
  'vary',
  'access-control-allow-credentials',
  'date',
  'content-length',
  'connection',
  'keep-alive',
]);

/** Names of types and wording as in lambda_runtime 1.x. */
function functionFailure(rawType: string, message: string): Outcome {
  // The runtime names the type of a reference to the error.
  const errorType = rawType.replace(/^&+/, '');
  if (errorType.endsWith('::DeserializeError')) return rejected(message);
  const panicked = /^Lambda panicked: (.*)$/s.exec(message)?.[1];
  if (panicked !== undefined || errorType.includes('dyn core::any::Any')) {
    return { kind: 'panic', message: panicked ?? message };
  }
  const place = placeIn(message);
  return { kind: 'functionError', errorType: shortType(errorType), message, ...(place && { place }) };
}

/** `alloc::boxed::Box<dyn core::error::Error>` → `Box<dyn Error>`. */
export const shortType = (type: string): string => type.replace(/\b(?:\w+::)+/g, '');

/**
 * `PREFIX: [PATH] PATH: REASON at line L column C`: lambda_runtime's prefix, serde_path_to_error's path (doubled by
 * its own display, absent at the root), serde_json's reason and position.
 */
function rejected(message: string): Outcome {
  const said = message
    .trim()
    .replace(/^failed to deserialize the incoming data into the function's payload type: /, '');
  const at = / at line (\d+) column (\d+)$/.exec(said);
  const reason = at ? said.slice(0, at.index) : said;
  // What serde_path_to_error does not know is not doubled.
  const path = /^\[(.+)\] \1: /s.exec(reason) ?? /^\[([?.]+)\] /.exec(reason);
  return {
    kind: 'rejectedPayload',
    message: path ? reason.slice(path[0].length) : reason,
    ...(path?.[1] !== undefined && { path: path[1] }),
    ...(at && { line: Number(at[1]), column: Number(at[2]) }),
  };
}

/** `… Available functions: {"a", "b"}` */
const namesIn = (detail: string): string[] =>
  [...(detail.split('Available functions:')[1] ?? '').matchAll(/"([^"]+)"/g)]
    .map((match) => match[1] ?? '')
    .sort();
