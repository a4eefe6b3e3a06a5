/** What is generated for types, told by serde itself: see test/agreement. */
import assert from 'node:assert/strict';
import { catalogue } from '../../agreement/catalogue/all';
import { eventTypes } from '../../agreement/events';
import { askAboutGenerated, refusals } from '../../agreement/generated';
import { hardTypes } from '../../agreement/hard';
import { buildProbe } from '../../agreement/probe';
import { shapeSetOf } from '../../agreement/shapes';
import { shapesFromSource } from '../../agreement/sources';
import { parser } from '../../unit/rust/finding';

const MINUTES = 60_000;

describe('Generated payloads, required or all fields and every choice', function () {
  // Cold builds of the crates, and of all types.
  this.timeout(15 * MINUTES);

  it('are accepted by serde for all events of Lambda', async () => {
    const types = await eventTypes();
    const probe = await buildProbe(types, 'events');
    const names = types.map(({ root }) => root.rust);
    const shapes = await shapesFromSource(await parser(), 'events', names);
    const verdicts = await askAboutGenerated(
      probe,
      shapes.map(({ set }) => set),
    );
    console.log(`      ${types.length} types, ${verdicts.count} payloads`);
    assert.ok(verdicts.count > 800, `${verdicts.count}`);
    assert.deepEqual(verdicts.without, []);
    assert.deepEqual(refusals(types, verdicts), []);
  });

  it('are accepted by serde for types as serde experts write them, where they are known', async () => {
    const types = await hardTypes();
    const probe = await buildProbe(types, 'hard');
    const names = types.map(({ root }) => root.rust);
    const shapes = await shapesFromSource(await parser(), 'hard', names);
    const verdicts = await askAboutGenerated(
      probe,
      shapes.map(({ set }) => set),
    );
    const isExact = (type: number): boolean => shapes[type]?.certainty === 'exact';
    const refused = verdicts.refused.filter(({ type }) => isExact(type));
    console.log(
      `      ${types.length} types, ${verdicts.count} payloads, ${verdicts.refused.length} refused of types that are not known exactly`,
    );
    assert.ok(verdicts.count > 300, `${verdicts.count}`);
    assert.deepEqual(refusals(types, { refused }), []);
    // A start: what is open may want anything.
    assert.ok(verdicts.refused.length < 0.05 * verdicts.count, refusals(types, verdicts).join('\n'));
  });

  it('are accepted by serde for a thousand types of the catalogue', async () => {
    const types = catalogue();
    const probe = await buildProbe(types);
    const verdicts = await askAboutGenerated(probe, types.map(shapeSetOf));
    console.log(`      ${types.length} types, ${verdicts.count} payloads`);
    assert.ok(verdicts.count > 4_000, `${verdicts.count}`);
    const { refused } = verdicts;
    // It takes even numbers only, which no source tells.
    const others = refused.filter(({ type }) => types[type]?.rule !== 'from and try_from');
    assert.deepEqual(refusals(types, { refused: others }), []);
  });
});
