import * as vscode from 'vscode';
import type { ArtifactState, HandlerLocation, RouteLocation } from '../../core/ports';
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
    if (kind === 'route' && content.route) return routeItem(content.route);
    if (kind === 'deployed' && known.deployed) return deployedItem(known.deployed, facts.now());
    return handlerItem(binary, known.handler);
  })();
  item.id = node.id;
  return item;
}

function handlerItem(binary: LambdaBinary, handler: HandlerLocation | undefined): vscode.TreeItem {
  const name = handler?.name ?? withoutName(handler);
  const path = handler?.path ?? binary.sourcePath;
  const item = new vscode.TreeItem(name);
  const place = vscode.workspace.asRelativePath(path);
  item.description = handler ? `${place}:${handler.start.line + 1}` : place;
  if (handler?.kind === 'main') item.description += ` · ${vscode.l10n.t('no handler could be proven')}`;
  item.iconPath = new vscode.ThemeIcon('symbol-method');
  item.command = openCommand(path, handler?.start);
  item.contextValue = 'handler';
  item.accessibilityInformation = { label: vscode.l10n.t('handler {0} in {1}', name, item.description) };
  return item;
}

function withoutName(handler: HandlerLocation | undefined): string {
  if (handler?.kind === 'closure') return vscode.l10n.t('handler (closure)');
  return handler?.kind === 'router' ? vscode.l10n.t('handler (router)') : vscode.l10n.t('main');
}

function routeItem({ method, path, handler }: RouteLocation): vscode.TreeItem {
  const item = new vscode.TreeItem(`${method} ${path}`);
  if (handler) item.description = handler.name ?? vscode.l10n.t('closure');
  item.iconPath = new vscode.ThemeIcon('link');
  if (handler) item.command = openCommand(handler.path, handler.start);
  item.contextValue = 'route';
  item.accessibilityInformation = {
    label: vscode.l10n.t('route {0}', [`${method} ${path}`, item.description].filter(Boolean).join(', ')),
  };
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
