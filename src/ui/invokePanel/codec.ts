import type { Codec } from '../../core/invocation/outcome';

export const codec: Codec = {
  decodeUtf8: (bytes) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return undefined;
    }
  },
  encodeUtf8: (text) => new TextEncoder().encode(text),
  // Buffer skips what is not base64; a text that is not would come out shorter than it should.
  decodeBase64: (text) =>
    /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0 ? Buffer.from(text, 'base64') : undefined,
};
