import * as vscode from 'vscode';
import { RustLambdaError } from '../core/errors';
import type { ProcessRunner } from '../core/ports';

/** @throws RustLambdaError untrusted */
export function refuseUntrusted(): void {
  if (!vscode.workspace.isTrusted) throw new RustLambdaError('untrusted', {});
}

/** The last door: whoever forgot to ask, nothing is started in a workspace that is not trusted. */
export const onlyTrusted = (runner: ProcessRunner): ProcessRunner => ({
  start: async (...args) => {
    refuseUntrusted();
    return runner.start(...args);
  },
  run: async (...args) => {
    refuseUntrusted();
    return runner.run(...args);
  },
});
