import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { createFiles } from '../../../src/adapters/files';
import { isError } from '../../../src/core/errors';
import { functionId, type LambdaBinary } from '../../../src/core/project/model';
import { emptyModel } from '../../../src/core/project/changes';
import type { Project } from '../../../src/ui/features';
import { PayloadFiles } from '../../../src/ui/invokePanel/payloadFiles';

const original = { showInputBox: vscode.window.showInputBox, showWarning: vscode.window.showWarningMessage };

describe('The payload files of a function', () => {
  let folder: string;
  let binary: LambdaBinary;
  const payloads = new PayloadFiles({ model: emptyModel } as Project, createFiles());
  /** What was asked for in the input box, and whether it was asked to replace a file. */
  let asked: { box?: vscode.InputBoxOptions; replace?: string };

  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  };
  const textOf = (file: string): Promise<string> => readFile(path.join(folder, file), 'utf8');

  /** Stands for the person: types a name, and answers whether to replace. VS Code refuses modal dialogs in tests. */
  function person(name: string | undefined, answer?: 'Replace'): void {
    vscode.window.showInputBox = (box?: vscode.InputBoxOptions) => {
      if (box) asked.box = box;
      return Promise.resolve(name);
    };
    vscode.window.showWarningMessage = (message: string) => {
      asked.replace = message;
      return Promise.resolve(answer);
    };
  }

  beforeEach(async () => {
    asked = {};
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'rust-lambda-payloads-ü-')));
    const manifestPath = path.join(folder, 'Cargo.toml');
    binary = {
      ...{ id: functionId(manifestPath, 'f'), name: 'f', kind: 'function', http: false, packageName: 'f' },
      ...{ manifestPath, sourcePath: path.join(folder, 'src/main.rs'), workspaceRoot: folder },
      ...{ targetDirectory: path.join(folder, 'target'), clashesWith: [] },
    };
    await write('Cargo.toml', '[package]');
    await write('events/shared.json', '"shared"');
    await write('events/f/own.json', '\ufeff"own"');
    await write('events/f/notes.txt', 'no payload');
  });
  afterEach(async () => {
    vscode.window.showInputBox = original.showInputBox;
    vscode.window.showWarningMessage = original.showWarning;
    await rm(folder, { recursive: true });
  });

  it('are the JSON files of its own folder, then of the package’s, without byte order mark', async () => {
    const ids = (await payloads.list(binary)).map(({ id }) => id);
    assert.deepEqual(ids, ['events/f/own.json', 'events/shared.json']);
    assert.equal(await payloads.read(binary, 'events/f/own.json'), '"own"');
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
      await assert.rejects(payloads.read(binary, id), (error) => isError(error, 'fileFailed'), id);
      await assert.rejects(payloads.path(binary, id), (error) => isError(error, 'fileFailed'), id);
    }
  });

  it('are not read when they are larger than anything Lambda takes', async () => {
    await write('events/f/huge.json', `"${'x'.repeat(8 * 1024 * 1024)}"`);
    await assert.rejects(
      payloads.read(binary, 'events/f/huge.json'),
      (error) => isError(error, 'fileFailed') && error.details.message.includes('8.00 MB'),
    );
  });

  it('are saved under a name that is asked for, in the function’s own folder', async () => {
    await rm(path.join(folder, 'events'), { recursive: true });
    person('two lines');
    const saved = await payloads.save(binary, '{"a": 1}', '');
    assert.equal(saved.id, 'events/f/two lines.json');
    assert.equal(await textOf(saved.id), '{"a": 1}');
    assert.equal(asked.box?.value, 'payload.json');
    assert.equal(asked.replace, undefined);
    assert.equal(typeof asked.box.validateInput?.('a/b'), 'string');
    assert.equal(asked.box.validateInput?.('good'), undefined);
  });

  it('go back where they came from, and replace only what a person says', async () => {
    person('shared.json');
    const cancelled = (error: unknown): boolean => isError(error, 'cancelled');
    await assert.rejects(payloads.save(binary, '"new"', 'events/shared.json'), cancelled);
    assert.match(asked.replace ?? '', /“shared.json” exists already/);
    assert.equal(await textOf('events/shared.json'), '"shared"');

    person('shared.json', 'Replace');
    assert.equal((await payloads.save(binary, '"new"', 'events/shared.json')).id, 'events/shared.json');
    assert.equal(await textOf('events/shared.json'), '"new"');
  });

  it('are not saved outside of their folder, nor when the person gives no name', async () => {
    for (const name of [undefined, '../out', '']) {
      person(name);
      await assert.rejects(payloads.save(binary, '1', '../../x.json'), (error) =>
        isError(error, 'cancelled'),
      );
    }
    // An id that is none of theirs does not say where.
    person('named');
    assert.equal((await payloads.save(binary, '1', '../../x.json')).id, 'events/f/named.json');
  });
});
