/** The calls that run for every event, because they stand in the handler itself. */
import { calledMethod, calledPath } from '../calls';
import type { HandlerFunction } from '../handlerFunction';
import type { Module } from '../module';
import { children, field, pathSegments, type SyntaxNode } from '../syntax';
import { ownNames, type OwnNames } from './ownNames';

export interface HandlerCode {
  readonly module: Module;
  readonly names: OwnNames;
  /** In source order. */
  readonly calls: readonly HandlerCall[];
}

/** How often, and by what, a part of the handler is run. */
interface Run {
  /** By the async runtime, which can do nothing else meanwhile. */
  readonly isAsync: boolean;
  /** For every event (or more often), and its value is not kept for the next. */
  readonly isEveryTime: boolean;
  readonly isInLoop: boolean;
}

export interface HandlerCall extends Run {
  /** A `call_expression`. */
  readonly node: SyntaxNode;
}

export function handlerCode(handler: HandlerFunction): HandlerCode {
  const { module, node } = handler.kind === 'function' ? handler.definition : handler;
  const run: Run = { isAsync: isAsync(node), isEveryTime: true, isInLoop: false };
  const body = field(node, 'body');
  return { module, names: ownNames(outermost(node)), calls: body ? callsIn(body, run) : [] };
}

/** The function around a node: with what a closure captures. */
export function outermost(node: SyntaxNode): SyntaxNode {
  let found = node;
  for (let at = node.parent; at; at = at.parent) if (at.type === 'function_item') found = at;
  return found;
}

/** `async fn`, `async |event| …` */
const isAsync = (fn: SyntaxNode): boolean =>
  fn.type === 'function_item'
    ? children(fn).some(({ type, text }) => type === 'function_modifiers' && /\basync\b/.test(text))
    : /^(?:static\s+)?async\b/.test(fn.text);

function callsIn(body: SyntaxNode, run: Run): readonly HandlerCall[] {
  const calls: HandlerCall[] = [];
  const open: [SyntaxNode, Run][] = [[body, run]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, here] = next;
    if (node.type === 'call_expression') calls.push({ node, ...here });
    open.push(...partsOf(node, here).reverse());
  }
  return calls;
}

/** What is run when it is called: by whom, or whether at all, is not known here. */
const isLater = (node: SyntaxNode): boolean =>
  node.type === 'closure_expression' ||
  node.type.endsWith('_item') ||
  (node.type === 'async_block' && !isAwaited(node));

/** A branch of `if cfg!(test)`: which is taken is for the build to say. */
function isForSomeBuilds({ type, parent }: SyntaxNode): boolean {
  const condition = parent?.type === 'if_expression' ? field(parent, 'condition') : undefined;
  return (type === 'block' || type === 'else_clause') && /\bcfg\s*!/.test(condition?.text ?? '');
}

/** The parts of a node with how they are run; without those of which that isn't known. */
function partsOf(node: SyntaxNode, run: Run): [SyntaxNode, Run][] {
  const sometimes = { ...run, isEveryTime: false };
  const of = runsOf(node, run, sometimes);
  const inner = node.type === 'async_block' ? { ...run, isAsync: true } : undefined;
  return builtChildren(node)
    .filter((child) => !isLater(child) && !isForSomeBuilds(child))
    .map((child) => [child, inner ?? of(child)]);
}

function runsOf(node: SyntaxNode, run: Run, sometimes: Run): (child: SyntaxNode) => Run {
  const but =
    (name: string, other: Run) =>
    (child: SyntaxNode): Run =>
      child.startIndex === field(node, name)?.startIndex ? other : run;
  switch (node.type) {
    case 'if_expression':
      return (child) => (child.startIndex === field(node, 'condition')?.startIndex ? run : sometimes);
    case 'match_expression':
      return but('body', sometimes);
    case 'let_declaration':
      return but('alternative', sometimes);
    case 'assignment_expression':
    case 'compound_assignment_expr':
      // What is assigned may be kept: `self.client = …`.
      return but('right', sometimes);
    case 'binary_expression':
      return but('right', sometimes);
    case 'for_expression':
    case 'while_expression':
    case 'loop_expression':
      return but('body', { ...run, isInLoop: true });
    case 'call_expression':
      // `CELL.set(…)`, `list.push(…)`: a method may keep what it is given.
      return calledMethod(node) ? but('arguments', sometimes) : () => run;
    default:
      return () => run;
  }
}

/** Without what stands behind an attribute that may keep it out of the binary. */
function builtChildren(node: SyntaxNode): readonly SyntaxNode[] {
  let isConditional = false;
  return children(node).filter((child) => {
    if (child.type === 'attribute_item') {
      isConditional ||= /^#\[\s*cfg\b/.test(child.text);
      return false;
    }
    const isBuilt = !isConditional;
    isConditional = false;
    return isBuilt;
  });
}

/** What hands on the future that it is given. */
const wrappers = new Set(['instrument', 'in_current_span', 'boxed', 'boxed_local']);

/** Whether the handler waits for an `async` block, gives it back as its own future, or to tokio. */
function isAwaited(block: SyntaxNode): boolean {
  let at = block;
  for (let parent = at.parent; parent; parent = at.parent) {
    switch (parent.type) {
      case 'await_expression':
      case 'return_expression':
      case 'closure_expression':
      case 'function_item':
        return true;
      case 'block':
        if (children(parent).at(-1)?.startIndex !== at.startIndex) return false;
        break;
      case 'expression_statement':
        if (parent.text.endsWith(';')) return false;
        break;
      case 'arguments': {
        const path = parent.parent && calledPath(parent.parent);
        const name = path ? pathSegments(path).slice(-2).join('::') : '';
        if (name === 'tokio::spawn' || name === 'task::spawn') return true;
        if (name !== 'Box::pin') return false;
        break;
      }
      case 'field_expression':
        if (!wrappers.has(field(parent, 'field')?.text ?? '')) return false;
        break;
      case 'parenthesized_expression':
      case 'async_block':
      case 'call_expression':
        break;
      default:
        return false;
    }
    at = parent;
  }
  return false;
}
