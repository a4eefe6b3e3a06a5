import assert from 'node:assert/strict';
import { rm, symlink } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isError } from '../../../src/core/errors';
import { replaceText } from '../../../src/ui/documents';
import type { PayloadDesk } from '../../../src/ui/payloads/payloads';
import { payloadRig, Person, type PayloadRig } from './rig';

const refused =
  (reason: string, name?: string) =>
  (error: unknown): boolean =>
    isError(error, 'payloadRefused') &&
    error.details.reason === reason &&
    (name === undefined || error.details.name === name);
const cancelled = (error: unknown): boolean => isError(error, 'cancelled');

describe('The payload files of a function', function () {
  this.timeout(20_000);
  let rig: PayloadRig;
  let desk: PayloadDesk;

  beforeEach(async () => {
    rig = await payloadRig();
    desk = await rig.payloads.desk();
    await rig.write('Cargo.toml', '[package]');
    await rig.write('events/shared.json', '"shared"');
    await rig.write('events/f/own.json', '\ufeff"own"\r\n');
    await rig.write('events/f/own.expect.json', '{}');
    await rig.write('events/f/notes.txt', 'no payload');
  });
  afterEach(async () => {
    Person.leaves();
    await rig.dispose();
  });

  const read = (id: string): Promise<string> => desk.files.read(rig.binary, id);
  const base = async (file: string): Promise<string> =>
    (await desk.files.current(rig.at(file)))?.fingerprint ?? 'none';

  it('are the JSON files of its own folder, then of the package’s, as Lambda takes them', async () => {
    assert.deepEqual(await rig.ids(), ['events/f/own.json', 'events/shared.json']);
    assert.equal(await read('events/f/own.json'), '"own"\n');
  });

  it('are the only files that a panel gets, whatever it asks for', async () => {
    for (const id of [
      'Cargo.toml',
      'events/../Cargo.toml',
      '../x.json',
      'events/f/notes.txt',
      '/etc/passwd',
      '',
    ]) {
      await assert.rejects(read(id), refused('gone'), id);
      await assert.rejects(desk.files.path(rig.binary, id), refused('gone'), id);
    }
  });

  it('are not read when they are larger than anything Lambda takes', async () => {
    await rig.write('events/f/huge.json', `"${'x'.repeat(8 * 1024 * 1024)}"`);
    await assert.rejects(
      read('events/f/huge.json'),
      (error) => isError(error, 'fileFailed') && error.details.message.includes('8.00 MB'),
    );
  });

  it('have the text that an editor shows of them, unsaved too', async () => {
    const before = (await rig.payloads.list(rig.binary)).find(({ name }) => name === 'shared.json');
    const document = await vscode.workspace.openTextDocument(rig.at('events/shared.json'));
    await replaceText(document, '"typed"');
    assert.equal(await read('events/shared.json'), '"typed"');
    const after = (await rig.payloads.list(rig.binary)).find(({ name }) => name === 'shared.json');
    assert.notEqual(after?.version, before?.version);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(await read('events/shared.json'), '"shared"');
  });

  it('tell of changes on disk, in editors, and of a folder that goes', async () => {
    let told = (): void => undefined;
    const change = (): Promise<void> => new Promise((resolve) => void (told = resolve));
    const watch = desk.files.watch(rig.binary, () => told());
    const document = await vscode.workspace.openTextDocument(rig.at('events/shared.json'));
    const typed = change();
    await replaceText(document, '"typed"');
    await typed;
    const written = change();
    await rig.write('events/f/new.json', '1');
    await written;
    const gone = change();
    await rm(rig.at('events'), { recursive: true });
    await gone;
    assert.deepEqual(await rig.ids(), []);
    watch.dispose();
  });

  describe('when a panel saves its edits', () => {
    it('take them, and keep what they are a link to', async () => {
      new Person({});
      await rig.write('elsewhere.json', '1');
      await symlink(rig.at('elsewhere.json'), rig.at('events/f/link.json'));
      const text = await desk.writer.save(
        rig.at('events/f/link.json'),
        '2',
        await base('events/f/link.json'),
      );
      assert.equal(text, '2');
      assert.equal(await rig.textOf('elsewhere.json'), '2');
    });

    it('take them in their editor, too, where the file is open', async () => {
      new Person({});
      const document = await vscode.workspace.openTextDocument(rig.at('events/shared.json'));
      await vscode.window.showTextDocument(document);
      await desk.writer.save(rig.at('events/shared.json'), '"mine"', await base('events/shared.json'));
      assert.deepEqual([document.getText(), document.isDirty], ['"mine"', false]);
      assert.equal(await rig.textOf('events/shared.json'), '"mine"');
    });

    it('lose nothing that was changed on disk meanwhile, unless the person says so', async () => {
      const started = await base('events/shared.json');
      await rig.write('events/shared.json', '"theirs"');
      const person = new Person({ answers: [] });
      await assert.rejects(desk.writer.save(rig.at('events/shared.json'), '"mine"', started), cancelled);
      assert.equal(await rig.textOf('events/shared.json'), '"theirs"');
      assert.deepEqual(person.questions[0]?.choices, ['Compare', 'Overwrite']);

      new Person({ answers: ['Overwrite'] });
      await desk.writer.save(rig.at('events/shared.json'), '"mine"', started);
      assert.equal(await rig.textOf('events/shared.json'), '"mine"');
    });

    it('lose nothing that was typed in an editor meanwhile', async () => {
      const started = await base('events/shared.json');
      const document = await vscode.workspace.openTextDocument(rig.at('events/shared.json'));
      await replaceText(document, '"typed"');
      const person = new Person({ answers: [] });
      await assert.rejects(desk.writer.save(rig.at('events/shared.json'), '"mine"', started), cancelled);
      assert.equal(person.questions.length, 1);
      assert.equal(document.getText(), '"typed"');
    });

    it('are shown beside them for comparing, and both stay', async () => {
      const started = await base('events/shared.json');
      await rig.write('events/shared.json', '"theirs"');
      new Person({ answers: ['Compare'] });
      await assert.rejects(desk.writer.save(rig.at('events/shared.json'), '"mine"', started), cancelled);
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      assert.ok(input instanceof vscode.TabInputTextDiff);
      assert.equal((await vscode.workspace.openTextDocument(input.original)).getText(), '"theirs"');
      assert.equal((await vscode.workspace.openTextDocument(input.modified)).getText(), '"mine"');
    });

    it('ask nothing when the file says the same already', async () => {
      const person = new Person({});
      await rig.write('events/shared.json', '"mine"');
      await desk.writer.save(rig.at('events/shared.json'), '"mine"', 'old');
      assert.deepEqual(person.questions, []);
    });

    it('keep their line ends', async () => {
      await rig.write('events/shared.json', '{\r\n}\r\n');
      new Person({});
      const started = await base('events/shared.json');
      const text = await desk.writer.save(rig.at('events/shared.json'), '{\n"a": 1\n}\n', started);
      assert.equal(await rig.textOf('events/shared.json'), '{\r\n"a": 1\r\n}\r\n');
      assert.equal(text, '{\n"a": 1\n}\n');
    });

    it('come back when they were deleted meanwhile', async () => {
      const started = await base('events/shared.json');
      await rm(rig.at('events'), { recursive: true });
      new Person({});
      await desk.writer.save(rig.at('events/shared.json'), '"mine"', started);
      assert.equal(await rig.textOf('events/shared.json'), '"mine"');
    });
  });

  describe('when they are to be written where it can’t be', () => {
    it('say which folder is a file', async () => {
      new Person({});
      await rig.write('events/f2', 'a file');
      const isFile = refused('folderIsFile', 'f2');
      await assert.rejects(desk.writer.create(rig.at('events/f2'), 'a.json', '1'), isFile);
      await assert.rejects(desk.writer.create(rig.at('events/f2/g'), 'a.json', '1'), isFile);
    });

    it('say that it is not allowed', async function () {
      if (process.platform !== 'linux') this.skip(); // Would run on Linux, which has what not even root may write.
      new Person({});
      await symlink('/sys/kernel', rig.at('events/locked'));
      await assert.rejects(desk.writer.create(rig.at('events/locked'), 'a.json', '1'), refused('readOnly'));
    });
  });

  describe('with what looks like secrets', () => {
    const text = `{ "password": "hunter2" }`;

    it('are written as they are outside of repositories', async () => {
      const person = new Person({});
      await desk.writer.create(rig.at('events/f'), 'a.json', text);
      assert.deepEqual(person.questions, []);
    });

    it('are written into a repository when the person says so, who is told where the secrets are', async () => {
      await rig.write('.git/HEAD', '');
      const person = new Person({ answers: ['Save Anyway'] });
      assert.equal(await desk.writer.create(rig.at('events/f'), 'a.json', text), text);
      assert.equal(await rig.textOf('events/f/a.json'), text);
      const [question] = person.questions;
      assert.match(question?.detail ?? '', /^password: password\n/);
      assert.doesNotMatch(JSON.stringify(question), /hunter2/);
    });

    it('get placeholders, or are not written, as the person says', async () => {
      // As in a worktree.
      await rig.write('.git', 'gitdir: elsewhere');
      new Person({ answers: ['Replace by Placeholders'] });
      const written = await desk.writer.create(rig.at('events/f'), 'a.json', text);
      assert.equal(written, '{ "password": "EXAMPLE" }');
      assert.equal(await rig.textOf('events/f/a.json'), written);
      new Person({});
      await assert.rejects(desk.writer.create(rig.at('events/f'), 'b.json', text), cancelled);
      assert.ok(!(await rig.names()).includes('b.json'));
    });

    it('are not asked about again when the file has them already', async () => {
      await rig.write('.git/HEAD', '');
      await rig.write('events/shared.json', text);
      const person = new Person({});
      const more = `{ "password": "hunter2", "n": 1 }`;
      await desk.writer.save(rig.at('events/shared.json'), more, await base('events/shared.json'));
      assert.deepEqual(person.questions, []);
      assert.equal(await rig.textOf('events/shared.json'), more);
    });
  });
});
