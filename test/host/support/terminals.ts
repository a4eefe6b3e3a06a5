import * as vscode from 'vscode';

/** Those of a task: in a window of a .code-workspace VS Code adds the task's source and its folder to its name. */
export const terminalsOf = (label: string): vscode.Terminal[] =>
  vscode.window.terminals.filter(({ name }) => name.replace(/^Rust Lambda: | \(.*\)$/g, '') === label);
