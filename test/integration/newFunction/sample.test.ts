/** The sample workspace, as it is in the repository and with the versions of its Cargo.lock. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { cargo } from './cargo';

const MINUTES = 60_000;
const sample = path.resolve(import.meta.dirname, '../../../samples/orders');

describe('The sample workspace', () => {
  it('passes its tests', async function () {
    this.timeout(8 * MINUTES);
    const { code, stdout, stderr } = await cargo(sample, 'test', '--quiet', '--locked', '--workspace');
    assert.equal(code, 0, stdout + stderr);
    // Two functions and an extension.
    assert.equal([...stdout.matchAll(/test result: ok\. [1-9]/g)].length, 3, stdout);
  });

  it('is laid out as rustfmt does it', async function () {
    this.timeout(MINUTES);
    const { code, stdout } = await cargo(sample, 'fmt', '--all', '--', '--check', '--color=never');
    assert.equal(stdout, '');
    assert.equal(code, 0);
  });
});
