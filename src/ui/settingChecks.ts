import type { Settings } from '../contributions';
import { isRecord } from '../core/record';

/** @param usual what package.json says: taken for what the setting may not be */
type Check<T> = (value: unknown, usual: T) => T;

const text: Check<string> = (value, usual) => (typeof value === 'string' ? value : usual);

const flag: Check<boolean> = (value, usual) => (typeof value === 'boolean' ? value : usual);

const oneOf =
  <T extends string>(...values: readonly T[]): Check<T> =>
  (value, usual) =>
    values.find((allowed) => allowed === value) ?? usual;

const within =
  (minimum: number, maximum: number): Check<number> =>
  (value, usual) =>
    typeof value === 'number' && !Number.isNaN(value) ? Math.min(Math.max(value, minimum), maximum) : usual;

/** VS Code marks in settings.json what a setting may not be, and hands it out all the same. Complete by type. */
export const settingChecks: { readonly [Name in keyof Settings]: Check<Settings[Name]> } = {
  cargoPath: (value, usual) => text(value, usual).trim() || usual,
  env: (value, usual) => (isRecord(value) ? environment(value) : usual),
  template: text,
  'build.compiler': oneOf('cargo-zigbuild', 'cargo', 'cross'),
  'build.architecture': oneOf('x86_64', 'arm64'),
  'watch.arguments': (value, usual) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : usual,
  'invoke.timeoutSeconds': within(1, 900),
  'codeLens.enabled': flag,
  'handlerHints.enabled': flag,
  'aws.profile': text,
  'aws.region': text,
};

const environment = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([name, value]) => [name, String(value)]),
  );
