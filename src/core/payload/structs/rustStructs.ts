/** Rust types for payloads that are there. */
import { check } from '../../shape/checker';
import { parseJson, type JsonNode } from '../../shape/tree';
import { TypeWriter } from './typeWriter';
import { sampleType } from './sampleType';

export interface RustTypes {
  /** Of a payload: one of the types below, or `Vec<Order>`. */
  readonly root: string;
  /** The items, laid out as rustfmt does, each with what it derives. */
  readonly source: string;
  /** Crates that it names, beside serde. */
  readonly crates: readonly 'serde_json'[];
}

export interface RustTypesOptions {
  /** Names of types that are there already. */
  readonly taken?: ReadonlySet<string>;
  /** As they are written: `Deserialize`, or `serde::Deserialize` where that is not in scope. */
  readonly derives?: readonly string[];
}

/**
 * A field that is not in every payload, or null in one, is an Option; what is of several kinds is an enum of these when
 * they are few and plain, else a Value; an object whose keys are data is a map.
 * @param payloads JSON each
 * @param name of the type for a whole payload
 * @returns undefined when there is no payload, or one that no type can take
 */
export function rustTypes(
  payloads: readonly string[],
  name: string,
  { taken = new Set(), derives = ['Debug', 'Clone', 'Deserialize', 'Serialize'] }: RustTypesOptions = {},
): RustTypes | undefined {
  const values = payloads.map(readable);
  if (values.length === 0 || !values.every((value) => value !== undefined)) return undefined;
  const writer = new TypeWriter(taken, derives);
  const root = writer.type(sampleType(values), name);
  return { root, source: writer.items.join('\n'), crates: writer.usesValue ? ['serde_json'] : [] };
}

/** What serde_json can read; undefined also for numbers and escapes that stand for nothing, and too deep a nesting. */
export function readable(payload: string): JsonNode | undefined {
  const { root } = parseJson(payload);
  return root && check(root, { root: { kind: 'any' }, definitions: new Map() }).length === 0
    ? root
    : undefined;
}
