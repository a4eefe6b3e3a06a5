import type { Place } from './definition';
import { refer } from './reference';
import type { Resolver } from './resolve';
import { children, field, mentions, typeParameters, type SyntaxNode } from './syntax';

/** Longer chains of aliases than anyone writes; ends `type A = B; type B = A;`. */
const maxAliases = 10;

/** `T` of `LambdaEvent<T>`, which may hide behind aliases; undefined for any other type. */
export async function payloadOf(
  resolver: Resolver,
  { module, node, offset }: Place,
  aliases = maxAliases,
): Promise<Place | undefined> {
  const path = node.type === 'generic_type' ? field(node, 'type') : node;
  if (!path || !/^(scoped_)?type_identifier$/.test(path.type) || aliases === 0) return undefined;
  const list = field(node, 'type_arguments');
  const argument = (index: number): Place | undefined => {
    const given = list && children(list).filter(({ type }) => type !== 'lifetime')[index];
    return given && { module, node: given, offset };
  };
  const frame = { definition: { kind: 'function', module, node, offset } } as const;
  const definition = await refer(resolver, frame, path, 'type');
  if (definition?.kind === 'external') {
    return definition.path.join('::') === 'lambda_runtime::LambdaEvent' ? argument(0) : undefined;
  }
  if (definition?.kind !== 'type') return undefined;
  const alias = aliasOf(definition);
  const payload = alias && (await payloadOf(resolver, alias.type, aliases - 1));
  const index = payload ? alias.parameters.indexOf(payload.node.text) : -1;
  if (index >= 0) return argument(index);
  // `Vec<T>` means nothing without the alias.
  return payload && mentions(payload.node, alias.parameters) ? undefined : payload;
}

function aliasOf({
  module,
  name,
}: Pick<Place, 'module'> & { readonly name: string }):
  { readonly type: Place; readonly parameters: readonly string[] } | undefined {
  const item = module.items.find((each) => each.keyword === 'type' && each.name === name);
  const node = item && module.sources.item(module.file, item);
  const type: SyntaxNode | undefined = node && field(node, 'type');
  return (
    item &&
    node &&
    type && { type: { module, node: type, offset: item.start }, parameters: typeParameters(node) }
  );
}
