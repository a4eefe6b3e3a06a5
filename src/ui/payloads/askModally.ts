import * as vscode from 'vscode';

/** @returns the choice; undefined: none of them */
export type Ask = (
  question: string,
  detail: string | undefined,
  ...choices: string[]
) => Promise<string | undefined>;

export const askModally: Ask = async (question, detail, ...choices) =>
  vscode.window.showWarningMessage(
    question,
    { modal: true, ...(detail !== undefined && { detail }) },
    ...choices,
  );
