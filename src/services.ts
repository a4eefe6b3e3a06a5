/** Composition root: constructs everything once, joins adapters to the UI, and owns the end of it all. */
import * as vscode from 'vscode';
import type { CommandTable } from './contributions';
import { registerCommands } from './ui/commands/register';

export interface Services {
  /** Ends processes and listeners; resolves when nothing of ours runs any more. */
  end(): Promise<void>;
}

export function createServices(context: vscode.ExtensionContext): Services {
  const log = vscode.window.createOutputChannel('Rust Lambda', { log: true });
  context.subscriptions.push(log);

  // Each feature adds its commands here; the cast goes when the table is complete.
  const commands: Partial<CommandTable> = {
    showLog: () => log.show(),
  };
  context.subscriptions.push(registerCommands(commands as CommandTable, log));

  return { end: async () => {} };
}
