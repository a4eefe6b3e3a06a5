import { functionIn, type FunctionDefinition, type TypeDefinition } from './definition';
import { implementations, type Implementation } from './implementations';
import { lambdaRole } from './lambdaApi';
import type { Resolver } from './resolve';
import { children, field, pathSegments, type SyntaxNode } from './syntax';

export interface ServiceType {
  /** `call` of its `impl Service<…>`. */
  readonly call: FunctionDefinition;
  /** `impl<S> Service<…> for Logged<S>`: it may pass events on to another service. */
  readonly isGeneric: boolean;
}

/**
 * How a type of this workspace is a `tower::Service`, as its own module says, else another one of its crate; undefined
 * when it is none, or in several ways.
 */
export async function serviceType(
  resolver: Resolver,
  type: TypeDefinition,
): Promise<ServiceType | undefined> {
  const found: ServiceType[] = [];
  for await (const each of implementations(resolver, type)) {
    if (found.length > 0 && each.module.id !== type.module.id) break;
    const call = (await isService(resolver, each)) && functionIn(type, each.module, each.item, 'call');
    if (call) found.push({ call, isGeneric: field(each.head, 'type')?.type === 'generic_type' });
  }
  return found.length === 1 ? found[0] : undefined;
}

/** Whether it makes the type a service of events. */
async function isService(resolver: Resolver, { module, head }: Implementation): Promise<boolean> {
  const trait = field(head, 'trait');
  if (!trait || takesNothing(trait)) return false;
  const definition = await resolver.type(module, pathSegments(trait));
  return definition?.kind === 'external' && lambdaRole(definition.path) === 'serviceTrait';
}

/** `Service<()>` makes services, one for each connection. */
const takesNothing = (trait: SyntaxNode): boolean =>
  children(field(trait, 'type_arguments') ?? trait)[0]?.type === 'unit_type';
