import { binariesOf, type LambdaBinary, type ProjectModel } from '../project/model';
import { basename, dirname, isInside, join, pathFrom } from '../project/paths';

/** Its path from the package's folder. */
export const payloadId = (path: string, { manifestPath }: LambdaBinary): string =>
  pathFrom(dirname(manifestPath), path);

export const payloadPath = (id: string, { manifestPath }: LambdaBinary): string =>
  join(dirname(manifestPath), id);

/** A folder below the package with payloads of a function. */
export interface PayloadFolder {
  /** Absolute and native. */
  readonly path: string;
  /** From the package's folder, with `/`: `events/orders`. */
  readonly relative: string;
}

/**
 * Where a function's payloads lie: `events/BINARY`, and `events` itself when the package has no other function.
 * The first one is where new ones go.
 */
export function payloadFolders(binary: LambdaBinary, model: ProjectModel): readonly PayloadFolder[] {
  const packageFolder = dirname(binary.manifestPath);
  const siblings = model.workspaces
    .flatMap((workspace) => workspace.packages)
    .find((pkg) => pkg.manifestPath === binary.manifestPath)?.binaries;
  const relative = [`events/${binary.name}`, ...((siblings?.length ?? 1) <= 1 ? ['events'] : [])];
  return relative.map((path) => ({ path: join(packageFolder, path), relative: path }));
}

/** The function whose payload the file is: of several that it lies below, that of the innermost folder. */
export function functionOfPayload(path: string, model: ProjectModel): LambdaBinary | undefined {
  if (!isPayloadFile(basename(path))) return undefined;
  const [innermost] = binariesOf(model)
    .filter(({ kind }) => kind === 'function')
    .flatMap((binary) => payloadFolders(binary, model).map((folder) => ({ binary, folder: folder.path })))
    .filter(({ folder }) => isInside(path, folder))
    .sort((a, b) => b.folder.length - a.folder.length);
  return innermost?.binary;
}

export const isPayloadFile = (name: string): boolean =>
  /\.json$/i.test(name) && !/\.expect\.json$/i.test(name) && !name.startsWith('.');

/** What the function is expected to answer to a payload is beside it, and goes where the payload goes. */
export const expectationOf = (path: string): string => path.replace(/\.json$/i, '.expect.json');

/** Larger files are not read into the panel; Lambda would take none of them. */
export const maxPayloadFileBytes = 8 * 1024 * 1024;

/** Why a file can't have this name on some system that the project may be checked out on. */
export type FileNameProblem = 'empty' | 'folder' | 'character' | 'reserved' | 'tooLong' | 'expectation';

/** @param name with or without `.json` */
export function fileNameProblem(name: string): FileNameProblem | undefined {
  const stem = withoutEnding(name.trim());
  if (stem === '') return 'empty';
  if (/[/\\]/.test(stem)) return 'folder';
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[<>:"|?*\u0000-\u001f\u007f]/.test(stem) || /^\.|[. ]$/.test(stem)) return 'character';
  if (/\.expect$/i.test(stem)) return 'expectation';
  if (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(stem)) return 'reserved';
  return stem.length > 100 ? 'tooLong' : undefined;
}

export const payloadFileName = (name: string): string => `${withoutEnding(name.trim())}.json`;

/** `two-copy.json`, `two-copy-2.json`: the first that there is not, on systems that tell no case too. */
export function copyName(name: string, taken: readonly string[]): string {
  const stem = withoutEnding(name).replace(/-copy(?:-\d+)?$/, '');
  const lower = new Set(taken.map((each) => each.toLowerCase()));
  for (let count = 1; ; count++) {
    const copy = `${stem}-copy${count > 1 ? `-${count}` : ''}.json`;
    if (!lower.has(copy.toLowerCase())) return copy;
  }
}

/** As a person reads it. */
export const payloadLabel = (name: string): string => withoutEnding(name);

const withoutEnding = (name: string): string => name.replace(/\.json$/i, '');
