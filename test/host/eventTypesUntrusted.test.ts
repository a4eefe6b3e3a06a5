// @workspace test/fixtures/workspaces/lenses
// @untrusted
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hoverAt } from './support/hover';

describe("An event's type in an untrusted workspace", () => {
  it("is read from the workspace's own sources, and says what is not known", async () => {
    await vscode.extensions.getExtension('rust-lambda.rust-lambda')?.activate();
    const own = await hoverAt('handling/src/lib.rs', 'event: Lambda');
    assert.match(own, /"orderId": string/);
    const others = await hoverAt('single/src/consumer.rs', 'event: Lambda');
    assert.match(others, /trusted workspaces only/);
    assert.doesNotMatch(others, /Records/);
  });
});
