/** What somebody sent, out of the event in which another service hands it over. */
import { isRecord } from '../record';
import type { Envelope } from './envelopes';
import { jsonOfItem } from './attributeValue';

export interface Body {
  readonly text: string;
  /** Of the record, from 0. */
  readonly record: number;
}

export interface Unwrapped {
  readonly envelope: Envelope | 'logs';
  readonly bodies: readonly Body[];
}

/** What core has no means for. */
export interface Decoders {
  /** Text of base64 of UTF-8; of what gzip made of it, when it did. undefined when it is no text. */
  readonly text: (base64: string) => string | undefined;
}

/**
 * @param event as `JSON.parse` gives it
 * @returns undefined when it is no event of these services, or when nothing is in it
 */
export function unwrap(event: unknown, decoders: Decoders): Unwrapped | undefined {
  if (!isRecord(event)) return undefined;
  if ('detail-type' in event && 'detail' in event)
    return { envelope: 'eventBridge', bodies: [{ text: written(event['detail']), record: 0 }] };
  const logs = isRecord(event['awslogs']) ? textOf(event['awslogs']['data'], decoders) : undefined;
  if (logs !== undefined) return { envelope: 'logs', bodies: [{ text: logs, record: 0 }] };
  const records = Array.isArray(event['Records']) ? event['Records'].filter(isRecord) : [];
  const envelope = records[0] && services[sourceOf(records[0])];
  if (!envelope) return undefined;
  const bodies = records.flatMap((each, record) => {
    const text = bodyOf(envelope, each, decoders);
    return text === undefined ? [] : [{ text, record }];
  });
  return bodies.length > 0 ? { envelope, bodies } : undefined;
}

const services: Readonly<Record<string, Envelope>> = {
  'aws:sqs': 'sqs',
  'aws:sns': 'sns',
  'aws:kinesis': 'kinesis',
  'aws:dynamodb': 'dynamoDb',
  'aws:s3': 's3',
};

type Fields = Readonly<Record<string, unknown>>;

/** SNS writes its keys in capitals. */
const sourceOf = (record: Fields): string =>
  string(record['eventSource']) ?? string(record['EventSource']) ?? '';

function bodyOf(envelope: Envelope, record: Fields, decoders: Decoders): string | undefined {
  const inner = (name: string): Fields => (isRecord(record[name]) ? record[name] : {});
  switch (envelope) {
    case 'sqs':
      return string(record['body']);
    case 'sns':
      return string(inner('Sns')['Message']);
    case 'kinesis':
      return textOf(inner('kinesis')['data'], decoders);
    case 'dynamoDb': {
      // A removed item has only its old image.
      const { NewImage: now, OldImage: before, Keys: keys } = inner('dynamodb');
      const image = [now, before, keys].find(isRecord);
      return image && jsonOfItem(image);
    }
    case 's3': {
      const { object } = inner('s3');
      const key = isRecord(object) ? string(object['key']) : undefined;
      return key === undefined ? undefined : decodedKey(key);
    }
    case 'eventBridge':
      return undefined;
  }
}

const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const textOf = (value: unknown, { text }: Decoders): string | undefined =>
  typeof value === 'string' ? text(value) : undefined;

const written = (value: unknown): string => JSON.stringify(value, undefined, 2);

/** A key as it is in the bucket; as it is in the event when it was not encoded. */
function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
