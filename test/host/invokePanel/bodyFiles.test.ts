import assert from 'node:assert/strict';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { isError } from '../../../src/core/errors';
import { maxPayloadBytes } from '../../../src/core/payload/limits';
import { BodyFiles } from '../../../src/ui/invokePanel/bodyFiles';

const original = vscode.window.showOpenDialog;

describe('The file that is the body of a request', () => {
  let folder: string;
  let files: BodyFiles;
  let asked: vscode.OpenDialogOptions | undefined;

  /** Stands for the person, who chooses a file, or none. */
  function person(file: string | undefined): void {
    vscode.window.showOpenDialog = (options?: vscode.OpenDialogOptions) => {
      asked = options;
      return Promise.resolve(file === undefined ? undefined : [vscode.Uri.file(path.join(folder, file))]);
    };
  }

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'rust-lambda-body-ü-')));
    await writeFile(path.join(folder, 'größe.png'), Uint8Array.of(0, 159, 255));
    const memory = new Map<string, string>();
    files = new BodyFiles({
      get: (key) => JSON.parse(memory.get(key) ?? 'null') as unknown,
      update: (key, value) => Promise.resolve(void memory.set(key, JSON.stringify(value))),
    });
  });
  afterEach(async () => {
    vscode.window.showOpenDialog = original;
    await rm(folder, { recursive: true });
  });

  it('is chosen by the person alone, and is read again as it is then', async () => {
    person('größe.png');
    const chosen = { name: 'größe.png', size: '3 bytes', content: Uint8Array.of(0, 159, 255) };
    assert.deepEqual(await files.choose('f', folder), chosen);
    assert.equal(asked?.defaultUri?.fsPath, folder);
    await writeFile(path.join(folder, 'größe.png'), 'new');
    const { content } = await files.read('f');
    assert.equal(Buffer.from(content).toString(), 'new');
    // What a message carries is an array of its own.
    assert.deepEqual([content.constructor, content.buffer.byteLength], [Uint8Array, 3]);
  });

  it('is remembered for each function', async () => {
    person('größe.png');
    await files.choose('f', folder);
    await assert.rejects(files.read('g'), (error) => isError(error, 'fileFailed'));
    await files.choose('g', '/elsewhere');
    await files.choose('f', '/elsewhere');
    assert.equal(asked?.defaultUri?.fsPath, path.join(folder, 'größe.png'));
    assert.equal((await files.read('g')).name, 'größe.png');
  });

  it('stays the one it was when the person cancels, or what they chose can’t be sent', async () => {
    person('größe.png');
    await files.choose('f', folder);
    person(undefined);
    await assert.rejects(files.choose('f', folder), (error) => isError(error, 'cancelled'));
    await writeFile(path.join(folder, 'large'), new Uint8Array(maxPayloadBytes + 1));
    for (const file of ['large', 'gone', '.']) {
      person(file);
      await assert.rejects(files.choose('f', folder), (error) => isError(error, 'fileFailed'), file);
    }
    assert.equal((await files.read('f')).name, 'größe.png');
  });
});
