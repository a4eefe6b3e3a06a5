import type { Resolver } from '../resolve';
import { pathSegments, type SyntaxNode } from '../syntax';
import type { HandlerCode } from './handlerCode';

/**
 * What a path means in another crate, `aws_sdk_s3::Client::new`. undefined when it is of this crate, and when it may be
 * something else: finding handlers can live with a guess, a hint cannot.
 */
export async function certainName(
  resolver: Resolver,
  { module, names }: Pick<HandlerCode, 'module' | 'names'>,
  path: SyntaxNode,
): Promise<string | undefined> {
  const [first = '', ...rest] = pathSegments(path);
  if (names.hasGlob || names.items.has(first)) return undefined;
  if (rest.length === 0 && names.variables.has(first)) return undefined;
  const own = names.imports.get(first);
  // `#[cfg(feature = "fake")] use fake::Client; #[cfg(not(feature = "fake"))] use aws_sdk_s3::Client;`
  const others = own ? 0 : module.imports.filter(({ name }) => name === first).length;
  if (others > 1) return undefined;
  const definition = await resolver.resolve(module, [...(own ?? [first]), ...rest]);
  return definition?.kind === 'external' ? definition.path.join('::') : undefined;
}
