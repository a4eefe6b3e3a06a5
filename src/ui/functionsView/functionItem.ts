import * as vscode from 'vscode';
import type { OutlineNode } from '../../core/project/outline';
import { agoText } from '../amounts';
import type { WatchState } from '../features';
import type { FunctionFacts, KnownOfFunction } from './functionFacts';
import type { ViewNode } from './nodes';
import { artifactText, kindText, watchText } from './texts';

type BinaryContent = Extract<OutlineNode, { kind: 'binary' }>;

export function functionItem(node: ViewNode, content: BinaryContent, facts: FunctionFacts): vscode.TreeItem {
  const { binary, label, detail } = content;
  const known = facts.of(binary);
  const isFunction = binary.kind === 'function';
  const watch = isFunction ? facts.watch(binary) : undefined;
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = node.id;
  const parts = [
    detail,
    binary.clashesWith.length > 0 ? vscode.l10n.t('name not unique') : undefined,
    kindText(binary, known.handler),
    watch && watchText(watch),
    known.artifact && artifactText(known.artifact, facts.now()),
  ].filter((part) => part !== undefined && part !== '');
  item.description = parts.join(' · ');
  item.iconPath = icon(content, watch);
  item.contextValue = words(content, watch, known);
  item.tooltip = tooltip(content, watch, known, facts.now());
  item.accessibilityInformation = {
    label: [
      isFunction ? vscode.l10n.t('function {0}', label) : vscode.l10n.t('extension {0}', label),
      ...parts,
    ].join(', '),
  };
  return item;
}

/** Words that the menus of package.json look for. */
function words({ binary }: BinaryContent, watch: WatchState | undefined, known: KnownOfFunction): string {
  const isWatching = watch && watch.kind !== 'stopped' && watch.kind !== 'failed';
  return [
    binary.kind,
    ...(watch ? [isWatching ? 'watching' : 'stopped'] : []),
    ...(known.artifact ? ['built'] : []),
  ].join(' ');
}

function icon({ binary }: BinaryContent, watch: WatchState | undefined): vscode.ThemeIcon {
  const coloured = (name: string, colour: string): vscode.ThemeIcon =>
    new vscode.ThemeIcon(name, new vscode.ThemeColor(colour));
  if (binary.clashesWith.length > 0) return coloured('warning', 'list.warningForeground');
  const name = binary.kind === 'extension' ? 'extensions' : binary.http ? 'globe' : 'zap';
  switch (watch?.kind) {
    case 'starting':
    case 'stopping':
      return new vscode.ThemeIcon('loading~spin');
    case 'ready':
      return coloured(name, 'testing.iconPassed');
    case 'failed':
      return coloured(name, 'list.errorForeground');
    case 'stopped':
    case undefined:
      return new vscode.ThemeIcon(name);
  }
}

function tooltip(
  { binary }: BinaryContent,
  watch: WatchState | undefined,
  known: KnownOfFunction,
  now: number,
): vscode.MarkdownString {
  // Not trusted, and only ever plain text: names and messages come from files.
  const text = new vscode.MarkdownString();
  const line = (name: string, value: string): void => {
    text.appendMarkdown(`**${name}** `).appendText(value).appendMarkdown('  \n');
  };
  text.appendMarkdown('### ').appendText(binary.name).appendMarkdown('\n\n');
  line(vscode.l10n.t('Kind'), kindText(binary, known.handler));
  line(vscode.l10n.t('Package'), binary.packageName);
  if (watch) line(vscode.l10n.t('Watch'), watchText(watch) || vscode.l10n.t('stopped'));
  if (watch?.kind === 'failed') line(vscode.l10n.t('Reason'), watch.reason);
  line(
    vscode.l10n.t('Artifact'),
    known.artifact ? artifactText(known.artifact, now) : vscode.l10n.t('not built'),
  );
  if (known.artifact?.stale) {
    line(vscode.l10n.t('Newer than the artifact'), known.artifact.newerSources.map(relative).join(', '));
  }
  if (known.deployed) {
    const { version, region, lastModified } = known.deployed;
    const when = agoText(lastModified, now);
    line(vscode.l10n.t('Deployed'), vscode.l10n.t('version {0} in {1}, {2}', version, region, when));
  }
  if (binary.clashesWith.length > 0) {
    const others = binary.clashesWith.join(', ');
    line(
      vscode.l10n.t('Not unique'),
      vscode.l10n.t('{0} has a binary of this name too; cargo lambda cannot tell them apart.', others),
    );
  }
  return text;
}

const relative = (path: string): string => vscode.workspace.asRelativePath(path);
