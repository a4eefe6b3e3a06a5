import type { HttpStamp } from '../../../core/payload/http/endpoint';

/** String.fromCharCode takes its bytes as arguments, of which there are not endless many. */
const chunk = 0x8000;

export function base64(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}

/** undefined when the text is no base64. */
export function bytesOf(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** One request's time and ids: its event is the same however often it is made. */
export class Stamping {
  readonly #time = Date.now();
  readonly #ids: string[] = [];

  get stamp(): HttpStamp {
    let next = 0;
    return {
      time: this.#time,
      uuid: () => (this.#ids[next++] ??= crypto.randomUUID()),
      base64,
      text: (bytes) => new TextDecoder().decode(bytes),
    };
  }
}
