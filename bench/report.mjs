// @ts-check
// What is made of measured values: medians, ratios against the baseline, and whether the budget holds.

/**
 * @typedef {import('./measurement.js').Measurement} Measurement
 *
 * @typedef {object} Row
 * @property {string} what
 * @property {string} median
 * @property {string} baseline
 * @property {string} ratio
 * @property {string} runs
 * @property {string} budget
 * @property {'within' | 'over' | ''} verdict
 */

/** @param {readonly number[]} values @returns {number} NaN for none */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] ?? NaN;
  return ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** @param {number} value @returns {string} three digits that count */
const digits = (value) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3).replace(/^-?0\.000*$/, '0');

/** @param {Measurement} measurement @returns {Row} */
export function row({ what, unit, values, baseline, budget }) {
  const own = median(values);
  const base = baseline && median(baseline.values);
  const amount = (/** @type {number} */ value) => `${digits(value)} ${unit}`;
  const spent = budget?.of === 'difference' ? own - (base ?? NaN) : own;
  return {
    what,
    median: amount(own),
    baseline: baseline && base !== undefined ? `${baseline.name}: ${amount(base)}` : '',
    // VS Code tells whole milliseconds: of a baseline of 0 there is no ratio.
    ratio: base ? `× ${digits(own / base)}` : '',
    runs:
      baseline && baseline.values.length !== values.length
        ? `${values.length} / ${baseline.values.length}`
        : `${values.length}`,
    budget: budget
      ? `${budget.limit} ${unit}${budget.of === 'difference' ? ` above it (${amount(spent)})` : ''}`
      : '',
    // NaN is never within.
    verdict: budget ? (spent <= budget.limit ? 'within' : 'over') : '',
  };
}

const HEADINGS = /** @type {const} */ ({
  what: 'What',
  median: 'Median',
  baseline: 'Baseline',
  ratio: 'Ratio',
  runs: 'Runs',
  budget: 'Budget',
  verdict: 'Verdict',
});
const columns = /** @type {(keyof Row)[]} */ (Object.keys(HEADINGS));

/** @param {readonly Row[]} rows @returns {string} a Markdown table whose columns line up, so that it is read as it is too */
export function table(rows) {
  const cells = [HEADINGS, ...rows].map((each) => columns.map((column) => each[column]));
  const widths = columns.map((_, index) => Math.max(3, ...cells.map((line) => line[index]?.length ?? 0)));
  const line = (/** @type {string[]} */ texts) =>
    `| ${texts.map((text, index) => text.padEnd(widths[index] ?? 0)).join(' | ')} |`;
  const [headings = [], ...body] = cells;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}

/**
 * @param {readonly {title: string, measurements: readonly Measurement[]}[]} parts
 * @param {readonly string[]} circumstances what the figures depend on, one line each
 * @returns {string} the page that is committed
 */
export function page(parts, circumstances) {
  const sections = parts.map(({ title, measurements }) => `## ${title}\n\n${table(measurements.map(row))}\n`);
  return `# Benchmarks

Written by \`npm run bench\`. Times are medians; a baseline is measured in the same run and by turns with what it is
compared to, so that a ratio says more than a time. Two numbers of runs are those of both sides.

${circumstances.map((each) => `- ${each}`).join('\n')}

${sections.join('\n')}`;
}
