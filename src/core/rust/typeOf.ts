/** Which of the workspace's own types a value is of, where that is written down: nothing is inferred. */
import { argumentsOf, calledMethod, calledPath } from './calls';
import type { FunctionDefinition, Place, TypeDefinition } from './definition';
import { associatedFunction } from './implementations';
import { hasSelf } from './patterns';
import { refer, type Frame, type Reference } from './reference';
import type { Resolver } from './resolve';
import { children, field, type SyntaxNode } from './syntax';
import { bare, returnedValue } from './value';
import { asType, constantType, declaredType, fieldType, heldType, ownType } from './writtenType';

/** Longer chains of methods and variables than anyone writes; ends `let a = b; let b = a` of half-typed code. */
const maxSteps = 20;

export async function typeOf(
  resolver: Resolver,
  frame: Frame,
  expression: SyntaxNode,
  steps = maxSteps,
): Promise<TypeDefinition | undefined> {
  if (steps === 0 || !resolver.step()) return undefined;
  const node = bare(expression);
  switch (node.type) {
    case 'self':
      return frame.definition.owner;
    case 'struct_expression': {
      const name = field(node, 'name');
      return name && asType(await refer(resolver, frame, name, 'type'));
    }
    case 'identifier':
    case 'scoped_identifier': {
      const reference = await refer(resolver, frame, node);
      if (reference?.kind === 'constant') return constantType(resolver, reference);
      if (reference?.kind !== 'let' && reference?.kind !== 'parameter') return asType(reference);
      const origin =
        reference.kind === 'let' ? { frame, node: reference.value } : argumentOf(frame, reference);
      const type = origin && (await typeOf(resolver, origin.frame, origin.node, steps - 1));
      return type ?? ownType(resolver, frame, declaredType(reference));
    }
    case 'field_expression': {
      const value = field(node, 'value');
      const owner = value && (await typeOf(resolver, frame, value, steps - 1));
      return owner && fieldType(resolver, owner, field(node, 'field')?.text ?? '');
    }
    case 'call_expression': {
      const called = await calledFunction(resolver, frame, node, steps - 1);
      return called ? returnType(resolver, called, steps - 1) : constructed(resolver, frame, node);
    }
    default:
      return undefined;
  }
}

/** The function of this workspace that a call calls, by path or as a method, with what its parameters stand for. */
export async function calledFunction(
  resolver: Resolver,
  frame: Frame,
  call: SyntaxNode,
  steps = maxSteps,
): Promise<Frame | undefined> {
  const args = argumentsOf(call);
  const typeArguments = typeArgumentsOf(frame, field(call, 'function'));
  const entered = (definition: FunctionDefinition, own: readonly SyntaxNode[]): Frame => ({
    definition,
    call: { args: own, frame, ...(typeArguments && { typeArguments }) },
  });
  const path = calledPath(call);
  if (path) {
    const reference = await refer(resolver, frame, path);
    if (reference?.kind !== 'function') return undefined;
    // `App::run(app)`: its `self` is not one of the parameters that are counted.
    return entered(reference, hasSelf(reference.node) ? args.slice(1) : args);
  }
  const method = calledMethod(call);
  const type = method && (await typeOf(resolver, frame, method.receiver, steps));
  const definition = type && (await associatedFunction(resolver, type, method.name));
  return definition && entered(definition, args);
}

/** `SqsEvent` of `handler::<SqsEvent>`. */
export function typeArgumentsOf(
  { definition: { module, offset } }: Frame,
  callee: SyntaxNode | undefined,
): readonly Place[] | undefined {
  const list = callee?.type === 'generic_function' ? field(callee, 'type_arguments') : undefined;
  return list && children(list).map((node) => ({ module, node, offset }));
}

/** What the parameter of a function was given by the call that led to it. */
export function argumentOf(
  { definition, call }: Frame,
  reference: Reference,
): { readonly frame: Frame; readonly node: SyntaxNode } | undefined {
  // A parameter of a closure is known to nobody.
  if (reference.kind !== 'parameter' || reference.owner.startIndex !== definition.node.startIndex)
    return undefined;
  const node = call?.args[reference.index];
  return node && { frame: call.frame, node };
}

/** `App(1)`, and `App::default()` where that is derived. */
async function constructed(
  resolver: Resolver,
  frame: Frame,
  call: SyntaxNode,
): Promise<TypeDefinition | undefined> {
  const path = calledPath(call);
  if (!path) return undefined;
  const isDefault = path.type === 'scoped_identifier' && field(path, 'name')?.text === 'default';
  const type = isDefault ? field(path, 'path') : path;
  return type && asType(await refer(resolver, frame, type, isDefault ? 'type' : 'value'));
}

async function returnType(
  resolver: Resolver,
  called: Frame,
  steps: number,
): Promise<TypeDefinition | undefined> {
  const type = heldType(field(called.definition.node, 'return_type'));
  if (type?.type !== 'abstract_type') return ownType(resolver, called, type);
  const value = returnedValue(called.definition.node);
  return value && typeOf(resolver, called, value, steps);
}
