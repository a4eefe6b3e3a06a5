import * as vscode from 'vscode';
import { commandId, type CommandName, type CommandTable } from '../../contributions';
import { showError } from '../errors/show';

/** Registers every command; what one throws is shown here and nowhere else. */
export function registerCommands(table: CommandTable, log: vscode.LogOutputChannel): vscode.Disposable {
  const entries = Object.entries(table) as [CommandName, (...args: unknown[]) => unknown][];
  return vscode.Disposable.from(
    ...entries.map(([name, implementation]) =>
      vscode.commands.registerCommand(commandId(name), async (...args: unknown[]) => {
        try {
          return await implementation(...args);
        } catch (error) {
          await showError(error, log);
          return undefined;
        }
      }),
    ),
  );
}
