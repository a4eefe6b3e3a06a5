/** The life of one `cargo lambda watch`, without the process: what happened → what is the case. */
import type { LocalAddress, ProcessExit } from '../ports';

export type WatchState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly address: LocalAddress }
  | { readonly kind: 'stopping' }
  /** Ended by itself or from outside. */
  | { readonly kind: 'failed'; readonly reason: string };

export type WatchHappening =
  | { readonly kind: 'start' }
  | { readonly kind: 'ready'; readonly address: LocalAddress }
  /** A person, the terminal's end, or the end of the window asked for it. */
  | { readonly kind: 'stop' }
  | { readonly kind: 'exited'; readonly reason: string };

/** What does not fit the state changes nothing: a process may end while it is told to stop. */
export function nextWatchState(state: WatchState, happening: WatchHappening): WatchState {
  switch (happening.kind) {
    case 'start':
      return isOver(state) ? { kind: 'starting' } : state;
    case 'ready':
      return state.kind === 'starting' ? { kind: 'ready', address: happening.address } : state;
    case 'stop':
      return isOver(state) ? state : { kind: 'stopping' };
    case 'exited':
      if (isOver(state)) return state;
      return state.kind === 'stopping' ? { kind: 'stopped' } : { kind: 'failed', reason: happening.reason };
  }
}

const isOver = (state: WatchState): boolean => state.kind === 'stopped' || state.kind === 'failed';

/** How an attempt to start it went wrong. */
export type StartFailure = 'portTaken' | 'other';

/**
 * cargo-lambda drops the error of a failed bind: it says it starts, terminates, and exits with 0. It ends like that
 * only then, or when it is asked to.
 */
export const startFailure = (exit: ProcessExit, sawTerminating: boolean): StartFailure =>
  exit.code === 0 && sawTerminating ? 'portTaken' : 'other';

export const startAttempts = 3;
