import type * as vscode from 'vscode';
import type { HandlerLocation } from '../../core/ports';
import { binariesOf, type LambdaBinary } from '../../core/project/model';
import { dirname, isInside } from '../../core/project/paths';
import type { Handlers, Project } from '../features';
import { normalPath } from './sourceTexts';

/** With more functions than this in its workspace, a library is not searched for their handlers. */
const mostSearched = 100;

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
  const all = binariesOf(await project.ready());
  // Sources lie below their package's manifest: one open file doesn't make every package's sources be read.
  const own = all.filter(({ manifestPath }) => isInside(path, normalPath(dirname(manifestPath))));
  if (own.length > 0) return own;
  // A library that has no function itself.
  const others = all.filter(({ workspaceRoot }) => isInside(path, normalPath(workspaceRoot)));
  return others.length <= mostSearched ? others : [];
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
