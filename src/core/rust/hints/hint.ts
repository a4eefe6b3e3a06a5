import type { SourcePosition } from '../../ports';
import type { SyntaxNode } from '../syntax';

/** What is said of a handler, with what its message names. */
export type Remark =
  /** An SDK's client or configuration, or an HTTP client, is built for every event. */
  | { readonly kind: 'clientPerEvent'; readonly call: string }
  /** The thread waits that runs the async handler. */
  | { readonly kind: 'blockingCall'; readonly call: string; readonly waitsFor: 'time' | 'file' | 'http' }
  /** What the event's type needs is not built. */
  | ({ readonly kind: 'eventFeature'; readonly type: string } & MissingFeature)
  /** No kind of request is built that could be taken. */
  | ({ readonly kind: 'triggerFeature' } & MissingFeature);

/** Each of the features alone would do. */
export interface MissingFeature {
  readonly features: readonly string[];
  /** The package's name. */
  readonly crate: string;
  /** The manifest that depends on it, and the name that its sources have for the crate. */
  readonly manifestPath: string;
  readonly dependency: string;
}

/** A remark on a node of the handler's function. */
export type Finding = Remark & { readonly node: SyntaxNode };

export type Hint = Remark & {
  readonly path: string;
  readonly start: SourcePosition;
  readonly end: SourcePosition;
};
