/** Types that are written for payloads: rustc takes them, and serde takes the payloads for them. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { rustTypes } from '../../../src/core/payload/structs/rustStructs';
import type { GeneratedType } from '../../agreement/model';
import { buildProbe, type Question } from '../../agreement/probe';
import { readProbe } from '../types/lambdaEvents';

const MINUTES = 60_000;

const object = (count: number, entry: (index: number) => string): string =>
  `{${Array.from({ length: count }, (_, index) => entry(index)).join()}}`;
const nested = (depth: number): string => (depth === 0 ? '1' : `{"next":${nested(depth - 1)}}`);

/** What is hard to write a type for; each line is a group. */
const hard: readonly (readonly string[])[] = [
  ['{"a":1,"b":null}', '{"b":{"c":[]}}', '{"a":null}'],
  ['{"id":1}', '{"id":"x"}', '{"id":true}', '{"id":-1.5}', '{"id":null}', '{}'],
  ['{"a":[1,"x",null,2.5]}', '{"a":[]}'],
  ['{"a":{"b":1}}', '{"a":[1]}', '{"a":"x"}'],
  ['[1,2]', '[]', '[-3]'],
  ['"text"', '"other"'],
  ['null'],
  ['true', '1', '"x"'],
  ['[[1,[]],[]]', '[]'],
  ['{}', '[]'],
  ['{}'],
  ['{"type":1,"self":2,"Self":3,"super":4,"crate":5,"async":6,"_":7,"gen":8,"union":9,"r#type":10}'],
  [
    '{"":1," ":2,"-":3,"1":4,"ü":5,"🦀":6,"a b":7,"a\\"b":8,"a\\\\b":9,"a\\nb":10,"\\u0000":11,"\\u007f\\u2028":12}',
  ],
  ['{"aB":1,"a_b":2,"a-b":3,"AB":4,"A_B":5,"a__b":6,"_ab":7,"ab_":8}'],
  ['{"fooBar":1,"bazQux":{"innerKey":1,"eventARN":"x","v2Id":1}}'],
  ['{"FooBar":1,"BazQux":"x","Records":[{"EventID":1}]}', '{"Records":[{"EventID":2,"Sns":{}}]}'],
  ['{"FOO_BAR":1,"BAZ_QUX":"x"}', '{"foo-bar":1,"baz-qux":2}'],
  [
    '{"option":{"a":1},"string":{"b":1},"vec":{"c":1},"box":{"d":1},"result":{"e":1},"some":{"f":1},"value":{"g":1}}',
  ],
  ['{"serialize":{"a":1},"deserialize":{"a":1},"debug":{"a":1},"clone":{"a":1},"hashMap":{"x":{"1":2}}}'],
  ['{"order":{"order":{"order":{"id":1}}},"orders":[{"id":1}]}'],
  ['[18446744073709551615,0]', '[9223372036854775808]'],
  ['[18446744073709551615,-1]', '[-9223372036854775808]'],
  ['[18446744073709551616,1]', '{"n":-9223372036854775809}', '{"n":[123456789012345678901234567890]}'],
  ['[-0,1e2,1E-400,0.1,100000000000000000000.0]'],
  ['{"a":-0}', '{"a":18446744073709551615}', '{"a":"x"}'],
  ['{"a":1,"a":2}', '{"b":{"c":1,"c":"x"}}'],
  ['{"of":{"b":{"c":1,"c":"x"}}}', '{"of":{}}'],
  [object(20, (index) => `"2f1b4a5e-3f0c-4d6f-9c55-0d1e2f3a4b${10 + index}":{"n":${index}}`)],
  [object(400, (index) => `"k${index}":${index % 2 === 0 ? index : '"x"'}`)],
  [object(10, (index) => `"name${index}":{"id":${index},"tags":{"${index}":null}}`)],
  ['{"byDate":{"2026-01-01":[1],"2026-01-02":[]},"byId":{"1":{"x":1},"2":{"y":null}}}'],
  [nested(126), nested(3)],
  [`${'['.repeat(127)}${']'.repeat(127)}`, '[]'],
  ['{"text":"\\ud83e\\udd80 \\"quoted\\" \\\\ \\/ \\u0000"}'],
  ['{"lines":[{"a":1},{"b":"x"},{}]}', '{"lines":null}'],
];

/** The examples of aws_lambda_events, each alone and those of one service together. */
async function examples(): Promise<readonly (readonly string[])[]> {
  const folder = path.join((await readProbe()).source, 'fixtures');
  const families = new Map<string, string[]>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    const family = file.split(/[-.]/).slice(0, 2).join('-');
    families.set(family, [...(families.get(family) ?? []), await readFile(path.join(folder, file), 'utf8')]);
  }
  const together = [...families.values()].filter((family) => family.length > 1);
  return [...[...families.values()].flat().map((payload) => [payload]), ...together];
}

describe('Types written for payloads', () => {
  it('compile, and accept every payload that they were written for', async function () {
    this.timeout(15 * MINUTES);
    const known = await examples();
    const groups = [...hard, ...known];
    const types = groups.map((payloads): GeneratedType => {
      const derives = ['Debug', 'Clone', 'Deserialize', 'serde::Serialize'];
      const written = rustTypes(payloads, 'Order', { derives });
      assert.ok(written, payloads.join('\n'));
      return {
        rule: 'payloads',
        root: { rust: written.root, shape: { kind: 'open', why: 'only serde is asked' } },
        items: [{ kind: 'source', name: 'Order', rust: written.source }],
      };
    });
    const probe = await buildProbe(types);
    const questions = groups.flatMap((payloads, type) => payloads.map((text): Question => ({ type, text })));
    // A line each.
    const answers = await probe.ask(questions);
    const refused = answers.flatMap(({ accepted, path: at, message }, index) => {
      const { type = 0, text = '' } = questions[index] ?? {};
      return accepted
        ? []
        : [
            `${text.slice(0, 200)}\n${at.join('.')}: ${message}\n${JSON.stringify(types[type]?.items).slice(0, 600)}`,
          ];
    });
    console.log(`      ${groups.length} groups, ${questions.length} payloads`);
    assert.deepEqual(refused, []);
    assert.ok(known.length > 150, `${known.length} groups of examples`);
  });
});
