import type { Module } from '../rust/module';
import type { Shape } from '../shape/shape';

/** What the names in a type mean: where it is written, and what the generic parameters there stand for. */
export interface TypeScope {
  readonly module: Module;
  readonly types: ReadonlyMap<string, Shape>;
  /** undefined: a value that can't be computed. */
  readonly consts: ReadonlyMap<string, number | undefined>;
}

export const scopeOf = (module: Module): TypeScope => ({ module, types: new Map(), consts: new Map() });
