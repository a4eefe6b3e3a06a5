/**
 * How the extension host and the guard talk. The guard's stdin is a lifeline: when it closes (the host
 * closed it, or died), the guard ends the tree. stdout and stderr belong to the guarded program itself.
 * File descriptor 3 carries these messages from the guard, one JSON text a line.
 */
export type GuardMessage =
  | { readonly kind: 'started'; readonly pid: number }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null };

export const messageDescriptor = 3;
