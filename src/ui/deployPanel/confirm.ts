import * as vscode from 'vscode';
import type { Question } from './session';
import { confirmationOf, stopQuestion } from './texts';

/** A dialog of its own for what one may regret; closing it means no. */
export async function confirm(question: Question, name: string): Promise<boolean> {
  const { text, detail, yes } =
    question.kind === 'stopDeploy' ? stopQuestion() : confirmationOf(question, name);
  return (await vscode.window.showWarningMessage(text, { modal: true, detail }, yes)) === yes;
}
