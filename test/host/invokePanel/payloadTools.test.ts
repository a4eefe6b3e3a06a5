import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { LambdaBinary } from '../../../src/core/project/model';
import type { ShapeSet } from '../../../src/core/shape/shape';
import { generated, unwrapped, wrapped } from '../../../src/ui/invokePanel/payloadTools';
import type { KnownEvent } from '../../../src/ui/features';
import { acceptFirst } from '../support/quickPick';

const binary = { name: 'orders' } as LambdaBinary;
const string = { kind: 'string' } as const;

/** `enum Event { Created { id: String }, Deleted { id: String, reason: Option<String> } }` */
const set: ShapeSet = {
  root: { kind: 'ref', id: 'Event' },
  definitions: new Map([
    [
      'Event',
      {
        kind: 'enum',
        name: 'Event',
        tagging: { kind: 'external' },
        variants: ['Created', 'Deleted'].map((name) => ({
          names: [name],
          form: 'struct',
          shape: {
            kind: 'struct',
            expected: `struct variant Event::${name}`,
            fields: [
              { name: 'id', aliases: [], shape: string, absent: 'error', rust: {} },
              ...(name === 'Deleted'
                ? [
                    {
                      name: 'reason',
                      aliases: [],
                      shape: { kind: 'option', of: string } as const,
                      absent: 'byType' as const,
                      rust: {},
                    },
                  ]
                : []),
            ],
            flattened: [],
            denyUnknown: false,
            asSequence: true,
            rust: {},
          },
          other: false,
          untagged: false,
          rust: { name },
        })),
        rust: {},
      },
    ],
  ]),
};
const known: KnownEvent = {
  shape: { set, certainty: 'exact', reasons: [] },
  problem: undefined,
  isOld: false,
};
const shapes = (event: KnownEvent) => ({ of: () => Promise.resolve(event) });
const generate = async (wish: string): Promise<unknown> =>
  JSON.parse(await generated(binary, wish, shapes(known)));
const unfit = (reason: string) => ({ code: 'payloadUnfit', details: { reason } });

describe('What the panel does with a payload', () => {
  it('generates what is required, everything, or the variant that was chosen', async () => {
    assert.deepEqual(Object.keys((await generate('required')) as object), ['Created']);
    assert.deepEqual(Object.keys((await generate('all')) as object), ['Created']);
    const deleted = (await generate('1')) as { readonly Deleted: object };
    assert.deepEqual(Object.keys(deleted.Deleted), ['id', 'reason']);
  });

  it('generates nothing where the type is not known, and says so', async () => {
    const unknown: KnownEvent = { shape: undefined, problem: undefined, isOld: false };
    await assert.rejects(generated(binary, 'all', shapes(unknown)), unfit('typeUnknown'));
  });

  it('wraps a payload as the body of a message, and takes it out again', async () => {
    const payload = '{\n  "id": 12345678901234567890\n}';
    const event = await wrapped(payload, 'sqs');
    assert.equal((JSON.parse(event) as { Records: readonly { body: string }[] }).Records[0]?.body, payload);
    assert.equal(await unwrapped(event), payload);
  });

  it('wraps the text of a JSON string as it is', async () => {
    const event = await wrapped('"hello"', 'kinesis');
    assert.match(event, /"data": "aGVsbG8="/);
    assert.equal(await unwrapped(event), '"hello"');
  });

  it('reads what gzip made of a text', async () => {
    const data = gzipSync('{"logEvents":[]}').toString('base64');
    assert.equal(await unwrapped(JSON.stringify({ awslogs: { data } })), '{\n  "logEvents": []\n}');
  });

  it('asks for the key of an S3 object', async () => {
    assert.match(await acceptFirst(wrapped('{}', 's3')), /"key": "folder\/object.json"/);
  });

  it('asks which body is meant when there are several', async () => {
    const records = ['1', '2'].map((body) => ({ eventSource: 'aws:sqs', body }));
    assert.equal(await acceptFirst(unwrapped(JSON.stringify({ Records: records }))), '1');
  });

  it('refuses what it can do nothing with', async () => {
    await assert.rejects(wrapped('{', 'sqs'), unfit('notJson'));
    await assert.rejects(wrapped('[1]', 'eventBridge'), unfit('notObject'));
    await assert.rejects(unwrapped('{}'), unfit('noEnvelope'));
    await assert.rejects(unwrapped('{'), unfit('noEnvelope'));
  });
});
