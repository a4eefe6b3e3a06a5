/**
 * What every panel speaks, besides its own messages: the webview says `ready` once it listens, and asks for things
 * by numbered requests that are answered or refused, never left open.
 */
import { isRecord } from '../core/record';

/** Also sent again when VS Code rebuilds a webview that was hidden: the host then tells everything anew. */
export interface Ready {
  readonly type: 'ready';
}

export interface Request<Method extends string = string, Parameters = unknown> {
  readonly type: 'request';
  readonly id: number;
  readonly method: Method;
  readonly parameters: Parameters;
}

export type Reply =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly value: unknown }
  /** The value is a long text: UTF-8. VS Code writes texts as JSON within JSON, and hands over bytes as they are. */
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly text: Uint8Array }
  /** `message` is for the person; empty when they cancelled. */
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly message: string };

interface Method {
  readonly takes: unknown;
  readonly gives: unknown;
}

/** Methods of a panel: what each takes and gives. `MethodsOf` is for a panel that names them. */
export type Methods = Readonly<Record<string, Method>>;
export type MethodsOf<M> = { readonly [Name in keyof M]: Method };

// What comes from a webview is untrusted until it was looked at.
export const isReady = (message: unknown): message is Ready =>
  isRecord(message) && message['type'] === 'ready';

export const isRequest = (message: unknown): message is Request =>
  isRecord(message) &&
  message['type'] === 'request' &&
  Number.isSafeInteger(message['id']) &&
  typeof message['method'] === 'string';

export const isReply = (message: unknown): message is Reply =>
  isRecord(message) &&
  message['type'] === 'reply' &&
  Number.isSafeInteger(message['id']) &&
  (message['ok'] === true || (message['ok'] === false && typeof message['message'] === 'string'));
