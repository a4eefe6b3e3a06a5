/** Every event of the real aws_lambda_events: its type is understood, and its own examples are accepted. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Module } from '../../../src/core/rust/module';
import { Sources, Splits } from '../../../src/core/rust/sources';
import { field } from '../../../src/core/rust/syntax';
import { check } from '../../../src/core/shape/checker';
import { parseJson } from '../../../src/core/shape/tree';
import type { CratePackage } from '../../../src/core/types/crateGraph';
import { typeShape, type TypeShape } from '../../../src/core/types/eventShape';
import { parser } from '../../unit/rust/finding';
import { rustFiles, textOf } from '../rust/sources';
import { readProbe, type Probe } from './lambdaEvents';
import { publicTypes } from './publicTypes';

const MINUTES = 60_000;

describe('The types of aws_lambda_events', function () {
  this.timeout(2 * MINUTES);
  let probe: Probe;
  let folder = '';

  before(async () => {
    probe = await readProbe();
    folder = probe.source;
  });

  /** @param from a crate of which the text is not read; else it is aws_lambda_events itself */
  async function shapeIn(
    type: string,
    from?: { readonly of: CratePackage; readonly text: string },
  ): Promise<TypeShape> {
    const main = 'main.rs';
    const sources = new Sources(await parser(), new Splits(), (file) =>
      file === main ? Promise.resolve(from?.text) : textOf(file),
    );
    try {
      const module = from
        ? await Module.root(sources, main, from.of.manifestPath, from.of.features)
        : await Module.root(
            sources,
            path.join(folder, 'lib.rs'),
            probe.events.manifestPath,
            probe.events.features,
          );
      const [alias] = sources.parse(`type T = ${type};`);
      const node = alias && field(alias, 'type');
      if (!module || !node) throw new Error(`${type} has no source`);
      return await typeShape(sources, probe.graph, module, node);
    } finally {
      sources.dispose();
    }
  }

  it('are all understood', async () => {
    const counts = { exact: 0, partial: 0, unknown: 0 };
    const reasons = new Map<string, number>();
    const unknown: string[] = [];
    const types = await publicTypes(folder);
    for (const { name } of types) {
      const type = `crate::${name}`;
      const shape = await shapeIn(type);
      counts[shape.certainty]++;
      for (const why of shape.reasons) reasons.set(why, (reasons.get(why) ?? 0) + 1);
      if (shape.certainty === 'unknown') unknown.push(`${type}: ${shape.reasons.join()}`);
    }
    const most = [...reasons].sort(([, a], [, b]) => b - a).map(([why, count]) => `${count} × ${why}`);
    console.log(`      ${types.length} types: ${JSON.stringify(counts)}\n      ${most.join('\n      ')}`);
    assert.deepEqual(unknown, []);
    assert.ok(types.length > 300, `${types.length} types`);
  });

  it('are those of a Request of lambda_http, for the triggers it is built for', async () => {
    const shape = await shapeIn('lambda_http::Request', { of: probe.probe, text: '' });
    const verdictOn = async (example: string): Promise<number> => {
      const { root } = parseJson(await readFile(path.join(folder, 'fixtures', example), 'utf8'));
      return root ? check(root, shape.set).length : -1;
    };
    for (const example of ['apigw-v2-request-iam', 'apigw-request', 'alb-lambda-target-request-headers-only'])
      assert.equal(await verdictOn(`example-${example}.json`), 0, example);
    assert.equal(await verdictOn('example-sqs-event.json'), 1);
  });

  it('accept the examples of the crate', async () => {
    const refused: string[] = [];
    let accepted = 0;
    for (const file of await rustFiles(path.join(folder, 'event'))) {
      const text = (await textOf(file)) ?? '';
      const module = path
        .relative(folder, file)
        .replaceAll('\\', '/')
        .replace(/(\/mod)?\.rs$/, '')
        .replaceAll('/', '::');
      for (const { example, type } of examplesIn(text)) {
        const given = localType(text, type) ? undefined : `crate::${module}::${type.replace(/^super::/, '')}`;
        if (given === undefined) continue;
        const shape = await shapeIn(qualified(given, module));
        const { root } = parseJson(await readFile(path.join(folder, 'fixtures', example), 'utf8'));
        if (!root) throw new Error(`${example} is no JSON`);
        const [problem] = check(root, shape.set);
        if (problem) refused.push(`${example} as ${type}: ${problem.path.join('.')}: ${problem.message}`);
        else accepted++;
      }
    }
    console.log(`      ${accepted} accepted`);
    assert.deepEqual(refused, []);
    assert.ok(accepted > 140, `${accepted} accepted`);
  });
});

/** What the crate's own tests read each file as. */
function examplesIn(text: string): readonly { readonly example: string; readonly type: string }[] {
  const starts = [...text.matchAll(/include_bytes!\(\s*"[^"]*\/fixtures\/([^"]+)"/g)];
  return starts.flatMap((start, index) => {
    const after = text.slice(start.index, starts[index + 1]?.index ?? start.index + 1_000);
    const type = /let \w+: ([\w:<>,\s]+?) = |(?:from_slice|verify_serde_roundtrip)::<(.+?)>\(/.exec(after);
    const [, declared, given] = type ?? [];
    const name = (declared ?? given)?.trim();
    return name === undefined || name === '_' ? [] : [{ example: start[1] ?? '', type: name }];
  });
}

const localType = (text: string, type: string): boolean =>
  new RegExp(`mod tests? \\{[^]*(?:struct|type|enum) ${type.replace(/<[^]*/, '')}\\b`).test(text);

/** Arguments are written with names of the module. */
const qualified = (type: string, module: string): string =>
  type.replace(/<([A-Z]\w*)>/, (all, name: string) =>
    /^(String|Value)$/.test(name) ? all : `<crate::${module}::${name}>`,
  );
