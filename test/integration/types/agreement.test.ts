/** The events of Lambda, as their source is read, against serde itself. */
import assert from 'node:assert/strict';
import { describeDisagreements } from '../../agreement/disagreements';
import { eventTypes } from '../../agreement/events';
import { jsonRejected } from '../../agreement/row';
import { measureSources } from '../../agreement/sources';
import { parser } from '../../unit/rust/finding';

const MINUTES = 60_000;

describe('What serde says about payloads of Lambda events', () => {
  it('is what the checker says by their source', async function () {
    // A cold build of the crates and of all events.
    this.timeout(15 * MINUTES);
    const types = await eventTypes();
    const measured = await measureSources(await parser(), 'events', types, { seed: 3, count: 60 });
    const { all, exact, straight, buffered, disagreements } = measured;
    console.log(
      `      ${types.length} types, ${all.payloads} payloads, ${all.falseAlarms} false alarms; exact: ${exact.types} types, ${exact.caught} of ${exact.rejected} caught, ${straight.samePath} of ${straight.comparablePaths} at the path`,
    );
    const show = (group: string) => describeDisagreements(disagreements, group, 3);
    assert.ok(all.accepted > 5_000 && all.rejected > 5_000, 'too few payloads to say anything');
    assert.equal(all.falseAlarms, 0, show('alarms'));
    assert.ok(exact.comparablePaths >= 0.99 * jsonRejected(exact), show('verdict'));
    assert.ok(straight.samePath >= 0.99 * straight.comparablePaths, show('path'));
    assert.ok(buffered.samePath + buffered.pathBelow >= 0.99 * buffered.comparablePaths, show('path'));
    assert.ok(exact.types > 300);
  });
});
