import * as vscode from 'vscode';
import { cancelled } from '../../core/errors';
import { layOut } from '../../core/invocation/display';
import type { Body } from '../../core/invocation/outcome';

/** Text as it is shown, but all of it; base64 of what is no text. */
export const copyText = (body: Body): string => {
  switch (body.kind) {
    case 'empty':
      return '';
    case 'binary':
      return Buffer.from(body.content).toString('base64');
    case 'json':
    case 'text':
      return layOut(body);
  }
};

/**
 * Opens text in an editor that has no file, and asks where to save what is no text.
 * @throws RustLambdaError cancelled
 */
export async function openBody(body: Body, functionName: string): Promise<void> {
  if (body.kind === 'binary') {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const name = `${functionName}-response.bin`;
    const target = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Save Response of {0}', functionName),
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    });
    if (!target) throw cancelled();
    await vscode.workspace.fs.writeFile(target, body.content);
    return;
  }
  const language = body.kind === 'json' ? 'json' : 'plaintext';
  const document = await vscode.workspace.openTextDocument({ language, content: copyText(body) });
  await vscode.window.showTextDocument(document, { preview: true });
}
