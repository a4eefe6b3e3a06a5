import type * as vscode from 'vscode';
import { asError, isRustLambdaError, messageOf } from '../../core/errors';
import { isReady, isRequest, type MethodsOf, type Reply, type Request } from '../../protocol/handshake';
import { describe } from '../errors/describe';

/** What a panel does with what its webview says. */
export interface PanelSide<In, M extends MethodsOf<M>> {
  /** The webview listens, for the first time or again after it was hidden: tell it everything. */
  ready(): void;
  /** Looks at an untrusted message; undefined when it is none of the panel's. */
  parse(message: unknown): In | undefined;
  receive(message: In): void;
  /** `takes` was not looked at: each method checks it and throws what the person should read. */
  readonly methods: { readonly [Name in keyof M]: (takes: unknown) => Promise<M[Name]['gives']> };
}

/** The host's end of a panel: nothing is sent before the webview listens; every request gets its reply. */
export class PanelChannel<Out, In, M extends MethodsOf<M>> implements vscode.Disposable {
  readonly #webview: vscode.Webview;
  readonly #side: PanelSide<In, M>;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscription: vscode.Disposable;
  #listening = false;
  #isClosed = false;

  constructor(webview: vscode.Webview, side: PanelSide<In, M>, log: vscode.LogOutputChannel) {
    this.#webview = webview;
    this.#side = side;
    this.#log = log;
    this.#subscription = webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
  }

  get isListening(): boolean {
    return this.#listening;
  }

  /** Lost while nobody listens: `ready` tells the state of the day. */
  send(message: Out): void {
    if (this.#listening) void this.#webview.postMessage(message);
  }

  /** The webview is hidden or about to be replaced. */
  silence(): void {
    this.#listening = false;
  }

  dispose(): void {
    this.#listening = false;
    this.#isClosed = true;
    this.#subscription.dispose();
  }

  #receive(message: unknown): void {
    if (isReady(message)) {
      this.#listening = true;
      this.#side.ready();
    } else if (isRequest(message)) {
      void this.#answer(message);
    } else {
      const known = this.#side.parse(message);
      if (known) this.#side.receive(known);
      // Not its text: a payload may hold secrets.
      else this.#log.warn('A panel sent a message that is not understood.');
    }
  }

  async #answer({ id, method, parameters }: Request): Promise<void> {
    const { methods } = this.#side;
    const implementation = isKeyOf(methods, method) ? methods[method] : undefined;
    let reply: Reply;
    try {
      if (!implementation) throw new Error(`There is no method ${JSON.stringify(method)}.`);
      reply = { type: 'reply', id, ok: true, ...valueOrText(await implementation(parameters)) };
    } catch (error) {
      reply = { type: 'reply', id, ok: false, message: this.#reason(error) };
    }
    // A webview that is gone throws.
    if (!this.#isClosed) void this.#webview.postMessage(reply);
  }

  #reason(error: unknown): string {
    if (isRustLambdaError(error)) return error.code === 'cancelled' ? '' : describe(error).message;
    this.#log.error(asError(error));
    return messageOf(error);
  }
}

/** Of this many characters on. */
const longText = 100_000;

/** UTF-8 has no half characters: a text with such stays one. */
const valueOrText = (value: unknown): { readonly value: unknown } | { readonly text: Uint8Array } =>
  typeof value === 'string' && value.length >= longText && value.isWellFormed()
    ? { text: new TextEncoder().encode(value) }
    : { value };

const isKeyOf = <T extends object>(object: T, key: PropertyKey): key is keyof T => Object.hasOwn(object, key);
