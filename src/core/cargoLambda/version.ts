/**
 * The oldest cargo-lambda this extension works with. `cargo lambda system --output-format json`, which tells whether
 * zig is there without installing it, came with 1.8.0; every other flag used is older.
 */
export const oldestCargoLambda = '1.8.0';

/** `cargo-lambda 1.9.2 (67129fc 2026-08-21Z)` → `1.9.2`; undefined when it is no such line. */
export const versionIn = (output: string): string | undefined =>
  /^cargo-lambda (\d+\.\d+\.\d+\S*)/m.exec(output)?.[1];

/** Whether `version` is `oldest` or newer. A pre-release (`1.8.0-rc1`) comes before its release. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [numbers, pre] = partsOf(version);
  const [wanted] = partsOf(oldest);
  for (let i = 0; i < 3; i++) {
    const difference = (numbers[i] ?? 0) - (wanted[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return !pre;
}

function partsOf(version: string): [number[], boolean] {
  const [release = '', ...rest] = version.split(/[-+]/);
  return [release.split('.').map(Number), version.includes('-') && rest.length > 0];
}
