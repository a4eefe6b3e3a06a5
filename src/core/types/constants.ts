/** Numbers that are known before anything runs: lengths of arrays. */
import type { Resolver } from '../rust/resolve';
import type { Sources } from '../rust/sources';
import { children, field, nameOf, pathSegments, plainName, type SyntaxNode } from '../rust/syntax';
import { scopeOf, type TypeScope } from './scope';

/** Constants that are made of each other, and nested arithmetic. */
const maxSteps = 50;

export class ConstValues {
  constructor(
    private readonly sources: Sources,
    private readonly resolver: Resolver,
  ) {}

  /** undefined for what can't be computed here: calls, macros, constants of crates without source. */
  async value(node: SyntaxNode, scope: TypeScope, steps = maxSteps): Promise<number | undefined> {
    if (steps === 0) return undefined;
    switch (node.type) {
      case 'integer_literal':
        return literal(node.text);
      case 'parenthesized_expression':
      case 'block': {
        const [only, ...more] = children(node);
        return only && more.length === 0 ? this.value(only, scope, steps - 1) : undefined;
      }
      case 'expression_statement': {
        const [only] = children(node);
        return only && this.value(only, scope, steps - 1);
      }
      case 'type_cast_expression': {
        const value = field(node, 'value');
        return value && this.value(value, scope, steps - 1);
      }
      case 'binary_expression':
        return this.#binary(node, scope, steps - 1);
      case 'identifier':
      case 'type_identifier':
      case 'scoped_identifier':
      case 'scoped_type_identifier':
        return this.#named(pathSegments(node), scope, steps - 1);
      default:
        return undefined;
    }
  }

  async #binary(node: SyntaxNode, scope: TypeScope, steps: number): Promise<number | undefined> {
    const [left, right] = [field(node, 'left'), field(node, 'right')];
    const a = left && (await this.value(left, scope, steps));
    const b = right && (await this.value(right, scope, steps));
    if (a === undefined || b === undefined) return undefined;
    switch (field(node, 'operator')?.text) {
      case '+':
        return a + b;
      case '-':
        return a >= b ? a - b : undefined;
      case '*':
        return a * b;
      case '/':
        return b === 0 ? undefined : Math.floor(a / b);
      case '%':
        return b === 0 ? undefined : a % b;
      case '<<':
        return a * 2 ** b;
      case '>>':
        return Math.floor(a / 2 ** b);
      default:
        return undefined;
    }
  }

  async #named(path: readonly string[], scope: TypeScope, steps: number): Promise<number | undefined> {
    const [first = ''] = path;
    if (path.length === 1 && scope.consts.has(first)) return scope.consts.get(first);
    const name = path.at(-1) ?? '';
    const definition = await this.resolver.resolve(scope.module, path);
    // `Type::LENGTH`, or a constant of a module.
    const owner = await this.#owner(path, scope);
    if (definition?.kind === 'constant') {
      const { module, item } = definition;
      const node = this.sources.item(module.file, item);
      const value = node && field(node, 'value');
      return value && this.value(value, scopeOf(module), steps);
    }
    return owner && this.#associated(owner, name, steps);
  }

  async #owner(
    path: readonly string[],
    scope: TypeScope,
  ): Promise<{ readonly scope: TypeScope; readonly type: string } | undefined> {
    if (path.length < 2) return undefined;
    const definition = await this.resolver.resolve(scope.module, path.slice(0, -1), 'type');
    return definition?.kind === 'type'
      ? { scope: scopeOf(definition.module), type: definition.name }
      : undefined;
  }

  /** `const LENGTH: usize = 3;` of an `impl Type` in the type's own module. */
  async #associated(
    { scope, type }: { readonly scope: TypeScope; readonly type: string },
    name: string,
    steps: number,
  ): Promise<number | undefined> {
    for (const item of scope.module.items) {
      if (item.keyword !== 'impl') continue;
      const node = this.sources.item(scope.module.file, item);
      const implemented = node && field(node, 'type');
      if (!node || !implemented || pathSegments(implemented).at(-1) !== type) continue;
      const body = field(node, 'body');
      const constant = (body ? children(body) : []).find(
        (each) => each.type === 'const_item' && nameOf(each) === plainName(name),
      );
      const value = constant && field(constant, 'value');
      if (value) return this.value(value, scope, steps);
    }
    return undefined;
  }
}

function literal(text: string): number | undefined {
  const digits = text.replaceAll('_', '').replace(/(?:[iu](?:8|16|32|64|128|size))$/, '');
  const value = Number(digits);
  return Number.isSafeInteger(value) ? value : undefined;
}
