import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import type { BrokenManifest } from '../../core/project/model';
import { basename, dirname } from '../../core/project/paths';
import { describe } from '../errors/describe';
import { functionItem } from './functionItem';
import type { FunctionFacts } from './functionFacts';
import { detailItem } from './detailItems';
import type { ViewNode } from './nodes';
import { openCommand } from './openCommand';
import { payloadItem } from './payloadItems';

/** More packages than this start closed, or one would scroll past the first ones for ever. */
const packagesOpenAtFirst = 20;

export function treeItem(node: ViewNode, facts: FunctionFacts, siblings: number): vscode.TreeItem {
  const { content } = node;
  switch (content.kind) {
    case 'folder':
      return identified(node, content.label, vscode.TreeItemCollapsibleState.Expanded, {
        icon: 'folder',
        word: 'folder',
      });
    case 'package': {
      const state =
        siblings > packagesOpenAtFirst
          ? vscode.TreeItemCollapsibleState.Collapsed
          : vscode.TreeItemCollapsibleState.Expanded;
      const item = identified(node, content.label, state, { icon: 'package', word: 'package' });
      if (content.detail !== undefined) item.description = content.detail;
      item.tooltip = content.manifestPath;
      item.accessibilityInformation = { label: vscode.l10n.t('package {0}', content.label) };
      return item;
    }
    case 'broken':
      return brokenItem(node, content.label, content.broken);
    case 'binary':
      return functionItem(node, content, facts);
    case 'payloads':
    case 'payload':
    case 'noPayload':
      return payloadItem(node, content, facts);
    case 'handler':
    case 'route':
    case 'artifact':
    case 'deployed':
      return detailItem(node, content, facts);
  }
}

function identified(
  { id }: ViewNode,
  label: string,
  state: vscode.TreeItemCollapsibleState,
  { icon, word }: { readonly icon: string; readonly word: string },
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, state);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = word;
  return item;
}

const messageOf = ({ message, missingProgram: program }: BrokenManifest): string =>
  program === undefined
    ? message.trim()
    : describe(new RustLambdaError('programMissing', { program })).message;

function brokenItem(node: ViewNode, label: string, broken: BrokenManifest): vscode.TreeItem {
  const item = identified(node, label, vscode.TreeItemCollapsibleState.None, {
    icon: 'error',
    word: 'broken',
  });
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  const message = messageOf(broken);
  // The first line may be about the workspace; the last cause is what is wrong.
  const cause = /Caused by:\s+([^\n]+)(?![\s\S]*Caused by:)/.exec(message)?.[1];
  item.description = cause ?? message.split('\n', 1)[0] ?? '';
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(vscode.l10n.t('cargo cannot read {0}', broken.manifestPath));
  tooltip.appendCodeblock(message, 'text');
  item.tooltip = tooltip;
  item.command = openCommand(broken.manifestPath, broken.position);
  item.accessibilityInformation = {
    label: vscode.l10n.t(
      'broken manifest {0}: {1}',
      basename(dirname(broken.manifestPath)),
      item.description,
    ),
  };
  return item;
}
