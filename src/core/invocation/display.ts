import { formatJson } from '../payload/json';
import type { Body } from './outcome';

/** A body as a panel shows it: bounded, so that a large one neither freezes nor fills it. */
export interface DisplayBody {
  readonly language: 'json' | 'text' | 'hex';
  readonly text: string;
  /** Of the whole body. */
  readonly bytes: number;
  /** `text` is only the beginning. */
  readonly cut: boolean;
}

/** Characters shown at most. */
export const maxShown = 256 * 1024;
/** Characters laid out at most; larger JSON is shown as it came. */
const maxFormatted = 1024 * 1024;
/** Bytes of a binary body shown as hexadecimal. */
const maxDumped = 4096;

export function displayBody(body: Body): DisplayBody {
  switch (body.kind) {
    case 'empty':
      return { language: 'text', text: '', bytes: 0, cut: false };
    case 'binary':
      return {
        language: 'hex',
        text: hexDump(body.content.subarray(0, maxDumped)),
        bytes: body.bytes,
        cut: body.bytes > maxDumped,
      };
    case 'json':
    case 'text': {
      const text = layOut(body);
      return {
        language: body.kind,
        text: text.slice(0, maxShown),
        bytes: body.bytes,
        cut: text.length > maxShown,
      };
    }
  }
}

/** The whole text of a body as it is best read. */
export const layOut = (body: Extract<Body, { kind: 'json' | 'text' }>): string =>
  body.kind === 'json' && body.text.length <= maxFormatted ? formatJson(body.text) : body.text;

/** Offset, sixteen bytes, and what of them is ASCII: `00000000  89 50 4e 47 …  .PNG`. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let offset = 0; offset < bytes.length; offset += 16) {
    const row = [...bytes.subarray(offset, offset + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${offset.toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${ascii}`);
  }
  return lines.join('\n');
}
