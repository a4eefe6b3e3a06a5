import assert from 'node:assert/strict';
import { median, row, table } from '../../../bench/report.mjs';

describe('The report of benchmarks', () => {
  it('takes the middle value, or what lies between the two in the middle', () => {
    assert.equal(median([30, 1, 2]), 2);
    assert.equal(median([4, 1, 30, 2]), 3);
    assert.equal(median([7]), 7);
    assert.ok(Number.isNaN(median([])));
  });

  it('compares with the baseline, and holds the median against the budget', () => {
    const measurement = {
      what: 'lens',
      unit: 'ms',
      values: [40, 50, 60],
      baseline: { name: 'parse', values: [100, 100, 100] },
      budget: { limit: 50, of: 'median' },
    } as const;
    assert.deepEqual(row(measurement), {
      what: 'lens',
      median: '50.0 ms',
      baseline: 'parse: 100 ms',
      ratio: '× 0.500',
      runs: '3',
      budget: '50 ms',
      verdict: 'within',
    });
    assert.equal(row({ ...measurement, budget: { limit: 49, of: 'median' } }).verdict, 'over');
  });

  it('holds what lies above the baseline against a budget for the difference', () => {
    const measurement = {
      what: 'invoke',
      unit: 'ms',
      values: [12],
      baseline: { name: 'post', values: [1, 1] },
    } as const;
    const { verdict, budget, runs } = row({ ...measurement, budget: { limit: 10, of: 'difference' } });
    assert.deepEqual([verdict, budget, runs], ['over', '10 ms above it (11.0 ms)', '1 / 2']);
    assert.equal(row({ ...measurement, budget: { limit: 11, of: 'difference' } }).verdict, 'within');
  });

  it('never takes what was not measured for within', () => {
    assert.equal(
      row({ what: 'x', unit: 'ms', values: [], budget: { limit: 1, of: 'median' } }).verdict,
      'over',
    );
    const unpaired = row({ what: 'x', unit: 'ms', values: [1], budget: { limit: 9, of: 'difference' } });
    assert.equal(unpaired.verdict, 'over');
  });

  it('is a table whose columns line up', () => {
    const lines = table([
      row({ what: 'a long description', unit: 'KB', values: [1] }),
      row({ what: 'b', unit: 'ms', values: [123456, 123456] }),
    ]).split('\n');
    assert.equal(new Set(lines.map(({ length }) => length)).size, 1);
    assert.equal(lines.length, 4);
  });
});
