/** Texts that look like what a field of that name holds in AWS's own events. */
import type { StringFormat } from '../shape/shape';

/** The account, region and names of AWS's documentation. */
const account = '123456789012';
const region = 'us-east-1';
const uuid = '059f36b4-87a3-44ab-83d2-661975830a7d';
const time = '2026-01-02T03:04:05Z';

/** By what the name ends with, the first that fits; words are parted by `_`. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/(^|_)event_source_arn$|(^|_)queue_arn$/, `arn:aws:sqs:${region}:${account}:orders`],
  [/(^|_)topic_arn$/, `arn:aws:sns:${region}:${account}:orders`],
  [/(^|_)arn$/, `arn:aws:lambda:${region}:${account}:function:orders`],
  [/(^|_)(request|message|event|trace|correlation|order|user|customer|item|product)?_?id$/, uuid],
  [/(^|_)(aws_)?region$/, region],
  [/(^|_)account(_id)?$/, account],
  [/(^|_)e?mail(_address)?$/, 'jane@example.com'],
  [/(^|_)(source_)?ip(_address)?$/, '192.0.2.1'],
  [/(^|_)(url|uri|link)$/, 'https://example.com/orders/1'],
  [/(^|_)(domain(_name)?|host(name)?)$/, 'example.com'],
  [/(^|_)(http_)?method$/, 'GET'],
  [/(^|_)(raw_)?path$|(^|_)resource$/, '/orders'],
  [/(^|_)(timestamp|date_?time|time|at|created|updated|expires|date)$/, time],
  [/(^|_)bucket(_name)?$/, 'orders-bucket'],
  [/(^|_)currency$/, 'EUR'],
  [/(^|_)country(_code)?$/, 'DE'],
  [/(^|_)phone(_number)?$/, '+12025550123'],
  [/(^|_)user_agent$/, 'Mozilla/5.0'],
  [/(^|_)version$/, '1.0'],
  [/(^|_)name$/, 'example'],
];

const byFormat: Readonly<Record<StringFormat, string>> = {
  bytes: 'text',
  path: '/orders',
  uuid,
  ip: '192.0.2.1',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  socketAddress: '192.0.2.1:443',
  dateTime: time,
  date: '2026-01-02',
  url: 'https://example.com/orders/1',
  decimal: '12.50',
  // `{"id":1}`
  base64: 'eyJpZCI6MX0=',
};

/** @param key of the field in JSON, `eventSourceARN`; undefined outside of objects */
export function sensibleText(key: string | undefined, format: StringFormat | undefined): string {
  if (format !== undefined) return byFormat[format];
  const words = (key ?? '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toLowerCase();
  return byName.find(([pattern]) => pattern.test(words))?.[1] ?? 'text';
}
