/** The checker against serde itself; `npm run agreement` tries more payloads, and prints a table. */
import assert from 'node:assert/strict';
import { catalogue } from '../../agreement/catalogue/all';
import { describeDisagreements } from '../../agreement/disagreements';
import { measure } from '../../agreement/measure';
import { buildProbe, type Probe } from '../../agreement/probe';
import { jsonRejected } from '../../agreement/row';
import { shapeSetOf } from '../../agreement/shapes';

const MINUTES = 60_000;

describe('What serde says about payloads of generated types', () => {
  const types = catalogue();
  let probe: Probe;

  before(async function () {
    // A cold build of the crates and of a thousand types.
    this.timeout(10 * MINUTES);
    probe = await buildProbe(types);
  });

  it('is what the checker says', async function () {
    this.timeout(2 * MINUTES);
    const { all, exact, straight, buffered, byRule, disagreements } = await measure(types, probe, {
      seed: 7,
      count: 60,
      shapeSetOf,
    });
    assert.ok(all.accepted > 10_000 && all.rejected > 30_000, 'too few payloads to say anything');
    assert.equal(all.falseAlarms, 0, describeDisagreements(disagreements, 'alarms', 2));
    const missed = () => describeDisagreements(disagreements, 'verdict', 1);
    assert.ok(exact.caught >= 0.99 * exact.rejected, missed());
    assert.ok(exact.comparablePaths >= 0.99 * jsonRejected(exact), missed());
    for (const row of byRule) {
      assert.ok(row.rule.endsWith('(open)') || row.caught >= 0.99 * row.rejected, `${row.rule}: ${missed()}`);
    }
    const astray = () => describeDisagreements(disagreements, 'path', 1);
    assert.ok(straight.comparablePaths > 10_000 && buffered.lost > 500, 'too few paths to say anything');
    assert.ok(straight.samePath >= 0.99 * straight.comparablePaths, astray());
    assert.ok(buffered.samePath + buffered.pathBelow >= 0.99 * buffered.comparablePaths, astray());
    assert.ok(buffered.found >= 0.99 * buffered.lost, describeDisagreements(disagreements, 'lost', 1));
  });

  it('shows shapes that are too strict, and those that are too lax', async function () {
    this.timeout(MINUTES);
    const some = types.slice(0, 20);
    const options = { seed: 7, count: 20 };
    const strict = await measure(some, probe, {
      ...options,
      shapeSetOf: () => ({ root: { kind: 'bool' }, definitions: new Map() }),
    });
    assert.ok(strict.all.falseAlarms > 0);
    const lax = await measure(some, probe, {
      ...options,
      shapeSetOf: () => ({ root: { kind: 'open', why: 'for this test' }, definitions: new Map() }),
    });
    assert.equal(lax.all.falseAlarms, 0);
    assert.equal(lax.all.comparablePaths, 0);
  });
});
