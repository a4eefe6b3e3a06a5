// @workspace test/fixtures/workspaces/edited/edited.code-workspace
// Where folders of one window are set differently, each goes by its own settings.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { RustLambdaError } from '../../src/core/errors';
import type { DeployConfig } from '../../src/core/cargoLambda/systemReport';
import type { TargetChoice } from '../../src/core/deploy/target';
import type { AbortSignalLike, Aws, AwsTarget, DeployedFunction } from '../../src/core/ports';
import type { LambdaBinary, ProjectModel } from '../../src/core/project/model';
import { awsCommands } from '../../src/ui/aws/commands';
import { DeployedFunctions } from '../../src/ui/aws/deployed';
import { readDeployed } from '../../src/ui/aws/refreshDeployed';
import { TargetMemory } from '../../src/ui/aws/targetMemory';
import type { Project } from '../../src/ui/features';
import { pickRelease, releaseDefaults } from '../../src/ui/tasks/releasePicker';
import { drawn, labels, parts } from './functionsView/parts';
import { acceptFirst } from './support/quickPick';

const first = vscode.workspace.workspaceFolders![0]!.uri;

const binaryIn = (workspaceRoot: string, name: string): LambdaBinary => ({
  ...{ id: `${workspaceRoot}/Cargo.toml#${name}`, name, kind: 'function', http: false, packageName: name },
  ...{ manifestPath: `${workspaceRoot}/Cargo.toml`, sourcePath: '', workspaceRoot },
  ...{ targetDirectory: '', clashesWith: [] },
});
const deployed: DeployedFunction = {
  ...{ name: '', arn: '', version: '1', lastModified: 0, architecture: 'arm64', runtime: 'provided.al2023' },
  ...{ memoryMb: 128, timeoutSeconds: 3, codeBytes: 1 },
};

/** What VS Code keeps for a workspace, without the file. */
function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.get(key) as T | undefined) ?? otherwise,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  };
}

describe('Folders with settings of their own', function () {
  this.timeout(60_000);
  let second: vscode.Uri;
  const set = (folder: vscode.Uri, name: string, value: unknown): Thenable<void> =>
    vscode.workspace
      .getConfiguration('rustLambda', folder)
      .update(name, value, vscode.ConfigurationTarget.WorkspaceFolder);
  const changeOfFolders = (change: () => void): Promise<void> =>
    new Promise((resolve) => {
      const listener = vscode.workspace.onDidChangeWorkspaceFolders(() => {
        listener.dispose();
        resolve();
      });
      change();
    });

  before(async () => {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'rust-lambda-second-')));
    await mkdir(path.join(folder, 'src'));
    await writeFile(path.join(folder, 'src/main.rs'), 'fn main() {}\n');
    await writeFile(
      path.join(folder, 'Cargo.toml'),
      '[package]\nname = "second"\nversion = "0.1.0"\nedition = "2024"\n[dependencies]\nlambda_runtime = "1"\n',
    );
    second = vscode.Uri.file(folder);
    await changeOfFolders(() =>
      vscode.workspace.updateWorkspaceFolders(1, 0, { uri: second, name: 'second' }),
    );
  });
  after(async () => {
    for (const name of ['aws.region', 'build.architecture', 'cargoPath']) {
      for (const folder of [first, second]) await set(folder, name, undefined);
    }
    await changeOfFolders(() => vscode.workspace.updateWorkspaceFolders(1, 1));
    await rm(second.fsPath, { recursive: true });
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(first, '.vscode'), { recursive: true });
  });

  it('show what is deployed where each says, or where the function was deployed to', async () => {
    await set(first, 'aws.region', 'eu-west-1');
    await set(second, 'aws.region', 'us-east-1');
    const binaries = [binaryIn(first.fsPath, 'here'), binaryIn(second.fsPath, 'there')];
    const [a, b] = binaries;
    const model: ProjectModel = {
      workspaces: binaries.map((binary) => ({
        ...{ root: binary.workspaceRoot, targetDirectory: '', manifests: [], source: 'cargo' },
        names: { packages: [], binaries: [] },
        packages: [
          { name: binary.name, manifestPath: binary.manifestPath, binaries: [binary], builtFrom: [] },
        ],
      })),
      broken: [],
    };
    // Stands for AWS, which has every function in every region.
    const aws = {
      profiles: () => Promise.resolve({ profiles: [], environment: {} }),
      functionNames: () => Promise.resolve(['here', 'there']),
      deployedFunction: () => Promise.resolve(deployed),
    } as unknown as Aws;
    const known = new DeployedFunctions();
    const choices = new Map<string, TargetChoice>();
    const configured = new Map<string, DeployConfig>();
    const commands = awsCommands({
      aws,
      project: { model, ready: () => Promise.resolve(model) } as unknown as Project,
      memory: new TargetMemory(memento()),
      deployed: known,
      choicesOf: ({ id }) => choices.get(id) ?? {},
      tools: { deployConfig: ({ id }) => Promise.resolve(configured.get(id) ?? {}) },
    });
    await commands.refreshDeployed();
    assert.deepEqual([known.get(a!.id)?.region, known.get(b!.id)?.region], ['eu-west-1', 'us-east-1']);

    // As the deploy panel remembers it.
    choices.set(b!.id, { region: 'sa-east-1' });
    await commands.refreshDeployed();
    assert.deepEqual([known.get(a!.id)?.region, known.get(b!.id)?.region], ['eu-west-1', 'sa-east-1']);

    // As Cargo.toml may say it to cargo-lambda.
    await set(first, 'aws.region', undefined);
    configured.set(a!.id, { region: 'eu-north-1' });
    await commands.refreshDeployed();
    assert.deepEqual([known.get(a!.id)?.region, known.get(b!.id)?.region], ['eu-north-1', 'sa-east-1']);
  });

  it('read nothing more of AWS once one question failed', async () => {
    const signals: AbortSignalLike[] = [];
    // Stands for AWS: denies the list, and has its say of one function only.
    const aws = {
      functionNames: () =>
        Promise.reject(new RustLambdaError('aws', { reason: 'denied', name: '', message: '' })),
      deployedFunction: (_target: AwsTarget, name: string, signal: AbortSignalLike) => {
        signals.push(signal);
        if (name === 'f0') return Promise.reject(new Error('expired'));
        return new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
        );
      },
    } as unknown as Aws;
    const binaries = Array.from({ length: 20 }, (_, at) => binaryIn(first.fsPath, `f${at}`));
    const reading = readDeployed(aws, { region: 'eu-west-1' }, binaries, ({ name }) => name);
    await assert.rejects(reading, /expired/);
    assert.equal(signals.length, 5);
    assert.ok(signals.every(({ aborted }) => aborted));
  });

  it('build for release as each says, until something else is picked there', async () => {
    await set(first, 'build.architecture', 'arm64');
    const state = memento();
    const defaults = () => [first, second].map(({ fsPath }) => releaseDefaults(state, fsPath).architecture);
    assert.deepEqual(defaults(), ['arm64', 'x86_64']);

    await acceptFirst(pickRelease(state, first.fsPath));
    await set(first, 'build.architecture', 'x86_64');
    // What was accepted was the setting's, so the setting counts.
    assert.deepEqual(defaults(), ['x86_64', 'x86_64']);

    await set(second, 'build.architecture', 'arm64');
    await acceptFirst(pickRelease(state, second.fsPath));
    assert.deepEqual(defaults(), ['x86_64', 'arm64']);
  });

  it('keep the others when one has no cargo, and say so there', async () => {
    await set(second, 'cargoPath', 'no-such-cargo');
    const shown = parts();
    try {
      assert.ok((await labels(shown.rows)).includes('api'));
      assert.equal(shown.project.problem, undefined);
      const row = (await drawn(shown.rows)).find((line) => line.includes('no-such-cargo'));
      assert.match(row ?? '', /Cargo\.toml: “no-such-cargo” was not found/);
    } finally {
      shown.dispose();
      await set(second, 'cargoPath', undefined);
    }
  });
});
