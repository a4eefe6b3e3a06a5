import * as vscode from 'vscode';

/** Presses Enter, which takes the first item, until nothing is asked any more. Gives what comes of it. */
export async function acceptFirst<T>(asking: Promise<T>): Promise<T> {
  const state = { over: false };
  const settled = asking.finally(() => (state.over = true));
  settled.catch(() => {});
  while (!state.over) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  return settled;
}
