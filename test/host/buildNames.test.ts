// @workspace test/fixtures/workspaces/loop
import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { Emitter } from '../../src/core/events';
import type { CargoWorkspace, LambdaBinary, ProjectModel } from '../../src/core/project/model';
import type { Project } from '../../src/ui/features';
import { CargoBuilds } from '../../src/ui/tasks/builds';
import { BuildProblems } from '../../src/ui/tasks/problems';
import type { JobOptions, TaskTerminals } from '../../src/ui/tasks/terminals';
import type { CargoTools } from '../../src/ui/tools/cargoTools';

const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
const rootOf = (name: string): string => path.join(folder, name);

const workspace = (root: string, ...names: readonly string[]): CargoWorkspace => ({
  ...{ root, targetDirectory: path.join(root, 'target'), manifests: [], source: 'cargo' },
  names: { packages: names, binaries: names },
  packages: names.map((name) => {
    const manifestPath = path.join(root, name, 'Cargo.toml');
    const binary: LambdaBinary = {
      ...{ id: `${manifestPath}#${name}`, name, kind: 'function', http: false, packageName: name },
      ...{ sourcePath: '', manifestPath, workspaceRoot: root, targetDirectory: '', clashesWith: [] },
    };
    return { name, manifestPath, binaries: [binary], builtFrom: [] };
  }),
});

describe('The terminal of a build', () => {
  const labels: string[] = [];
  const model: ProjectModel = {
    workspaces: [workspace(rootOf('shop'), 'orders', 'mails'), workspace(rootOf('office'), 'orders')],
    broken: [],
  };
  const problems = new BuildProblems();
  after(() => problems.dispose());
  const builds = new CargoBuilds({
    // They stand for terminals and tools that only tell what they are asked for.
    terminals: {
      perform: ({ label }: JobOptions) => {
        labels.push(label);
        return Promise.resolve({ done: Promise.resolve() });
      },
    } as unknown as TaskTerminals,
    tools: {
      requireCargoLambda: () => Promise.resolve(),
      requireCompiler: () => Promise.resolve(),
    } as unknown as CargoTools,
    problems,
    project: { model, ready: () => Promise.resolve(model) } as unknown as Project,
    didBuild: new Emitter<string>(),
  });
  beforeEach(() => labels.splice(0));

  it('says where it builds what another Cargo workspace has, too, so that neither takes the other’s place', async () => {
    for (const root of ['shop', 'office'].map(rootOf))
      await builds.build({ workspaceRoot: root, packageName: 'orders', binaryName: 'orders' }, {});
    assert.deepEqual(labels, ['build orders · shop', 'build orders · office']);
  });

  it('is called by the function alone when no other has its name', async () => {
    await builds.build({ workspaceRoot: rootOf('shop'), packageName: 'mails', binaryName: 'mails' }, {});
    await builds.build({ workspaceRoot: rootOf('office') }, {});
    assert.deepEqual(labels, ['build mails', 'build workspace · office']);
  });
});
