import assert from 'node:assert/strict';
import { age } from '../../../src/core/project/age';

describe('The age of an artifact', () => {
  const minute = 60_000;
  it('is given in the largest unit that fits', () => {
    const ages = [
      0,
      59_999,
      minute,
      59.9 * minute,
      60 * minute,
      23.9 * 60 * minute,
      24 * 60 * minute,
      400 * 24 * 60 * minute,
    ];
    assert.deepEqual(
      ages.map((ms) => {
        const { value, unit } = age(ms);
        return `${value} ${unit}`;
      }),
      ['0 second', '0 second', '-1 minute', '-59 minute', '-1 hour', '-23 hour', '-1 day', '-400 day'],
    );
  });

  it('is nothing when the file comes from a clock that is ahead', () => {
    assert.deepEqual(age(-5000), { value: 0, unit: 'second' });
  });
});
