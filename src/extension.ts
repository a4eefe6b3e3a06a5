import type * as vscode from 'vscode';
import { createServices, type Services } from './services';

let services: Services | undefined;

/** Registers everything and runs nothing: no process, no file, no network before the first use. */
export function activate(context: vscode.ExtensionContext): void {
  services = createServices(context);
}

/** Ends what was started; VS Code waits for the promise. */
export async function deactivate(): Promise<void> {
  await services?.end();
}
