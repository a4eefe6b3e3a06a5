// @workspace test/fixtures/workspaces/lenses
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { registerCodeLens } from '../../src/ui/codeLens/codeLens';
import type { Handlers, Project } from '../../src/ui/features';
import { edit, fileAt, open, revert } from './support/editing';

interface Shown {
  readonly title: string;
  readonly command: string;
  readonly args: readonly unknown[];
  /** The line of source that the lens is above. */
  readonly above: string;
}

const functionId = (pkg: string, binary: string): string => `${fileAt(`${pkg}/Cargo.toml`)}#${binary}`;

/** What VS Code gets when it asks for lenses, as it does for every editor that is shown. */
async function lenses(relative: string): Promise<readonly Shown[]> {
  const document = await open(relative);
  const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return all
    .filter(({ command }) => command?.command === '' || command?.command.startsWith('rustLambda.'))
    .map(({ command, range }) => ({
      title: command?.title ?? '',
      command: command?.command ?? '',
      args: command?.arguments ?? [],
      above: document.lineAt(range.start.line).text,
    }));
}

const titles = async (relative: string): Promise<readonly string[]> =>
  (await lenses(relative)).map(({ title }) => title);
const lines = async (relative: string): Promise<readonly string[]> => [
  ...new Set((await lenses(relative)).map(({ above }) => above)),
];

/** The label of the next tab that opens with such a name. */
const tabNamed = (name: RegExp): Promise<string> =>
  new Promise((resolve) => {
    const listener = vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
      const tab = [...opened, ...changed].find(({ label }) => name.test(label));
      if (!tab) return;
      listener.dispose();
      resolve(tab.label);
    });
  });

const consume = 'pub async fn consume(event: LambdaEvent<SqsEvent>) -> Result<(), Error> {';

describe('Lenses', () => {
  before(async () => {
    await vscode.extensions.getExtension('rust-lambda.rust-lambda')?.activate();
  });

  it('are above the handler in its own file, and call Invoke and Deploy with its function', async () => {
    const target = { functionId: functionId('single', 'single') };
    assert.deepEqual(await lenses('single/src/consumer.rs'), [
      { title: '▶ Invoke', command: 'rustLambda.invoke', args: [target], above: consume },
      { title: '⇪ Deploy', command: 'rustLambda.deploy', args: [target], above: consume },
      { title: 'SqsEvent', command: 'rustLambda.showEventSchema', args: [target], above: consume },
    ]);
  });

  it('are not in the file whose main only runs it, nor in its tests and comments', async () => {
    assert.deepEqual(await titles('single/src/main.rs'), []);
  });

  it("are above a handler in another crate of the workspace, with its function's name", async () => {
    const target = { functionId: functionId('typed', 'typed') };
    assert.deepEqual(
      (await lenses('handling/src/lib.rs')).map(({ title, args }) => [title, args]),
      [
        ['▶ Invoke', [target]],
        ['⇪ Deploy', [target]],
        ['Order', [target]],
      ],
    );
  });

  it('are one set for binaries that share a handler, which asks for which', async () => {
    const target = { functionIds: [functionId('twins', 'left'), functionId('twins', 'right')] };
    const shown = await lenses('twins/src/lib.rs');
    assert.deepEqual(
      shown.map(({ title, args }) => [title, args]),
      [
        ['▶ Invoke', [target]],
        ['⇪ Deploy', [target]],
        ['Value', [target]],
      ],
    );
    assert.match(shown[0]?.above ?? '', /fn handler/);
  });

  it('offer to deploy an extension, which nothing can invoke', async () => {
    const [only, ...others] = await lenses('watcher/src/main.rs');
    assert.deepEqual(only, {
      title: '⇪ Deploy',
      command: 'rustLambda.deploy',
      args: [{ functionId: functionId('watcher', 'watcher') }],
      above: 'async fn on_event(event: LambdaEvent) -> Result<(), Error> {',
    });
    assert.deepEqual(others, []);
  });

  it('are above call of a type that is a service', async () => {
    const shown = await lenses('router/src/main.rs');
    assert.deepEqual(
      shown.map(({ title }) => title),
      ['▶ Invoke', '⇪ Deploy', 'Request'],
    );
    assert.match(shown[0]?.above ?? '', /fn call/);
  });

  it('are above main where no handler can be proven, and say so', async () => {
    await edit('router/src/main.rs', 'run(Router)', 'run(elsewhere::router())');
    const shown = await lenses('router/src/main.rs');
    await revert('router/src/main.rs');
    assert.deepEqual(
      shown.map(({ title, command }) => [title, command]),
      [
        ['▶ Invoke', 'rustLambda.invoke'],
        ['⇪ Deploy', 'rustLambda.deploy'],
        ['no handler could be proven', ''],
      ],
    );
    assert.match(shown[0]?.above ?? '', /async fn main/);
  });

  describe('after a change that is not saved', () => {
    afterEach(async () => {
      await revert('single/src/consumer.rs');
      await revert('single/src/main.rs');
    });

    it('are above the handler where it is now', async () => {
      await edit('single/src/consumer.rs', '/// “', '\n\n/* 🦀🦀\n*/ /// “');
      assert.deepEqual(await lines('single/src/consumer.rs'), [consume]);
    });

    it('in another file, are above the function that is the handler now', async () => {
      await edit('single/src/main.rs', 'service_fn(consume)', 'service_fn(consumer::other)');
      const [line] = await lines('single/src/consumer.rs');
      assert.match(line ?? '', /fn other/);
    });

    it('stay while the code is half-typed, and go when it is complete without a handler', async () => {
      assert.deepEqual(await lines('single/src/consumer.rs'), [consume]);
      await edit(
        'single/src/main.rs',
        'run(service_fn(consume)).await\n}\n\n#',
        'run(service_fn(con\n}\n\n#',
      );
      await edit('single/src/consumer.rs', 'use aws', '\nuse aws');
      assert.deepEqual(await lines('single/src/consumer.rs'), [consume]);

      await edit('single/src/main.rs', 'run(service_fn(con\n', 'Ok(())\n');
      assert.deepEqual(await lines('single/src/consumer.rs'), []);
    });

    it('are asked for again in the editor that shows them', async () => {
      await vscode.window.showTextDocument(await open('single/src/consumer.rs'), vscode.ViewColumn.One);
      const main = await open('single/src/main.rs');
      await vscode.window.showTextDocument(main, vscode.ViewColumn.Two);
      // Whoever else gives lenses is asked whenever we are.
      const requests = new vscode.EventEmitter<boolean>();
      const nextRequest = (): Promise<boolean> =>
        new Promise((resolve) => {
          const once = requests.event((afterEdit) => {
            once.dispose();
            resolve(afterEdit);
          });
        });
      const first = nextRequest();
      const witness = vscode.languages.registerCodeLensProvider(
        { pattern: '**/single/src/consumer.rs' },
        {
          provideCodeLenses: () => {
            requests.fire(main.isDirty);
            return [];
          },
        },
      );
      await first;
      const second = nextRequest();
      await edit('single/src/main.rs', 'service_fn(consume)', 'service_fn(consumer::other)');
      assert.equal(await second, true);
      witness.dispose();
    });
  });

  it('are asked for again when their editor loses the focus, as VS Code then draws none that it waits for', async () => {
    await vscode.window.showTextDocument(await open('single/src/consumer.rs'), vscode.ViewColumn.One);
    // No Rust, and no file: nothing else is a reason to ask.
    const other = await vscode.workspace.openTextDocument({ content: 'notes' });
    let asked = (): void => {};
    const request = (): Promise<void> => new Promise((resolve) => (asked = resolve));
    const first = request();
    const witness = vscode.languages.registerCodeLensProvider(
      { pattern: '**/single/src/consumer.rs' },
      {
        provideCodeLenses: () => {
          asked();
          return [];
        },
      },
    );
    try {
      await first;
      const second = request();
      await vscode.window.showTextDocument(other, vscode.ViewColumn.Two);
      await second;
    } finally {
      witness.dispose();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
  });

  it('follow a change on disk to a file that no editor shows', async () => {
    const right = fileAt('twins/src/bin/right.rs');
    const before = await readFile(right, 'utf8');
    assert.equal((await lenses('twins/src/lib.rs')).length, 3);
    const own = '|event: lambda_runtime::LambdaEvent<u8>| async move { Ok::<_, Error>(event.payload) }';
    try {
      await writeFile(right, before.replace('twins::handler', own));
      const [invoke] = await lenses('twins/src/lib.rs');
      assert.deepEqual(invoke?.args, [{ functionId: functionId('twins', 'left') }]);
    } finally {
      await writeFile(right, before);
    }
  });

  it('have a button in the editor title beside them, which means the function of that file', async () => {
    const { uri } = await open('single/src/consumer.rs');
    const opened = tabNamed(/^Invoke/);
    // What VS Code gives to a button in an editor's title.
    await vscode.commands.executeCommand('rustLambda.invoke', uri);
    assert.equal(await opened, 'Invoke single');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('have a shortcut, which asks nothing in a file with one function', async () => {
    await vscode.window.showTextDocument(await open('single/src/consumer.rs'));
    const opened = tabNamed(/^Invoke/);
    // A shortcut and the palette give nothing.
    await vscode.commands.executeCommand('rustLambda.invoke');
    assert.equal(await opened, 'Invoke single');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are none when they are switched off, and come back', async () => {
    const settings = vscode.workspace.getConfiguration('rustLambda');
    await settings.update('codeLens.enabled', false, vscode.ConfigurationTarget.Workspace);
    try {
      assert.deepEqual(await titles('single/src/consumer.rs'), []);
    } finally {
      await settings.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
    assert.deepEqual(await titles('single/src/consumer.rs'), ['▶ Invoke', '⇪ Deploy', 'SqsEvent']);
  });

  it('are no reason to run cargo where they are switched off', async () => {
    const asked: string[] = [];
    const project = {
      model: { workspaces: [], broken: [] },
      ready: () => {
        asked.push('ready');
        return Promise.resolve(project.model);
      },
      onDidChange: () => new vscode.Disposable(() => {}),
    } as unknown as Project;
    const handlers: Handlers = {
      locate: () => Promise.resolve(undefined),
      onDidChange: () => new vscode.Disposable(() => {}),
    };
    const log = vscode.window.createOutputChannel('lenses', { log: true });
    const settings = vscode.workspace.getConfiguration('rustLambda');
    await settings.update('codeLens.enabled', false, vscode.ConfigurationTarget.Workspace);
    const own = registerCodeLens({ project, handlers, log });
    try {
      const shown = new Promise<void>((resolve) => {
        const listener = vscode.window.onDidChangeActiveTextEditor((editor) => {
          if (editor?.document.languageId !== 'rust') return;
          listener.dispose();
          resolve();
        });
      });
      await vscode.window.showTextDocument(await open('single/src/consumer.rs'));
      await shown;
      await titles('single/src/consumer.rs');
      assert.deepEqual(asked, []);
      await settings.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Workspace);
      await titles('single/src/consumer.rs');
      assert.notDeepEqual(asked, []);
    } finally {
      await settings.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Workspace);
      vscode.Disposable.from(own, log).dispose();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
  });
});
