/** The view's parts, as the extension itself composes them, where a test can look at the rows. */
import * as vscode from 'vscode';
import { createFiles } from '../../../src/adapters/files';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import { createArtifacts } from '../../../src/adapters/project/artifacts';
import { createProjectReader } from '../../../src/adapters/project/projectReader';
import type { CommandLine } from '../../../src/core/ports';
import { FunctionRows } from '../../../src/ui/functionsView/functionRows';
import type { FactSources } from '../../../src/ui/functionsView/functionFacts';
import type { ViewNode } from '../../../src/ui/functionsView/nodes';
import { WorkspaceProject } from '../../../src/ui/project/project';

export interface Parts {
  readonly dispose: () => void;
  readonly project: WorkspaceProject;
  readonly rows: FunctionRows;
  /** What was run so far. */
  readonly commands: readonly CommandLine[];
  /** How often manifests were read so far. */
  readonly readings: () => number;
}

/** VS Code does not make a channel anew under a name that was disposed of. */
const log = vscode.window.createOutputChannel('Rust Lambda test', { log: true });

export function parts(sources: Omit<FactSources, 'artifacts'> = {}): Parts {
  const real = createProcessRunner({ guardPath: 'unused' });
  const commands: CommandLine[] = [];
  const run: typeof real.run = (command, options) => {
    commands.push(command);
    return real.run(command, options);
  };
  const files = createFiles();
  const reader = createProjectReader({ ...real, run }, files);
  let readings = 0;
  const read: typeof reader.read = (manifests, options) => {
    readings++;
    return reader.read(manifests, options);
  };
  const project = new WorkspaceProject({ read }, log);
  const rows = new FunctionRows(project, { artifacts: createArtifacts(files), ...sources }, () => true);
  return {
    project,
    rows,
    commands,
    readings: () => readings,
    dispose: () => {
      vscode.Disposable.from(rows, project).dispose();
    },
  };
}

/** Each row as `label` or `label: description`, those below indented by two. */
export async function drawn(rows: FunctionRows, node?: ViewNode, depth = 0): Promise<string[]> {
  const lines: string[] = [];
  for (const child of await rows.getChildren(node)) {
    const { label, description } = rows.getTreeItem(child);
    const text = typeof label === 'string' ? label : (label?.label ?? '');
    const more = typeof description === 'string' && description !== '' ? `: ${description}` : '';
    lines.push(`${'  '.repeat(depth)}${text}${more}`);
    const isLevel = child.content.kind === 'folder' || child.content.kind === 'package';
    if (isLevel) lines.push(...(await drawn(rows, child, depth + 1)));
  }
  return lines;
}

/** Labels of all functions, in the order of the tree. */
export const labels = async (rows: FunctionRows): Promise<string[]> =>
  (await drawn(rows)).map((line) => line.trim().split(':', 1)[0] ?? '');

export async function row(rows: FunctionRows, label: string, below?: ViewNode): Promise<ViewNode> {
  for (const node of await rows.getChildren(below)) {
    if (rows.getTreeItem(node).label === label) return node;
    const isLevel = node.content.kind === 'folder' || node.content.kind === 'package';
    const found = isLevel ? await row(rows, label, node).catch(() => undefined) : undefined;
    if (found) return found;
  }
  throw new Error(`no row ${label}`);
}

/** Waits for the tree to change until it is as wanted; the test's own timeout ends a wait in vain. */
export async function until(rows: FunctionRows, holds: () => Promise<boolean>): Promise<void> {
  for (;;) {
    const changed = new Promise<void>((resolve) => {
      const listener = rows.onDidChangeTreeData(() => {
        listener.dispose();
        resolve();
      });
    });
    if (await holds()) return;
    await changed;
  }
}
