/** The measurement as a Markdown table. */
import { jsonRejected, type Row } from './row';

const columns: readonly (readonly [string, (row: Row) => string])[] = [
  ['', ({ rule }) => rule],
  ['Types', ({ types }) => figure(types)],
  ['Payloads', ({ payloads }) => figure(payloads)],
  ['serde accepts', ({ accepted }) => figure(accepted)],
  ['… and we reject', ({ falseAlarms }) => figure(falseAlarms)],
  ['serde rejects', ({ rejected }) => figure(rejected)],
  ['… and so do we', ({ caught, rejected }) => share(caught, rejected)],
  ['… of what is JSON', (row) => share(row.comparablePaths, jsonRejected(row))],
  ['Same path', ({ samePath, comparablePaths }) => share(samePath, comparablePaths)],
  [
    '… or below it',
    ({ samePath, pathBelow, comparablePaths }) => share(samePath + pathBelow, comparablePaths),
  ],
  ['… at the change', ({ found, lost }) => share(found, lost)],
  ['Same words', ({ sameWords, comparablePaths }) => share(sameWords, comparablePaths)],
];

const figure = (value: number): string => value.toLocaleString('en');

/** Never rounded up to all. */
const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${(Math.floor((part / whole) * 10_000) / 100).toFixed(part === whole ? 0 : 2)} %`;

/** @param first what its first column is */
export function table(first: string, rows: readonly Row[]): string {
  const shown = rows.some(({ types }) => types > 0)
    ? columns
    : columns.filter(([title]) => title !== 'Types');
  const lines = rows.map((row) => shown.map(([, cell]) => cell(row)));
  const titles = shown.map(([title]) => title || first);
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...lines.map((cells) => cells[index]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(titles), rule, ...lines.map(line)].join('\n');
}
