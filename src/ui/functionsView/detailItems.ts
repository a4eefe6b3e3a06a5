import * as vscode from 'vscode';
import type { ArtifactState, HandlerLocation } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { agoText, roughSizeText } from '../amounts';
import type { Deployed, FunctionFacts } from './functionFacts';
import { openCommand } from './openCommand';
import type { DetailContent, ViewNode } from './nodes';
import { artifactName } from './texts';

/** The rows below a function. */
export function detailItem(node: ViewNode, content: DetailContent, facts: FunctionFacts): vscode.TreeItem {
  const { binary, kind } = content;
  const known = facts.of(binary);
  const item = ((): vscode.TreeItem => {
    if (kind === 'artifact' && known.artifact) return artifactItem(known.artifact, facts.now());
    if (kind === 'deployed' && known.deployed) return deployedItem(known.deployed, facts.now());
    return handlerItem(binary, known.handler);
  })();
  item.id = node.id;
  return item;
}

function handlerItem(binary: LambdaBinary, handler: HandlerLocation | undefined): vscode.TreeItem {
  const name =
    handler?.name ??
    (handler?.kind === 'closure' ? vscode.l10n.t('handler (closure)') : vscode.l10n.t('main'));
  const path = handler?.path ?? binary.sourcePath;
  const item = new vscode.TreeItem(name);
  const place = vscode.workspace.asRelativePath(path);
  item.description = handler ? `${place}:${handler.start.line + 1}` : place;
  item.iconPath = new vscode.ThemeIcon('symbol-method');
  item.command = openCommand(path, handler?.start);
  item.contextValue = 'handler';
  item.accessibilityInformation = { label: vscode.l10n.t('handler {0} in {1}', name, item.description) };
  return item;
}

function artifactItem(artifact: ArtifactState, now: number): vscode.TreeItem {
  const item = new vscode.TreeItem(artifactName(artifact));
  const parts = [
    ...(artifact.stale ? [vscode.l10n.t('stale')] : []),
    roughSizeText(artifact.bytes),
    agoText(artifact.modified, now),
  ];
  item.description = parts.join(' · ');
  item.iconPath = new vscode.ThemeIcon('package');
  item.contextValue = 'artifact built';
  const tooltip = new vscode.MarkdownString().appendText(artifact.path);
  if (artifact.stale) {
    tooltip.appendMarkdown('\n\n').appendText(vscode.l10n.t('Changed since it was built:'));
    for (const path of artifact.newerSources) {
      tooltip.appendMarkdown('\n- ').appendText(vscode.workspace.asRelativePath(path));
    }
  }
  item.tooltip = tooltip;
  item.accessibilityInformation = {
    label: vscode.l10n.t('artifact {0}', [artifactName(artifact), ...parts].join(', ')),
  };
  return item;
}

function deployedItem({ version, region, lastModified }: Deployed, now: number): vscode.TreeItem {
  const label = vscode.l10n.t('version {0}', version);
  const item = new vscode.TreeItem(label);
  item.description = `${region} · ${agoText(lastModified, now)}`;
  item.iconPath = new vscode.ThemeIcon('cloud');
  item.contextValue = 'deployed';
  if (!Number.isNaN(lastModified)) item.tooltip = new Date(lastModified).toLocaleString(vscode.env.language);
  item.accessibilityInformation = {
    label: vscode.l10n.t('deployed {0}', `${label}, ${item.description}`),
  };
  return item;
}
