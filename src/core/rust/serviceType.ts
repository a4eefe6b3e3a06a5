import {
  functionIn,
  headOf,
  implementations,
  type FunctionDefinition,
  type TypeDefinition,
} from './definition';
import type { Item } from './items';
import { lambdaRole } from './lambdaApi';
import type { Module } from './module';
import type { Resolver } from './resolve';
import { children, field, pathSegments, type SyntaxNode } from './syntax';

export interface ServiceType {
  /** `call` of its `impl Service<…>`. */
  readonly call: FunctionDefinition;
  /** `impl<S> Service<…> for Logged<S>`: it may pass events on to another service. */
  readonly isGeneric: boolean;
}

/**
 * How a type of this workspace is a `tower::Service`; undefined when it is none, or in several ways.
 * @param from where the value is made: the `impl` is looked for there and where the type is
 */
export async function serviceType(
  resolver: Resolver,
  type: TypeDefinition,
  from: Module,
): Promise<ServiceType | undefined> {
  const found: ServiceType[] = [];
  for (const module of from.id === type.module.id ? [from] : [type.module, from]) {
    for (const item of implementations(module, type.name)) {
      const head = await serviceHead(resolver, type, module, item);
      const call = head && functionIn(type, module, item, 'call');
      if (call) found.push({ call, isGeneric: field(head, 'type')?.type === 'generic_type' });
    }
  }
  return found.length === 1 ? found[0] : undefined;
}

/** The `impl` without its body, when it makes this type a service of events. */
async function serviceHead(
  resolver: Resolver,
  type: TypeDefinition,
  module: Module,
  item: Item,
): Promise<SyntaxNode | undefined> {
  const [head] = module.sources.parse(`${headOf(module, item)}{}`);
  const trait = head && field(head, 'trait');
  if (!trait || takesNothing(trait)) return undefined;
  const definition = await resolver.resolve(module, pathSegments(trait), 'type');
  if (definition?.kind !== 'external' || lambdaRole(definition.path) !== 'serviceTrait') return undefined;
  const target = await resolver.resolve(module, [type.name], 'type');
  return target?.kind === 'type' && target.module.id === type.module.id ? head : undefined;
}

/** `Service<()>` makes services, one for each connection. */
const takesNothing = (trait: SyntaxNode): boolean =>
  children(field(trait, 'type_arguments') ?? trait)[0]?.type === 'unit_type';
