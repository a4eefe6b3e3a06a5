/** A package on disk with one function, its payloads as the extension handles them, and a person who answers. */
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { createFiles, createPrivateFiles } from '../../../src/adapters/files';
import { functionId, type LambdaBinary, type ProjectModel } from '../../../src/core/project/model';
import type { EventShapes, Project } from '../../../src/ui/features';
import { Drafts } from '../../../src/ui/invokePanel/drafts';
import { LazyPayloads } from '../../../src/ui/payloads/lazyPayloads';
import { SampleShelves } from '../../../src/ui/samples/samples';

export class Memory implements vscode.Memento {
  readonly values = new Map<string, unknown>();
  keys = (): readonly string[] => [...this.values.keys()];
  get = <T>(key: string, otherwise?: T): T => (this.values.get(key) ?? otherwise) as T;
  update = (key: string, value: unknown): Promise<void> => {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, value);
    return Promise.resolve();
  };
}

const binaryIn = (folder: string, name: string): LambdaBinary => {
  const manifestPath = path.join(folder, 'Cargo.toml');
  return {
    ...{ id: functionId(manifestPath, name), name, kind: 'function', http: false, packageName: name },
    ...{ manifestPath, sourcePath: path.join(folder, 'src/main.rs'), workspaceRoot: folder },
    ...{ targetDirectory: path.join(folder, 'target'), clashesWith: [] },
  };
};

/** VS Code does not make a channel anew under a name that was disposed of. */
const log = vscode.window.createOutputChannel('Payloads test', { log: true });

/** Those that come with the extension: nothing is known of the function. */
const ownSamples = (): SampleShelves =>
  new SampleShelves({
    files: createFiles(),
    crates: { of: () => Promise.resolve({ graph: undefined }) },
    eventShapes: { of: () => Promise.resolve({ shape: undefined, problem: undefined, isOld: false }) },
    handlers: { locate: () => Promise.resolve(undefined) },
    ownFolder: path.join(
      vscode.extensions.getExtension('rust-lambda.rust-lambda')?.extensionPath ?? '',
      'media/samples',
    ),
  });

export async function payloadRig(eventShapes?: Partial<EventShapes>) {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'rust-lambda-payloads-ü-')));
  const first = path.join(folder, 'first');
  const second = path.join(folder, 'second');
  const binary = binaryIn(first, 'f');
  const other = binaryIn(second, 'g');
  const model: ProjectModel = {
    workspaces: [binary, other].map((each) => ({
      root: each.workspaceRoot,
      targetDirectory: each.targetDirectory,
      names: { packages: [], binaries: [] },
      manifests: [each.manifestPath],
      packages: [{ name: each.name, manifestPath: each.manifestPath, binaries: [each], builtFrom: [] }],
      source: 'cargo' as const,
    })),
    broken: [],
  };
  const project = {
    model,
    binary: (id: string) => [binary, other].find((each) => each.id === id),
  } as Project;
  const state = new Memory();
  let focused: readonly { functionId: string; payload?: string }[] = [];
  const drafts = new Drafts(createPrivateFiles(path.join(folder, 'drafts')), log);
  const payloads = new LazyPayloads({
    ...{ project, state, drafts, log, files: createFiles() },
    picker: { pick: (target) => Promise.resolve(project.binary(target?.functionId ?? binary.id)) },
    eventShapes: eventShapes as EventShapes,
    samples: ownSamples(),
    focused: () => Promise.resolve(focused),
  });
  const at = (file: string): string => path.join(first, file);
  const write = async (file: string, text: string | Uint8Array): Promise<void> => {
    await mkdir(path.dirname(at(file)), { recursive: true });
    await writeFile(at(file), text);
  };
  return {
    ...{ folder, binary, other, project, payloads, state, drafts, at, write },
    focus: (...ids: string[]) => void (focused = ids.map((payload) => ({ functionId: binary.id, payload }))),
    /** What the tree hands to commands. */
    row: (payload: string, of = binary) => ({ functionId: of.id, payload }),
    textOf: (file: string): Promise<string> => readFile(at(file), 'utf8'),
    names: async (inFolder = 'events/f'): Promise<string[]> => (await readdir(at(inFolder))).sort(),
    ids: async (of = binary): Promise<string[]> => (await payloads.list(of)).map(({ id }) => id),
    dispose: async () => {
      payloads.dispose();
      await drafts.end();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type PayloadRig = Awaited<ReturnType<typeof payloadRig>>;

const { window } = vscode;
const original = {
  showInputBox: window.showInputBox,
  showWarningMessage: window.showWarningMessage,
  showErrorMessage: window.showErrorMessage,
  showQuickPick: window.showQuickPick,
};

/** What the person was asked and told. VS Code refuses modal dialogs in tests. */
export class Person {
  readonly boxes: vscode.InputBoxOptions[] = [];
  readonly questions: { readonly message: string; readonly detail: string; readonly choices: string[] }[] =
    [];
  readonly errors: string[] = [];

  /** @param answers to questions, in their order; none: Escape */
  constructor(given: {
    readonly name?: string;
    readonly answers?: readonly string[];
    /** In one list, or in one after the other. */
    readonly pick?: string | readonly string[];
  }) {
    const answers = [...(given.answers ?? [])];
    window.showInputBox = (box?: vscode.InputBoxOptions) => {
      if (box) this.boxes.push(box);
      return Promise.resolve(given.name);
    };
    window.showWarningMessage = (message: string, options: vscode.MessageOptions, ...choices: string[]) => {
      this.questions.push({ message, detail: options.detail ?? '', choices });
      return Promise.resolve(answers.shift());
    };
    window.showErrorMessage = (message: string) => {
      this.errors.push(message);
      return Promise.resolve(undefined);
    };
    window.showQuickPick = ((items: readonly vscode.QuickPickItem[]) =>
      Promise.resolve(
        items.find(({ label }) => [given.pick].flat().includes(label)),
      )) as unknown as typeof window.showQuickPick;
  }

  static leaves(): void {
    Object.assign(window, original);
  }
}
