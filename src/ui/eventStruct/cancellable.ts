import * as vscode from 'vscode';

/** What most payloads take is over before one could read of it. */
const noticeableMs = 300;

/**
 * Shows progress for work that is not done at once; who cancels it there aborts the signal.
 * @throws what the work throws
 */
export async function cancellable<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const done = work(abort.signal);
  let timer: NodeJS.Timeout | undefined;
  const noticed = new Promise<'noticed'>((resolve) => {
    timer = setTimeout(() => resolve('noticed'), noticeableMs);
  });
  try {
    if ((await Promise.race([done, noticed])) !== 'noticed') return await done;
  } finally {
    clearTimeout(timer);
  }
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, (_progress, token) => {
    token.onCancellationRequested(() => abort.abort());
    return done;
  });
}
