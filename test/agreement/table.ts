/** The measurement as a Markdown table. */
import { total, type Row } from './measure';

const columns: readonly (readonly [string, (row: Row) => string])[] = [
  ['Rule', ({ rule }) => rule],
  ['Types', ({ types }) => figure(types)],
  ['Payloads', ({ payloads }) => figure(payloads)],
  ['serde accepts', ({ accepted }) => figure(accepted)],
  ['… and we reject', ({ falseAlarms }) => figure(falseAlarms)],
  ['serde rejects', ({ rejected }) => figure(rejected)],
  ['… and so do we', ({ caught, rejected }) => share(caught, rejected)],
  ['Same path', ({ samePath, comparablePaths }) => share(samePath, comparablePaths)],
  [
    '… or below it',
    ({ samePath, pathBelow, comparablePaths }) => share(samePath + pathBelow, comparablePaths),
  ],
  ['Same words', ({ sameWords, comparablePaths }) => share(sameWords, comparablePaths)],
];

const figure = (value: number): string => value.toLocaleString('en');

/** Never rounded up to all. */
const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${(Math.floor((part / whole) * 10_000) / 100).toFixed(part === whole ? 0 : 2)} %`;

export function table(rows: readonly Row[]): string {
  const sums = [
    total(
      '**Exact types**',
      rows.filter(({ exact }) => exact),
    ),
    total('**All**', rows),
  ];
  const lines = [...rows, ...sums].map((row) => columns.map(([, cell]) => cell(row)));
  const titles = columns.map(([title]) => title);
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...lines.map((cells) => cells[index]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(titles), rule, ...lines.map(line)].join('\n');
}
