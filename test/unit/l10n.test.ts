import assert from 'node:assert/strict';
import { committedTexts, extractTexts } from '../../tools/l10n.mjs';

describe('l10n/bundle.l10n.json', () => {
  it('holds exactly the texts of the sources (else: npm run l10n)', async () => {
    assert.equal(await committedTexts(), await extractTexts());
  }).timeout(30_000);
});
