import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isError } from '../../../src/core/errors';
import { fingerprint } from '../../../src/core/payload/fingerprint';
import type { PayloadFileView } from '../../../src/protocol/invoke';
import { replaceText } from '../../../src/ui/documents';
import { PanelPayloads } from '../../../src/ui/invokePanel/panelPayloads';
import { payloadRig, Person, type PayloadRig } from '../payloads/rig';

describe('What a panel does with payload files', function () {
  this.timeout(20_000);
  let rig: PayloadRig;
  let panel: PanelPayloads;
  let listed: PayloadFileView[][];
  let told: () => void;
  let renamed: string[];
  let read: Map<string, string>;
  let edited: Set<string>;
  /** How often it was told that a dialog is closed. */
  let asked: number;

  beforeEach(async () => {
    rig = await payloadRig();
    await rig.write('Cargo.toml', '[package]');
    await rig.write('events/f/two.json', '"two"');
    listed = [];
    renamed = [];
    read = new Map();
    edited = new Set();
    asked = 0;
    panel = new PanelPayloads(rig, rig.binary.id, {
      listed: (files) => {
        listed.push([...files]);
        told();
      },
      read: (of, text) => void read.set(of, text),
      isEdited: (of) => edited.has(of),
      renamed: (from, to) => void renamed.push(from, to),
      failed: (error) => assert.fail(String(error)),
      asked: () => {
        asked++;
      },
    });
    told = () => undefined;
    await panel.tell();
  });
  afterEach(async () => {
    panel.dispose();
    Person.leaves();
    await rig.dispose();
  });
  const next = (): Promise<void> => new Promise((resolve) => void (told = resolve));
  const id = 'events/f/two.json';

  it('follows the file: on disk, in an editor, and back', async () => {
    const version = (): number => listed.at(-1)?.[0]?.version ?? 0;
    const onDisk = version();
    const document = await vscode.workspace.openTextDocument(rig.at(id));
    await replaceText(document, '"typed"');
    while (version() === onDisk) await next();
    assert.equal(await panel.methods.readFile({ id }), '"typed"');
    const typed = version();
    await document.save();
    while (version() === typed) await next();
    assert.equal(await panel.methods.readFile({ id }), '"typed"');
    assert.notEqual(version(), onDisk);
  });

  it('saves edits in place', async () => {
    assert.equal(await panel.methods.writeFile({ id, text: '"mine"', base: fingerprint('"two"') }), '"mine"');
    assert.equal(await rig.textOf(id), '"mine"');
  });

  it('knows which text of a file its webview has', async () => {
    await panel.methods.readFile({ id });
    assert.deepEqual([...read], [[id, '"two"']]);
    await panel.methods.writeFile({ id, text: '"mine"', base: fingerprint('"two"') });
    new Person({ name: 'three' });
    await panel.methods.saveFile({ text: '3', id });
    assert.deepEqual(
      [...read],
      [
        [id, '"mine"'],
        ['events/f/three.json', '3'],
      ],
    );
  });

  it('keeps the line ends of the file, on disk and in an editor, and its own are \\n', async () => {
    await rig.write(id, '{\r\n"a": 1\r\n}\r\n');
    const text = await panel.methods.readFile({ id });
    assert.equal(text, '{\n"a": 1\n}\n');
    const typed = '{\n"a": 12\n}\n';
    assert.equal(await panel.methods.writeFile({ id, text: typed, base: fingerprint(text) }), typed);
    assert.equal(await rig.textOf(id), '{\r\n"a": 12\r\n}\r\n');
    await vscode.workspace.openTextDocument(rig.at(id));
    assert.equal(await panel.methods.writeFile({ id, text, base: fingerprint(typed) }), text);
    assert.equal(await rig.textOf(id), '{\r\n"a": 1\r\n}\r\n');
  });

  it('writes only what is a payload file', async () => {
    for (const other of ['Cargo.toml', '../x.json', '']) {
      await assert.rejects(
        panel.methods.writeFile({ id: other, text: '1', base: '' }),
        (error) => isError(error, 'payloadRefused') && error.details.reason === 'gone',
      );
    }
    assert.equal(await rig.textOf('Cargo.toml'), '[package]');
  });

  it('hands its edits over to the editor that the file is opened in, unsaved', async () => {
    await panel.methods.openFile({ id, text: '"mine"', base: fingerprint('"two"') });
    const { document } = vscode.window.activeTextEditor ?? {};
    assert.deepEqual([document?.getText(), document?.isDirty], ['"mine"', true]);
    assert.equal(await rig.textOf(id), '"two"');
    // What the editor shows is the file's text now, so these edits are no draft any more.
    assert.equal(await panel.methods.readFile({ id }), '"mine"');
  });

  it('keeps its edits to itself when the file is another than the one they were begun on', async () => {
    await rig.write(id, '"theirs"');
    await panel.methods.openFile({ id, text: '"mine"', base: fingerprint('"two"') });
    assert.equal(vscode.window.activeTextEditor?.document.getText(), '"theirs"');
  });

  it('saves under another name where the payload is from, or in the function’s own folder', async () => {
    await rig.write('events/shared.json', '1');
    const person = new Person({ name: 'more' });
    assert.deepEqual(await panel.methods.saveFile({ text: '2', id: 'events/shared.json' }), {
      id: 'events/more.json',
      text: '2',
    });
    assert.equal(person.boxes[0]?.value, 'shared.json');
    assert.equal(await rig.textOf('events/more.json'), '2');
    // An id that is none of theirs does not say where.
    for (const from of ['', '../../x.json']) {
      const unknown = new Person({ name: `new${from.length}` });
      const saved = await panel.methods.saveFile({ text: '3', id: from });
      assert.equal(saved.id, `events/f/new${from.length}.json`);
      assert.equal(unknown.boxes[0]?.value, 'payload.json');
    }
  });

  it('saves a payload whose file is gone under its old name', async () => {
    await rm(rig.at(id));
    const person = new Person({ name: 'two' });
    await panel.methods.saveFile({ text: '2', id });
    assert.equal(person.boxes[0]?.value, 'two.json');
    assert.equal(await rig.textOf(id), '2');
  });

  it('asks before it takes the place of a payload that it has edits of, whose file may be gone', async () => {
    for (const other of ['events/f/other.json', 'events/f/gone.json']) edited.add(other);
    await rig.write('events/f/other.json', '"other"');
    for (const name of ['other', 'gone']) {
      const careful = new Person({ name });
      await assert.rejects(panel.methods.saveFile({ text: '2', id }), (error) => isError(error, 'cancelled'));
      assert.match(careful.questions[0]?.message ?? '', /edits in the panel that are not saved/);
      const sure = new Person({ name, answers: ['Replace'] });
      await panel.methods.saveFile({ text: '2', id });
      assert.equal(sure.questions.length, 1);
      assert.equal(asked, 2);
      asked = 0;
      assert.equal(await rig.textOf(`events/f/${name}.json`), '2');
    }
  });

  it('asks nothing of its own edits when their file, which is gone, is saved anew', async () => {
    edited.add(id);
    await rm(rig.at(id));
    const person = new Person({ name: 'two' });
    await panel.methods.saveFile({ text: '2', id });
    assert.deepEqual(person.questions, []);
  });

  it('hears of renamed files', async () => {
    new Person({ name: 'three' });
    const heard = new Promise((resolve) => rig.payloads.onDidRename(resolve));
    await rig.payloads.commands.renamePayload(rig.row(id));
    await heard;
    assert.deepEqual(renamed, [id, 'events/f/three.json']);
  });

  it('reads JSON from the clipboard', async () => {
    await vscode.env.clipboard.writeText('[1]');
    assert.equal(await panel.methods.readClipboard({}), '[1]');
    await vscode.env.clipboard.writeText('no JSON');
    await assert.rejects(panel.methods.readClipboard({}), (error) => isError(error, 'payloadRefused'));
  });
});
