/**
 * Rust types as this harness makes them up. From one description come both the Rust source that serde's derive reads
 * (rust.ts) and what the extension says about it (shapes.ts).
 */
import type { Shape } from '../../src/core/shape/shape';

/** A type where it is used: its Rust text, and what serde accepts for it. */
export interface RustType {
  readonly rust: string;
  readonly shape: Shape;
  /** A newtype struct is never taken as present when its key is not, even round an `Option`. */
  readonly newtype?: true;
}

export type RenameRule =
  | 'lowercase'
  | 'UPPERCASE'
  | 'PascalCase'
  | 'camelCase'
  | 'snake_case'
  | 'SCREAMING_SNAKE_CASE'
  | 'kebab-case'
  | 'SCREAMING-KEBAB-CASE';

export interface FieldModel {
  /** In Rust: `retry_count`, `r#type`. Of no meaning in tuples. */
  readonly name: string;
  readonly type: RustType;
  readonly rename?: string;
  readonly aliases?: readonly string[];
  /** `path`: of a function. */
  readonly default?: 'trait' | 'path';
  readonly flatten?: true;
  readonly skip?: 'skip' | 'skip_deserializing' | 'skip_serializing';
  /** `deserialize_with`, by a function that does what the type does: only what serde makes of absence changes. */
  readonly with?: true;
}

export type Body =
  | { readonly form: 'unit' }
  | { readonly form: 'newtype' | 'tuple' | 'struct'; readonly fields: readonly FieldModel[] };

export interface VariantModel {
  readonly name: string;
  readonly body: Body;
  readonly rename?: string;
  readonly aliases?: readonly string[];
  readonly renameAll?: RenameRule;
  readonly other?: true;
  readonly untagged?: true;
  readonly skip?: true;
}

/** Attributes of the container. */
export interface ContainerRules {
  readonly rename?: string;
  readonly renameAll?: RenameRule;
  /** As `rename_all(serialize = …, deserialize = …)`: only the second counts. */
  readonly oneSided?: true;
  readonly renameAllFields?: RenameRule;
  readonly denyUnknown?: true;
  readonly default?: true;
  readonly transparent?: true;
  readonly tag?: string;
  readonly content?: string;
  readonly untagged?: true;
  /** It has an order, as keys of maps need. */
  readonly ordered?: true;
}

export type Item =
  | { readonly kind: 'struct'; readonly name: string; readonly rules: ContainerRules; readonly body: Body }
  | {
      readonly kind: 'enum';
      readonly name: string;
      readonly rules: ContainerRules;
      readonly variants: readonly VariantModel[];
    }
  /** Written by hand, with its shape. */
  | { readonly kind: 'source'; readonly name: string; readonly rust: string; readonly shape?: Shape };

export interface GeneratedType {
  /** What the table counts it under. */
  readonly rule: string;
  readonly root: RustType;
  readonly items: readonly Item[];
  /** Not exact: what serde rejects may be accepted. */
  readonly open?: true;
  /** Strings are taken with control characters as they are, which no JSON has: only JSON is tried. */
  readonly rawBytes?: true;
  /** Of its source, where its shape is read from that: the shape may lack some. */
  readonly words?: readonly string[];
}
