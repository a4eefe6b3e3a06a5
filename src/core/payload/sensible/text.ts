/** Texts that a field of that name holds in AWS's own events. */
import type { StringFormat } from '../../shape/shape';
import { subjectOf, type Spot } from './spot';

/** The account, region and names of AWS's documentation. */
const account = '123456789012';
const region = 'us-east-1';
const uuid = '059f36b4-87a3-44ab-83d2-661975830a7d';
const time = '2026-01-02T03:04:05Z';
const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

/** What services hand over, `{"id":1}`, also in base64. */
const body = '{"id":1}';
const bodyInBase64 = 'eyJpZCI6MX0=';

/** A batch with one message, compressed with gzip: CloudWatch Logs sends nothing else. */
const logsData =
  'H4sIAAAAAAACA12QS2vDMBCE/4oRPQYkreSVnJuhbi7tyb4FU2RbCQa/kJSaEvLfK7uPQ487s8w3u3cyWu/N1VafiyVH8pxX+ftbUZb5qSAHMq+TdVHmIGSKSmeMQ5SH+Xpy822JDjWrp4MZm87Q2XXW+W+/DM6aMS4AA6SMUwb0/PSaV0VZ1ewvzzRtZy//5xjhb41vXb+Efp5e+iFswccz+UHUO6P4sFPY5Dvpu4gSEgEER5ZlmCmtpWKYSpYpZKg1gE63/ogcgHHJUQqdQSox4kIf/xDMGE/iCpUAwfZCh9//xPidnfBkNT5p43XBduRRP74AdollvUMBAAA=';

/**
 * The first that fits, of a service and the words of the name: `sqs event_source_arn`. What more than one service has,
 * begins with a space or an underscore.
 */
const bySubject: readonly (readonly [RegExp, string])[] = [
  [/^cloudwatch_logs data$/, logsData],
  [/^firehose .*arn$/, arn('firehose', 'deliverystream/orders')],
  [/^kinesis .*source_arn$/, arn('kinesis', 'stream/orders')],
  [/^(kafka|documentdb) .*arn$/, arn('kafka', `cluster/orders/${uuid}-1`)],
  [/^(activemq|rabbitmq) .*arn$/, arn('mq', `broker:orders:b-${uuid}`)],
  [/^dynamodb .*arn$/, `${arn('dynamodb', 'table/orders')}/stream/2026-01-01T00:00:00.000`],
  [/^s3 .*arn$/, 'arn:aws:s3:::orders-bucket'],
  [/[ _]user_arn$/, `arn:aws:iam::${account}:user/jane`],
  [/^apigw .*arn$/, arn('execute-api', 'a1b2c3d4e5/test/GET/orders')],
  [/^alb .*arn$/, arn('elasticloadbalancing', 'targetgroup/orders/0123456789abcdef')],
  [/^code_commit .*arn$/, arn('codecommit', 'orders')],
  [/^sns .*subscription_arn$/, `${arn('sns', 'orders')}:${uuid}`],
  [/[ _](role|identity)_arn$/, `arn:aws:iam::${account}:role/orders`],
  [/[ _](topic_arn)$/, arn('sns', 'orders')],
  [/[ _](event_source_arn|queue_arn)$/, arn('sqs', 'orders')],
  [/[ _](secret_id)$/, arn('secretsmanager', 'secret:orders-EXAMPLE')],
  [/[ _]arn$/, arn('lambda', 'function:orders')],
  [/^(apigw|alb|lambda_function_urls|vpc_lattice) resource$/, '/orders'],
  [/^\w+ resources?$/, arn('lambda', 'function:orders')],

  [/^kinesis event_name$/, 'aws:kinesis:record'],
  [/^s3 event_name$/, 'ObjectCreated:Put'],
  [/^dynamodb event_name$/, 'INSERT'],
  [/^(activemq) event_source$/, 'aws:mq'],
  [/^rabbitmq event_source$/, 'aws:rmq'],
  [/^documentdb event_source$/, 'aws:docdb'],
  [/^code_commit event_source$/, 'aws:codecommit'],
  [/^kafka event_source$/, 'aws:kafka'],
  [/^kinesis event_source$/, 'aws:kinesis'],
  [/^dynamodb event_source$/, 'aws:dynamodb'],
  [/^ses event_source$/, 'aws:ses'],
  [/^sns event_source$/, 'aws:sns'],
  [/^sqs event_source$/, 'aws:sqs'],
  [/^s3 event_source$/, 'aws:s3'],
  [/^sns type$/, 'Notification'],
  [/^sqs approximate_receive_count$/, '1'],
  [/^apigw type$/, 'REQUEST'],
  [/^eventbridge source$/, 'com.example.orders'],
  [/^(cloudwatch_events|eventbridge) version$/, '0'],
  [/^(apigw|lambda_function_urls) version$/, '2.0'],
  [/^s3 name$/, 'orders-bucket'],
  [/^s3 event_version$/, '2.1'],
  [/^s3 (url_decoded_)?key$/, 'orders/1.json'],

  [/[ _](owner_|recipient_|aws_)?account(_id)?$/, account],
  [/[ _]owner$/, account],
  [/[ _](api|resource)_id$/, 'a1b2c3d4e5'],
  [/[ _]user_pool_id$/, `${region}_EXAMPLE`],
  [/[ _]client_id$/, '1example23456789'],
  [/[ _]principal_id$/, `AWS:${account}`],
  [/[ _]access_key(_id)?$/, 'AKIAIOSFODNN7EXAMPLE'],
  [/[ _]connection_id$/, 'Zz1example2='],
  [/[ _](instance_id|ec2_instance_id)$/, 'i-0123456789abcdef0'],
  [/[ _](sub|user_sub)$/, uuid],
  [/[ _]id$/, uuid],
  [/[ _](source_)?ip_?address$|[ _](source_)?ip$/, '192.0.2.1'],
  [/[ _](e?mail|email_address|recipients?|destinations?|sender|from|to|return_path)$/, 'jane@example.com'],
  [/[ _]signing_cert_url$/, `https://sns.${region}.amazonaws.com/SimpleNotificationService.pem`],
  [/[ _]unsubscribe_url$/, `https://sns.${region}.amazonaws.com/?Action=Unsubscribe`],
  [/[ _](url|uri|link)$/, 'https://example.com/orders/1'],
  [/[ _](aws_)?region$/, region],
  [/[ _]domain_prefix$/, 'example'],
  [/[ _](domain(_name)?|host(_?name)?)$/, 'example.com'],
  [/[ _](http_)?method$/, 'GET'],
  [/[ _](raw_|resource_|request_)?path$/, '/orders'],
  [/[ _]route_key$/, 'GET /orders'],
  [/[ _]raw_query_string$/, 'status=open'],
  [/[ _]cookies?$/, 'session=abc'],
  [/[ _]protocol$/, 'HTTP/1.1'],
  [/[ _](environment|stage)$/, 'test'],
  [/[ _]content_type$/, 'application/json'],
  [/^apigw (request_)?time$/, '02/Jan/2026:03:04:05 +0000'],
  [/^apigw not_(before|after)$/, 'Jan  2 03:04:05 2026 GMT'],
  [/[ _](timestamp|date_?time|time|at|created|updated|expires|date)$/, time],
  [/[ _]bucket(_name)?$/, 'orders-bucket'],
  [/[ _]table(_name)?$/, 'orders'],
  [/[ _]topic$/, 'orders'],
  [/[ _]md5_of_body$/, 'd2ce28b9a7fd7e4407e2b0fd499b7fe4'],
  [/[ _](body|message|payload)$/, body],
  [/[ _]md5_of_message_attributes$/, 'e4e68fb7bd0e697a0ae8f1bb342846b3'],
  [/[ _]receipt_handle$/, 'receipt-handle'],
  [/[ _]sequence_number$/, '49590338271490256608559692538361571095921575989136588898'],
  [/[ _]sequencer$/, '0055AED6DCD90281E5'],
  [/[ _]e_?tag$/, 'd41d8cd98f00b204e9800998ecf8427e'],
  [/[ _]partition_key$/, 'order-1'],
  [/[ _]signature$/, 'signature'],
  [/[ _]data_type$/, 'String'],
  [/[ _]attributes? type$|[ _]value_type$/, 'String'],
  [/[ _]detail_type$/, 'Order Created'],
  [/^ses status$/, 'PASS'],
  [/[ _]status$/, 'open'],
  [/[ _]status_code$/, '200'],
  [/[ _]string_value$|^sns value$/, 'orders'],
  [/^ses dmarc_policy$/, 'reject'],
  [/^kafka bootstrap_servers$/, 'broker.example.com:9094'],
  [/^kafka (key|value)$/, bodyInBase64],
  [/^apigw (identity_source|authorization_token)$/, 'Bearer token'],
  [/[ _]subject$/, 'Order 1'],
  [/[ _]currency$/, 'EUR'],
  [/[ _]country(_code)?$/, 'DE'],
  [/[ _]locale$/, 'en-US'],
  [/[ _]phone(_number)?$/, '+12025550123'],
  [/[ _]user_agent$/, 'Mozilla/5.0'],
  [/[ _]user_?name$/, 'jane'],
  [/[ _]signature_version$/, '1'],
  [/[ _]version$/, '1.0'],
  [/[ _]name$/, 'example'],
];

/** By the field's Rust type: code reads it from a text of its own. */
const byType: readonly (readonly [RegExp, string])[] = [[/\bCodeBuildTime\b/, 'Jan 2, 2026 3:04:05 AM']];

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
  base64: bodyInBase64,
};

export function sensibleText(spot: Spot, format: StringFormat | undefined): string {
  if (format !== undefined) return byFormat[format];
  const { type = '' } = spot;
  const subject = subjectOf(spot);
  return (
    byType.find(([pattern]) => pattern.test(type))?.[1] ??
    bySubject.find(([pattern]) => pattern.test(subject))?.[1] ??
    'text'
  );
}

/** Of which only code knows what it takes. The attributes of items in DynamoDB tell their type. */
export const sensibleAnything = ({ service, key }: Spot): { readonly S: string } | null =>
  service === 'dynamodb' && key === 'id' ? { S: '1' } : null;
