import * as vscode from 'vscode';
import type { Settings } from '../contributions';
import { settingChecks } from './settingChecks';

/** The one place settings are read. `resource` chooses the folder whose settings count. */
export function setting<Name extends keyof Settings>(name: Name, resource?: vscode.Uri): Settings[Name] {
  const section = vscode.workspace.getConfiguration('rustLambda', resource ?? null);
  const usual = section.inspect<Settings[Name]>(name)?.defaultValue;
  if (usual === undefined) throw new Error(`rustLambda.${name} is not in package.json`);
  return settingChecks[name](section.get(name), usual);
}

export const settingOfPath = <Name extends keyof Settings>(name: Name, path: string): Settings[Name] =>
  setting(name, vscode.Uri.file(path));
