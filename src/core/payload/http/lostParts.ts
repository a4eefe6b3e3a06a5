/** What one event of a request says that another one does not. */
import { isRecord } from '../../record';
import type { HttpStamp } from './endpoint';
import { queryOf } from './percent';
import { fieldsOf, textOf, type EventFields } from './readEvent';

/** Another one with every request. */
const stamps = new Set([
  ...['requestId', 'extendedRequestId', 'messageId', 'connectedAt'],
  ...['time', 'timeEpoch', 'requestTime', 'requestTimeEpoch'],
]);
const stampHeaders = new Set(['x-amzn-trace-id', 'sec-websocket-key']);

/** @returns paths in the event, with dots: `requestContext.authorizer` */
export function lostParts(
  event: EventFields,
  kept: EventFields,
  { base64 }: Pick<HttpStamp, 'base64'>,
  decoded: (base64: string) => Uint8Array | undefined,
): readonly string[] {
  /** As whoever reads the event takes it: how it is written makes no difference. */
  const meaning = (of: EventFields): EventFields => {
    const { rawQueryString, headers, multiValueHeaders, body, isBase64Encoded, requestContext } = of;
    const bytes = isBase64Encoded === true ? decoded(textOf(body)) : undefined;
    return {
      ...of,
      rawQueryString: queryOf(textOf(rawQueryString)),
      headers: lowered(headers),
      multiValueHeaders: lowered(multiValueHeaders),
      body: textOf(body) === '' ? '' : base64(bytes ?? textOf(body)),
      requestContext: without(stamps, fieldsOf(requestContext)),
    };
  };
  return differences(meaning(event), meaning(kept), '');
}

function differences(value: unknown, other: unknown, path: string): readonly string[] {
  if (isNothing(value)) return [];
  if (isRecord(value) && isRecord(other))
    return Object.entries(value).flatMap(([name, each]) =>
      differences(
        each,
        Object.hasOwn(other, name) ? other[name] : undefined,
        path === '' ? name : `${path}.${name}`,
      ),
    );
  return JSON.stringify(value) === JSON.stringify(other) ? [] : [path];
}

/** What is not said can't be lost. */
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every(isNothing));

const lowered = (headers: unknown): EventFields =>
  without(
    stampHeaders,
    Object.fromEntries(Object.entries(fieldsOf(headers)).map(([name, value]) => [name.toLowerCase(), value])),
  );

const without = (names: ReadonlySet<string>, fields: EventFields): EventFields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name)));
