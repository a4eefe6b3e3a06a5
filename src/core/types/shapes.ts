/** From a type, as it is written in a Rust source, to what serde accepts for it. */
import type { Definition } from '../rust/definition';
import type { Item } from '../rust/items';
import type { Module } from '../rust/module';
import type { Resolver } from '../rust/resolve';
import type { Sources } from '../rust/sources';
import { children, field, pathSegments, type SyntaxNode } from '../rust/syntax';
import type { Shape } from '../shape/shape';
import { ConstValues } from './constants';
import type { GraphCrates } from './crates';
import { genericArguments, genericParameters } from './declaration';
import { define } from './define';
import { httpRequest } from './httpRequest';
import { isSerde, knownType, type Known } from './knownCrates';
import { open, primitive, text, tuple, unit } from './primitives';
import { scopeOf, type TypeScope } from './scope';
import { argumentKey, asWritten, withImport } from './typeText';

/** Aliases, arguments and structs within each other; ends `type A = A`, and generics that grow without end. */
const maxDepth = 60;

/** More than any event has; generics that grow in breadth end here. */
const maxDefinitions = 1_000;

/** A struct, enum or alias, found. */
export interface Found {
  readonly module: Module;
  readonly item: Item;
  /** Read by the function that `#[serde(remote = "…")]` makes. */
  readonly inPlace?: true;
  /** Of the functions that it is declared in. */
  readonly locals?: ReadonlyMap<string, Item>;
}

/** Reads types into one set of definitions. */
export class Shapes {
  readonly definitions = new Map<string, Shape>();
  /** Per definition, and '' for what is in none: why serde may refuse what the shape takes. */
  readonly loose = new Map<string, Set<string>>();
  /** Definitions that serde reads as newtypes: absent, they are never `None`. */
  readonly newtypes = new Set<string>();
  readonly #consts: ConstValues;
  #depth = 0;
  /** The definition that is being read. */
  #owner = '';

  constructor(
    readonly sources: Sources,
    readonly resolver: Resolver,
    readonly crates: GraphCrates,
  ) {
    this.#consts = new ConstValues(sources, resolver);
  }

  /** What is told of a definition: that its shape takes more than serde does. */
  note(why: string): void {
    const notes = this.loose.get(this.#owner) ?? new Set();
    this.loose.set(this.#owner, notes.add(why));
  }

  known({ shape, loose }: Known): Shape {
    if (loose !== undefined) this.note(loose);
    return shape;
  }

  async type(node: SyntaxNode, scope: TypeScope): Promise<Shape> {
    if (this.#depth >= maxDepth) return open('its types go too deep');
    this.#depth++;
    try {
      return await this.#type(node, scope);
    } finally {
      this.#depth--;
    }
  }

  async #type(node: SyntaxNode, scope: TypeScope): Promise<Shape> {
    switch (node.type) {
      case 'primitive_type':
        return primitive(node.text) ?? open(`${node.text} is not known`);
      case 'identifier':
      case 'scoped_identifier':
      case 'type_identifier':
      case 'scoped_type_identifier':
      case 'generic_type':
        return this.#path(node, scope);
      case 'unit_type':
        return unit;
      case 'tuple_type': {
        const items: Shape[] = [];
        for (const item of children(node)) items.push(await this.type(item, scope));
        const [only] = items;
        return only && items.length === 1 && !/,\s*\)$/.test(node.text) ? only : tuple(items);
      }
      case 'array_type': {
        const element = field(node, 'element');
        if (!element) break;
        const of = await this.type(element, scope);
        const length = field(node, 'length');
        if (!length) return { kind: 'seq', of };
        const value = await this.#consts.value(length, scope);
        return value === undefined
          ? open(`the length of ${asWritten(node)} is not known`)
          : { kind: 'seq', of, length: value };
      }
      case 'reference_type': {
        // serde_json borrows only strings: what else is behind a reference isn't made of JSON.
        const referred = field(node, 'type');
        if (!referred || !/^str$|\bPath$|^\[\s*u8\s*\]$/.test(referred.text)) break;
        if (referred.type === 'array_type') return { ...text('bytes'), borrowed: true };
        const borrowed: Shape = await this.type(referred, scope);
        return borrowed.kind === 'string' ? { ...borrowed, borrowed: true } : borrowed;
      }
    }
    return open(`what ${asWritten(node)} takes is not known`);
  }

  async #path(node: SyntaxNode, scope: TypeScope): Promise<Shape> {
    const written = pathSegments(node);
    const [first = ''] = written;
    const path = withImport(node, written);
    const bound = path.length === 1 ? scope.types.get(first) : undefined;
    if (bound) return bound;
    if (scope.types.has(first)) return open(`what ${asWritten(node)} is is not known`);
    const local = path.length === 1 ? scope.locals?.get(first) : undefined;
    if (local)
      return this.named(
        { module: scope.module, item: local, ...(scope.locals && { locals: scope.locals }) },
        genericArguments(node),
        scope,
      );
    const definition = await this.resolver.resolve(scope.module, path, 'type');
    if (definition?.kind === 'external') {
      const args = await this.#shapes(genericArguments(node), scope);
      const features = this.crates.features(definition.path[0] ?? '');
      const known = knownType(definition.path, args, features);
      // `f64::deserialize(…)`: a type, but for the grammar any name.
      const plain = definition.path.length === 1 ? primitive(first) : undefined;
      if (plain) return plain;
      return known ? this.known(known) : open(`${definition.path.join('::')} is not known`);
    }
    if (definition?.kind !== 'type') return open(`${path.join('::')} is not found`);
    const found = this.#item(definition.module, definition.name);
    if (!found) return open(`${path.join('::')} is not declared in one way only`);
    return this.named(found, genericArguments(node), scope);
  }

  #item(module: Module, name: string): Found | undefined {
    const items = module.items.filter(
      (item) =>
        item.name === name && ['struct', 'enum', 'union', 'type', 'trait'].includes(item.keyword ?? ''),
    );
    const [item] = items;
    return item && items.length === 1 ? { module, item } : undefined;
  }

  /** A type that is read in place of another one. */
  async inPlace(type: Definition & { readonly kind: 'type' }, scope: TypeScope): Promise<Shape> {
    const found = this.#item(type.module, type.name);
    return found ? this.named({ ...found, inPlace: true }, [], scope) : open(`${type.name} is not found`);
  }

  async #shapes(nodes: readonly SyntaxNode[], scope: TypeScope): Promise<readonly Shape[]> {
    const shapes: Shape[] = [];
    for (const node of nodes) shapes.push(await this.type(node, scope));
    return shapes;
  }

  /** A struct, enum or alias with these arguments, which are written in `scope`. */
  async named(found: Found, args: readonly SyntaxNode[], scope: TypeScope): Promise<Shape> {
    const { module, item, locals } = found;
    const name = item.name ?? '';
    const node = this.sources.item(module.file, item);
    if (!node || node.hasError) return open(`${name} is not complete`);
    const special = await this.#special(found, args, scope);
    if (special) return special;
    const inner = await this.#bind(node, args, scope, { ...scopeOf(module), ...(locals && { locals }) });
    if (item.keyword === 'type') {
      const aliased = field(node, 'type');
      return aliased ? this.type(aliased, inner) : open(`${name} is not complete`);
    }
    if (item.keyword !== 'struct' && item.keyword !== 'enum') return open(`${name} is a ${item.keyword}`);
    const place = found.inPlace ? ' in place' : '';
    const id = `${module.file.path}#${item.start}::${name}${argumentKey(inner)}${place}`;
    if (id.length > longestId || this.definitions.size >= maxDefinitions)
      return open('its types go too deep');
    if (!this.definitions.has(id)) await this.#define(id, { ...found, node }, inner);
    return { kind: 'ref', id };
  }

  async #define(id: string, found: Found & { readonly node: SyntaxNode }, scope: TypeScope): Promise<void> {
    const self: Shape = { kind: 'ref', id };
    this.definitions.set(id, open(`${found.item.name} contains itself`));
    const owner = this.#owner;
    this.#owner = id;
    try {
      const types = new Map(scope.types).set('Self', self);
      this.definitions.set(id, await define(this, id, found, { ...scope, types }));
    } finally {
      this.#owner = owner;
    }
  }

  /** Types of Lambda's crates that say what they are by what they are made from. */
  async #special(found: Found, args: readonly SyntaxNode[], scope: TypeScope): Promise<Shape | undefined> {
    const pkg = this.crates.packageOf(found.module)?.name;
    const name = found.item.name ?? '';
    const [payload] = args;
    if (pkg === 'lambda_runtime' && name === 'LambdaEvent' && payload) return this.type(payload, scope);
    if ((pkg === 'lambda_http' || pkg === 'http') && name === 'Request')
      return this.httpRequest(scope.module);
    return pkg === 'lambda_http' && name === 'LambdaRequest' ? httpRequest(this, found) : undefined;
  }

  /** What a function takes that is called over HTTP: an event of one of the triggers that lambda_http is built for. */
  async httpRequest(module: Module): Promise<Shape> {
    const root = await this.crates.rootNamed(module, 'lambda_http');
    const type = root && (await this.resolver.resolve(root, ['request', 'LambdaRequest'], 'type'));
    const found = type?.kind === 'type' ? this.#item(type.module, type.name) : undefined;
    return found ? httpRequest(this, found) : open('which triggers lambda_http is built for is not known');
  }

  /** The parameters of an item, bound to what it is given, or to their defaults. */
  async #bind(
    item: SyntaxNode,
    args: readonly SyntaxNode[],
    scope: TypeScope,
    inner: TypeScope,
  ): Promise<TypeScope> {
    const types = new Map<string, Shape>();
    const consts = new Map<string, number | undefined>();
    const bound = { ...inner, types, consts };
    for (const [index, parameter] of genericParameters(item).entries()) {
      const arg = args[index] ?? parameter.default;
      const where = args[index] ? scope : bound;
      if (parameter.kind === 'const') {
        consts.set(parameter.name, arg && (await this.#consts.value(arg, where)));
      } else {
        types.set(parameter.name, arg ? await this.type(arg, where) : open(`${parameter.name} is not given`));
      }
    }
    return bound;
  }

  /** Whether a derive's path is serde's. */
  async isDeserialize(module: Module, path: readonly string[]): Promise<boolean> {
    const isNamed = (name: string | undefined): boolean => name === 'Deserialize';
    const isImported = ({ name, path: from }: Module['imports'][number]): boolean =>
      name === path[0] && isNamed(from.at(-1));
    // `use serde::Deserialize as De`; of all others the name is enough to know.
    if (!isNamed(path.at(-1)) && !(path.length === 1 && module.imports.some(isImported))) return false;
    const definition = await this.resolver.resolve(module, path, 'type');
    if (definition?.kind !== 'external') return false;
    if (definition.path.length > 1) return isSerde(definition.path) && isNamed(definition.path.at(-1));
    // `#[macro_use] extern crate serde_derive` makes it known everywhere.
    return module.root.items.some(
      ({ keyword, name, attributes }) =>
        keyword === 'crate' && isSerde([name ?? '']) && attributes.some((text) => /macro_use/.test(text)),
    );
  }
}

/** UTF-16 code units; generics that grow without end make ids that do. */
const longestId = 4_000;
