import type { RustLambdaError } from '../errors';
import type { PayloadProblem } from '../payload/check';
import type { HttpResponse, ResponseProblem } from '../payload/http/response';
import type { ProcessExit } from '../ports';
import type { Stage } from './state';

/** What came back, as what it is. */
export type Body =
  | { readonly kind: 'empty' }
  /** As the function wrote it: numbers keep their digits. */
  | { readonly kind: 'json'; readonly text: string; readonly bytes: number }
  | { readonly kind: 'text'; readonly text: string; readonly bytes: number }
  /** Not UTF-8. */
  | { readonly kind: 'binary'; readonly content: Uint8Array; readonly bytes: number };

/** A response that stands for HTTP: `{"statusCode": …}` as API Gateway takes it, or a streamed one. */
export type HttpReply = Omit<HttpResponse, 'body'> & { readonly body: Body };

export type HttpAnswer =
  | HttpReply
  /** Why the trigger answers with an error of its own instead. */
  | { readonly problem: ResponseProblem };

/** A place that some text names; `path` as it is written there. 1-based like the text. */
export interface NamedPlace {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
}

/** How an invocation ended. Exactly one of these, in bounded time. */
export type Outcome =
  | {
      readonly kind: 'success';
      readonly body: Body;
      readonly http?: HttpAnswer;
      /** More than Lambda lets through, or than was read: `body` is then the beginning. */
      readonly tooLarge?: 'forLambda' | 'toRead';
    }
  /** The handler returned `Err`. */
  | {
      readonly kind: 'functionError';
      readonly errorType: string;
      readonly message: string;
      readonly place?: NamedPlace;
    }
  | { readonly kind: 'panic'; readonly message: string; readonly place?: NamedPlace }
  /** The event could not be turned into the handler's type: the handler never ran. */
  | {
      readonly kind: 'rejectedPayload';
      /** serde's words, without path and position. */
      readonly message: string;
      /** serde's path to the value, e.g. `lines[0].pieces`. */
      readonly path?: string;
      /** 1-based; column in bytes, as serde_json counts. */
      readonly line?: number;
      readonly column?: number;
    }
  /** The function's process ended without an answer. */
  | { readonly kind: 'crashed'; readonly exit: ProcessExit; readonly output: readonly string[] }
  /** `cargo lambda watch` saw a file change and started the function anew; the event is lost. */
  | { readonly kind: 'restarted' }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  | { readonly kind: 'cancelled'; readonly stage: Stage }
  /** The emulator knows no function of this name. */
  | { readonly kind: 'unknownFunction'; readonly available: readonly string[] }
  /** The emulator ended while the answer was awaited. */
  | { readonly kind: 'watchEnded'; readonly exit: ProcessExit }
  /** The emulator answered something that is neither a response nor an error of the function. */
  | { readonly kind: 'unexpectedAnswer'; readonly status: number; readonly body: Body }
  /** Lambda would not take the payload; nothing was started. */
  | { readonly kind: 'refusedPayload'; readonly problem: PayloadProblem }
  /** It did not come to a run: build failed, watch could not be started, endpoint gone. */
  | { readonly kind: 'failed'; readonly stage: Stage; readonly error: RustLambdaError };

/** Bytes and text; core has no codecs of its own. */
export interface Codec {
  /** undefined when the bytes are not UTF-8. */
  decodeUtf8(bytes: Uint8Array): string | undefined;
  encodeUtf8(text: string): Uint8Array;
  /** undefined when the text is not base64. */
  decodeBase64(text: string): Uint8Array | undefined;
}
