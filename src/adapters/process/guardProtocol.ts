/**
 * How the extension host and the guard talk. The first line of the guard's stdin is what to run; then stdin is a
 * lifeline: when it closes (the host closed it, or died), the guard ends the tree. stdout and stderr belong to the
 * guarded program itself. File descriptor 3 carries messages from the guard, one JSON text a line.
 */
export interface GuardOrder {
  /** Not as arguments of the guard: Node takes some of them, `--env-file` for one, wherever they stand. */
  readonly command: string;
  readonly args: readonly string[];
  /** Milliseconds between asking the tree to end and forcing it. */
  readonly graceMs: number;
}

export type GuardMessage =
  | { readonly kind: 'started'; readonly pid: number }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null };

export const messageDescriptor = 3;
