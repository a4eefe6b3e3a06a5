// Mocha's own spec output, and the totals as a file: tiers run in several processes, one of them inside a VS Code.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const Mocha = require('mocha');

/** Where a tier leaves its totals; each process writes a file of its own. */
const TOTALS_DIR = 'RUST_LAMBDA_TOTALS_DIR';

class TotalsReporter extends Mocha.reporters.Spec {
  /** @param {import('mocha').Runner} runner @param {import('mocha').MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    const dir = process.env[TOTALS_DIR];
    if (!dir) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, pending } = runner.stats ?? { passes: 0, pending: 0 };
      fs.writeFileSync(
        path.join(dir, `${process.pid}-${Date.now()}.json`),
        JSON.stringify({ passed: passes, failed: this.failures.map(describeFailure), skipped: pending }),
      );
    });
  }
}

/** @param {import('mocha').Test} test @returns {string} its names, and the error below them */
function describeFailure(test) {
  const error = String(test.err?.stack ?? test.err?.message ?? '').replaceAll(/^/gm, '    ');
  return `${test.titlePath().join(' › ')}\n${error}`;
}

module.exports = TotalsReporter;
