/**
 * Macros whose arguments are expressions that run as they are written: what is given to them counts, unlike what is in
 * any other macro. tree-sitter takes all of them for mere tokens.
 */
import type { Module } from './module';
import { withOpenArms } from './select';

const cratesOf: Readonly<Record<string, readonly string[]>> = {
  join: ['tokio', 'futures', 'futures_util'],
  try_join: ['tokio', 'futures', 'futures_util'],
  select: ['tokio', 'futures', 'futures_util'],
  pin: ['std', 'core', 'tokio', 'futures', 'futures_util'],
  // The oldest runtimes': `lambda!(handler)`.
  lambda: ['lambda_runtime', 'lambda_runtime_core', 'lambda_http'],
};

/**
 * As long as `text`, with those macros as calls of functions and as blocks: `tokio::try_join!(a, b)` as
 * `tokio::try_join (a, b)`.
 */
export function withOpenMacros(text: string, module: Module): string {
  let opened = text.replace(call, (whole: string, path: string) =>
    isKnown(path, text, module) ? `${path} (` : whole,
  );
  for (const { 0: head, 1: path = '', index } of [...text.matchAll(select)].slice(0, mostSelects)) {
    if (!isKnown(path, text, module)) continue;
    opened = opened.slice(0, index) + ' '.repeat(head.length - 1) + opened.slice(index + head.length - 1);
    opened = withOpenArms(opened, index + head.length - 1);
  }
  // `try_join!(biased; a, b)`
  return opened === text ? text : opened.replace(/\bbiased\s*;/g, (whole) => ' '.repeat(whole.length));
}

/** In one function; each is looked through to its end. */
const mostSelects = 20;

const call = /(?<![\w:])((?:::\s*)?(?:\w+\s*::\s*)*(?:try_join|join|lambda|pin))!\(/g;
const select = /(?<![\w:])((?:::\s*)?(?:\w+\s*::\s*)*select)!\s*\{/g;

function isKnown(path: string, text: string, module: Module): boolean {
  const segments = path.split('::').map((segment) => segment.trim());
  const name = segments.pop() ?? '';
  const crates = cratesOf[name] ?? [];
  const crate = segments.find(Boolean);
  if (crate !== undefined) return crates.includes(crate) || crate === 'lambda';
  const imported = module.imports.find((entry) => entry.name === name)?.path[0];
  if (imported !== undefined) return crates.includes(imported);
  return crates.some(
    (each) =>
      new RegExp(String.raw`\buse\s+(?:::)?${each}\s*::[^;]*\b${name}\b`).test(text) ||
      (name === 'lambda' && macroCrate(module) === each),
  );
}

/** `lambda_runtime` of `#[macro_use] extern crate lambda_runtime as lambda`: its macros need no path. */
export function macroCrate({ root }: Module): string | undefined {
  for (const item of root.items) {
    if (item.keyword !== 'crate' || !item.attributes.some((text) => /^#\[\s*macro_use\b/.test(text)))
      continue;
    const crate = /\bcrate\s+(lambda_\w+)/.exec(root.file.text.slice(item.start, item.end))?.[1];
    if (crate !== undefined) return crate;
  }
  return undefined;
}
