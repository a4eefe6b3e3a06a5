/** What somebody sent, out of the event in which another service hands it over. */
import { isRecord } from '../record';
import { parseJson } from '../shape/tree';
import type { Envelope } from './envelopes';
import { jsonOfItem } from './attributeValue';

export interface Body {
  readonly text: string;
  /** Of the record, from 0. */
  readonly record: number;
}

export interface Unwrapped {
  readonly envelope: Envelope | 'logs' | 'firehose' | 'kafka';
  readonly bodies: readonly Body[];
}

/** What core has no means for. */
export interface Decoders {
  /** Text of base64 of UTF-8; of what gzip made of it, when it did. undefined when it is no text. */
  readonly text: (base64: string) => string | undefined;
}

/**
 * Layer by layer: what a topic put into a queue is taken out of the queue first.
 * @param json that `JSON.parse` takes
 * @returns undefined when it is no event of these services, or when nothing is in it
 */
export function unwrap(json: string, decoders: Decoders): Unwrapped | undefined {
  const event: unknown = JSON.parse(json);
  if (!isRecord(event)) return undefined;
  const one = (envelope: Unwrapped['envelope'], text: string | undefined): Unwrapped | undefined =>
    text === undefined ? undefined : { envelope, bodies: [{ text, record: 0 }] };
  if ('detail-type' in event && 'detail' in event) return one('eventBridge', asWritten(json, 'detail'));
  if (isRecord(event['awslogs'])) return one('logs', textOf(event['awslogs']['data'], decoders));
  // What a topic puts into a queue, or sends by HTTP.
  if (event['Type'] === 'Notification' && 'TopicArn' in event) return one('sns', string(event['Message']));
  const { envelope, records } = recordsOf(event) ?? {};
  if (!envelope || !records) return undefined;
  const bodies = records.flatMap((each, record) => {
    const text = bodyOf(envelope, each, decoders);
    return text === undefined ? [] : [{ text, record }];
  });
  return bodies.length > 0 ? { envelope, bodies } : undefined;
}

type Recorded = Exclude<Unwrapped['envelope'], 'eventBridge' | 'logs'>;

function recordsOf(
  event: Fields,
): { readonly envelope: Recorded; readonly records: readonly Fields[] } | undefined {
  const { records: inner } = event;
  if ('deliveryStreamArn' in event && Array.isArray(inner))
    return { envelope: 'firehose', records: inner.filter(isRecord) };
  // Of Amazon MSK, or of a cluster of one's own: lists by topic and partition.
  if (/kafka$/i.test(sourceOf(event)) && isRecord(inner))
    return { envelope: 'kafka', records: Object.values(inner).flat().filter(isRecord) };
  const records = Array.isArray(event['Records']) ? event['Records'].filter(isRecord) : [];
  const envelope = records[0] && services[sourceOf(records[0])];
  return envelope && { envelope, records };
}

const services: Readonly<Record<string, Recorded>> = {
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

function bodyOf(envelope: Recorded, record: Fields, decoders: Decoders): string | undefined {
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
    case 'firehose':
      return textOf(record['data'], decoders);
    case 'kafka':
      return textOf(record['value'], decoders);
  }
}

const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const textOf = (value: unknown, { text }: Decoders): string | undefined =>
  typeof value === 'string' ? text(value) : undefined;

/** The value of a key with all its digits. */
function asWritten(json: string, name: string): string | undefined {
  const { root } = parseJson(json);
  const entry = root?.kind === 'object' ? root.entries.findLast(({ key }) => key.value === name) : undefined;
  return entry && json.slice(entry.value.offset, entry.value.offset + entry.value.length);
}

/** A key as it is in the bucket; as it is in the event when it was not encoded. */
function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}
