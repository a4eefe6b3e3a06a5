// @workspace test/fixtures/workspaces/hints
// @untrusted
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { edit, open } from './support/editing';
import { whenShown } from './support/hints';

describe('Hints on handlers in an untrusted workspace', () => {
  it('are those that only need sources: cargo is not asked for features', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await vscode.extensions.getExtension('rust-lambda.rust-lambda')?.activate();
    const events = await open('events/src/main.rs');
    await vscode.window.showTextDocument(events);
    await edit('events/src/main.rs', '    println!', '    std::thread::sleep(LONG);\n    println!');
    await whenShown(events, 'std::thread::sleep');
    await edit('events/src/main.rs', '    println!', '    let c = reqwest::Client::new();\n    println!');
    await whenShown(events, 'std::thread::sleep', 'reqwest::Client::new');
  });
});
