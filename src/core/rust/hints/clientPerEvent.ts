/**
 * Clients and configurations that are built for every event. What `main` builds before it runs the handler is built once
 * for every cold start, and its connections are used again ("Best practices for working with AWS Lambda functions",
 * "Take advantage of execution environment reuse").
 */
import { calledMethod, calledPath, isPath } from '../calls';
import { parameters } from '../patterns';
import { refer, type Frame } from '../reference';
import type { Resolver } from '../resolve';
import { localBinding } from '../scope';
import { field, plainName, type SyntaxNode } from '../syntax';
import { bare } from '../value';
import { certainName } from './certainName';
import { nodesOf, type HandlerCode } from './handlerCode';
import type { Finding } from './hint';

const builders =
  /^(?:aws_config::load_(?:from_env|defaults)|aws_sdk_\w+::(?:client::)?Client::(?:new|from_conf)|reqwest::Client::(?:new|default))$/;

/** Methods that build what a chain of calls describes, and what such a chain starts with. */
const chains: Readonly<Record<string, RegExp>> = {
  load: /^aws_config::(?:from_env|defaults)$/,
  build: /^reqwest::(?:Client::builder|ClientBuilder::new)$/,
};

export async function clientPerEvent(
  resolver: Resolver,
  { frame, calls }: HandlerCode,
): Promise<readonly Finding[]> {
  const once = calls.filter(({ isEveryTime }) => isEveryTime).map(({ node }) => node);
  if (once.length === 0 || calls.some(({ node }) => isKept(node))) return [];
  const findings: Finding[] = [];
  for (const call of once) {
    const built = await builtBy(resolver, frame, call);
    if (built && (await isSameForAllEvents(resolver, frame, call)))
      findings.push({ kind: 'clientPerEvent', ...built });
  }
  return findings;
}

/** `CLIENT.set(client)`: the handler has a way of its own to build something once. */
function isKept(call: SyntaxNode): boolean {
  const method = calledMethod(call);
  return (
    method !== undefined &&
    /^(?:set|insert|store|replace|swap)$/.test(method.name) &&
    /^(?:\w+::)*[A-Z][A-Z\d_]*$/.test(method.receiver.text)
  );
}

/** What a call builds, and the path to point at. */
async function builtBy(
  resolver: Resolver,
  frame: Frame,
  call: SyntaxNode,
): Promise<{ readonly call: string; readonly node: SyntaxNode } | undefined> {
  const path = calledPath(call);
  if (path) {
    const name = await certainName(resolver, frame, path);
    return name !== undefined && builders.test(name) ? { call: name, node: path } : undefined;
  }
  const method = calledMethod(call);
  const start = method && Object.hasOwn(chains, method.name) ? startOf(method.receiver) : undefined;
  const name = start && (await certainName(resolver, frame, start));
  if (!method || !start || name === undefined || !chains[method.name]?.test(name)) return undefined;
  const isWithin = start.startIndex >= call.startIndex && start.endIndex <= call.endIndex;
  return { call: name, node: isWithin ? start : (field(call, 'function') ?? call) };
}

/** Ends `let a = b; let b = a` of half-typed code. */
const maxSteps = 50;

/** The path of the call that a chain of methods starts with; through variables. */
function startOf(receiver: SyntaxNode): SyntaxNode | undefined {
  let node = bare(receiver);
  for (let steps = 0; steps < maxSteps; steps++) {
    if (node.type === 'call_expression') {
      const path = calledPath(node);
      const next = path ? undefined : calledMethod(node)?.receiver;
      if (!next) return path;
      node = bare(next);
    } else {
      const binding = isPath(node) ? localBinding(node, plainName(node.text)) : undefined;
      if (binding?.kind !== 'let') return undefined;
      node = bare(binding.value);
    }
  }
  return undefined;
}

/** Nothing that it is built of comes from the event: a region, a tenant, the address of a web socket. */
async function isSameForAllEvents(
  resolver: Resolver,
  frame: Frame,
  expression: SyntaxNode,
  steps = 10,
): Promise<boolean> {
  if (steps === 0) return false;
  for (const node of nodesOf(expression)) {
    // `format!("{region}")`: what a macro uses can't be seen.
    if (node.type === 'macro_invocation') return false;
    if (node.type !== 'identifier') continue;
    const binding = localBinding(node, plainName(node.text));
    if (binding?.kind === 'opaque') return false;
    if (binding?.kind === 'parameter') {
      const parameter = parameters(binding.owner)[binding.index];
      if (!parameter || !(await isConfiguration(resolver, frame, parameter))) return false;
    }
    for (const value of binding?.kind === 'let' ? [binding.value, ...binding.later] : [])
      if (!(await isSameForAllEvents(resolver, frame, value, steps - 1))) return false;
  }
  return true;
}

/** `config: &SdkConfig` is what `main` loaded. */
async function isConfiguration(resolver: Resolver, frame: Frame, parameter: SyntaxNode): Promise<boolean> {
  let type = field(parameter, 'type');
  while (type?.type === 'reference_type') type = field(type, 'type');
  const reference = type && (await refer(resolver, frame, type, 'type'));
  return (
    reference?.kind === 'external' &&
    /^aws_(?:config|types)::(?:\w+::)?SdkConfig$/.test(reference.path.join('::'))
  );
}
