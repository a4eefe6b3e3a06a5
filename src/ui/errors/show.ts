import * as vscode from 'vscode';
import { isRustLambdaError } from '../../core/errors';
import { describe, showLog, type Description } from './describe';

/** The error edge of commands: logs the whole chain, shows one sentence with next steps. */
export async function showError(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (isRustLambdaError(error) && error.code === 'cancelled') return;
  log.error(chain(error));
  const { message, actions }: Description = isRustLambdaError(error)
    ? describe(error)
    : { message: oneLine(error), actions: [] };
  const last = showLog();
  const others = actions.filter(({ title }) => title !== last.title);
  const choice = await vscode.window.showErrorMessage(message, ...others, last);
  await choice?.run();
}

function chain(error: unknown): string {
  const lines: string[] = [];
  for (let at: unknown = error; at !== undefined; at = at instanceof Error ? at.cause : undefined) {
    lines.push(at instanceof Error ? (at.stack ?? at.message) : oneLine(at));
  }
  return lines.join('\ncaused by: ');
}

const oneLine = (error: unknown): string =>
  error instanceof Error ? error.message : typeof error === 'string' ? error : JSON.stringify(error);
