import assert from 'node:assert/strict';
import { parse } from 'smol-toml';
import { addWorkspaceMember } from '../../../src/core/newFunction/workspaceMembers';

/** Adds `fn/new`, and checks with another parser that the result is TOML with it as the last member. */
function added(text: string): string {
  const edit = addWorkspaceMember(text, 'fn/new');
  assert.equal(edit.outcome, 'added');
  assert.equal(edit.changed, true);
  const { workspace } = parse(edit.text) as { workspace: { members: string[] } };
  assert.equal(workspace.members.at(-1), 'fn/new');
  return edit.text;
}

const lines = (...text: string[]): string => text.join('\n');

describe('Adding a member to a workspace', () => {
  it('keeps an array on one line', () => {
    assert.equal(added('[workspace]\nmembers = ["a"]\n'), '[workspace]\nmembers = ["a", "fn/new"]\n');
    assert.equal(added('[workspace]\nmembers = [ "a" ]\n'), '[workspace]\nmembers = [ "a", "fn/new" ]\n');
    assert.equal(added('[workspace]\nmembers = ["a",]\n'), '[workspace]\nmembers = ["a", "fn/new",]\n');
  });

  it('keeps an array on many lines, with its indentation and trailing comma', () => {
    assert.equal(
      added(lines('[workspace]', 'members = [', '  "a",', '  "b",', ']', '')),
      lines('[workspace]', 'members = [', '  "a",', '  "b",', '  "fn/new",', ']', ''),
    );
    assert.equal(
      added(lines('[workspace]', 'members = [', '\t"a",', '\t"b"', ']')),
      lines('[workspace]', 'members = [', '\t"a",', '\t"b",', '\t"fn/new"', ']'),
    );
  });

  it('keeps comments where they are', () => {
    assert.equal(
      added(
        lines(
          '# root',
          '[workspace] # all',
          'members = [ # these',
          '  "a", # first, not "z"',
          '  "b" # last, still',
          '  # "c",',
          '] # end',
          'resolver = "3"',
        ),
      ),
      lines(
        '# root',
        '[workspace] # all',
        'members = [ # these',
        '  "a", # first, not "z"',
        '  "b", # last, still',
        '  "fn/new"',
        '  # "c",',
        '] # end',
        'resolver = "3"',
      ),
    );
  });

  it('copes with a bracket that closes on the line of the last member', () => {
    assert.equal(
      added(lines('[workspace]', 'members = ["a",', '           "b"]')),
      lines('[workspace]', 'members = ["a",', '           "b",', '           "fn/new"]'),
    );
  });

  it('copes with several members on a line of many', () => {
    assert.equal(
      added(lines('[workspace]', 'members = [', '  "a", "b",', ']')),
      lines('[workspace]', 'members = [', '  "a", "b",', '      "fn/new",', ']'),
    );
  });

  it('copes with a comma that begins the line after', () => {
    assert.equal(
      added(lines('[workspace]', 'members = [', '  "a"', ', "b"', ',', ']')),
      lines('[workspace]', 'members = [', '  "a"', ', "b"', ',', '    "fn/new",', ']'),
    );
  });

  it('fills an empty array', () => {
    assert.equal(added('[workspace]\nmembers = []\n'), '[workspace]\nmembers = ["fn/new"]\n');
    assert.equal(added('[workspace]\nmembers = [ ]'), '[workspace]\nmembers = ["fn/new"]');
    assert.equal(
      added(lines('[workspace]', 'members = [', '  # none yet', ']')),
      lines('[workspace]', 'members = [', '  # none yet', '    "fn/new",', ']'),
    );
  });

  it('makes the array when there is none', () => {
    assert.equal(
      added(lines('[workspace] # root', 'resolver = "3"', '')),
      lines('[workspace] # root', 'members = ["fn/new"]', 'resolver = "3"', ''),
    );
    assert.equal(added('[workspace]'), '[workspace]\nmembers = ["fn/new"]');
    assert.equal(
      added(lines('[package]', 'name = "root"', '', '[workspace]', '', '[dependencies]', '')),
      lines(
        '[package]',
        'name = "root"',
        '',
        '[workspace]',
        'members = ["fn/new"]',
        '',
        '[dependencies]',
        '',
      ),
    );
  });

  it('finds the workspace in each way that TOML has to write it', () => {
    assert.equal(
      added('workspace = { members = ["a"], resolver = "3" }'),
      'workspace = { members = ["a", "fn/new"], resolver = "3" }',
    );
    assert.equal(added('workspace = {}'), 'workspace = { members = ["fn/new"] }');
    assert.equal(
      added('workspace = { resolver = "3" }'),
      'workspace = { members = ["fn/new"], resolver = "3" }',
    );
    assert.equal(
      added(lines('workspace.resolver = "3"', 'workspace.members = ["a"]', '[profile.dev]', '')),
      lines('workspace.resolver = "3"', 'workspace.members = ["a", "fn/new"]', '[profile.dev]', ''),
    );
    assert.equal(
      added(lines('workspace.resolver = "3"', '[profile.dev]', '')),
      lines('workspace.resolver = "3"', 'workspace.members = ["fn/new"]', '[profile.dev]', ''),
    );
    assert.equal(
      added(lines('[workspace.dependencies]', 'serde = "1"', '')),
      lines('[workspace]', 'members = ["fn/new"]', '', '[workspace.dependencies]', 'serde = "1"', ''),
    );
  });

  it('keeps line ends as they are', () => {
    assert.equal(
      added('[workspace]\r\nmembers = [\r\n  "a", # x\r\n]\r\n'),
      '[workspace]\r\nmembers = [\r\n  "a", # x\r\n  "fn/new",\r\n]\r\n',
    );
    assert.equal(
      added('[workspace]\r\nresolver = "3"\r\n'),
      '[workspace]\r\nmembers = ["fn/new"]\r\nresolver = "3"\r\n',
    );
  });

  it('keeps a byte order mark, which cargo takes', () => {
    assert.equal(added('\uFEFF[workspace]\nmembers = []\n'), '\uFEFF[workspace]\nmembers = ["fn/new"]\n');
    assert.equal(
      added('\uFEFFworkspace.resolver = "3"\n'),
      '\uFEFFworkspace.resolver = "3"\nworkspace.members = ["fn/new"]\n',
    );
  });

  it('changes nothing when a name or a pattern covers the folder already', () => {
    for (const members of ['"fn/new"', '"./fn/new/"', '"fn/*"', '"**/new"', "'fn/new'", '"""fn/new"""']) {
      const text = `[workspace]\nmembers = [${members}]\n`;
      const edit = addWorkspaceMember(text, 'fn/new');
      assert.deepEqual(edit, { text, changed: false, outcome: 'alreadyMember', leftOut: false });
    }
  });

  it('changes nothing when the folder is excluded', () => {
    const text = '[workspace]\nmembers = ["fn/*"]\nexclude = ["fn/new"]\n';
    assert.deepEqual(addWorkspaceMember(text, 'fn/new'), { text, changed: false, outcome: 'excluded' });
  });

  it('does not take a package for a workspace', () => {
    for (const text of [
      '',
      '[package]\nname = "workspace"\n',
      '[package.metadata.workspace]\nmembers = ["a"]\n',
      '[package]\nworkspace = ".."\n',
    ])
      assert.deepEqual(addWorkspaceMember(text, 'fn'), { text, changed: false, outcome: 'notAWorkspace' });
  });

  it('refuses paths that are not below the root', () => {
    for (const path of ['', '.', '../new', 'a/../../new', '/new', 'C:\\new', '\\\\host\\new'])
      assert.equal(addWorkspaceMember('[workspace]\n', path).outcome, 'outside', path);
  });

  it('says where a manifest is not TOML, or members is no array', () => {
    const broken = addWorkspaceMember('[workspace]\nmembers = [\n', 'new');
    assert.equal(broken.outcome, 'invalid');
    assert.equal(broken.text, '[workspace]\nmembers = [\n');
    assert.equal(broken.line, 3);
    const text = addWorkspaceMember('[workspace]\nmembers = "a"\n', 'new');
    assert.ok(text.outcome === 'invalid' && text.line === 2);
  });

  it('says that default-members leaves the package out, unless a pattern takes it in', () => {
    const leftOut = (defaults: string): unknown => {
      const edit = addWorkspaceMember(
        `[workspace]\nmembers = ["a"]\ndefault-members = [${defaults}]\n`,
        'new',
      );
      return edit.outcome === 'added' && edit.leftOut;
    };
    assert.equal(leftOut('"a"'), true);
    assert.equal(leftOut('"a", "*"'), false);
  });

  it('refuses a new folder that a pattern would take for a package', () => {
    const text = '[workspace]\nmembers = ["*"]\n';
    assert.deepEqual(addWorkspaceMember(text, 'fn/new', ['fn']), {
      text,
      changed: false,
      outcome: 'folderTakenForPackage',
      folder: 'fn',
      pattern: '*',
    });
    assert.equal(addWorkspaceMember(text, 'fn/new').outcome, 'added', 'a folder that was there before');
    const excluded = '[workspace]\nmembers = ["*"]\nexclude = ["fn"]\n';
    assert.equal(addWorkspaceMember(excluded, 'fn/new', ['fn']).outcome, 'excluded');
  });
});
