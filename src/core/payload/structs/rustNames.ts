/** Names of JSON as names of Rust. */
import { keywords } from '../../rust/keywords';
import { fieldName, type RenameRule } from '../../types/renameRule';

/** No name, even with `r#`. */
const neverRaw = new Set(['self', 'Self', 'super', 'crate', '_']);

/** `eventSourceARN` → `event`, `source`, `arn` */
const words = (name: string): readonly string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());

/** A name that no other field has, `event_source_arn`. */
export function rustField(key: string, taken: ReadonlySet<string>): string {
  const plain = words(key).join('_') || 'field';
  const name = /^\d/.test(plain) ? `field_${plain}` : plain;
  // Two underscores in a row are no snake case.
  return neverRaw.has(name) ? unique(`${name}_`, taken, '') : unique(name, taken, '_');
}

/** A name that no other type has, `EventSource`. */
export function rustType(key: string, taken: ReadonlySet<string>): string {
  const plain = words(key)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
  const name = plain === '' ? 'Value' : /^\d/.test(plain) ? `Type${plain}` : plain;
  return unique(name, taken, '');
}

function unique(name: string, taken: ReadonlySet<string>, separator: string): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${separator}${number}`;
  return free;
}

/** As it is written: `r#type`. */
export const asIdentifier = (name: string): string => (keywords.has(name) ? `r#${name}` : name);

/** An item of `lines` is a `line`. */
export const singular = (key: string): string =>
  key
    .replace(/ies$/i, 'y')
    .replace(/(ss|sh|ch|x)es$/i, '$1')
    .replace(/([^s])s$/i, '$1');

const rules: readonly RenameRule[] = [
  'camelCase',
  'PascalCase',
  'kebab-case',
  'SCREAMING_SNAKE_CASE',
  'SCREAMING-KEBAB-CASE',
];

/** The rule that makes most of these names; undefined when none makes more than Rust's own names do. */
export function commonRule(
  fields: readonly { readonly key: string; readonly name: string }[],
): RenameRule | undefined {
  const made = (rule: RenameRule | undefined): number =>
    fields.filter(({ key, name }) => fieldName(rule, name) === key).length;
  let best: RenameRule | undefined;
  for (const rule of rules) if (made(rule) > made(best)) best = rule;
  return best;
}
