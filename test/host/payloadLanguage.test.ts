// @workspace test/fixtures/workspaces/lenses
// Payload files as they are edited: what serde refuses, what could be there, and what it is.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { edit, fileAt, revert } from './support/editing';
import { hintsIn, whenShown } from './support/hints';

const order = 'typed/events/order.json';

/** Shows a new payload file. */
async function shown(relative: string, text: string): Promise<vscode.TextDocument> {
  await mkdir(path.dirname(fileAt(relative)), { recursive: true });
  await writeFile(fileAt(relative), text);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(fileAt(relative)), { preview: false });
  const document = vscode.window.activeTextEditor?.document;
  assert.equal(document?.fileName, fileAt(relative));
  return document;
}

const messages = (document: vscode.TextDocument): readonly string[] =>
  hintsIn(document).map(({ message }) => message);

/** Where the text is first, and how far into it. */
const placeOf = (document: vscode.TextDocument, text: string, into = 1): vscode.Position =>
  document.positionAt(document.getText().indexOf(text) + into);

async function fixesAt(document: vscode.TextDocument, text: string): Promise<readonly vscode.CodeAction[]> {
  const at = placeOf(document, text);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(at, at),
    vscode.CodeActionKind.QuickFix.value,
  );
  // Whose they are is not told.
  return actions.filter(({ title }) => /^(?:Convert to|Rename to|Replace with|Add the field) /.test(title));
}

const wrong = '{\n  "orderId": 5,\n  "wrapped": true\n}\n';

describe('A payload file', () => {
  before(async () => {
    await vscode.extensions.getExtension('rust-lambda.rust-lambda')?.activate();
    await promisify(execFile)('cargo', ['fetch', '--locked'], { cwd: fileAt('') });
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const folder of ['typed/events', 'twins/events', 'events'])
      await rm(fileAt(folder), { recursive: true, force: true });
    await revert('handling/src/events.rs');
  });

  it('shows in words of serde what the function would refuse, and follows what is typed', async () => {
    const document = await shown(order, wrong);
    const [hint] = await whenShown(document, '5');
    assert.equal(hint?.message, 'invalid type: integer `5`, expected a string');
    assert.equal(hint.severity, vscode.DiagnosticSeverity.Error);
    await edit(order, '5', '"a"');
    await whenShown(document);
    await edit(order, '"wrapped": true', '"lines": [{"sku": "b"}]');
    const shownThen = await whenShown(document, '{', '{');
    assert.deepEqual(
      shownThen.map(({ message }) => message),
      ['missing field `wrapped`', 'missing field `quantity`'],
    );
  });

  it('is completed: required fields first, with their types', async () => {
    const document = await shown(order, '{\n  "\n}\n');
    await whenShown(document);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      placeOf(document, '"'),
    );
    const ours = items.filter(({ detail }) => detail !== undefined);
    const inOrder = [...ours].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    assert.deepEqual(
      inOrder.map(({ label, detail }) => [label, detail]),
      [
        ['orderId', 'String'],
        ['wrapped', 'bool'],
        ['lines', 'Vec<Line>'],
      ],
    );
    const [first] = inOrder;
    assert.ok(first?.insertText instanceof vscode.SnippetString);
    assert.equal(first.insertText.value, '"orderId": "$1"');
  });

  it('tells the Rust type under the pointer', async () => {
    const document = await shown(order, wrong);
    await whenShown(document, '5');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      placeOf(document, 'orderId'),
    );
    const told = hovers
      .flatMap(({ contents }) => contents)
      .map((each) => (each as vscode.MarkdownString).value);
    assert.ok(told.includes('```rust\norderId: String\n```'), told.join());
  });

  it('is mended with one key', async () => {
    const document = await shown(order, wrong.replace('wrapped', 'wraped'));
    await whenShown(document, '{', '5');
    const [convert] = await fixesAt(document, '5');
    assert.equal(convert?.title, 'Convert to "5"');
    assert.ok(convert.isPreferred && convert.edit);
    assert.ok(await vscode.workspace.applyEdit(convert.edit));
    await whenShown(document, '{');
    const [rename, add] = await fixesAt(document, '{');
    assert.deepEqual([rename?.title, add?.title], ['Rename to wrapped', 'Add the field wrapped']);
    assert.ok(rename?.edit);
    assert.ok(await vscode.workspace.applyEdit(rename.edit));
    await whenShown(document);
    assert.equal(document.getText(), wrong.replace('5', '"5"'));
  });

  it('follows the type while its source is typed', async () => {
    const document = await shown(order, wrong);
    await whenShown(document, '5');
    await edit('handling/src/events.rs', 'pub order_id: String', 'pub order_id: u64');
    await whenShown(document);
    await edit('handling/src/events.rs', 'pub order_id: u64', 'pub order_number: u64');
    await whenShown(document, '{');
  });

  it('says once what is wrong with its syntax, and itself what VS Code does not know', async () => {
    assert.ok(vscode.extensions.getExtension('vscode.json-language-features'));
    const document = await shown(order, wrong);
    await whenShown(document, '5');
    await edit(order, '5,', '5,,');
    await whenShown(document);
    const settings = vscode.workspace.getConfiguration('json');
    await settings.update('validate.enable', false, vscode.ConfigurationTarget.Workspace);
    try {
      const [hint] = await whenShown(document, ',');
      assert.equal(hint?.message, 'a property name in double quotes is expected');
    } finally {
      await settings.update('validate.enable', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await whenShown(document);
    await edit(order, '5,,', '"\\ud800",');
    assert.match((await whenShown(document, '"\\ud800"'))[0]?.message ?? '', /lone leading surrogate/);
    await edit(order, '"\\ud800",', '"a", "orderId": "b",');
    assert.match((await whenShown(document, '"orderId"'))[0]?.message ?? '', /duplicate field/);
  });

  it('keeps its places when its line ends change', async () => {
    const document = await shown(order, wrong);
    await whenShown(document, '5');
    const editor = vscode.window.activeTextEditor;
    await editor?.edit((change) => change.setEndOfLine(vscode.EndOfLine.CRLF));
    assert.equal(document.eol, vscode.EndOfLine.CRLF);
    await edit(order, 'true', '"x"');
    await whenShown(document, '5', '"x"');
  });

  it('is one wherever it lies below the folder of its function, and under any name', async () => {
    const left = await shown('twins/events/left/deep/a.json', '{');
    const other = await shown('events/order.json', '');
    const document = await shown('typed/events/typed/order.json', wrong);
    await whenShown(document, '5');
    assert.deepEqual([messages(other), messages(left)], [[], []]);
    const renamed = vscode.Uri.file(fileAt('typed/events/another.json'));
    const change = new vscode.WorkspaceEdit();
    change.renameFile(document.uri, renamed);
    assert.ok(await vscode.workspace.applyEdit(change));
    await whenShown(await vscode.workspace.openTextDocument(renamed), '5');
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it('is no payload any more when its function is gone, and is again when it is back', async () => {
    const document = await shown(order, wrong);
    await whenShown(document, '5');
    const manifest = vscode.Uri.file(fileAt('typed/Cargo.toml'));
    const before = await readFile(manifest.fsPath, 'utf8');
    try {
      await writeFile(manifest.fsPath, before.replace(/lambda_runtime.*\n/, ''));
      await whenShown(document);
    } finally {
      await writeFile(manifest.fsPath, before);
    }
    await whenShown(document, '5');
  });

  it('is forgotten when it is closed', async () => {
    const document = await shown(order, wrong);
    await whenShown(document, '5');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await whenShown(document);
  });
});
