/**
 * The types that the checker was measured with against serde (test/agreement), read from their Rust source: they have to
 * judge every payload as their models do, or let it pass where the source leaves open what serde does.
 */
import assert from 'node:assert/strict';
import { Module } from '../../../src/core/rust/module';
import { Sources, Splits } from '../../../src/core/rust/sources';
import { field } from '../../../src/core/rust/syntax';
import { check } from '../../../src/core/shape/checker';
import type { ShapeSet } from '../../../src/core/shape/shape';
import { parseJson } from '../../../src/core/shape/tree';
import { typeShape } from '../../../src/core/types/eventShape';
import { catalogue } from '../../agreement/catalogue/all';
import { payloadsFor } from '../../agreement/payloads';
import { rustSource } from '../../agreement/rust';
import { shapeSetOf } from '../../agreement/shapes';
import { parser } from '../../unit/rust/finding';

const MINUTES = 60_000;
const payloadsOfEach = 40;

/** The first problem, as a line of text; '' for none. */
function verdict(text: string, set: ShapeSet): string {
  const { root } = parseJson(text);
  const [problem] = root ? check(root, set) : [];
  return problem ? `${problem.path.join('.')}: ${problem.message}` : '';
}

describe('The types that were measured', () => {
  it('are read from their source as what they were measured as', async () => {
    const types = catalogue();
    const source = rustSource(types);
    const sources = new Sources(await parser(), new Splits(), (path) =>
      Promise.resolve(path === '/probe/src/generated.rs' ? source : undefined),
    );
    const counts = { exact: 0, partial: 0, unknown: 0 };
    const others: string[] = [];
    let payloads = 0;
    try {
      const module = await Module.root(sources, '/probe/src/generated.rs');
      for (const [index, type] of types.entries()) {
        const [alias] = sources.parse(`type T = t${index}::Root;`);
        const node = alias && field(alias, 'type');
        if (!module || !node) throw new Error('no source');
        const { set, certainty, reasons } = await typeShape(sources, undefined, module, node);
        counts[certainty]++;
        const model = shapeSetOf(type);
        for (const { text } of payloadsFor(model, { seed: index, count: payloadsOfEach, onlyJson: true })) {
          payloads++;
          const [read, modelled] = [verdict(text, set), verdict(text, model)];
          if (read === modelled || (certainty !== 'exact' && (read === '' || modelled !== ''))) continue;
          others.push(`t${index} ${type.rule}: ${text}\n  ${read}\n  ${modelled}\n  ${reasons.join()}`);
        }
      }
    } finally {
      sources.dispose();
    }
    console.log(`      ${types.length} types, ${payloads} payloads: ${JSON.stringify(counts)}`);
    assert.deepEqual(others.slice(0, 20), [], `${others.length} others`);
    assert.ok(counts.exact > 0.95 * types.length);
  }).timeout(5 * MINUTES);
});
