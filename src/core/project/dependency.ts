/** Adds a dependency by changing nothing else in a manifest. */
import { ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import { insertAt, lineEnd, nextLine } from '../newFunction/tomlEdits';
import { keyPath, tomlEntries } from '../newFunction/tomlEntries';
import { withDependencyFeature } from './dependencyFeature';

export interface WantedDependency {
  /** The package's name, which is also what sources call its crate. */
  readonly name: string;
  readonly version: string;
  readonly features: readonly string[];
  /** Without its default features. */
  readonly isBare?: true;
}

/**
 * @param text of a Cargo.toml
 * @param workspace text of the manifest of its workspace: what that has for all is inherited
 * @returns the text with the dependency and its features; as it was when it has them; undefined when it is no TOML, or
 * says it in a way that is not understood
 */
export function withDependency(
  text: string,
  { name, version, features, isBare }: WantedDependency,
  workspace = '',
): string | undefined {
  const tables = tablesOf(text);
  if (!tables) return undefined;
  if (has(tables, 'dependencies', name)) {
    return features.reduce<string | undefined>(
      (changed, feature) => changed && withDependencyFeature(changed, crateName(name), feature),
      text,
    );
  }
  const isInherited = has(tablesOf(workspace) ?? [], 'workspace.dependencies', name);
  const parts = [
    isInherited ? 'workspace = true' : `version = ${JSON.stringify(version)}`,
    ...(isBare && !isInherited ? ['default-features = false'] : []),
    ...(features.length > 0
      ? [`features = [${features.map((each) => JSON.stringify(each)).join(', ')}]`]
      : []),
  ];
  const value = parts.length > 1 || isInherited ? `{ ${parts.join(', ')} }` : JSON.stringify(version);
  return withLine(text, tables, `${name} = ${value}`);
}

type Node = AST.TOMLKeyValue | AST.TOMLTable;

function tablesOf(text: string): readonly Node[] | undefined {
  try {
    // As in dependencyFeature.ts: the parser takes no byte order mark.
    return parseTOML(text.replace(/^\uFEFF/, ' ')).body[0].body;
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** Also when only a table of its own says so, `[dependencies.serde]`. */
const has = (nodes: readonly Node[], table: string, name: string): boolean =>
  tomlEntries(nodes).some(
    ({ path }) =>
      path.join('.').startsWith(`${table}.`) &&
      crateName(path[table.split('.').length] ?? '') === crateName(name),
  );

/** Sources have no dashes in names. */
const crateName = (name: string): string => name.replaceAll('-', '_');

function withLine(text: string, nodes: readonly Node[], line: string): string | undefined {
  const eol = lineEnd(text);
  const table = nodes.find(
    (node) =>
      node.type === 'TOMLTable' && node.kind === 'standard' && keyPath(node.key).join('.') === 'dependencies',
  );
  if (table?.type !== 'TOMLTable') {
    // `dependencies = { … }`, or `dependencies.serde = …` above all tables: a table beside it would be no TOML.
    if (nodes.some((node) => node.type === 'TOMLKeyValue' && keyPath(node.key)[0] === 'dependencies'))
      return undefined;
    const end = text === '' || text.endsWith('\n') ? '' : eol;
    return `${text}${end}${eol}[dependencies]${eol}${line}${eol}`;
  }
  const at = nextLine(text, table.body.at(-1)?.range[1] ?? table.key.range[1]);
  return insertAt(text, at, text[at - 1] === '\n' ? line + eol : eol + line);
}
