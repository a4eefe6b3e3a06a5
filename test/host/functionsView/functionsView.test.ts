// @workspace test/fixtures/workspaces/edited/edited.code-workspace
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { rustParser } from '../../../src/adapters/rust/treeSitter';
import { Emitter } from '../../../src/core/events';
import { isInside } from '../../../src/core/project/paths';
import { createHandlerFinder } from '../../../src/core/rust/finder';
import type { Deployments, Watches, WatchState } from '../../../src/ui/features';
import { drawn, labels, parts, row, until, type Parts } from './parts';

const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
const at = (...path: string[]): string => join(root, ...path);
const manifest = (name: string, dependencies = 'lambda_runtime = "1.5"'): string =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n${dependencies}\n`;

async function write(contents: Readonly<Record<string, string>>, folder = root): Promise<void> {
  for (const [path, text] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Everything below the folder but the workspace file, by path. */
async function contents(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.code-workspace')) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path, await readFile(path, 'utf8'));
  }
  return files;
}

/** Folders that were there from the start stay the same: VS Code watches those reliably. */
async function restore(original: ReadonlyMap<string, string>): Promise<void> {
  const folders = [...original.keys()].map(dirname);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isOurs = entry.isDirectory()
      ? folders.some((folder) => isInside(folder, path))
      : original.has(path);
    if (!isOurs && !entry.name.endsWith('.code-workspace')) await rm(path, { recursive: true, force: true });
  }
  for (const [path, text] of original) {
    if ((await readFile(path, 'utf8').catch(() => undefined)) !== text) await writeFile(path, text);
  }
}

/** The first bytes of a 64-bit ELF file for arm64. */
const arm64Binary = (() => {
  const bytes = Buffer.alloc(3 * 1024 * 1024);
  bytes.write('\u007fELF', 'latin1');
  bytes.set([2, 1], 4);
  bytes.writeUInt16LE(183, 18);
  return bytes;
})();

describe('The functions view', function () {
  this.timeout(20_000);
  let shown: Parts;
  let original: ReadonlyMap<string, string>;
  before(async () => {
    original = await contents();
  });

  beforeEach(async () => {
    // Artifacts of these tests are not to be found by others.
    const settings = vscode.workspace.getConfiguration('rustLambda');
    await settings.update('env', { CARGO_TARGET_DIR: at('target') }, vscode.ConfigurationTarget.Workspace);
    shown = parts();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log('the tree at the end:', await drawn(shown.rows));
    shown.dispose();
    await restore(original);
  });
  const shows = (...wanted: string[]): Promise<void> =>
    until(shown.rows, async () => JSON.stringify(await labels(shown.rows)) === JSON.stringify(wanted));

  it('follows edits of a manifest', async () => {
    await drawn(shown.rows);
    await write({ 'crates/consumer/Cargo.toml': manifest('renamed') });
    await shows('api', 'renamed');
    await write({ 'crates/consumer/Cargo.toml': manifest('renamed', '') });
    await shows('api');
  });

  it('follows sources that cargo takes for binaries', async () => {
    await drawn(shown.rows);
    await write({ 'crates/api/src/bin/second.rs': 'fn main() {}' });
    await shows('api', 'api', 'second', 'consumer');
    await rm(at('crates/api/src/main.rs'));
    await shows('consumer', 'second');
  });

  it('follows packages that are made, moved in, and deleted as a whole', async () => {
    await drawn(shown.rows);
    await write({ 'crates/made/Cargo.toml': manifest('made'), 'crates/made/src/main.rs': 'fn main() {}' });
    await shows('api', 'consumer', 'made');
    const elsewhere = await mkdtemp(join(tmpdir(), 'rust-lambda-moved-'));
    await write({ 'in/Cargo.toml': manifest('moved'), 'in/src/main.rs': 'fn main() {}' }, elsewhere);
    await rename(join(elsewhere, 'in'), at('crates/moved'));
    await shows('api', 'consumer', 'made', 'moved');
    await rm(at('crates/made'), { recursive: true });
    await shows('api', 'consumer', 'moved');
    await rename(at('crates/moved'), join(elsewhere, 'out'));
    await shows('api', 'consumer');
    await rm(elsewhere, { recursive: true });
  });

  it('finds what a command made where file events tell of nothing', async () => {
    await drawn(shown.rows);
    const script = `
      const fs = require('node:fs');
      fs.mkdirSync('unwatched/tool/src', { recursive: true });
      fs.writeFileSync('unwatched/tool/src/main.rs', 'fn main() {}');
      fs.writeFileSync('unwatched/tool/Cargo.toml', ${JSON.stringify(`${manifest('tool')}[workspace]\n`)});`;
    const node = new vscode.ProcessExecution('node', ['-e', script], { cwd: root });
    const task = new vscode.Task({ type: 'process' }, vscode.TaskScope.Workspace, 'tool', 'test', node);
    await vscode.tasks.executeTask(task);
    await shows('api', 'consumer', 'tool');
  });

  it('shows nested Cargo workspaces', async () => {
    await drawn(shown.rows);
    await write({
      'nested/Cargo.toml': '[workspace]\nmembers = ["inner"]\n',
      'nested/inner/Cargo.toml': manifest('inner'),
      'nested/inner/src/main.rs': 'fn main() {}',
    });
    await shows('api', 'consumer', 'inner');
    const inner = shown.project.binary(`${at('nested/inner/Cargo.toml')}#inner`);
    assert.equal(inner?.workspaceRoot, at('nested'));
  });

  it('reads only the Cargo workspace that changed', async () => {
    await drawn(shown.rows);
    // Without a root above them, all packages stand alone.
    await rm(at('Cargo.toml'));
    await write({ 'other/Cargo.toml': manifest('other'), 'other/src/main.rs': 'fn main() {}' });
    await shows('api', 'consumer', 'other');
    const before = shown.commands.length;
    await write({ 'other/Cargo.toml': manifest('other-name') });
    await until(shown.rows, async () => (await labels(shown.rows)).includes('other-name'));
    assert.deepEqual(
      shown.commands.slice(before).map((command) => command.cwd),
      [at('other')],
    );
  });

  it('takes a burst of changes for one', async () => {
    await drawn(shown.rows);
    const before = shown.readings();
    const names = Array.from({ length: 20 }, (_, n) => `fn-${String(n).padStart(2, '0')}`);
    await Promise.all(
      names.map((name) =>
        write({
          [`crates/${name}/src/main.rs`]: 'fn main() {}',
          [`crates/${name}/Cargo.toml`]: manifest(name),
        }),
      ),
    );
    await shows('api', 'consumer', ...names);
    assert.ok(shown.readings() - before <= 3, `${shown.readings() - before} readings`);
  });

  it('shows a broken manifest with what cargo says and where, and keeps the rest', async () => {
    await drawn(shown.rows);
    const good = await readFile(at('crates/consumer/Cargo.toml'), 'utf8');
    await write({ 'crates/consumer/Cargo.toml': '[package]\nname = "consumer\n' });
    await until(
      shown.rows,
      async () => (await drawn(shown.rows)).length === 2 && !(await labels(shown.rows)).includes('consumer'),
    );
    const [broken, api] = await shown.rows.getChildren();
    assert.ok(broken && api);
    const item = shown.rows.getTreeItem(broken);
    assert.equal(item.label, 'crates/consumer/Cargo.toml');
    assert.match(String(item.description), /invalid basic string/);
    assert.equal(item.contextValue, 'broken');
    assert.match(item.accessibilityInformation?.label ?? '', /broken manifest consumer/);
    assert.equal(shown.rows.getTreeItem(api).label, 'api');

    assert.ok(item.command);
    await vscode.commands.executeCommand(item.command.command, ...(item.command.arguments as unknown[]));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, at('crates/consumer/Cargo.toml'));
    assert.deepEqual([editor.selection.active.line, editor.selection.active.character], [1, 16]);

    await write({ 'crates/consumer/Cargo.toml': good });
    await shows('api', 'consumer');
  });

  it('shows a second folder under its name, and leaves the level out when it is gone', async () => {
    await drawn(shown.rows);
    const second = await realpath(await mkdtemp(join(tmpdir(), 'rust-lambda-second-')));
    await write({ 'Cargo.toml': manifest('elsewhere'), 'src/main.rs': 'fn main() {}' }, second);
    const name = 'Zwei ä';
    vscode.workspace.updateWorkspaceFolders(1, 0, { uri: vscode.Uri.file(second), name });
    const [first] = vscode.workspace.workspaceFolders ?? [];
    await shows(first?.name ?? '', 'api', 'consumer', name, 'elsewhere');
    vscode.workspace.updateWorkspaceFolders(1, 1);
    await shows('api', 'consumer');
    await rm(second, { recursive: true });
  });

  it('shows an artifact when there is one, stale when a source is newer, and no more when it is deleted', async () => {
    await drawn(shown.rows);
    const description = async (): Promise<string> =>
      String(shown.rows.getTreeItem(await row(shown.rows, 'consumer')).description);
    await mkdir(at('target/lambda/consumer'), { recursive: true });
    await writeFile(at('target/lambda/consumer/bootstrap'), arm64Binary);
    await until(shown.rows, async () => (await description()) === 'event · arm64 3.0 MB, now');
    assert.equal(
      shown.rows.getTreeItem(await row(shown.rows, 'consumer')).contextValue,
      'function stopped built',
    );
    const details = await shown.rows.getChildren(await row(shown.rows, 'consumer'));
    assert.deepEqual(
      details.map((node) => node.content.kind),
      ['handler', 'artifact'],
    );

    await write({ 'crates/consumer/src/main.rs': 'fn main() { }' });
    await until(shown.rows, async () => (await description()) === 'event · stale arm64 3.0 MB, now');
    await rm(at('target/lambda'), { recursive: true });
    await until(shown.rows, async () => (await description()) === 'event');
  });

  it("shows a router's routes below it, and says of a main that nothing could be proven", async () => {
    const dist = join(vscode.extensions.getExtension('rust-lambda.rust-lambda')?.extensionPath ?? '', 'dist');
    const finder = createHandlerFinder(rustParser({ folder: dist }));
    const text = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);
    shown.dispose();
    shown = parts({
      handlers: {
        locate: async (binary) => (await finder.find(binary, text)).location,
        onDidChange: new Emitter<string>().event,
      },
    });
    await write({
      'crates/api/src/main.rs': `use axum::{routing::get, Router};
fn list() {}
fn main() { lambda_http::run(Router::new().route("/orders", get(list).post(|| async {}))); }
`,
    });
    const details = async (label: string): Promise<string[]> => {
      const nodes = await shown.rows.getChildren(await row(shown.rows, label));
      return nodes.map((node) => {
        const { label: title, description } = shown.rows.getTreeItem(node);
        return `${typeof title === 'string' ? title : title?.label}: ${String(description)}`;
      });
    };
    await drawn(shown.rows);
    await details('api');
    await until(shown.rows, async () => (await details('api')).length === 3);
    assert.deepEqual(await details('api'), [
      'handler (router): crates/api/src/main.rs:3',
      'GET /orders: list',
      'POST /orders: closure',
    ]);
    await until(shown.rows, async () => (await details('consumer'))[0]?.includes('proven') === true);
    assert.deepEqual(await details('consumer'), [
      'main: crates/consumer/src/main.rs:1 · no handler could be proven',
    ]);
  });

  it('looks at artifacts again when a build ended, whether or not a file event tells', async () => {
    const builds = new Emitter<string>();
    shown.dispose();
    shown = parts({ builds: { onDidBuild: builds.event } });
    await drawn(shown.rows);
    await mkdir(at('target/lambda/api'), { recursive: true });
    await writeFile(at('target/lambda/api/bootstrap'), arm64Binary);
    builds.fire(root);
    await until(shown.rows, async () =>
      String(shown.rows.getTreeItem(await row(shown.rows, 'api')).description).includes('arm64'),
    );
  });

  it('shows what watch is doing, in words that the menus go by', async () => {
    // `cargo lambda watch` has tests of its own; what its states look like needs only the states.
    let state: WatchState = { kind: 'stopped' };
    const changes = new Emitter<string>();
    const watches: Pick<Watches, 'state' | 'onDidChange'> = {
      state: () => state,
      onDidChange: changes.event,
    };
    shown.dispose();
    shown = parts({ watches });
    await drawn(shown.rows);
    const seen: unknown[] = [];
    const states: WatchState[] = [
      { kind: 'stopped' },
      { kind: 'starting' },
      { kind: 'ready', address: { host: '127.0.0.1', port: 9123 } },
      { kind: 'stopping' },
      { kind: 'failed', reason: 'the port was taken' },
    ];
    for (const next of states) {
      state = next;
      const told = new Promise<unknown>((resolve) => shown.rows.onDidChangeTreeData(resolve));
      changes.fire(root);
      await told;
      const item = shown.rows.getTreeItem(await row(shown.rows, 'api'));
      seen.push([item.description, item.contextValue]);
    }
    assert.deepEqual(seen, [
      ['HTTP', 'function stopped'],
      ['HTTP · starting…', 'function watching'],
      ['HTTP · running :9123', 'function watching'],
      ['HTTP · stopping…', 'function watching'],
      ['HTTP · watch failed', 'function stopped'],
    ]);
  });

  it('shows what is deployed, as far as somebody knows', async () => {
    const changes = new Emitter<string | undefined>();
    const id = `${at('crates/api/Cargo.toml')}#api`;
    let known = false;
    const deployments: Deployments = {
      get: (asked) =>
        known && asked === id
          ? { version: '7', lastModified: Date.now() - 7_200_000, region: 'eu-central-1' }
          : undefined,
      onDidChange: changes.event,
    };
    shown.dispose();
    shown = parts({ deployments });
    await drawn(shown.rows);
    known = true;
    const told = new Promise((resolve) => shown.rows.onDidChangeTreeData(resolve));
    changes.fire(id);
    await told;
    const details = await shown.rows.getChildren(await row(shown.rows, 'api'));
    const last = details.at(-1);
    assert.ok(last);
    const item = shown.rows.getTreeItem(last);
    assert.deepEqual([item.label, item.description], ['version 7', 'eu-central-1 · 2 hr. ago']);
  });

  it('warns of two binaries of one name in words too', async () => {
    await write({ 'crates/shared/src/bin/api.rs': 'fn main() {}' });
    assert.deepEqual(await drawn(shown.rows), ['api: name not unique · HTTP', 'consumer: event']);
    const tooltip = shown.rows.getTreeItem(await row(shown.rows, 'api')).tooltip;
    assert.match(tooltip instanceof vscode.MarkdownString ? tooltip.value : '', /shared/);
  });

  it('takes nothing from files for markup', async () => {
    await write({
      'crates/consumer/Cargo.toml':
        manifest('consumer') + '\n[[bin]]\nname = "consumer"\npath = "src/main.rs"\n',
    });
    await write({ 'crates/shared/Cargo.toml': '[package]\nname = "x](command:workbench.action.quit)\n' });
    await drawn(shown.rows);
    const [broken] = await shown.rows.getChildren();
    assert.ok(broken);
    const { tooltip } = shown.rows.getTreeItem(broken);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.ok(tooltip.isTrusted !== true && tooltip.supportHtml !== true);
  });

  it('says that cargo is missing, and reads again when its path is set', async () => {
    const settings = vscode.workspace.getConfiguration('rustLambda');
    await settings.update('cargoPath', 'no-such-cargo', vscode.ConfigurationTarget.Workspace);
    try {
      assert.deepEqual(await drawn(shown.rows), []);
      assert.equal(shown.project.problem?.code, 'programMissing');
    } finally {
      await settings.update('cargoPath', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await shows('api', 'consumer');
    assert.equal(shown.project.problem, undefined);
  });

  it('has nothing to show in a folder without Cargo', async () => {
    for (const path of original.keys()) if (path.endsWith('Cargo.toml')) await rm(path);
    assert.deepEqual(await drawn(shown.rows), []);
    assert.equal(shown.project.problem, undefined);
    assert.deepEqual(shown.commands, []);
  });
});
