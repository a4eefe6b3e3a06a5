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

/** The status bar item (while something runs, or failed unseen), its menu, and word of a watch that ended unasked. */
export function showWatchStatus(watches: CargoWatches, log: vscode.LogOutputChannel): vscode.Disposable {
  // Made with the first watch: most windows never see one.
  let item: vscode.StatusBarItem | undefined;
  const touched = new Set<string>();
  const shown = (): string[] => [...touched].filter((root) => watches.state(root).kind !== 'stopped');
  const update = (): void => {
    const roots = shown();
    if (roots.length === 0) return item?.hide();
    item ??= statusBarItem();
    item.text = statusText(roots.map((root) => watches.state(root)));
    item.tooltip = roots
      .map((root) => `${placeName(root)}: ${describeState(watches.state(root))}`)
      .join('\n');
    item.show();
  };
  const changes = watches.onDidChange((root) => {
    touched.add(root);
    update();
  });
  const failures = watches.onDidFail((root) => void offerRestart(watches, root, log));
  const menu = vscode.commands.registerCommand(menuCommand, () =>
    openMenu(watches, log, shown, (root) => {
      if (watches.state(root).kind === 'failed') touched.delete(root);
      update();
    }),
  );
  return new vscode.Disposable(() => {
    for (const part of [changes, failures, menu, item]) part?.dispose();
  });
}

/** One by its port, several by how many there are; what is not running yet, or not any more, in words. */
export function statusText(states: readonly WatchState[]): string {
  const { t } = vscode.l10n;
  const of = (kind: WatchState['kind']): number => states.filter((state) => state.kind === kind).length;
  const ready = states.filter((state) => state.kind === 'ready');
  const words = [
    ...ready
      .slice(0, 1)
      .map(({ address }) => (ready.length === 1 ? `:${address.port}` : t('{0} watching', ready.length))),
    ...(of('starting') > 0 ? [t('starting…')] : []),
    ...(of('stopping') > 0 ? [t('stopping…')] : []),
    ...(of('failed') > 0 ? [t('watch failed')] : []),
  ];
  const icon = of('failed') > 0 ? 'warning' : of('ready') === states.length ? 'broadcast' : 'loading~spin';
  return `$(${icon}) λ ${words.join(' · ')}`;
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
  const again = restartText();
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
  if (choice === again) await restart(watches, root, log);
  if (choice === show) watches.show(root);
}

const restartText = (): string => vscode.l10n.t('Restart');
const restart = (watches: CargoWatches, root: string, log: vscode.LogOutputChannel): Promise<unknown> =>
  watches.ensure(root).catch((error: unknown) => showError(error, log));

/** @param seen what is called with a root whose terminal was brought to the front */
function openMenu(
  watches: CargoWatches,
  log: vscode.LogOutputChannel,
  roots: () => readonly string[],
  seen: (root: string) => void,
): void {
  const menu = vscode.window.createQuickPick<WatchItem>();
  menu.title = vscode.l10n.t('Watching');
  menu.placeholder = vscode.l10n.t('Choose one to see its terminal');
  const update = (): void => {
    menu.items = roots().map((root) => ({
      root,
      label: placeName(root),
      description: describeState(watches.state(root)),
      detail: root,
      buttons: buttonsFor(watches, watches.state(root), log),
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
    if (!chosen) return;
    watches.show(chosen.root);
    seen(chosen.root);
  });
  menu.onDidHide(() => {
    changes.dispose();
    menu.dispose();
  });
  update();
  menu.show();
}

function buttonsFor(watches: CargoWatches, state: WatchState, log: vscode.LogOutputChannel): WatchButton[] {
  const button = (icon: string, tooltip: string, act: WatchButton['act']): WatchButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    act,
  });
  if (state.kind === 'failed')
    return [button('debug-restart', restartText(), (root) => restart(watches, root, log))];
  const stop = button('stop-circle', vscode.l10n.t('Stop'), (root) => watches.stop(root));
  if (state.kind !== 'ready') return [stop];
  const { host, port } = state.address;
  const copy = button('copy', vscode.l10n.t('Copy Address'), async () => {
    // In a remote window the address of the far machine is none here: VS Code forwards the port.
    const address = await vscode.env.asExternalUri(vscode.Uri.parse(`http://${host}:${port}`));
    await vscode.env.clipboard.writeText(address.toString(true).replace(/\/$/, ''));
  });
  return [copy, stop];
}
