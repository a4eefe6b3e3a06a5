import type * as vscode from 'vscode';
import type { HandlerLocation } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import { dirname, isInside } from '../../core/project/paths';
import type { Handlers, Project } from '../features';
import { normalPath } from './sourceTexts';

export interface LocatedHandler {
  readonly binary: LambdaBinary;
  readonly location: HandlerLocation;
}

/** The binaries whose handler may be in this document. */
export async function binariesNear(
  document: vscode.TextDocument,
  project: Pick<Project, 'ready'>,
): Promise<readonly LambdaBinary[]> {
  if (document.uri.scheme !== 'file' || document.languageId !== 'rust') return [];
  const path = document.uri.fsPath;
  const holds = (manifest: string): boolean => isInside(path, normalPath(dirname(manifest)));
  // Sources lie below their package's manifest: one open file doesn't make every package's sources be read.
  const { workspaces } = await project.ready();
  return workspaces
    .flatMap(({ packages }) => packages)
    .filter(({ manifestPath, builtFrom }) => holds(manifestPath) || builtFrom.some(holds))
    .flatMap(({ binaries }) => binaries);
}

/** The handlers, and `fn main`s in place of handlers that can't be proven, that are in this document. */
export async function handlersIn(
  document: vscode.TextDocument,
  project: Pick<Project, 'ready'>,
  handlers: Pick<Handlers, 'locate'>,
): Promise<readonly LocatedHandler[]> {
  const near = await binariesNear(document, project);
  const located = await Promise.all(
    near.map(async (binary) => ({ binary, location: await handlers.locate(binary) })),
  );
  return located.filter(
    (entry): entry is LocatedHandler =>
      entry.location !== undefined && normalPath(entry.location.path) === document.uri.fsPath,
  );
}
