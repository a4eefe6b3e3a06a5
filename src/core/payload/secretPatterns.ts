/** By what secrets are known: their own form, or the name they have. Names of those who issue them are public. */

export type SecretKind = 'awsKey' | 'privateKey' | 'jwt' | 'token' | 'password';

/** Forms that hardly anything else has, wherever in a text. Bounded: a string may be as large as a payload. */
export const secretPatterns: readonly { readonly kind: SecretKind; readonly pattern: RegExp }[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
  { kind: 'awsKey', pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
  // 40 characters of base64, and none of what else has 40: SHA-1 is hexadecimal.
  {
    kind: 'awsKey',
    pattern:
      /(?<![A-Za-z\d/+=_.-])(?=[^\s]{0,39}[a-z])(?=[^\s]{0,39}[A-Z])(?=[^\s]{0,39}\d)[A-Za-z\d/+]{40}(?![A-Za-z\d/+=_.-])/g,
  },
  {
    kind: 'privateKey',
    pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:[^-]{0,9999}-----END (?:[A-Z]+ )*PRIVATE KEY-----)?/g,
  },
  { kind: 'jwt', pattern: /\beyJ[\w-]{10,9999}\.eyJ[\w-]{10,9999}\.[\w-]{10,9999}/g },
  // GitHub, Slack, Stripe.
  { kind: 'token', pattern: /\b(?:gh[opsur]_[A-Za-z\d]{36,255}|github_pat_\w{40,255})/g },
  { kind: 'token', pattern: /\bxox[abeoprs]-[\w-]{10,255}|hooks\.slack\.com\/services\/[\w/]{20,255}/g },
  { kind: 'token', pattern: /\b(?:[rs]k_live|whsec)_[A-Za-z\d]{16,255}/g },
];

/** What a value of this name would be, if it were a real one. */
export function namesSecret(name: string): SecretKind | undefined {
  const letters = name.replace(/[^A-Za-z]/g, '').toLowerCase();
  if (/(?:password|passwd|pwd|passphrase)$/.test(letters)) return 'password';
  // Tokens that tell how far someone has read, or requests apart, are no secrets.
  if (/(?:next|page|paging|pagination|continuation|sync|start(?:ing)?)token$/.test(letters)) return undefined;
  if (/(?:request|client|idempotency|postman)token$/.test(letters)) return undefined;
  return /(?:secret|secretkey|secretaccesskey|apikey|authorization|token|credentials?|privatekey)$/.test(
    letters,
  )
    ? 'token'
    : undefined;
}

const standsForOne =
  /example|placeholder|change.?me|redacted|dummy|sample|fake|mock|your|test|xxx|123456|\*\*\*|\.\.\.|^<.*>$|\$\{|\{\{|^%.*%$/i;
/** What payloads hold where nobody thought of a value. */
const isWord = /^(?:|text|string|value|none|null|password|passwd|pwd|secret|token)$/i;

export function looksSecret(kind: SecretKind, value: string): boolean {
  if (standsForOne.test(value) || isWord.test(value)) return false;
  if (kind === 'password') return value.length >= 4;
  // Made by a machine: long, no words with spaces between them, letters and digits.
  return value.length >= 12 && /^\S+$/.test(value) && /[A-Za-z]/.test(value) && /\d/.test(value);
}
