import assert from 'node:assert/strict';
import { generate } from '../../../src/core/payload/generate';
import { secretsIn } from '../../../src/core/payload/secrets';
import { catalogue } from '../../agreement/catalogue/all';
import { shapeSetOf } from '../../agreement/shapes';

/** Written in pieces: none of these is a real one, but scanners of repositories can't know. */
const tail = (length: number): string => 'aB3dE5fG7hJ9kL1m'.repeat(8).slice(0, length);
const keyId = 'ABCDEFGH234567IJ';
const jwt = `eyJ${tail(20)}.eyJ${tail(30)}.${tail(43)}`;
const privateKey = [
  '-----BEGIN RSA PRIVATE',
  ` KEY-----\nMIIE${tail(40)}\n-----END RSA PRIVATE`,
  ' KEY-----',
].join('');

const found = (value: unknown): string[] =>
  secretsIn(JSON.stringify(value)).secrets.map(({ kind, path: at }) => `${kind} ${at}`);

const secrets: readonly (readonly [value: unknown, ...found: string[]])[] = [
  [{ id: `AKIA${keyId}` }, 'awsKey id'],
  [{ env: { key: `ASIA${keyId}` } }, 'awsKey env.key'],
  [{ note: `x/${tail(38)}` }, 'awsKey note'],
  [{ secretAccessKey: tail(40) }, 'awsKey secretAccessKey'],
  [[{ pem: privateKey }], 'privateKey [0].pem'],
  [{ headers: { authorization: `Bearer ${jwt}` } }, 'jwt headers.authorization'],
  [{ a: `ghp_${tail(36)}` }, 'token a'],
  [{ a: `github_pat_${tail(60)}` }, 'token a'],
  [{ a: `xoxb-${tail(24)}` }, 'token a'],
  [{ a: `sk_live_${tail(24)}` }, 'token a'],
  [{ password: 'hunter2' }, 'password password'],
  [{ db: { 'db-password': 'correct horse' } }, 'password db.db-password'],
  [{ 'x-api-key': tail(20) }, 'token x-api-key'],
  [{ headers: { Authorization: `Basic ${tail(20)}` } }, 'token headers.Authorization'],
  [{ multiValueHeaders: { authorization: [tail(30)] } }, 'token multiValueHeaders.authorization[0]'],
  [{ NewImage: { password: { S: 'hunter2' } } }, 'password NewImage.password.S'],
  [{ Records: [{ body: JSON.stringify({ password: 'hunter2' }) }] }, 'password Records[0].body.password'],
  [{ 'a b': { clientSecret: tail(16) } }, 'token ["a b"].clientSecret'],
];

const harmless: readonly unknown[] = [
  { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
  { password: '<password>' },
  { password: '${DB_PASSWORD}' },
  { password: '********' },
  { password: 'changeme' },
  { password: '' },
  { password: null, token: 12345678, secret: true },
  { passwordPolicy: 'at least ten characters' },
  { token: 'text', authorization: 'incoming-client-token' },
  { nextToken: tail(40).slice(0, 30), clientRequestToken: '059f36b4-87a3-44ab-83d2-661975830a7d' },
  { receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a' },
  { sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' },
  { identityId: 'us-east-1:12345678-1234-1234-1234-123456789012' },
  { arn: 'arn:aws:lambda:us-east-1:123456789012:function:orders' },
  { url: `https://example.com/${'a1B'.repeat(20)}` },
  { authorization: 'Bearer your-token-123456' },
  'AKIA',
];

describe('Secrets in a payload', () => {
  for (const [value, ...wanted] of secrets) {
    it(`are found by what they look like: ${wanted.join(', ')}`, () => {
      assert.deepEqual(found(value), wanted);
    });
  }

  for (const value of harmless) {
    it(`are not seen in ${JSON.stringify(value).slice(0, 60)}`, () => assert.deepEqual(found(value), []));
  }

  it('give way to placeholders, and nothing else changes', () => {
    const text = `{ "id" : 18446744073709551615,\n\t"a": "before ghp_${tail(36)} after", "id": 1.0,
      "body": ${JSON.stringify(`{"password": "hunter2", "n": 1.50}`)}, "authorization": "Bearer ${tail(20)}" }`;
    assert.equal(
      secretsIn(text).replaced,
      `{ "id" : 18446744073709551615,\n\t"a": "before EXAMPLE after", "id": 1.0,
      "body": ${JSON.stringify(`{"password": "EXAMPLE", "n": 1.50}`)}, "authorization": "Bearer EXAMPLE" }`,
    );
  });

  it('are not found a second time once they gave way', () => {
    for (const [value] of secrets) {
      const { replaced } = secretsIn(JSON.stringify(value));
      assert.deepEqual(secretsIn(replaced), { secrets: [], replaced });
    }
  });

  it('are never part of what is told about them', () => {
    for (const [value] of secrets) {
      const told = JSON.stringify(secretsIn(JSON.stringify(value)).secrets);
      assert.ok(!/hunter2|aB3dE5/.test(told), told);
    }
  });

  it('are told by their line in a text that is no JSON', () => {
    const { secrets: all, replaced } = secretsIn(`{\n  "a": "ghp_${tail(36)}",\n}`);
    assert.deepEqual(all, [{ kind: 'token', path: 'line 2' }]);
    assert.equal(replaced, '{\n  "a": "EXAMPLE",\n}');
  });

  it('are known by their name in a text that is no JSON, too', () => {
    const text = (password: string, token: string): string =>
      `{"id": "B-1",\n "password": "${password}", "header": {"Authorization" : "Bearer ${token}"`;
    const { secrets: all, replaced } = secretsIn(text('hunter2', 'abc123def456ghi'));
    assert.deepEqual(all, [
      { kind: 'password', path: 'line 2' },
      { kind: 'token', path: 'line 2' },
    ]);
    assert.equal(replaced, text('EXAMPLE', 'EXAMPLE'));
    assert.deepEqual(secretsIn(replaced).secrets, []);
    assert.deepEqual(secretsIn(`{"a": "${'x\\"'.repeat(2_000_000)}`).secrets, []);
  });

  it('are looked for in JSON of any depth and size', () => {
    const deep = `${'[{"a":'.repeat(10_000)}{"password":"hunter2"}${'}]'.repeat(10_000)}`;
    assert.equal(secretsIn(deep).secrets.length, 1);
    const big = JSON.stringify(Array.from({ length: 60_000 }, (_, id) => ({ id, name: 'x'.repeat(80) })));
    assert.ok(big.length > 5 * 1024 * 1024);
    assert.deepEqual(secretsIn(big), { secrets: [], replaced: big });
    assert.deepEqual(secretsIn(`"${'eyJ'.repeat(2_000_000)}"`).secrets, []);
  });

  it('are not seen in payloads that were generated', () => {
    for (const type of catalogue()) {
      for (const fields of ['required', 'all'] as const) {
        const json = generate(shapeSetOf(type), { fields });
        if (json !== undefined) assert.deepEqual(secretsIn(json).secrets, [], json);
      }
    }
  });
});
