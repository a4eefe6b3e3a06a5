/** What a handler hands its event on to: it goes on taking the type that the handler took. */
import { argumentsOf, calledMethod, calledPath, isPath } from '../../rust/calls';
import type { Item } from '../../rust/items';
import type { Module } from '../../rust/module';
import { parameters } from '../../rust/patterns';
import type { Resolver } from '../../rust/resolve';
import { descendants, field, nameOf, pathSegments, type SyntaxNode } from '../../rust/syntax';

/** One that has the event in its hands, and takes the new type then. */
export interface ChangedItem {
  readonly module: Module;
  readonly item: Item;
}

/**
 * Functions of the crate that the changed items call, or hand to others, and that say the type for a parameter.
 * Methods of other types are not looked at: whose they are, only rustc knows.
 * @param type as it is written
 * @returns their names as they are called, each once
 */
export async function oldTypeTakers(
  resolver: Resolver,
  changed: readonly ChangedItem[],
  type: string,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { module, item } of changed) {
    const node = module.sources.item(module.file, item);
    for (const call of node ? descendants(node).filter(isCall) : []) {
      const own = ownFunction(node, call);
      if (own && takes(own, type) && !takes(own, `LambdaEvent<${type}>`)) found.add(nameOf(own) ?? '');
      for (const path of [calledPath(call) ?? [], ...argumentsOf(call).filter(isPath)].flat()) {
        const segments = pathSegments(path);
        const definition = await resolver.resolve(module, segments);
        if (definition?.kind !== 'function') continue;
        const { module: of, offset } = definition;
        const isChanged = changed.some((each) => each.module.id === of.id && each.item.start === offset);
        if (!isChanged && takes(definition.node, type)) found.add(segments.join('::'));
      }
    }
  }
  return [...found];
}

const isCall = ({ type }: SyntaxNode): boolean => type === 'call_expression';

/** `self.name(…)` and `Self::name(…)`, in the same `impl`. */
function ownFunction(within: SyntaxNode | undefined, call: SyntaxNode): SyntaxNode | undefined {
  const method = calledMethod(call);
  const path = calledPath(call);
  const [first, second] = path ? pathSegments(path) : [];
  const name = method?.receiver.text === 'self' ? method.name : first === 'Self' ? second : undefined;
  if (!within || name === undefined) return undefined;
  return descendants(within).find((node) => node.type === 'function_item' && nameOf(node) === name);
}

/** Whether a parameter is of the type, or of one that is made of it, however its path is written. */
function takes(fn: SyntaxNode, type: string): boolean {
  const wanted = plain(type);
  return parameters(fn).some((parameter) => {
    const written = plain(field(parameter, 'type')?.text ?? '');
    for (let at = written.indexOf(wanted); at >= 0; at = written.indexOf(wanted, at + 1))
      if (!/\w/.test(`${written[at - 1] ?? ''}${written[at + wanted.length] ?? ''}`)) return true;
    return false;
  });
}

/** `HashMap<String,Value>` of `std::collections::HashMap<String, serde_json::Value>` */
const plain = (type: string): string => type.replace(/\s+/g, '').replace(/(?:\w*::)+/g, '');
