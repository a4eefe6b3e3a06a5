/** Types as serde experts write them, read from their source, against serde itself (test/agreement/hard). */
import assert from 'node:assert/strict';
import { describeDisagreements } from '../../agreement/disagreements';
import { hardTypes, type HardType } from '../../agreement/hard';
import { jsonRejected } from '../../agreement/row';
import { measureSources, type SourceMeasurement } from '../../agreement/sources';
import { parser } from '../../unit/rust/finding';

const MINUTES = 60_000;

describe('What serde says about payloads of types written by hand', function () {
  let types: readonly HardType[];
  let measured: SourceMeasurement;

  before(async function () {
    // A cold build of the crates.
    this.timeout(5 * MINUTES);
    types = await hardTypes();
    measured = await measureSources(await parser(), 'hard', types, { seed: 5, count: 150 });
  });

  it('is what the checker says by their source', () => {
    const { all, exact, straight, buffered, disagreements } = measured;
    const show = (group: string) => describeDisagreements(disagreements, group, 3);
    assert.ok(all.accepted > 2_000 && all.rejected > 4_000, 'too few payloads to say anything');
    assert.equal(all.falseAlarms, 0, show('alarms'));
    assert.ok(exact.comparablePaths >= 0.99 * jsonRejected(exact), show('verdict'));
    assert.ok(straight.samePath >= 0.99 * straight.comparablePaths, show('path'));
    assert.ok(buffered.samePath + buffered.pathBelow >= 0.99 * buffered.comparablePaths, show('path'));
  });

  it('is known exactly for all types but those that say why not', () => {
    assert.ok(types.length > 60);
    for (const [index, { root, saysWhyOpen }] of types.entries()) {
      const { certainty, reasons } = measured.shapes[index]!;
      assert.equal(certainty !== 'exact', saysWhyOpen, `${root.rust}: ${reasons.join()}`);
    }
  });
});
