import * as vscode from 'vscode';
import type { Settings } from '../contributions';

/** The one place settings are read. `resource` chooses the folder whose settings count. */
export function setting<Name extends keyof Settings>(name: Name, resource?: vscode.Uri): Settings[Name] {
  const value = vscode.workspace.getConfiguration('rustLambda', resource ?? null).get<Settings[Name]>(name);
  if (value === undefined) throw new Error(`rustLambda.${name} is not in package.json`);
  return value;
}

export const settingOfPath = <Name extends keyof Settings>(name: Name, path: string): Settings[Name] =>
  setting(name, vscode.Uri.file(path));
