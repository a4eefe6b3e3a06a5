/** Enables a feature of a dependency by changing nothing else in a manifest. */
import { ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import { appendToArray, insertAt, lineEnd, nextLine } from '../newFunction/tomlEdits';
import { strings, tomlEntries, type TomlEntry } from '../newFunction/tomlEntries';

/**
 * @param text of a Cargo.toml; a dependency that it inherits from its workspace gets the feature for this package only
 * @param dependency as sources name its crate
 * @returns the text with the feature; as it was when it has it; undefined when it has no such dependency, or is no TOML
 */
export function withDependencyFeature(text: string, dependency: string, feature: string): string | undefined {
  const all = dependencyEntries(text).filter(({ name }) => name.replaceAll('-', '_') === dependency);
  const whole = all.find(({ rest }) => rest.length === 0)?.node;
  const list = all.find(({ rest }) => rest.join('.') === 'features')?.node.value;
  const features = `features = [${JSON.stringify(feature)}]`;
  if (list) {
    if (strings(list).includes(feature)) return text;
    return list.type === 'TOMLArray' ? appendToArray(text, list, feature) : undefined;
  }
  if (whole?.value.type === 'TOMLInlineTable') return inInlineTable(text, whole.value, features);
  if (whole) {
    // `events = "1"`
    const [start, end] = whole.value.range;
    return `${text.slice(0, start)}{ version = ${text.slice(start, end)}, ${features} }${text.slice(end)}`;
  }
  const last = all.at(-1);
  return last && besideKey(text, last.node, features);
}

/**
 * Whether a package has only those features of a dependency that its manifest names, unless another package of its
 * workspace has more: built without that one, it would miss them.
 * @param text of a Cargo.toml
 * @param dependency as sources name its crate
 */
export const isWithoutDefaults = (text: string, dependency: string): boolean =>
  dependencyEntries(text).some(
    ({ name, rest, node: { value } }) =>
      name.replaceAll('-', '_') === dependency &&
      rest.join('.') === 'default-features' &&
      value.type === 'TOMLValue' &&
      value.value === false,
  );

interface DependencyEntry extends TomlEntry {
  /** The dependency's key. */
  readonly name: string;
  /** Of the path, what is below it: `['version']`. */
  readonly rest: readonly string[];
}

/** What is said of dependencies that the binary has, for all targets or for some. */
function dependencyEntries(text: string): readonly DependencyEntry[] {
  return entriesOf(text).flatMap((entry): DependencyEntry[] => {
    const [first] = entry.path;
    const [kind, name, ...rest] = first === 'target' ? entry.path.slice(2) : entry.path;
    return kind === 'dependencies' && name !== undefined ? [{ ...entry, name, rest }] : [];
  });
}

function entriesOf(text: string): readonly TomlEntry[] {
  try {
    // Cargo takes a byte order mark, this parser does not; what replaces it keeps every position.
    return tomlEntries(parseTOML(text.replace(/^\uFEFF/, ' ')).body[0].body);
  } catch (error) {
    if (error instanceof ParseError) return [];
    throw error;
  }
}

function inInlineTable(text: string, { body, range }: AST.TOMLInlineTable, features: string): string {
  const last = body.at(-1);
  return last
    ? insertAt(text, last.range[1], `, ${features}`)
    : insertAt(text, range[0] + 1, ` ${features} `);
}

/** On a line of its own after `events.version = "1"`, or after the keys of `[dependencies.events]`. */
function besideKey(text: string, { key, range }: AST.TOMLKeyValue, features: string): string {
  const lineStart = text.lastIndexOf('\n', key.range[0] - 1) + 1;
  const leaf = key.keys.at(-1)?.range[0] ?? key.range[0];
  const line = text.slice(lineStart, leaf) + features;
  const at = nextLine(text, range[1]);
  const eol = lineEnd(text);
  return insertAt(text, at, text[at - 1] === '\n' ? line + eol : eol + line);
}
