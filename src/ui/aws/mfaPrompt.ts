import * as vscode from 'vscode';

/** Asks for the code of an MFA device; undefined when the person would rather not. Never kept. */
export async function askMfaCode(serial: string): Promise<string | undefined> {
  const code = await vscode.window.showInputBox({
    title: vscode.l10n.t('Sign in to AWS'),
    prompt: vscode.l10n.t('Code of the MFA device {0}', serial),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^\d{6}$/.test(text.trim()) ? undefined : vscode.l10n.t('The code has six digits.'),
  });
  return code?.trim();
}
