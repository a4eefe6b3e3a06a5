/** What VS Code makes of a snippet when each placeholder is accepted as it stands. */

interface Placeholder {
  readonly number: string;
  /** undefined where the placeholder only repeats another. */
  readonly text: string | undefined;
}
type Part = string | Placeholder;

/**
 * The grammar of https://code.visualstudio.com/docs/editor/userdefinedsnippets as far as the snippets use it: `$1`,
 * `${1}`, `${1:default}` (nested too), `${1|one,two|}` and escapes.
 * @throws Error at anything else, such as a variable
 */
export function render(snippet: string): string {
  const parts = parse(snippet);
  const defaults = new Map<string, string>();
  const collect = (all: readonly Part[]): void => {
    for (const part of all) {
      if (typeof part === 'string' || part.text === undefined) continue;
      const inner = parse(part.text);
      collect(inner);
      if (!defaults.has(part.number)) defaults.set(part.number, part.text);
    }
  };
  collect(parts);
  const text = (all: readonly Part[]): string =>
    all
      .map((part) =>
        typeof part === 'string' ? part : text(parse(part.text ?? defaults.get(part.number) ?? '')),
      )
      .join('');
  return text(parts);
}

function parse(snippet: string): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < snippet.length;) {
    const rest = snippet.slice(at);
    const escape = /^\\([$}\\])/.exec(rest);
    const plain = /^\$(?:(\d+)|\{(\d+)\})/.exec(rest);
    const choice = /^\$\{(\d+)\|([^,|]*)[^|]*\|\}/.exec(rest);
    const opening = /^\$\{(\d+):/.exec(rest);
    if (escape?.[1] !== undefined) {
      parts.push(escape[1]);
      at += 2;
    } else if (plain) {
      parts.push({ number: plain[1] ?? plain[2] ?? '', text: undefined });
      at += plain[0].length;
    } else if (choice) {
      parts.push({ number: choice[1] ?? '', text: choice[2] ?? '' });
      at += choice[0].length;
    } else if (opening) {
      const start = at + opening[0].length;
      const end = closingBrace(snippet, start);
      parts.push({ number: opening[1] ?? '', text: snippet.slice(start, end) });
      at = end + 1;
    } else if (rest.startsWith('${') || /^\$[A-Za-z_]/.test(rest)) {
      throw new Error(`not a placeholder: ${rest.slice(0, 20)}`);
    } else {
      parts.push(rest[0] ?? '');
      at += 1;
    }
  }
  return parts;
}

/** The first brace that is neither escaped nor that of a placeholder inside. A lone `{` counts for nothing. */
function closingBrace(snippet: string, start: number): number {
  let depth = 0;
  for (let at = start; at < snippet.length; at++) {
    if (snippet[at] === '\\') at++;
    else if (snippet[at] === '$' && snippet[at + 1] === '{') depth++;
    else if (snippet[at] === '}' && depth-- === 0) return at;
  }
  throw new Error(`a placeholder that is not closed: ${snippet.slice(start, start + 20)}`);
}
