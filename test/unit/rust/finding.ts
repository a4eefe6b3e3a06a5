/** Finds handlers in sources given as text, with the real parser. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { rustParser } from '../../../src/adapters/rust/treeSitter';
import type { HandlerLocation, HandlerSearch } from '../../../src/core/ports';
import { createHandlerFinder } from '../../../src/core/rust/finder';

const require = createRequire(`${process.cwd()}/package.json`);
export const parser = rustParser({ folder: dirname(require.resolve('@vscode/tree-sitter-wasm')) });
export const finder = createHandlerFinder(parser);

export interface Finding {
  readonly kind: HandlerLocation['kind'];
  readonly path: string;
  readonly eventType: string | undefined;
  /** The source text that the location spans. */
  readonly at: string;
  /** 0-based. */
  readonly line: number;
}

const main = '/orders/src/main.rs';

export function search(
  files: Readonly<Record<string, string>>,
  options: { readonly kind?: 'function' | 'extension'; readonly sourcePath?: string } = {},
): Promise<HandlerSearch> {
  const binary = {
    id: '/orders/Cargo.toml#orders',
    kind: options.kind ?? 'function',
    sourcePath: options.sourcePath ?? main,
    manifestPath: '/orders/Cargo.toml',
  };
  return finder.find(binary, (path) => Promise.resolve(files[path]));
}

/** @param source the text of `src/main.rs`, or several files by their paths */
export async function find(
  source: string | Readonly<Record<string, string>>,
  options: Parameters<typeof search>[1] = {},
): Promise<Finding | undefined> {
  const files = typeof source === 'string' ? { [main]: source } : source;
  const { location } = await search(files, options);
  if (!location) return undefined;
  const lines = (files[location.path] ?? '').replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const { start, end } = location;
  const spanned = lines.slice(start.line, end.line + 1);
  spanned.push((spanned.pop() ?? '').slice(0, end.character));
  spanned.unshift((spanned.shift() ?? '').slice(start.character));
  return {
    kind: location.kind,
    path: location.path,
    eventType: location.eventType,
    at: spanned.join('\n'),
    line: start.line,
  };
}

/** `function handler SqsEvent`: what most tests look at. */
export async function found(...args: Parameters<typeof find>): Promise<string> {
  const finding = await find(...args);
  return finding ? [finding.kind, finding.at, finding.eventType].filter(Boolean).join(' ') : 'nothing';
}

/** A program whose `main` has this body, after these items. */
export const program = (items: string, body: string): string => `${items}

#[tokio::main]
async fn main() -> Result<(), Error> {
    ${body}
}
`;
