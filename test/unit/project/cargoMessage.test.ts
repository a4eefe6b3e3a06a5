import assert from 'node:assert/strict';
import { brokenManifest } from '../../../src/core/project/cargoMessage';
import recorded from './recorded/messages.json';

type Case = keyof typeof recorded.messages;
const root = '/home/me/shapes/Cargo.toml';
const plain = '/home/me/shapes/crates/plain/Cargo.toml';
const several = '/home/me/shapes/crates/several/Cargo.toml';
const found = new Set([root, plain, several]);

const expected: Record<Case, { manifestPath: string; position?: { line: number; character: number } }> = {
  'member is not TOML, asked for the root': { manifestPath: plain, position: { line: 1, character: 13 } },
  'member is not TOML, asked for another member': {
    manifestPath: plain,
    position: { line: 1, character: 13 },
  },
  'member with an unknown edition': { manifestPath: plain },
  'member inherits what the root lacks': { manifestPath: plain },
  'two packages of one name': { manifestPath: root },
  'listed member is missing': { manifestPath: root },
  'root is not TOML, asked for a member': { manifestPath: root, position: { line: 0, character: 10 } },
  'not listed by the root above': { manifestPath: several },
  'a warning comes first': { manifestPath: plain, position: { line: 1, character: 13 } },
};

describe(`Messages of ${recorded.printedBy}`, () => {
  for (const [name, want] of Object.entries(expected) as [Case, (typeof expected)[Case]][]) {
    it(`blames the right manifest: ${name}`, () => {
      const { asked, stderr } = recorded.messages[name];
      const { message, ...rest } = brokenManifest(stderr, asked, (path) => found.has(path));
      assert.deepEqual(rest, want);
      assert.ok(message.length > 0 && !/^(error|warning)/.test(message), message);
    });
  }

  it('shows a message without colours', () => {
    const { message } = brokenManifest(
      '\u001b[1m\u001b[91merror\u001b[0m: no\u001b[0m way\n',
      root,
      () => false,
    );
    assert.equal(message, 'no way');
  });

  it('blames the manifest it asked for when the message names none', () => {
    const { manifestPath } = brokenManifest(
      "error: toolchain 'nightly-x' is not installed",
      several,
      () => true,
    );
    assert.equal(manifestPath, several);
  });
});
