import { calledMethod } from '../calls';
import { bindings } from '../patterns';
import { field, plainName, type SyntaxNode } from '../syntax';
import { nodesOf } from './nodes';

/** Methods that keep what they are given. */
export const keepingMethod = /^(?:set|insert|store|replace|swap)$/;

/** Something that is done with variables. */
interface Step {
  readonly start: number;
  readonly uses: ReadonlySet<string>;
  /** The variables that it declares; undefined: it keeps what it uses. */
  readonly declares: readonly string[] | undefined;
}

/**
 * `*kept = Some(client.clone())`, `state.clients.insert(tenant, client)`: the next event may find it there, and not come
 * this far. By names alone: where another variable has the name of the client's, nothing is said.
 * @param within the calls that are asked for
 */
export function keptLater(within: SyntaxNode): (call: SyntaxNode) => boolean {
  const steps = nodesOf(within).flatMap(stepOf);
  return (call) => {
    const names = new Set(holders(call));
    const isNamed = ({ uses }: Step): boolean => [...names].some((name) => uses.has(name));
    for (const step of names.size > 0 ? steps : []) {
      if (step.start < call.endIndex || !isNamed(step)) continue;
      if (!step.declares) return true;
      for (const name of step.declares) names.add(name);
    }
    return false;
  };
}

/** `let client = { … Client::new(…) }` */
function holders(call: SyntaxNode): readonly string[] {
  const names: string[] = [];
  for (let node = call.parent; node && node.type !== 'function_item'; node = node.parent)
    if (node.type === 'let_declaration') names.push(...declaredBy(node));
  return names;
}

function stepOf(node: SyntaxNode): readonly Step[] {
  const start = node.startIndex;
  if (node.type === 'let_declaration') {
    const value = field(node, 'value');
    // What is waited for is an answer that the client got.
    const isWrapped = value && nodesOf(value).every(({ type }) => type !== 'await_expression');
    return isWrapped ? [{ start, uses: usedIn(value), declares: declaredBy(node) }] : [];
  }
  const kept = keptBy(node);
  return kept ? [{ start, uses: usedIn(kept), declares: undefined }] : [];
}

function keptBy(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'assignment_expression') return field(node, 'right');
  const method = node.type === 'call_expression' ? calledMethod(node) : undefined;
  return method && keepingMethod.test(method.name) ? field(node, 'arguments') : undefined;
}

function declaredBy(declaration: SyntaxNode): readonly string[] {
  const pattern = field(declaration, 'pattern');
  return pattern ? bindings(pattern) : [];
}

const usedIn = (node: SyntaxNode): ReadonlySet<string> =>
  new Set(nodesOf(node).flatMap(({ type, text }) => (type === 'identifier' ? [plainName(text)] : [])));
