import * as vscode from 'vscode';
import { bracedPath } from '../../core/payload/http/pathTemplate';
import type { HandlerLocation } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { basename, dirname, relativeTo } from '../../core/project/paths';
import type { EmulatorView, FunctionView, RouteView, SampleListView } from '../../protocol/invoke';
import type { SampleList, WatchState } from '../features';
import { fitText, originText } from '../samples/texts';

/** @param known false: the project was not read yet, so nothing can be said about a function that is not there */
export function functionView(id: string, binary: LambdaBinary | undefined, known: boolean): FunctionView {
  if (!binary) {
    const name = id.slice(id.lastIndexOf('#') + 1);
    const hindrance = known ? vscode.l10n.t('This function is no longer in the workspace.') : '';
    return { name, place: '', http: false, hindrance };
  }
  const folder = dirname(binary.manifestPath);
  const inWorkspace = vscode.workspace.asRelativePath(folder);
  // The workspace folder itself has no path relative to it.
  const where = inWorkspace === folder ? basename(folder) : inWorkspace;
  const source = relativeTo(folder, binary.sourcePath) ?? binary.sourcePath;
  return { name: binary.name, place: `${where} · ${source}`, http: binary.http, hindrance: '' };
}

/** Where cargo lambda watch takes HTTP requests for a function; on its usual port when it does not run. */
export function httpOrigin({ name }: LambdaBinary, state: WatchState): string {
  const { host, port } = state.kind === 'ready' ? state.address : { host: '127.0.0.1', port: 9000 };
  return `http://${host}:${port}/lambda-url/${name}`;
}

/** Each once, in their order. */
export function routeViews(handler: HandlerLocation | undefined): readonly RouteView[] {
  const routes = (handler?.routes ?? []).map(({ method, path }) => ({ method, path: bracedPath(path) }));
  return [...new Map(routes.map((route) => [`${route.method} ${route.path}`, route])).values()];
}

export function emulatorView(state: WatchState): EmulatorView {
  switch (state.kind) {
    case 'stopped':
      return { tone: 'plain', text: vscode.l10n.t('Local · not running') };
    case 'starting':
      return { tone: 'busy', text: vscode.l10n.t('Local · starting') };
    case 'ready':
      return { tone: 'ok', text: vscode.l10n.t('Local · port {0}', state.address.port) };
    case 'stopping':
      return { tone: 'busy', text: vscode.l10n.t('Local · stopping') };
    case 'failed':
      return { tone: 'bad', text: vscode.l10n.t('Local · watch ended') };
  }
}

export const sampleListView = (list: SampleList): SampleListView => ({
  origin: originText(list),
  fitTitle: fitText(list),
  samples: list.samples,
});
