// @ts-check
// Faults on demand: rules that delay, refuse or cut matching requests, and access keys that AWS would not accept.
import { setTimeout as delay } from 'node:timers/promises';
import { AwsError, protocolOf } from './awsError.mjs';

/**
 * @typedef {object} FaultRule
 * @property {string} match regular expression on "METHOD /path service:Action", such as "PUT .* lambda:UpdateFunctionCode"
 * @property {string} [key] only requests signed with this access key id
 * @property {string} [region] only requests signed for this region
 * @property {number} [times] how many requests it applies to; default: all
 * @property {number} [delay] ms to wait first
 * @property {number} [status] HTTP status of the refusal; needs `type`
 * @property {string} [type] such as "TooManyRequestsException"
 * @property {string} [message]
 * @property {boolean} [cut] destroy the connection without an answer
 */

/** @typedef {import('./call.mjs').Call} Call */

/** Access key ids that are always refused, whatever the rules. Any other key is accepted, with any secret. */
export const REFUSED_KEYS = /** @type {const} */ ({
  expired: 'AKIAEXPIRED',
  invalid: 'AKIAINVALID',
  /** Everything but STS GetCallerIdentity, which AWS allows to everyone. */
  denied: 'AKIADENIED',
});

/** Stands for "no answer at all". */
export class Cut extends Error {}

/** The rules in force. */
export class Faults {
  /** @type {{rule: FaultRule, pattern: RegExp, left: number}[]} */
  #rules = [];

  /**
   * Replaces the rules. The first rule that matches a request applies.
   * @param {readonly FaultRule[]} rules
   * @throws {TypeError} naming what is wrong with a rule; the rules in force then stay
   */
  set(rules) {
    if (!Array.isArray(rules)) throw new TypeError('Fault rules are an array of objects.');
    this.#rules = rules.map((rule) => ({
      rule,
      pattern: patternOf(rule),
      left: rule.times ?? Number.POSITIVE_INFINITY,
    }));
  }

  /**
   * @param {Call} call
   * @throws {AwsError} a refusal
   * @throws {Cut}
   */
  async apply(call) {
    refuseKey(call);
    const { method, path, service, action, caller } = call;
    const text = `${method} ${path} ${service}:${action}`;
    const active = this.#rules.find(
      ({ rule, pattern, left }) =>
        left > 0 &&
        pattern.test(text) &&
        (rule.key ?? caller.accessKeyId) === caller.accessKeyId &&
        (rule.region ?? caller.region) === caller.region,
    );
    if (!active) return;
    active.left -= 1;
    const { rule } = active;
    if (rule.delay) await delay(rule.delay, undefined, { ref: false });
    if (rule.cut) throw new Cut();
    if (rule.status)
      throw new AwsError(rule.status, rule.type ?? '', rule.message ?? 'Refused by a fault rule.');
  }
}

/** Each property with a sample of its type. @type {Required<FaultRule>} */
const SHAPE = {
  match: '',
  key: '',
  region: '',
  times: 1,
  delay: 1,
  status: 1,
  type: '',
  message: '',
  cut: true,
};

/** @param {FaultRule} rule */
function patternOf(rule) {
  const shown = JSON.stringify(rule);
  for (const [name, value] of Object.entries(rule)) {
    const expected = typeof SHAPE[/** @type {keyof FaultRule} */ (name)];
    if (expected === 'undefined') throw new TypeError(`Fault rule ${shown}: there is no property "${name}".`);
    if (typeof value !== expected)
      throw new TypeError(`Fault rule ${shown}: "${name}" is not a ${expected}.`);
  }
  if (!rule.match) throw new TypeError(`Fault rule ${shown}: "match" is missing.`);
  if (rule.status && !rule.type) throw new TypeError(`Fault rule ${shown}: "status" needs a "type".`);
  if (!rule.status && !rule.delay && !rule.cut) {
    throw new TypeError(`Fault rule ${shown}: it needs "delay", "status" or "cut".`);
  }
  return new RegExp(rule.match);
}

/** @param {Call} call @throws {AwsError} in the words of the service's protocol */
function refuseKey(call) {
  const { accessKeyId, region } = call.caller;
  const protocol = protocolOf(call);
  const isJson = protocol === 'json' || protocol === 'rest-json';
  const status = protocol === 'json' ? 400 : 403;
  if (accessKeyId === REFUSED_KEYS.expired) {
    const type = isJson ? 'ExpiredTokenException' : 'ExpiredToken';
    throw new AwsError(status, type, 'The security token included in the request is expired');
  }
  if (accessKeyId === REFUSED_KEYS.invalid) {
    const type = {
      json: 'UnrecognizedClientException',
      query: 'InvalidClientTokenId',
      s3: 'InvalidAccessKeyId',
    };
    throw new AwsError(
      status,
      type[protocol === 'rest-json' ? 'json' : protocol],
      'The security token included in the request is invalid.',
    );
  }
  if (accessKeyId === REFUSED_KEYS.denied && call.action !== 'GetCallerIdentity') {
    const permission = `${call.service}:${call.action || '*'}`;
    throw new AwsError(
      status,
      isJson ? 'AccessDeniedException' : 'AccessDenied',
      `User: arn:aws:iam::123456789012:user/denied is not authorized to perform: ${permission} on resource: ` +
        `arn:aws:${call.service}:${region}:123456789012:* because no identity-based policy allows the ${permission} action`,
    );
  }
}
