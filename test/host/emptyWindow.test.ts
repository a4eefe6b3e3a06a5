// @workspace none
// Without a folder: New Function and Install run their commands in terminals here, too.
import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { createProcessRunner } from '../../src/adapters/process/processRunner';
import { isError } from '../../src/core/errors';
import { runToEnd } from '../../src/ui/tasks/runToEnd';
import { TaskTerminals } from '../../src/ui/tasks/terminals';
import { until } from '../support/processes';
import { terminalsOf } from './support/terminals';

const extension = vscode.extensions.getExtension('rust-lambda.rust-lambda')!;
const runner = createProcessRunner({ guardPath: path.join(extension.extensionPath, 'dist/guard.js') });
const terminals = new TaskTerminals(() => Promise.resolve(runner));
const node = (code: string) => ({
  command: process.execPath,
  args: ['-e', code],
  cwd: extension.extensionPath,
});

describe('A window without a folder', () => {
  before(() => assert.equal(vscode.workspace.workspaceFolders, undefined));

  it('runs a command in a terminal, again and again, behind another one', async () => {
    const other = vscode.window.createTerminal('in front');
    for (let round = 0; round < 2; round++) {
      other.show();
      await until('it is in front', () => vscode.window.activeTerminal === other);
      await runToEnd(terminals, 'try nowhere', node(''));
      assert.equal(terminalsOf('try nowhere').length, 1);
    }
    other.dispose();
  }).timeout(60_000);

  it('says why a command failed, and shows its terminal', async () => {
    const failing = runToEnd(terminals, 'try nowhere', node("console.error('why'); process.exitCode = 1"));
    await assert.rejects(
      failing,
      (error) => isError(error, 'commandFailed') && error.details.output === 'why',
    );
    await until('it is in front', () => vscode.window.activeTerminal === terminalsOf('try nowhere').at(-1));
  });
});
