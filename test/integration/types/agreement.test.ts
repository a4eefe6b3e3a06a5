/** The events of Lambda, as their source is read, against serde itself. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describeDisagreements } from '../../agreement/disagreements';
import { eventType } from '../../agreement/events';
import { jsonRejected, measure } from '../../agreement/measure';
import { buildProbe } from '../../agreement/probe';
import { shapesFromSource } from '../../agreement/sources';
import { parser } from '../../unit/rust/finding';
import { readProbe } from './lambdaEvents';
import { publicTypes } from './publicTypes';

const MINUTES = 60_000;

describe('What serde says about payloads of Lambda events', () => {
  it('is what the checker says by their source', async function () {
    // A cold build of the crates and of all events.
    this.timeout(15 * MINUTES);
    const probe = await readProbe();
    // cargo fetch in samples/orders would download the crates.
    if (!probe?.events.library) return this.skip();
    const inCrate = await publicTypes(path.dirname(probe.events.library.path));
    const names = [
      ...inCrate.map((name) => `aws_lambda_events::${name}`),
      'lambda_http::request::LambdaRequest',
    ];
    const built = await buildProbe(
      names.map((name) => eventType(name, false)),
      'events',
    );
    const shapes = await shapesFromSource(await parser(), 'events', names);
    const types = names.map((name, index) => eventType(name, shapes[index]?.certainty !== 'exact'));
    const measured = await measure(types, built, {
      seed: 3,
      count: 60,
      shapeSetOf: (type) => shapes[types.indexOf(type)]!.set,
    });
    const { all, exact, disagreements } = measured;
    console.log(
      `      ${types.length} types, ${all.payloads} payloads, ${all.falseAlarms} false alarms; exact: ${exact.types} types, ${exact.caught} of ${exact.rejected} caught, ${exact.samePath + exact.pathBelow} of ${exact.comparablePaths} at the path`,
    );
    assert.ok(all.accepted > 5_000 && all.rejected > 5_000, 'too few payloads to say anything');
    assert.equal(all.falseAlarms, 0, describeDisagreements(disagreements, 'alarms', 3));
    assert.ok(
      exact.comparablePaths >= 0.99 * jsonRejected(exact),
      describeDisagreements(disagreements, 'verdict', 3),
    );
    assert.ok(exact.types > 300);
  });
});
