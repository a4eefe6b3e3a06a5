// What VS Code loads in its extension host (`extensionTestsPath`): runs the bundled suites named in the environment.
'use strict';
const path = require('node:path');
const Mocha = require('mocha');

/** Compiled test files of this run, separated by the path delimiter. */
const FILES = 'RUST_LAMBDA_HOST_TEST_FILES';

exports.run = () =>
  new Promise((resolve, reject) => {
    const mocha = new Mocha({
      ui: 'bdd',
      color: true,
      // A first build of a fixture compiles its dependencies.
      timeout: 300_000,
      reporter: require('./reporter.cjs'),
      ...(process.env.RUST_LAMBDA_GREP ? { grep: process.env.RUST_LAMBDA_GREP } : {}),
    });
    for (const file of (process.env[FILES] ?? '').split(path.delimiter).filter(Boolean)) mocha.addFile(file);
    mocha.run((failures) => (failures ? reject(new Error(`${failures} failed`)) : resolve(undefined)));
  });
