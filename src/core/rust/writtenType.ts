/** Types of this workspace as declarations write them. */
import type { Definition, TypeDefinition } from './definition';
import type { Module } from './module';
import { parameters } from './patterns';
import { refer, type Frame, type Reference } from './reference';
import type { Resolver } from './resolve';
import type { LocalBinding } from './scope';
import { children, field, nameOf, pathSegments, type SyntaxNode } from './syntax';

export const asType = (reference: Reference | undefined): TypeDefinition | undefined =>
  reference?.kind === 'type' ? reference : undefined;

/** What holds the value that it is asked for. */
const holders = new Set(['Result', 'Option', 'Arc', 'Rc', 'Box', 'LazyLock', 'Lazy']);

/** `App` of `Result<Arc<App>, Error>`. */
export function heldType(written: SyntaxNode | undefined): SyntaxNode | undefined {
  for (let type = written; ;) {
    if (type?.type === 'reference_type') type = field(type, 'type');
    else if (type?.type === 'generic_type' && holders.has(pathSegments(type).at(-1) ?? '')) {
      [type] = children(field(type, 'type_arguments') ?? type);
    } else return type;
  }
}

/** As a function's body means it. */
export async function ownType(
  resolver: Resolver,
  frame: Frame,
  written: SyntaxNode | undefined,
): Promise<TypeDefinition | undefined> {
  const type = heldType(written);
  return type && asType(await refer(resolver, frame, type, 'type'));
}

/** As an item of a module means it. */
async function itemType(
  resolver: Resolver,
  module: Module,
  written: SyntaxNode | undefined,
): Promise<TypeDefinition | undefined> {
  const type = heldType(written);
  return type && asType(await resolver.type(module, pathSegments(type)));
}

/** `let app: App`, `fn start(app: &App)` */
export function declaredType(
  variable: Extract<LocalBinding, { kind: 'let' | 'parameter' }>,
): SyntaxNode | undefined {
  const declaration =
    variable.kind === 'let' ? variable.value.parent : parameters(variable.owner)[variable.index];
  return declaration ? field(declaration, 'type') : undefined;
}

/** `static APP: LazyLock<App>` */
export async function constantType(
  resolver: Resolver,
  { module, item }: Extract<Definition, { kind: 'constant' }>,
): Promise<TypeDefinition | undefined> {
  const node = module.sources.item(module.file, item);
  return node && itemType(resolver, module, field(node, 'type'));
}

/** `orders: Arc<Orders>` of a struct. */
export async function fieldType(
  resolver: Resolver,
  { module, name }: TypeDefinition,
  of: string,
): Promise<TypeDefinition | undefined> {
  const item = module.items.find((each) => each.keyword === 'struct' && each.name === name);
  const node = item && module.sources.item(module.file, item);
  const body = node && field(node, 'body');
  const declared = body && children(body).find((each) => nameOf(each) === of);
  return declared && itemType(resolver, module, field(declared, 'type'));
}
