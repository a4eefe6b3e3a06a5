import * as vscode from 'vscode';
import { cancelled, isError } from '../../core/errors';
import type { AbortSignalLike, Aws, AwsTarget } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import type { Deployments } from '../features';

export type Known = NonNullable<ReturnType<Deployments['get']>>;

/** So many requests at once; Lambda's control plane takes 15 a second. */
const atOnce = 5;

/**
 * Reads which of these functions and extensions are deployed where the target points, with progress. The first
 * failure ends it all.
 * @param nameOf the name in AWS that a function goes by
 * @throws RustLambdaError aws | cancelled
 */
export async function readDeployed(
  aws: Aws,
  target: AwsTarget,
  wanted: readonly LambdaBinary[],
  nameOf: (binary: LambdaBinary) => string,
): Promise<ReadonlyMap<string, Known>> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Reading what is deployed in {0}', target.region),
      cancellable: true,
    },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      try {
        const binaries = await candidates(aws, target, wanted, nameOf, abort.signal);
        const found = new Map<string, Known>();
        let done = 0;
        await eachOf(binaries, atOnce, async (binary) => {
          if (abort.signal.aborted) throw cancelled();
          const known = await read(aws, target, binary, nameOf(binary), abort.signal);
          if (known) found.set(binary.id, known);
          done++;
          progress.report({ message: `${done}/${binaries.length}`, increment: 100 / binaries.length });
        });
        return found;
      } finally {
        abort.abort();
      }
    },
  );
}

/** One list spares a question for each function that isn't there; who may not list, asks for each. */
async function candidates(
  aws: Aws,
  target: AwsTarget,
  binaries: readonly LambdaBinary[],
  nameOf: (binary: LambdaBinary) => string,
  signal: AbortSignalLike,
): Promise<readonly LambdaBinary[]> {
  try {
    const names = new Set(await aws.functionNames(target, signal));
    return binaries.filter((binary) => binary.kind === 'extension' || names.has(nameOf(binary)));
  } catch (error) {
    if (isError(error, 'aws') && error.details.reason === 'denied') return binaries;
    throw error;
  }
}

async function read(
  aws: Aws,
  target: AwsTarget,
  { kind }: LambdaBinary,
  name: string,
  signal: AbortSignalLike,
): Promise<Known | undefined> {
  const there =
    kind === 'extension'
      ? await aws.deployedLayer(target, name, signal)
      : await aws.deployedFunction(target, name, signal);
  if (!there) return undefined;
  const { version = '?', lastModified } = there;
  return { version, lastModified, region: target.region };
}

async function eachOf<T>(
  items: readonly T[],
  width: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const work = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await action(item);
  };
  await Promise.all(Array.from({ length: width }, work));
}
