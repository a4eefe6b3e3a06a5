import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isError } from '../../../src/core/errors';
import type { Field, Shape } from '../../../src/core/shape/shape';
import { replaceText } from '../../../src/ui/documents';
import type { KnownEvent } from '../../../src/ui/features';
import { payloadRig, Person, type PayloadRig } from './rig';

const cancelled = (error: unknown): boolean => isError(error, 'cancelled');
const refused =
  (reason: string) =>
  (error: unknown): boolean =>
    isError(error, 'payloadRefused') && error.details.reason === reason;

const field = (name: string, shape: Shape, absent: 'default' | 'error'): Field => ({
  ...{ name, shape, absent },
  aliases: [],
  rust: {},
});
const known: KnownEvent = {
  problem: undefined,
  isOld: false,
  shape: {
    certainty: 'exact',
    reasons: [],
    set: {
      definitions: new Map(),
      root: {
        kind: 'struct',
        expected: 'struct Event',
        fields: [
          field('id', { kind: 'integer', name: 'u8', min: 0n, max: 255n }, 'error'),
          field('note', { kind: 'bool' }, 'default'),
        ],
        ...{ flattened: [], denyUnknown: false, asSequence: false, rust: {} },
      },
    },
  },
};

describe('What can be done with payload files', function () {
  this.timeout(20_000);
  let rig: PayloadRig;
  let event: KnownEvent;

  beforeEach(async () => {
    event = known;
    rig = await payloadRig({ of: () => Promise.resolve(event) });
    await rig.write('Cargo.toml', '[package]');
    await rig.write('events/f/two.json', '"two"');
    await rig.write('events/f/two.expect.json', '"expected"');
    await rig.write('events/f/other.json', '"other"');
  });
  afterEach(async () => {
    Person.leaves();
    await rig.dispose();
  });
  const active = (): string | undefined => vscode.window.activeTextEditor?.document.uri.fsPath;
  const commands = () => rig.payloads.commands;

  describe('New', () => {
    const make = async (pick: string | readonly string[], name = 'new'): Promise<string> => {
      const person = new Person({ pick, name });
      await commands().newPayload({ functionId: rig.binary.id });
      assert.equal(active(), rig.at(`events/f/${name}.json`));
      assert.equal(person.boxes[0]?.prompt, 'Name of the file in events/f');
      return rig.textOf(`events/f/${name}.json`);
    };

    it('starts empty, and opens what it made', async () => {
      await rm(rig.at('events'), { recursive: true });
      assert.equal(await make('Empty', 'größe 2'), '{}\n');
    });

    it('starts with what the event’s type asks for, or with all that it has', async () => {
      assert.deepEqual(JSON.parse(await make('Generated: What Is Required', 'a')), { id: 1 });
      assert.deepEqual(JSON.parse(await make('Generated: Everything', 'b')), { id: 1, note: true });
    });

    it('says when nothing is known of the event', async () => {
      event = { ...known, shape: undefined };
      new Person({ pick: 'Generated: Everything', name: 'new' });
      await assert.rejects(async () => await commands().newPayload(), refused('noType'));
    });

    it('starts with a sample', async () => {
      assert.match(await make(['From Sample…', 'SQS event']), /"eventSource": "aws:sqs"/);
    });

    it('starts with what was copied, if that is JSON', async () => {
      await vscode.env.clipboard.writeText('\ufeff{"copied": 18446744073709551615}');
      assert.equal(await make('From Clipboard'), '{"copied": 18446744073709551615}');
      for (const [text, reason] of [
        ['{"a": 1,}', 'notJson'],
        [' ', 'empty'],
      ] as const) {
        await vscode.env.clipboard.writeText(text);
        new Person({ pick: 'From Clipboard', name: 'b' });
        await assert.rejects(async () => await commands().newPayload(), refused(reason));
      }
      assert.ok(!(await rig.names()).includes('b.json'));
    });

    it('replaces nothing unasked, and takes no name that leads elsewhere', async () => {
      const person = new Person({ pick: 'Empty', name: 'two' });
      await assert.rejects(async () => await commands().newPayload(), cancelled);
      assert.match(person.questions[0]?.message ?? '', /“two.json” exists already/);
      assert.equal(await rig.textOf('events/f/two.json'), '"two"');
      const box = person.boxes[0];
      for (const name of ['../x', 'a/b', 'a\\b', '', 'con', 'two.expect']) {
        assert.equal(typeof (await box?.validateInput?.(name)), 'string', name);
        new Person({ pick: 'Empty', name });
        await assert.rejects(async () => await commands().newPayload(), cancelled);
      }
    });
  });

  describe('Rename', () => {
    it('takes along what is expected, what was typed over it, and that it was used last', async () => {
      const { drafts } = rig;
      const typed = { 'events/f/two.json': 'typed', '': 'unsaved' };
      const draft = {
        source: 'events/f/two.json',
        edits: typed,
        bases: { 'events/f/two.json': 'b' },
      };
      void drafts.keep(rig.binary.id, { characters: 0, draft });
      rig.payloads.used(rig.binary.id, 'events/f/two.json');
      const renamed = new Promise((resolve) => rig.payloads.onDidRename(resolve));
      new Person({ name: 'three' });
      await commands().renamePayload(rig.row('events/f/two.json'));
      assert.deepEqual(await renamed, {
        functionId: rig.binary.id,
        from: 'events/f/two.json',
        to: 'events/f/three.json',
      });
      assert.deepEqual(await rig.names(), ['other.json', 'three.expect.json', 'three.json']);
      assert.deepEqual(await drafts.get(rig.binary.id), {
        source: 'events/f/three.json',
        edits: { 'events/f/three.json': 'typed', '': 'unsaved' },
        bases: { 'events/f/three.json': 'b' },
      });
      assert.equal(rig.payloads.last(rig.binary.id)?.id, 'events/f/three.json');
    });

    it('keeps what is unsaved in an editor', async () => {
      const document = await vscode.workspace.openTextDocument(rig.at('events/f/two.json'));
      await vscode.window.showTextDocument(document);
      await replaceText(document, '"typed"');
      new Person({ name: 'three' });
      await commands().renamePayload(rig.row('events/f/two.json'));
      assert.equal(active(), rig.at('events/f/three.json'));
      assert.equal(vscode.window.activeTextEditor?.document.getText(), '"typed"');
      assert.equal(vscode.window.activeTextEditor.document.isDirty, true);
    });

    it('changes the case of a name without a question', async () => {
      const person = new Person({ name: 'Two' });
      await commands().renamePayload(rig.row('events/f/two.json'));
      assert.deepEqual(person.questions, []);
      assert.deepEqual(await rig.names(), ['Two.expect.json', 'Two.json', 'other.json']);
    });

    it('replaces nothing unasked, also nothing that is expected', async () => {
      await rig.write('events/f/free.expect.json', '"of none"');
      for (const [name, shown] of [
        ['other', 'other.json'],
        ['free', 'free.expect.json'],
      ] as const) {
        const person = new Person({ name });
        await assert.rejects(
          async () => await commands().renamePayload(rig.row('events/f/two.json')),
          cancelled,
        );
        assert.ok(person.questions[0]?.message.includes(`“${shown}”`));
      }
      assert.equal(await rig.textOf('events/f/other.json'), '"other"');
      new Person({ name: 'other', answers: ['Replace'] });
      await commands().renamePayload(rig.row('events/f/two.json'));
      assert.equal(await rig.textOf('events/f/other.json'), '"two"');
    });

    it('says when the file is gone', async () => {
      const row = rig.row('events/f/two.json');
      await rm(rig.at('events/f/two.json'));
      new Person({ name: 'three' });
      await assert.rejects(async () => await commands().renamePayload(row), refused('gone'));
    });
  });

  it('Duplicate copies what is expected, too, and what is unsaved in an editor', async () => {
    const document = await vscode.workspace.openTextDocument(rig.at('events/f/two.json'));
    await replaceText(document, '"typed"');
    const two = rig.row('events/f/two.json');
    await commands().duplicatePayload(two);
    assert.equal(active(), rig.at('events/f/two-copy.json'));
    assert.equal(await rig.textOf('events/f/two-copy.json'), '"typed"');
    assert.equal(await rig.textOf('events/f/two-copy.expect.json'), '"expected"');
    const other = rig.row('events/f/other.json');
    await commands().duplicatePayload(two, [two, other]);
    const added = ['other-copy.json', 'two-copy-2.expect.json', 'two-copy-2.json'];
    const names = await rig.names();
    for (const name of added) assert.ok(names.includes(name), name);
  });

  describe('Delete', () => {
    // A VS Code that is served to a browser has no trash: what is asked there is what is tested here.
    it('asks where there is no trash, and takes along what is expected', async () => {
      const two = rig.row('events/f/two.json');
      rig.payloads.used(rig.binary.id, 'events/f/two.json');
      const person = new Person({ answers: [] });
      const first: unknown = await Promise.resolve(commands().deletePayload(two)).catch(
        (error: unknown) => error,
      );
      assert.ok(first === undefined || cancelled(first));
      if (person.questions.length > 0) {
        assert.deepEqual(await rig.names(), ['other.json', 'two.expect.json', 'two.json']);
        new Person({ answers: ['Delete for Good'] });
        await commands().deletePayload(two);
      }
      assert.deepEqual(await rig.names(), ['other.json']);
      assert.equal(rig.payloads.last(rig.binary.id), undefined);
    });

    it('deletes all that are selected, or the one that was clicked on beside them', async () => {
      await rig.write('events/f/third.json', '3');
      const rows = ['two', 'other', 'third'].map((name) => rig.row(`events/f/${name}.json`));
      const [two, other, third] = rows;
      assert.ok(two && other && third);
      new Person({ answers: ['Delete for Good'] });
      await commands().deletePayload(third, [two, other]);
      assert.deepEqual(await rig.names(), ['other.json', 'two.expect.json', 'two.json']);
      new Person({ answers: ['Delete for Good'] });
      await commands().deletePayload(other, [two, other]);
      assert.deepEqual(await rig.names(), []);
    });

    it('is meant for the row that has the focus when a key was pressed', async () => {
      rig.focus('events/f/other.json');
      new Person({ answers: ['Delete for Good'] });
      await commands().deletePayload('focused');
      assert.deepEqual(await rig.names(), ['two.expect.json', 'two.json']);
    });
  });

  it('Copy Path copies those of all that are selected', async () => {
    const rows = ['two', 'other'].map((name) => rig.row(`events/f/${name}.json`));
    await commands().copyPayloadPath(rows[0], rows);
    const paths = [rig.at('events/f/two.json'), rig.at('events/f/other.json')];
    assert.equal(await vscode.env.clipboard.readText(), paths.join('\n'));
  });

  describe('Drop', () => {
    const uris = (...files: string[]): vscode.DataTransfer => {
      const transfer = new vscode.DataTransfer();
      const list = files.map((file) => vscode.Uri.file(rig.at(file)).toString()).join('\r\n');
      transfer.set('text/uri-list', new vscode.DataTransferItem(list));
      return transfer;
    };
    const drop = async (transfer: vscode.DataTransfer, on = rig.other): Promise<void> =>
      (await rig.payloads.desk()).drop({ functionId: on.id }, transfer);

    it('copies a payload of another function', async () => {
      new Person({});
      await drop(uris('events/f/two.json', 'events/f/other.json'));
      assert.deepEqual(await rig.ids(rig.other), ['events/g/other.json', 'events/g/two.json']);
      assert.equal(await rig.textOf('events/f/two.json'), '"two"');
    });

    it('refuses what is no JSON or too large, says why, and takes the rest', async () => {
      await rig.write('a.json', '{"a": 1,}');
      await rig.write('b.txt', '{}');
      await rig.write('c.json', new Uint8Array([0xff, 0xfe, 0x7b]));
      await rig.write('d.json', `"${'x'.repeat(8 * 1024 * 1024)}"`);
      const person = new Person({});
      await drop(uris('a.json', 'b.txt', 'c.json', 'd.json', 'events', 'missing.json', 'events/f/two.json'));
      assert.deepEqual(await rig.ids(rig.other), ['events/g/two.json']);
      assert.deepEqual(
        person.errors.map((message) =>
          /“(\S+)” (is no JSON|is larger)|file “(\S+)” (any more)/.exec(message)?.slice(1).join(''),
        ),
        [
          'a.jsonis no JSON',
          'b.txtis no JSON',
          'c.jsonis no JSON',
          'd.jsonis larger',
          'eventsis no JSON',
          'missing.jsonany more',
        ],
      );
    });

    it('asks before it replaces a file', async () => {
      const person = new Person({});
      await drop(uris('events/f/two.json'));
      await rig.write('events/f/two.json', '"newer"');
      await drop(uris('events/f/two.json'));
      assert.equal(person.questions.length, 1);
      const text = await (await rig.payloads.desk()).files.read(rig.other, 'events/g/two.json');
      assert.equal(text, '"two"');
    });

    it('takes files from outside with their bytes', async () => {
      new Person({});
      const transfer = new vscode.DataTransfer();
      const item = new vscode.DataTransferItem('');
      item.asFile = () => ({ name: 'outside.json', data: () => Promise.resolve(Buffer.from('[1]')) });
      transfer.set('files', item);
      await drop(transfer);
      assert.deepEqual(await rig.ids(rig.other), ['events/g/outside.json']);
    });

    it('changes nothing on the function that the payload is of', async () => {
      const person = new Person({});
      await drop(uris('events/f/two.json'), rig.binary);
      assert.deepEqual(person.questions, []);
      assert.deepEqual(await rig.names(), ['other.json', 'two.expect.json', 'two.json']);
    });
  });

  it('a renaming in the explorer is followed, too', async () => {
    rig.payloads.used(rig.binary.id, 'events/f/two.json');
    const renamed = new Promise((resolve) => rig.payloads.onDidRename(resolve));
    const edit = new vscode.WorkspaceEdit();
    const [from, to] = ['two', 'moved'].map((name) => vscode.Uri.file(rig.at(`events/f/${name}.json`)));
    assert.ok(from && to);
    edit.renameFile(from, to);
    await vscode.workspace.applyEdit(edit);
    await renamed;
    assert.equal(rig.payloads.last(rig.binary.id)?.id, 'events/f/moved.json');
  });
});
