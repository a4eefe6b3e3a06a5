import * as vscode from 'vscode';
import { showError } from '../errors/show';
import type { WatchState } from '../features';
import { placeName } from './placeName';
import type { CargoWatches } from './watches';

/** Internal: what a click on the status bar item runs. */
const menuCommand = 'rustLambda.watchMenu';

type WatchButton = vscode.QuickInputButton & { readonly act: (root: string) => unknown };

interface WatchItem extends vscode.QuickPickItem {
  readonly root: string;
  readonly buttons: readonly WatchButton[];
}

/** The status bar item (only while something runs), its menu, and word of a watch that ended unasked. */
export function showWatchStatus(watches: CargoWatches, log: vscode.LogOutputChannel): vscode.Disposable {
  // Made with the first watch: most windows never see one.
  let item: vscode.StatusBarItem | undefined;
  const update = (): void => {
    const count = watches.running.length;
    if (count === 0) return item?.hide();
    item ??= statusBarItem();
    item.text = vscode.l10n.t('$(broadcast) λ {0} watching', count);
    item.tooltip = watches.running
      .map((root) => `${placeName(root)}: ${describeState(watches.state(root))}`)
      .join('\n');
    item.show();
  };
  const changes = watches.onDidChange(update);
  const failures = watches.onDidFail((root) => void offerRestart(watches, root, log));
  const menu = vscode.commands.registerCommand(menuCommand, () => openMenu(watches));
  return new vscode.Disposable(() => {
    for (const part of [changes, failures, menu, item]) part?.dispose();
  });
}

/** In a few words, for the tree and the status bar. */
export function describeState(state: WatchState): string {
  switch (state.kind) {
    case 'stopped':
      return vscode.l10n.t('stopped');
    case 'starting':
      return vscode.l10n.t('starting…');
    case 'ready':
      return `${state.address.host}:${state.address.port}`;
    case 'stopping':
      return vscode.l10n.t('stopping…');
    case 'failed':
      return vscode.l10n.t('failed: {0}', state.reason);
  }
}

function statusBarItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('rustLambda.watch', vscode.StatusBarAlignment.Left, 5);
  item.name = vscode.l10n.t('Rust Lambda Watch');
  item.command = menuCommand;
  return item;
}

async function offerRestart(
  watches: CargoWatches,
  root: string,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const state = watches.state(root);
  const again = vscode.l10n.t('Restart');
  const show = vscode.l10n.t('Show Terminal');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'cargo lambda watch in “{0}” is gone. {1}',
      placeName(root),
      state.kind === 'failed' ? state.reason : '',
    ),
    again,
    show,
  );
  if (choice === again) await watches.ensure(root).catch((error: unknown) => showError(error, log));
  if (choice === show) watches.show(root);
}

function openMenu(watches: CargoWatches): void {
  const menu = vscode.window.createQuickPick<WatchItem>();
  menu.title = vscode.l10n.t('Watching');
  menu.placeholder = vscode.l10n.t('Choose one to see its terminal');
  const update = (): void => {
    menu.items = watches.running.map((root) => ({
      root,
      label: placeName(root),
      description: describeState(watches.state(root)),
      detail: root,
      buttons: buttonsFor(watches, watches.state(root)),
    }));
    if (menu.items.length === 0) menu.hide();
  };
  const changes = watches.onDidChange(update);
  menu.onDidTriggerItemButton(({ item, button }) =>
    item.buttons.find((own) => own === button)?.act(item.root),
  );
  menu.onDidAccept(() => {
    const [chosen] = menu.selectedItems;
    menu.hide();
    if (chosen) watches.show(chosen.root);
  });
  menu.onDidHide(() => {
    changes.dispose();
    menu.dispose();
  });
  update();
  menu.show();
}

function buttonsFor(watches: CargoWatches, state: WatchState): WatchButton[] {
  const button = (icon: string, tooltip: string, act: WatchButton['act']): WatchButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    act,
  });
  const stop = button('stop-circle', vscode.l10n.t('Stop'), (root) => watches.stop(root));
  if (state.kind !== 'ready') return [stop];
  const { host, port } = state.address;
  const copy = button('copy', vscode.l10n.t('Copy Address'), () =>
    vscode.env.clipboard.writeText(`http://${host}:${port}`),
  );
  return [copy, stop];
}
