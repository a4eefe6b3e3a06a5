// @workspace test/fixtures/workspaces/lenses
// What JSON a function takes: over its event's parameter, and as a JSON Schema.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { Files } from '../../src/core/ports';
import { SourceTexts } from '../../src/ui/handlers/sourceTexts';
import { until } from '../support/processes';
import { edit, fileAt, revert } from './support/editing';
import { hoverAt } from './support/hover';

const order = `{
  "orderId": string
  "lines"?: {
    "sku": string
    "quantity": u32
  }[]
  "wrapped": boolean
}`;

describe("An event's type", () => {
  before(async () => {
    await vscode.extensions.getExtension('rust-lambda.rust-lambda')?.activate();
    // What every build does first: its crates are on this machine.
    await promisify(execFile)('cargo', ['fetch', '--locked'], { cwd: fileAt('') });
  });

  describe('over the parameter', () => {
    afterEach(async () => {
      for (const file of ['events.rs', 'lib.rs']) await revert(`handling/src/${file}`);
    });

    it('is shown as JSON, from other modules and crates, with the fields that features bring', async () => {
      const shown = await hoverAt('handling/src/lib.rs', 'event: Lambda');
      assert.match(shown, /^\*\*JSON that typed takes\*\* · `Order`/);
      assert.ok(shown.includes(order), shown);
      assert.match(shown, /Exact/);
      assert.match(shown, /\(command:rustLambda\.showEventSchema\?/);
    });

    it('is that of crates which others wrote', async () => {
      const shown = await hoverAt('single/src/consumer.rs', 'event: Lambda');
      assert.match(shown, /"Records": \{/);
      assert.match(shown, /"messageId"\?: string \| null/);
    });

    it('follows what is typed in another file, saved or not', async () => {
      await hoverAt('handling/src/lib.rs', 'event: Lambda');
      await edit('handling/src/events.rs', 'pub order_id: String', 'pub order_number: u64');
      assert.match(await hoverAt('handling/src/lib.rs', 'event: Lambda'), /"orderNumber": u64/);
    });

    it('stays while the type is half-typed', async () => {
      assert.ok((await hoverAt('handling/src/lib.rs', 'event: Lambda')).includes(order));
      await edit('handling/src/events.rs', 'pub quantity: u32,\n}', 'pub quantity: u32, pub');
      assert.ok((await hoverAt('handling/src/lib.rs', 'event: Lambda')).includes(order));
      await edit('handling/src/events.rs', 'pub quantity: u32, pub', 'pub quantity: u32, pub gift: bool }');
      assert.match(await hoverAt('handling/src/lib.rs', 'event: Lambda'), /"gift": boolean/);
    });

    it('follows the features that manifests choose', async () => {
      const manifest = vscode.Uri.file(fileAt('typed/Cargo.toml'));
      const before = await vscode.workspace.fs.readFile(manifest);
      assert.match(await hoverAt('handling/src/lib.rs', 'event: Lambda'), /"wrapped"/);
      const told = nextChange(manifest);
      await vscode.workspace.fs.writeFile(
        manifest,
        Buffer.from(Buffer.from(before).toString().replace(', features = ["gifts"]', '')),
      );
      await told;
      try {
        assert.doesNotMatch(await hoverAt('handling/src/lib.rs', 'event: Lambda'), /"wrapped"/);
      } finally {
        const back = nextChange(manifest);
        await vscode.workspace.fs.writeFile(manifest, before);
        await back;
      }
    });

    it('is that of the crates which were built last, and says so, until cargo knows the new ones', async () => {
      const manifest = vscode.Uri.file(fileAt('typed/Cargo.toml'));
      const before = await vscode.workspace.fs.readFile(manifest);
      assert.match(await hoverAt('handling/src/lib.rs', 'event: Lambda'), /"wrapped"/);
      const told = nextChange(manifest);
      // Not in the lock file, which looking at a project does not change.
      const more = `${Buffer.from(before).toString()}\nunheard-of-crate = "1"\n`;
      await vscode.workspace.fs.writeFile(manifest, Buffer.from(more));
      await told;
      try {
        const shown = await hoverAt('handling/src/lib.rs', 'event: Lambda');
        assert.match(shown, /"wrapped"/);
        assert.match(shown, /By the crates that were built last/);
      } finally {
        const back = nextChange(manifest);
        await vscode.workspace.fs.writeFile(manifest, before);
        await back;
      }
      assert.doesNotMatch(await hoverAt('handling/src/lib.rs', 'event: Lambda'), /built last/);
    });

    it('is read again when the file changed while no editor showed it', async () => {
      const uri = vscode.Uri.file(fileAt('twins/src/bin/left.rs'));
      const before = await vscode.workspace.fs.readFile(uri);
      const texts = new SourceTexts({} as Files);
      try {
        const first = await texts.read(await shownAlone(uri));
        const closed = nextClose(uri);
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        await closed;
        await vscode.workspace.fs.writeFile(uri, Buffer.concat([before, Buffer.from('// Changed.\n')]));
        const second = await texts.read(await shownAlone(uri));
        assert.notEqual(second.text, first.text);
        assert.notEqual(second.version, first.version);
      } finally {
        await vscode.workspace.fs.writeFile(uri, before);
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      }
    });

    it('of other crates is known when cargo has them, without a change in the folder', async () => {
      const own = process.env['CARGO_HOME'] ?? path.join(homedir(), '.cargo');
      const home = await mkdtemp(path.join(tmpdir(), 'rust-lambda-cargo-'));
      const settings = vscode.workspace.getConfiguration('rustLambda');
      try {
        await settings.update('env', { CARGO_HOME: home }, vscode.ConfigurationTarget.Workspace);
        assert.match(await hoverAt('single/src/consumer.rs', 'event: Lambda'), /Build once/);
        // As a build does that downloads them.
        await rm(home, { recursive: true });
        await symlink(own, home, 'junction');
        await until('they are known', async () =>
          /Exact|Partly/.test(await hoverAt('single/src/consumer.rs', 'event: Lambda')),
        );
      } finally {
        await settings.update('env', undefined, vscode.ConfigurationTarget.Workspace);
        await rm(home, { recursive: true, force: true });
      }
    });

    it('is shown nowhere else', async () => {
      assert.equal(await hoverAt('handling/src/lib.rs', 'Ok(event'), '');
      assert.equal(await hoverAt('handling/src/events.rs', 'order_id'), '');
      // Of a function that is no handler.
      assert.equal(await hoverAt('single/src/consumer.rs', '_event: Lambda'), '');
    });
  });

  it('opens as a JSON Schema that cannot be edited and follows the source', async () => {
    await vscode.commands.executeCommand('rustLambda.showEventSchema', {
      functionId: `${fileAt('typed/Cargo.toml')}#typed`,
    });
    const document = vscode.window.activeTextEditor?.document;
    if (!document) throw new Error('no editor');
    assert.ok(document.uri.path.endsWith('typed.schema.json'), String(document.uri));
    const schema = (): Record<string, unknown> => JSON.parse(document.getText()) as Record<string, unknown>;
    assert.equal(schema()['title'], 'Order');
    assert.match(String(schema()['$comment']), /Exact/);
    const defs = schema()['$defs'] as Record<string, { required?: string[] }>;
    assert.deepEqual(defs['Order']?.required, ['orderId', 'wrapped']);
    assert.doesNotMatch(document.getText(), /\.rs/);
    const changed = new Promise<void>((resolve) => {
      const listener = vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document) return;
        listener.dispose();
        resolve();
      });
    });
    await edit('handling/src/events.rs', 'pub order_id: String', 'pub order_number: u64');
    await changed;
    assert.match(document.getText(), /"orderNumber"/);
    await revert('handling/src/events.rs');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

/** Not by openTextDocument, for which VS Code keeps a document open for minutes. */
async function shownAlone(uri: vscode.Uri): Promise<string> {
  await vscode.commands.executeCommand('vscode.open', uri);
  assert.equal(vscode.window.activeTextEditor?.document.fileName, uri.fsPath);
  return uri.fsPath;
}

const nextClose = (uri: vscode.Uri): Promise<void> =>
  new Promise((resolve) => {
    const listener = vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.uri.fsPath !== uri.fsPath) return;
      listener.dispose();
      resolve();
    });
  });

/** VS Code tells of changes on disk after a while: until then nobody can know. */
const nextChange = (uri: vscode.Uri): Promise<void> =>
  new Promise((resolve) => {
    const watcher = vscode.workspace.createFileSystemWatcher('**/Cargo.toml');
    watcher.onDidChange((changed) => {
      if (changed.fsPath !== uri.fsPath) return;
      watcher.dispose();
      resolve();
    });
  });
