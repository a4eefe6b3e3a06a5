import { isReply, type MethodsOf, type Request } from '../../protocol/handshake';

/** What VS Code gives a webview; may be asked for once. https://code.visualstudio.com/api/extension-guides/webview */
interface VsCodeApi {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: () => VsCodeApi;

/** A request that the host refused; `message` is for the person, empty when they cancelled. */
export class Refused extends Error {}

/** A mark at the beginning is part of the text. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The extension, seen from the webview. */
export class Host<Out, M extends MethodsOf<M>> {
  readonly #api = acquireVsCodeApi();
  readonly #open = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #lastId = 0;

  /** @param receive gets every message that is no reply. The host is trusted: it is where the webview came from. */
  constructor(receive: (message: unknown) => void) {
    window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!isReply(data)) {
        receive(data);
        return;
      }
      const waiting = this.#open.get(data.id);
      this.#open.delete(data.id);
      if (data.ok) waiting?.resolve('text' in data ? utf8.decode(data.text) : data.value);
      else waiting?.reject(new Refused(data.message));
    });
  }

  /** To be called once everything listens. */
  ready(): void {
    this.#api.postMessage({ type: 'ready' });
  }

  send(message: Out): void {
    this.#api.postMessage(message);
  }

  /** @throws Refused */
  request<Name extends keyof M & string>(
    method: Name,
    parameters: M[Name]['takes'],
  ): Promise<M[Name]['gives']> {
    const id = ++this.#lastId;
    const request: Request<Name, M[Name]['takes']> = { type: 'request', id, method, parameters };
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve: resolve, reject });
      this.#api.postMessage(request);
    });
  }

  /** What VS Code gives the host when it restores the panel after a reload. */
  save(state: unknown): void {
    this.#api.setState(state);
  }
}

/** The nonce that style sheets made here need under the page's policy. */
export const pageNonce = (): string =>
  document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
