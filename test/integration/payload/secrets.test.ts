/** What looks like a secret in the examples of aws_lambda_events: people copy them into repositories. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { secretsIn } from '../../../src/core/payload/secrets';
import { readProbe } from '../types/lambdaEvents';

describe('Secrets in payloads', function () {
  this.timeout(120_000);

  it('are not seen in the examples of aws_lambda_events, but for four that show some', async () => {
    const folder = path.join((await readProbe()).source, 'fixtures');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    assert.ok(names.length > 120, `${names.length} examples`);
    const noisy: string[] = [];
    for (const name of names)
      if (secretsIn(await readFile(path.join(folder, name), 'utf8')).secrets.length > 0) noisy.push(name);
    assert.deepEqual(noisy, [
      'example-iot-custom-auth-request.json',
      'example-sns-subscription-confirmation.json',
      'example-sns-unsubscribe-confirmation.json',
      'example-vpc-lattice-v1-request.json',
    ]);
  });
});
