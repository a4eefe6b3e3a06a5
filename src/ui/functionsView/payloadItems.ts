import * as vscode from 'vscode';
import { commandId } from '../../contributions';
import { payloadLabel } from '../../core/payload/files';
import type { LambdaBinary } from '../../core/project/model';
import { agoText } from '../amounts';
import type { PayloadFile } from '../features';
import type { FunctionFacts } from './functionFacts';
import type { DetailContent, ViewNode } from './nodes';
import { openCommand } from './openCommand';

/** More than these start closed, or one would scroll past the next function for ever. */
const openAtFirst = 10;

/** The payloads of a function: their group, each of them, and what to do when there is none. */
export function payloadItem(
  node: ViewNode,
  { binary, payload }: DetailContent,
  facts: FunctionFacts,
): vscode.TreeItem {
  const item = payload
    ? fileItem(payload, binary, facts)
    : node.content.kind === 'payloads'
      ? groupItem(binary, facts)
      : emptyItem(binary);
  item.id = node.id;
  item.contextValue = node.content.kind;
  return item;
}

function groupItem(binary: LambdaBinary, facts: FunctionFacts): vscode.TreeItem {
  const files = facts.payloads(binary);
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const state = (files?.length ?? 0) > openAtFirst ? Collapsed : Expanded;
  const item = new vscode.TreeItem(vscode.l10n.t('Payloads'), state);
  if (files) item.description = String(files.length);
  item.iconPath = new vscode.ThemeIcon('mail');
  item.tooltip = vscode.l10n.t('JSON files that the function can be invoked with');
  item.accessibilityInformation = {
    label: vscode.l10n.t('payloads of {0}, {1}', binary.name, files?.length ?? 0),
  };
  return item;
}

function fileItem(file: PayloadFile, binary: LambdaBinary, facts: FunctionFacts): vscode.TreeItem {
  const usedAt = facts.usedAt(binary, file);
  // The same name in the function's folder and in the package's.
  const isTwin = facts.payloads(binary)?.some(({ id, name }) => id !== file.id && name === file.name);
  const item = new vscode.TreeItem(payloadLabel(isTwin ? file.id : file.name));
  item.description =
    usedAt === undefined
      ? vscode.l10n.t('edited {0}', agoText(file.modified, facts.now()))
      : vscode.l10n.t('last used {0}', agoText(usedAt, facts.now()));
  item.iconPath = new vscode.ThemeIcon('json');
  // Git's and problems' colours.
  item.resourceUri = vscode.Uri.file(file.path);
  item.tooltip = new vscode.MarkdownString().appendText(file.path);
  item.command = openCommand(file.path);
  item.accessibilityInformation = {
    label: vscode.l10n.t('payload {0}', `${payloadLabel(file.name)}, ${item.description}`),
  };
  return item;
}

function emptyItem({ id: functionId }: LambdaBinary): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('New Payload…'));
  item.description = vscode.l10n.t('or drop JSON files here');
  item.iconPath = new vscode.ThemeIcon('add');
  item.command = {
    command: commandId('newPayload'),
    title: vscode.l10n.t('New Payload…'),
    arguments: [{ functionId }],
  };
  return item;
}
