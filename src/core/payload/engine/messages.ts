/** Between those who edit payloads and the worker with the engine. */
import type { Completion, PayloadFix, PayloadHover, SentEvent, TextEdit, Verdict } from './model';

export type ToPayloadWorker =
  | { readonly type: 'open'; readonly id: string; readonly version: number; readonly text: string }
  | {
      readonly type: 'change';
      readonly id: string;
      readonly version: number;
      readonly edits: readonly TextEdit[];
    }
  | {
      readonly type: 'expect';
      readonly id: string;
      readonly version: number;
      readonly event: SentEvent | undefined;
    }
  | { readonly type: 'close'; readonly id: string }
  | { readonly type: 'ask'; readonly request: number; readonly id: string; readonly question: Question };

export type Question =
  | { readonly kind: 'fixes'; readonly offset: number; readonly length: number }
  | { readonly kind: 'complete' | 'hover'; readonly offset: number };

/** By kind of question. */
export interface Answers {
  readonly fixes: readonly PayloadFix[];
  readonly complete: readonly Completion[];
  readonly hover: PayloadHover | undefined;
}

export type FromPayloadWorker =
  /** Of the last `open`, `change` or `expect`. */
  | { readonly type: 'problems'; readonly id: string; readonly version: number; readonly verdict: Verdict }
  | { readonly type: 'answer'; readonly request: number; readonly answer: unknown }
  | { readonly type: 'failed'; readonly request?: number; readonly message: string };
