/** Whatever is written into a request, its event is one that lambda_http reads without rejecting it or panicking. */
import assert from 'node:assert/strict';
import { httpEvent } from '../../../src/core/payload/http/event';
import type { Endpoint } from '../../../src/core/payload/http/endpoint';
import type { HttpRequest, NameValue } from '../../../src/core/payload/http/request';
import { httpResponse } from '../../../src/core/payload/http/response';
import { randomFrom } from '../../agreement/random';
import { answers, buildEcho, stamp, type Parsed } from './echo';

const MINUTES = 60_000;

const signs = [
  ...Array.from('ab/%?#&=+ "\'<>\\^`{|}[]:@!$;,.~ü🦀\u0000\u001f\u007f\ud800\n'),
  ...['%41', '%2F', '%3F', '%25', '%00', '%ff', '//', '/../', '%E4'],
];

// The message of a WebSocket has no query, and the single values of a load balancer lack some.
const endpoints: readonly Endpoint[] = [
  { trigger: 'functionUrl' },
  { trigger: 'httpApi', stage: '$default' },
  { trigger: 'httpApi', stage: 'prod', route: '/{a}/{b+}' },
  { trigger: 'restApi', stage: 'prod' },
  { trigger: 'alb', multiValue: true },
  { trigger: 'webSocket', stage: 'prod', route: '$connect' },
];

describe('Any request', function () {
  this.timeout(15 * MINUTES);

  it('is read by lambda_http, with its query', async () => {
    await buildEcho();
    const random = randomFrom(5);
    const text = (below: number): string =>
      Array.from({ length: random.int(below) }, () => random.pick(signs)).join('');
    const pairs = (below: number, name: () => string): readonly NameValue[] =>
      Array.from({ length: random.int(below) }, () => ({ name: name(), value: text(8) }));
    const requests = Array.from({ length: 3_000 }, (): HttpRequest => ({
      method: random.pick(['GET', 'POST', 'x-y']),
      path: `/${text(12)}`,
      query: pairs(4, () => text(5)),
      headers: pairs(3, () => random.pick(['x', 'Y', 'content-type', 'Cookie'])),
      cookies: pairs(3, () => 'c'),
      body: { content: text(20), contentType: random.pick(['text/plain', 'image/png', '']) },
    }));
    const sent = requests.flatMap((request) => {
      const endpoint = random.pick(endpoints);
      const event = httpEvent(request, endpoint, stamp);
      return 'json' in event ? [{ request, endpoint, json: event.json }] : [];
    });
    assert.ok(sent.length > 1_000, `too few: ${sent.length}`);
    const payloads = await answers(sent.map(({ json }) => json));
    for (const [index, { request, endpoint, json }] of sent.entries()) {
      const decoded = httpResponse(payloads[index] ?? '', endpoint, { bytes: () => undefined });
      assert.ok('response' in decoded && !decoded.response.inferred, `${payloads[index]}: ${json}`);
      const { query } = JSON.parse(String(decoded.response.body)) as Parsed;
      const wanted = request.query.map(({ name, value }) => [sendable(name), sendable(value)] as const);
      assert.deepEqual(byName(query), byName(wanted), json);
    }
  });
});

const sendable = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** lambda_http keeps only the order of a name's values. */
function byName(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const [name, value] of pairs) names.set(name, [...(names.get(name) ?? []), value]);
  return names;
}
