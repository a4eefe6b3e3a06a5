const signs: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * What is between the quotes of `$'…'`
 * (https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html). `\xHH` and `\NNN` are bytes of UTF-8.
 */
export const ansiC = (text: string): string =>
  text.replace(
    /((?:\\x[\dA-Fa-f]{1,2}|\\[0-7]{1,3})+)|\\(?:u([\dA-Fa-f]{1,4})|U([\dA-Fa-f]{1,8})|c([^])|([^]))/g,
    (_, bytes?: string, u?: string, U?: string, control?: string, sign?: string) => {
      if (bytes !== undefined) return ofBytes(bytes);
      if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) & 0x1f);
      const code = u ?? U;
      if (code !== undefined) return ofCode(parseInt(code, 16));
      return sign === undefined ? '' : (signs[sign] ?? unknown(sign));
    },
  );

function ofBytes(escapes: string): string {
  const bytes = [...escapes.matchAll(/\\(?:x([\dA-Fa-f]+)|([0-7]+))/g)].map(
    ([, hex, octal]) => (hex === undefined ? parseInt(octal ?? '', 8) : parseInt(hex, 16)) & 0xff,
  );
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    // No UTF-8, and no text.
    return '\ufffd';
  }
}

/** `\'`, `\"`, `\\` and `\?` are the sign; any other stays as it is. */
const unknown = (sign: string): string => (/['"\\?]/.test(sign) ? sign : `\\${sign}`);

const ofCode = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
