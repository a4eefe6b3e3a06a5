// @workspace test/fixtures/workspaces/loop
// Looking for cargo-lambda and zig on machines that lack them: a PATH with the real cargo and little else.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { createPrograms } from '../../src/adapters/process/programs';
import { createProcessRunner } from '../../src/adapters/process/processRunner';
import { isError, type ErrorCode } from '../../src/core/errors';
import { CargoTools } from '../../src/ui/tools/cargoTools';
import { installCargoLambda } from '../../src/ui/tools/install';
import { acceptFirst } from './support/quickPick';

const code = (wanted: ErrorCode) => (error: unknown) => isError(error, wanted);
const set = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration('rustLambda').update(name, value, vscode.ConfigurationTarget.Workspace);

describe('Tools that this machine lacks', function () {
  this.timeout(60_000);
  let folder: string;
  const workspace = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
  const runner = createProcessRunner({ guardPath: 'unused' });
  const programs = createPrograms(process.env);
  const make = () =>
    new CargoTools({
      runner: () => Promise.resolve(runner),
      programs,
      runInTerminal: () => Promise.reject(new Error('nothing is to be installed here')),
    });

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'rust-lambda-tools-'));
  });
  afterEach(async () => {
    await set('cargoPath', undefined);
    await set('env', undefined);
  });
  after(() => rm(folder, { recursive: true }));

  /** Only these programs are there. */
  async function only(...names: readonly string[]): Promise<void> {
    const bin = path.join(folder, names.join('-'));
    await mkdir(bin);
    const where = (process.env['PATH'] ?? '').split(path.delimiter);
    for (const name of names) {
      const found = where.map((dir) => path.join(dir, name)).find((file) => existsSync(file));
      assert.ok(found, name);
      await symlink(found, path.join(bin, name));
    }
    const rustup = process.env['RUSTUP_HOME'] ?? path.join(process.env['HOME'] ?? '', '.rustup');
    await set('cargoPath', path.join(bin, 'cargo'));
    await set('env', { PATH: bin, CARGO_HOME: bin, RUSTUP_HOME: rustup, CARGO_ZIGBUILD_ZIG_PATH: '' });
  }

  it('are looked for again when the environment is set otherwise', async () => {
    const tools = make();
    await only('cargo', 'cargo-lambda');
    await tools.requireCargoLambda(workspace);
    await set('env', { PATH: path.join(folder, 'empty'), CARGO_HOME: path.join(folder, 'empty') });
    await assert.rejects(tools.requireCargoLambda(workspace), code('cargoLambdaMissing'));
  });

  it('zig: is no matter for what another compiler builds, whatever the rest of the workspace chooses', async () => {
    const root = path.join(folder, 'workspace');
    const manifest = (name: string, compiler: string | undefined): Promise<void> =>
      writeFile(
        path.join(root, name, 'Cargo.toml'),
        `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n` +
          (compiler ? `[package.metadata.lambda.build.compiler]\ntype = "${compiler}"\n` : ''),
      );
    for (const name of ['plain', 'choosing']) {
      await mkdir(path.join(root, name, 'src'), { recursive: true });
      await writeFile(path.join(root, name, 'src/main.rs'), 'fn main() {}\n');
      await manifest(name, name === 'choosing' ? 'cargo' : undefined);
    }
    await writeFile(path.join(root, 'Cargo.toml'), '[workspace]\nmembers = ["plain", "choosing"]\n');
    await only('cargo', 'cargo-lambda', 'rustup');
    const tools = make();
    await tools.requireCompiler(undefined, root, 'choosing');
    await assert.rejects(tools.requireCompiler(undefined, root, 'plain'), code('zigMissing'));
    await assert.rejects(tools.requireCompiler(undefined, root), code('zigMissing'));

    await manifest('plain', 'cargo');
    await tools.requireCompiler(undefined, root, 'plain');
    await manifest('plain', undefined);
    await assert.rejects(tools.requireCompiler(undefined, root, 'plain'), code('zigMissing'));
  });

  it('cargo-lambda: is not offered once more when it was just installed where VS Code does not look', async () => {
    await only('cargo', 'rustc');
    const installed: string[] = [];
    // Stands for an installer that ends well, and puts it where this VS Code does not look.
    const runInTerminal = (_label: string, command: { readonly command: string }): Promise<void> =>
      Promise.resolve(void installed.push(command.command));
    const installing = installCargoLambda(make(), { find: () => Promise.resolve(['uv']) }, runInTerminal);
    await assert.rejects(acceptFirst(installing), code('cargoLambdaNotOnPath'));
    assert.deepEqual(installed, ['uv']);
  });
});
