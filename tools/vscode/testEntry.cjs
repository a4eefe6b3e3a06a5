// Loaded by the extension host instead of the tests, which it then loads: marks every line of the host's console, so
// that browserHostTests.mjs can tell what the tests say from what VS Code says.
'use strict';
const { format } = require('node:util');

const mark = process.env.RUST_LAMBDA_TEST_OUTPUT_MARK ?? '';
const entry = process.env.RUST_LAMBDA_TEST_ENTRY ?? '';

for (const level of /** @type {const} */ (['log', 'info', 'debug', 'warn', 'error'])) {
  const original = console[level].bind(console);
  // VS Code's host ignores an assignment. Values are put in here: its console would leave "%s" as it is.
  Object.defineProperty(console, level, {
    value: (/** @type {unknown[]} */ ...args) => original(mark + format(...args)),
  });
}

exports.run = async () => {
  await require(entry).run();
  console.log(process.env.RUST_LAMBDA_TEST_DONE);
};
