// @workspace test/fixtures/workspaces/lenses
// Sample events: of the crate that a function is built with, or our own.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isError } from '../../src/core/errors';
import { pickSample } from '../../src/ui/samples/pickSample';
import { fileAt } from './support/editing';
import { acceptFirst } from './support/quickPick';
import { openShelves, type Shelves } from './support/shelves';

describe('The samples of a function', () => {
  let shelves: Shelves;

  before(async () => {
    // What every build does first: its crates are on this machine.
    await promisify(execFile)('cargo', ['fetch', '--locked'], { cwd: fileAt('') });
    shelves = await openShelves();
  });
  after(() => shelves.dispose());

  it('are those of its own aws_lambda_events, with what its type reads first', async () => {
    const { samples } = shelves;
    const binary = shelves.binary('single');
    const { crateVersion, type, samples: listed } = await samples.list(binary);
    assert.match(crateVersion ?? '', /^1\.\d+\.\d+$/);
    assert.equal(type, 'SqsEvent');
    const [first] = listed;
    assert.deepEqual(first, {
      file: 'example-sqs-event.json',
      name: 'SQS event',
      type: 'SqsEvent',
      fits: true,
    });
    assert.ok(listed.some(({ file, fits }) => file === 'example-s3-event.json' && !fits));
    const text = await samples.read(binary, 'example-sqs-event.json');
    assert.ok('Records' in (JSON.parse(text) as object));
  });

  it('are those of lambda_http’s where it takes requests', async () => {
    const { crateVersion, samples: listed } = await shelves.samples.list(shelves.binary('router'));
    assert.ok(crateVersion !== undefined);
    const fit = listed.filter(({ fits }) => fits).map(({ file }) => file);
    assert.ok(fit.includes('example-apigw-v2-request-iam.json'), fit.join());
    assert.ok(!fit.includes('example-sqs-event.json'), fit.join());
  });

  it('are our own where it has no such crate', async () => {
    const { samples } = shelves;
    const binary = shelves.binary('typed');
    const { crateVersion, samples: listed } = await samples.list(binary);
    assert.equal(crateVersion, undefined);
    assert.ok(listed.some(({ file }) => file === 'sqs-event.json'));
    assert.ok('Records' in (JSON.parse(await samples.read(binary, 'sqs-event.json')) as object));
  });

  it('are read only when they are listed', async () => {
    const { samples } = shelves;
    const files = ['../../Cargo.toml', 'mod.rs', 'sqs-event.json', ''];
    for (const file of files) {
      await assert.rejects(samples.read(shelves.binary('single'), file), (error) =>
        isError(error, 'fileFailed'),
      );
    }
  });

  it('can be picked in quick input too', async () => {
    const picked = await acceptFirst(pickSample(shelves.samples, shelves.binary('single')));
    assert.equal(picked, await shelves.samples.read(shelves.binary('single'), 'example-sqs-event.json'));
  });
});
