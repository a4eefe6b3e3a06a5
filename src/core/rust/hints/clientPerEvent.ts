/**
 * Clients and configurations that are built for every event. What `main` builds before it runs the handler is built once
 * for every cold start, and its connections are used again ("Best practices for working with AWS Lambda functions",
 * "Take advantage of execution environment reuse").
 */
import { calledMethod, calledPath, isPath } from '../calls';
import type { Module } from '../module';
import { parameters } from '../patterns';
import type { Resolver } from '../resolve';
import { localBinding } from '../scope';
import { field, pathSegments, plainName, type SyntaxNode } from '../syntax';
import { bare } from '../value';
import { certainName } from './certainName';
import { outermost, type HandlerCode } from './handlerCode';
import type { Finding } from './hint';
import { keepingMethod, keptLater } from './keptClient';
import { nodesOf } from './nodes';

const builders =
  /^(?:aws_config::load_(?:from_env|defaults)|aws_sdk_\w+::(?:client::)?Client::(?:new|from_conf)|reqwest::Client::(?:new|default))$/;

/** Methods that build what a chain of calls describes, and what such a chain starts with. */
const chains: Readonly<Record<string, RegExp>> = {
  load: /^aws_config::(?:from_env|defaults)$/,
  build: /^reqwest::(?:Client::builder|ClientBuilder::new)$/,
};

/** More than anyone writes; looking up variables takes long in long handlers. */
const mostClients = 20;

export async function clientPerEvent(resolver: Resolver, code: HandlerCode): Promise<readonly Finding[]> {
  if (code.calls.some(({ node }) => isKept(node))) return [];
  const clients: (Built & { readonly call: SyntaxNode })[] = [];
  for (const { node, isEveryTime } of code.calls) {
    const built = isEveryTime && clients.length < mostClients && (await builtBy(resolver, code, node));
    if (built) clients.push({ ...built, call: node });
  }
  const findings: Finding[] = [];
  const isKeptLater = clients[0] && keptLater(outermost(clients[0].call));
  for (const { call, name, node } of clients) {
    if (!isKeptLater?.(call) && (await isSameForAllEvents(resolver, code, call)))
      findings.push({ kind: 'clientPerEvent', call: name, node });
  }
  return findings;
}

/** `CLIENT.set(client)`: the handler has a way of its own to build something once. */
function isKept(call: SyntaxNode): boolean {
  const method = calledMethod(call);
  return (
    method !== undefined &&
    keepingMethod.test(method.name) &&
    /^(?:\w+::)*[A-Z][A-Z\d_]*$/.test(method.receiver.text)
  );
}

interface Built {
  /** Of what builds it, `aws_config::load_from_env`. */
  readonly name: string;
  /** To point at. */
  readonly node: SyntaxNode;
}

async function builtBy(resolver: Resolver, code: HandlerCode, call: SyntaxNode): Promise<Built | undefined> {
  const path = calledPath(call);
  if (path) {
    const name = await certainName(resolver, code, path);
    return name !== undefined && builders.test(name) ? { name, node: path } : undefined;
  }
  const method = calledMethod(call);
  const start = method && Object.hasOwn(chains, method.name) ? startOf(method.receiver) : undefined;
  const name = start && (await certainName(resolver, code, start));
  if (!method || !start || name === undefined || !chains[method.name]?.test(name)) return undefined;
  const isWithin = start.startIndex >= call.startIndex && start.endIndex <= call.endIndex;
  return { name, node: isWithin ? start : (field(call, 'function') ?? call) };
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
  { module, names }: HandlerCode,
  expression: SyntaxNode,
): Promise<boolean> {
  const values = new Map([[expression.startIndex, expression]]);
  // What is added is gone through too, each value once.
  for (const value of values.values()) {
    for (const node of nodesOf(value)) {
      // `format!("{region}")`: what a macro uses can't be seen.
      if (node.type === 'macro_invocation') return false;
      const name = node.type === 'identifier' ? plainName(node.text) : '';
      const binding = names.variables.has(name) ? localBinding(node, name) : undefined;
      if (binding?.kind === 'opaque') return false;
      // `conf.set_region(event.payload.region)`: methods may change it.
      if (binding?.kind === 'let' && binding.isMutable) return false;
      if (binding?.kind === 'parameter') {
        const parameter = parameters(binding.owner)[binding.index];
        if (!parameter || !(await isConfiguration(resolver, module, parameter))) return false;
      }
      if (binding?.kind === 'let') values.set(binding.value.startIndex, binding.value);
      if (values.size > mostValues) return false;
    }
  }
  return true;
}

/** That are looked at for one client. */
const mostValues = 50;

/** `config: &SdkConfig` is what `main` loaded. */
async function isConfiguration(resolver: Resolver, module: Module, parameter: SyntaxNode): Promise<boolean> {
  let type = field(parameter, 'type');
  while (type?.type === 'reference_type') type = field(type, 'type');
  const definition = type && (await resolver.resolve(module, pathSegments(type), 'type'));
  return (
    definition?.kind === 'external' &&
    /^aws_(?:config|types)::(?:\w+::)?SdkConfig$/.test(definition.path.join('::'))
  );
}
