// @workspace test/fixtures/workspaces/untyped
// From payloads to a handler that takes their type, and that cargo compiles.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { commandId } from '../../src/contributions';
import { previewChange } from '../../src/ui/eventStruct/change';
import { edit, fileAt, open } from './support/editing';
import { acceptFirst } from './support/quickPick';

const MINUTES = 60_000;
const run = promisify(execFile);

const functionIn = (name: string): { readonly functionId: string } => ({
  functionId: `${fileAt(`${name}/Cargo.toml`)}#${name}`,
});
const createEventType = (...args: readonly unknown[]): Promise<unknown> =>
  acceptFirst(Promise.resolve(vscode.commands.executeCommand(commandId('createEventType'), ...args)));
const file = (relative: string): vscode.Uri => vscode.Uri.file(fileAt(relative));
/** What the tests change, as it was. */
const originals = new Map<string, string>();

async function restoreAll(): Promise<void> {
  for (const [relative, text] of originals) {
    const document = await open(relative);
    if (document.getText() === text) continue;
    const change = new vscode.WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).range.end;
    change.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
    assert.ok(await vscode.workspace.applyEdit(change));
    assert.ok(await document.save());
  }
}

/** What rustc says of the sources as they are on the disk then. */
async function check(name: string): Promise<void> {
  assert.ok(await vscode.workspace.saveAll(false));
  await run('cargo', ['check', '--offline', '--quiet', '-p', name], { cwd: fileAt('') });
}

/** Takes the offer to check, and gives what is told until it is done. */
async function checked(created: Promise<unknown>): Promise<readonly string[]> {
  const { window } = vscode;
  const { showErrorMessage, showInformationMessage, showWarningMessage } = window;
  const told: string[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const take = (message: string, ...choices: readonly unknown[]): Promise<unknown> => {
        told.push(message);
        if (told.length === 2) resolve();
        return Promise.resolve(choices.find((choice) => choice === 'Check with Cargo'));
      };
      const taken = { showErrorMessage: take, showInformationMessage: take, showWarningMessage: take };
      Object.assign(window, taken);
      created.catch(reject);
    });
  } finally {
    Object.assign(window, { showErrorMessage, showInformationMessage, showWarningMessage });
  }
  return told;
}

describe('Creating an event type from payloads', function () {
  this.timeout(15 * MINUTES);

  before(async () => {
    await vscode.extensions.getExtension('rust-lambda.rust-lambda')?.activate();
    for (const relative of [
      'orders/src/handler.rs',
      'orders/Cargo.toml',
      'queue/src/main.rs',
      'queue/Cargo.toml',
    ])
      originals.set(relative, (await open(relative)).getText());
    // What every build does first: its crates are on this machine.
    await run('cargo', ['fetch', '--locked'], { cwd: fileAt('') });
  });

  afterEach(restoreAll);

  it('writes a struct that takes all of them, wires it to the handler, and compiles', async () => {
    const files = [file('orders/events/one.json'), file('orders/events/two.json')];
    await createEventType(files[0], files);
    const source = (await open('orders/src/handler.rs')).getText();
    assert.equal(
      source,
      `use lambda_runtime::{Error, LambdaEvent};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrdersEvent {
    pub order_id: OrderId,
    pub customer: Customer,
    pub lines: Vec<Line>,
    pub stock: Option<std::collections::HashMap<String, i64>>,
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum OrderId {
    Number(i64),
    Text(String),
}

#[derive(Debug, Deserialize)]
pub struct Customer {
    pub name: String,
    pub vat: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Line {
    pub sku: String,
    pub price: f64,
    pub r#type: Option<String>,
}

/// Takes an order, and says so.
pub async fn handler(event: LambdaEvent<OrdersEvent>) -> Result<(), Error> {
    println!("{:?}", event.payload);
    Ok(())
}
`,
    );
    assert.match(
      (await open('orders/Cargo.toml')).getText(),
      /^serde = \{ version = "1", features = \["derive"\] \}$/m,
    );
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, fileAt('orders/src/handler.rs'));
    assert.match(editor.document.lineAt(editor.selection.active.line).text, /^#\[derive/);
    await check('orders');
  });

  it('offers the event of AWS that fits, and enables the feature that it needs', async () => {
    await createEventType(file('queue/events/message.json'));
    const source = (await open('queue/src/main.rs')).getText();
    assert.match(source, /^use aws_lambda_events::event::sqs::SqsEvent;$/m);
    assert.equal(source.match(/LambdaEvent<SqsEvent>/g)?.length, 2);
    assert.match((await open('queue/Cargo.toml')).getText(), /features = \["sns", "sqs"\]/);
    await check('queue');
  });

  it('writes a struct for what the messages of a queue are', async () => {
    const example = JSON.parse((await open('queue/events/message.json')).getText()) as {
      readonly Records: readonly object[];
    };
    const payloads = ['{"orderId":1}', '{"orderId":2,"note":"x"}'].map((body) =>
      JSON.stringify({ Records: example.Records.map((record) => ({ ...record, body })) }),
    );
    const { showQuickPick } = vscode.window;
    const pick = async (given: Promise<readonly vscode.QuickPickItem[]>): Promise<unknown> => {
      const items = await given;
      return items.find(({ label }) => label === 'SqsEventObj<…>') ?? items[0];
    };
    Object.assign(vscode.window, { showQuickPick: pick });
    try {
      await createEventType(functionIn('queue'), payloads);
    } finally {
      Object.assign(vscode.window, { showQuickPick });
    }
    const source = (await open('queue/src/main.rs')).getText();
    assert.match(source, /^#\[derive\(Debug, Deserialize, Serialize\)\]$/m);
    assert.match(source, /pub order_id: i64,\n {4}pub note: Option<String>,\n\}/);
    assert.equal(source.match(/LambdaEvent<SqsEventObj<Message>>/g)?.length, 2);
    await check('queue');
  });

  it('takes the payloads that are selected in the tree', async () => {
    const rows = ['one', 'two'].map((name) => ({
      ...functionIn('orders'),
      payload: `events/${name}.json`,
    }));
    await createEventType(rows[0], rows);
    assert.match((await open('orders/src/handler.rs')).getText(), /pub order_id: OrderId,/);
    await restoreAll();
    await createEventType(rows[1]);
    assert.match((await open('orders/src/handler.rs')).getText(), /pub order_id: String,/);
  });

  it('takes the payloads that are handed to it', async () => {
    await edit('orders/src/handler.rs', 'LambdaEvent<', 'LambdaEvent< ');
    await createEventType(functionIn('orders'), ['{"id":1}', '{"id":2}']);
    const source = (await open('orders/src/handler.rs')).getText();
    assert.match(source, /pub id: i64,\n\}/);
  });

  it('asks for the payloads of the function when none are handed to it', async () => {
    const document = await open('orders/events/two.json');
    await vscode.window.showTextDocument(document);
    await createEventType(functionIn('orders'));
    assert.match((await open('orders/src/handler.rs')).getText(), /pub order_id: String,/);
  });

  it('says what still takes the old type, and lets Cargo tell whether the rest compiles', async () => {
    await edit('orders/src/handler.rs', 'println!("{:?}", event.payload)', 'log(&event.payload)');
    await edit('orders/src/handler.rs', '/// Takes an order', 'fn log(_: &Value) {}\n\n/// Takes an order');
    const refused = await checked(createEventType(functionIn('orders'), ['{"id":1}']));
    assert.deepEqual(refused, [
      'These functions still take Value; change them yourself: log.',
      '1 compile error(s). First: mismatched types',
    ]);
    await restoreAll();
    const taken = await checked(createEventType(functionIn('orders'), ['{"id":1}']));
    assert.deepEqual(taken, [
      'The handler of orders takes the new type. Code that uses its event may have to follow.',
      'orders compiles.',
    ]);
  });

  it('makes nothing of what is not ticked in its preview', async () => {
    const document = await open('orders/src/handler.rs');
    const before = document.getText();
    const source = { path: document.uri.fsPath, before, edits: [{ start: 0, end: 0, text: '// new\n' }] };
    const state = { over: false };
    const previewed = previewChange({ text: '', source, left: [] }).finally(() => (state.over = true));
    while (!state.over) await vscode.commands.executeCommand('refactorPreview.apply');
    await previewed;
    assert.equal(document.getText(), before);
  });

  it('only shows the types where no handler takes JSON of its own', async () => {
    await createEventType(functionIn('web'), ['{"id":1}']);
    const shown = vscode.window.activeTextEditor?.document;
    assert.ok(shown?.isUntitled);
    assert.match(
      shown.getText(),
      /^use serde::Deserialize;\n\n#\[derive\(Debug, Deserialize\)\]\npub struct WebEvent \{/,
    );
    assert.ok(!(await open('web/src/main.rs')).isDirty);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
