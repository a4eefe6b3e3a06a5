import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import type { LambdaBinary } from '../../core/project/model';
import { dirname } from '../../core/project/paths';
import { textIn, type InvokeMethods } from '../../protocol/invoke';
import type { Project, Watches } from '../features';
import type { BodyFiles } from './bodyFiles';
import { httpOrigin } from './views';

type Name = 'chooseBodyFile' | 'readBodyFile' | 'origin' | 'copyText';

/** What the form of a request asks of the host. */
export function requestMethods(
  functionId: string,
  parts: { readonly bodyFiles: BodyFiles; readonly project: Project; readonly watches: Watches },
): { readonly [N in Name]: (takes: unknown) => Promise<InvokeMethods[N]['gives']> } {
  const binary = (): LambdaBinary => {
    const found = parts.project.binary(functionId);
    if (!found) throw new RustLambdaError('noFunction', {});
    return found;
  };
  return {
    chooseBodyFile: async () => parts.bodyFiles.choose(functionId, dirname(binary().manifestPath)),
    readBodyFile: () => parts.bodyFiles.read(functionId),
    origin: () => Promise.resolve(httpOrigin(binary(), parts.watches.state(binary().workspaceRoot))),
    copyText: async (takes) => {
      await vscode.env.clipboard.writeText(textIn(takes, 'text'));
      return null;
    },
  };
}
