// @workspace test/fixtures/workspaces/lenses
// @untrusted
import assert from 'node:assert/strict';
import { openShelves } from './support/shelves';

describe('The samples of a function in an untrusted workspace', () => {
  it('are our own: cargo is not asked for crates', async () => {
    const shelves = await openShelves();
    const { crateVersion, type, samples } = await shelves.samples.list(shelves.binary('single'));
    shelves.dispose();
    assert.equal(crateVersion, undefined);
    assert.equal(type, 'SqsEvent');
    // The type's crate is not known: names tell.
    assert.deepEqual(
      samples.slice(0, 2).map(({ file, fits }) => ({ file, fits })),
      [
        { file: 'sqs-event.json', fits: false },
        { file: 'sqs-event-from-sns.json', fits: false },
      ],
    );
  });
});
