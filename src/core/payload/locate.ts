/** Where in a payload that is which a function rejected. */
import { check } from '../shape/checker';
import { unexpected, type Problem } from '../shape/problem';
import type { ShapeSet } from '../shape/shape';
import { parseJson, type Entry, type JsonNode } from '../shape/tree';
import { closestFault } from './closestFault';
import { pathText } from './pathText';
import { stopOf } from './readingStop';
import { nodesAt, type Reached } from './rejectedPath';

/** UTF-16 code units from the start. */
export interface TextSpan {
  readonly offset: number;
  readonly length: number;
}

export interface Rejection {
  /** In serde's words, without path and position. */
  readonly message?: string;
  /** serde's, `lines[0].pieces`. It ends where values are kept to be looked at later, as behind a tag. */
  readonly path?: string;
  /** Where serde_json had come to: 1-based, `column` in bytes of the line. */
  readonly line?: number;
  readonly column?: number;
}

/**
 * The value or key that serde rejected, or else where serde_json stopped reading; for a field that is missing, the
 * object around it.
 * @param set what the function takes, if that is known: it tells places which serde's path does not reach
 */
export function rejectedSpan(payload: string, rejection: Rejection, set?: ShapeSet): TextSpan | undefined {
  const { path, message = '' } = rejection;
  const stop = stopOf(payload, rejection);
  const { root } = parseJson(payload);
  if (!root) return stop;
  const problem = set && sameProblem(check(root, set), rejection);
  if (set && problem) return spanOf(closestFault(problem, root, set));
  const isSerdes = /^(?:missing|unknown|duplicate|invalid|data did not match)\b/.test(message);
  if (path === undefined && !isSerdes) {
    const at = stop && innermost(root, stop.offset);
    return at && at.kind !== 'object' && at.kind !== 'array' ? spanOf(at) : stop;
  }
  const reached = path === undefined ? [{ node: root }] : nodesAt(root, path);
  const around = reached.filter(({ node }) => stop && holds(node, stop.offset));
  const found = (around.length > 0 ? around : reached)[0];
  return found ? spanOf(named(found, message, path, stop)) : stop;
}

const spanOf = ({ offset, length }: TextSpan): TextSpan => ({ offset, length });

const holds = ({ offset, length }: TextSpan, at: number): boolean => offset <= at && at < offset + length;

/** The first one in serde's words: serde stops there. */
function sameProblem(problems: readonly Problem[], { message, path = '' }: Rejection): Problem | undefined {
  const same = problems.filter((problem) => problem.message === message);
  return same.find((problem) => pathText(problem.path) === path) ?? same[0];
}

/** Of what is at serde's path, that which its message is about. */
function named(
  { node, entry }: Reached,
  message: string,
  path: string | undefined,
  stop: TextSpan | undefined,
): TextSpan {
  const [, what = '', name = ''] =
    /^(unknown field|duplicate field|unknown variant) `([^`]*)`/.exec(message) ?? [];
  if (what === 'unknown field' && entry?.key.value === name) return entry.key;
  if (what === 'duplicate field') return twice(node, name) ?? node;
  if (what !== '') return only(tokensIn(node).filter((token) => token.value === name)) ?? node;
  // A key that is none of its type.
  if (path?.endsWith('?') && node.kind === 'object')
    return node.entries.find(({ key }) => stop && holds(key, stop.offset))?.key ?? node;
  const value = /^invalid (?:type|value): (.+), expected /s.exec(message)?.[1];
  if (value === undefined || unexpected(node) === value) return node;
  return only(nodesIn(node).filter((each) => unexpected(each) === value)) ?? node;
}

const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);

function twice(node: JsonNode, name: string): TextSpan | undefined {
  const doubled = nodesIn(node).flatMap((each) => {
    const keys = each.kind === 'object' ? each.entries.filter(({ key }) => key.value === name) : [];
    return keys[1]?.key ?? [];
  });
  return doubled[0];
}

/** A node and all in it. */
function nodesIn(root: JsonNode): readonly JsonNode[] {
  const found = [root];
  for (const node of found) {
    if (node.kind === 'array') for (const item of node.items) found.push(item);
    else if (node.kind === 'object') for (const { value } of node.entries) found.push(value);
  }
  return found;
}

/** The strings in a node, keys included. */
const tokensIn = (root: JsonNode): readonly Entry['key'][] =>
  nodesIn(root).flatMap((node) =>
    node.kind === 'string' ? node : node.kind === 'object' ? node.entries.map(({ key }) => key) : [],
  );

function innermost(root: JsonNode, at: number): JsonNode | undefined {
  let found: JsonNode | undefined;
  for (let next: JsonNode | undefined = root; next && holds(next, at);) {
    found = next;
    const inner: readonly JsonNode[] =
      next.kind === 'array'
        ? next.items
        : next.kind === 'object'
          ? next.entries.map(({ value }) => value)
          : [];
    next = inner.find((each) => holds(each, at));
  }
  return found;
}
