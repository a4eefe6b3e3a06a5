/**
 * Events in which other services hand over what somebody sent them, as AWS documents them
 * (https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html, a page for each service).
 */
import { parseJson, type JsonNode } from '../shape/tree';
import { attributes } from './attributeValue';

export const envelopes = ['sqs', 'sns', 'eventBridge', 'kinesis', 'dynamoDb', 's3'] as const;
export type Envelope = (typeof envelopes)[number];

/** What differs from event to event, and what core has no means for. */
export interface Stamp {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The same in ISO 8601, `2026-01-02T03:04:05.000Z`. */
  readonly timeText: string;
  /** A new one at every call. */
  readonly uuid: () => string;
  /** Of the text in UTF-8, in hexadecimal digits. */
  readonly md5: (text: string) => string;
  /** Of the text in UTF-8. */
  readonly base64: (text: string) => string;
}

export type Wrapped =
  /** Laid out. */
  | { readonly json: string }
  /** What can't be in such an envelope. `noJson`: only JSON can; `noObject`: only an object can. */
  | { readonly unfit: 'noJson' | 'noObject' };

const account = '123456789012';
const region = 'us-east-1';
const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

/**
 * @param bodies one for each record; EventBridge hands over one at a time
 */
export function wrap(envelope: Envelope, bodies: readonly string[], stamp: Stamp): Wrapped {
  if (envelope === 'eventBridge') return bridged(bodies[0] ?? '', stamp);
  if (envelope !== 'dynamoDb')
    return laidOut({ Records: bodies.map((body) => records[envelope](body, stamp)) });
  const items = bodies.map((body) => parseJson(body).root);
  if (items.some((item) => !item)) return { unfit: 'noJson' };
  const objects = items.filter((item) => item?.kind === 'object');
  if (objects.length < items.length) return { unfit: 'noObject' };
  return laidOut({ Records: objects.map((item, index) => dynamoDb(item, index, stamp)) });
}

const laidOut = (event: object): Wrapped => ({ json: `${JSON.stringify(event, undefined, 2)}\n` });

const records: Readonly<
  Record<Exclude<Envelope, 'eventBridge' | 'dynamoDb'>, (body: string, stamp: Stamp) => object>
> = {
  sqs: (body, { time, uuid, md5 }) => ({
    messageId: uuid(),
    receiptHandle: 'receipt-handle',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(time),
      SenderId: account,
      ApproximateFirstReceiveTimestamp: String(time),
    },
    messageAttributes: {},
    md5OfBody: md5(body),
    eventSource: 'aws:sqs',
    eventSourceARN: arn('sqs', 'orders'),
    awsRegion: region,
  }),
  sns: (body, { timeText, uuid }) => ({
    EventVersion: '1.0',
    EventSubscriptionArn: `${arn('sns', 'orders')}:${uuid()}`,
    EventSource: 'aws:sns',
    Sns: {
      SignatureVersion: '1',
      Timestamp: timeText,
      Signature: 'signature',
      SigningCertUrl: `https://sns.${region}.amazonaws.com/SimpleNotificationService.pem`,
      MessageId: uuid(),
      Message: body,
      MessageAttributes: {},
      Type: 'Notification',
      UnsubscribeUrl: `https://sns.${region}.amazonaws.com/?Action=Unsubscribe`,
      TopicArn: arn('sns', 'orders'),
      Subject: 'orders',
    },
  }),
  kinesis: (body, { time, uuid, base64 }) => ({
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: uuid(),
      sequenceNumber: '49590338271490256608559692538361571095921575989136588898',
      data: base64(body),
      approximateArrivalTimestamp: time / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: 'shardId-000000000006:49590338271490256608559692538361571095921575989136588898',
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: `arn:aws:iam::${account}:role/orders`,
    awsRegion: region,
    eventSourceARN: arn('kinesis', 'stream/orders'),
  }),
  // The event has the name of an object, not what is in it.
  s3: (key, { timeText, uuid }) => ({
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: region,
    eventTime: timeText,
    eventName: 'ObjectCreated:Put',
    userIdentity: { principalId: `AWS:${account}` },
    requestParameters: { sourceIPAddress: '192.0.2.1' },
    responseElements: { 'x-amz-request-id': uuid(), 'x-amz-id-2': 'id' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'orders',
      bucket: {
        name: 'orders-bucket',
        ownerIdentity: { principalId: account },
        arn: 'arn:aws:s3:::orders-bucket',
      },
      object: {
        // Written like a form's value: a space is a plus.
        key: encodeURIComponent(key.trim()).replaceAll('%20', '+').replaceAll('%2F', '/'),
        size: 1024,
        eTag: 'd41d8cd98f00b204e9800998ecf8427e',
        sequencer: '0055AED6DCD90281E5',
      },
    },
  }),
};

function bridged(body: string, { timeText, uuid }: Stamp): Wrapped {
  const { root } = parseJson(body);
  if (!root) return { unfit: 'noJson' };
  if (root.kind !== 'object') return { unfit: 'noObject' };
  // A number within may have more digits than JavaScript's have: the text is taken over as it is.
  const event = {
    version: '0',
    id: uuid(),
    'detail-type': 'Order Created',
    source: 'com.example.orders',
    account,
    time: timeText.replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [],
    detail: '\u0000',
  };
  const detail = body.trim().replaceAll('\n', '\n  ');
  return { json: `${JSON.stringify(event, undefined, 2)}\n`.replace('"\\u0000"', () => detail) };
}

function dynamoDb(
  item: JsonNode & { readonly kind: 'object' },
  index: number,
  { time, uuid }: Stamp,
): object {
  const [first] = item.entries;
  return {
    eventID: uuid().replaceAll('-', ''),
    eventName: 'INSERT',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(time / 1000),
      Keys: attributes({ ...item, entries: first ? [first] : [] }),
      NewImage: attributes(item),
      SequenceNumber: `${1405400000000002063282832n + BigInt(index)}`,
      SizeBytes: item.length,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN: `${arn('dynamodb', 'table/orders')}/stream/2026-01-01T00:00:00.000`,
  };
}
