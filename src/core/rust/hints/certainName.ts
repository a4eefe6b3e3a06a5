import { importsOf } from '../uses';
import { refer, type Frame } from '../reference';
import type { Resolver } from '../resolve';
import { children, nameOf, pathSegments, type SyntaxNode } from '../syntax';

/**
 * What a path means in another crate, `aws_sdk_s3::Client::new`. undefined when it is of this crate, and when it may be
 * something else: finding handlers can live with a guess, a hint cannot.
 */
export async function certainName(
  resolver: Resolver,
  frame: Frame,
  path: SyntaxNode,
): Promise<string | undefined> {
  const [first = ''] = pathSegments(path);
  // `#[cfg(feature = "fake")] use fake::Client; #[cfg(not(feature = "fake"))] use aws_sdk_s3::Client;`
  const imports = frame.definition.module.imports.filter(({ name }) => name === first);
  if (imports.length > 1 || isHidden(path, first)) return undefined;
  const reference = await refer(resolver, frame, path);
  return reference?.kind === 'external' ? reference.path.join('::') : undefined;
}

/** Whether a function around declares something of that name itself, or imports whatever `*` brings. */
function isHidden(node: SyntaxNode, name: string): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'function_item' && isParameter(at, name)) return true;
    if (at.type === 'block' && children(at).some((statement) => declares(statement, name))) return true;
  }
  return false;
}

function declares(statement: SyntaxNode, name: string): boolean {
  if (statement.type !== 'use_declaration')
    return statement.type.endsWith('_item') && nameOf(statement) === name;
  const imports = importsOf(statement);
  return imports.some((entry) => entry.name === undefined);
}

/** `fn handler<Client: Connect>` */
const isParameter = (fn: SyntaxNode, name: string): boolean =>
  children(fn)
    .filter(({ type }) => type === 'type_parameters')
    .flatMap(children)
    .some((parameter) => (nameOf(parameter) ?? parameter.text) === name);
