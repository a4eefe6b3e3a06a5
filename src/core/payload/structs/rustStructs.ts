/** Rust types for payloads that are there. */
import { parseJson } from '../../shape/tree';
import { fieldName } from '../../types/renameRule';
import { asIdentifier, commonRule, rustField, rustType, singular } from './rustNames';
import { nothing, seen, type Numbers, type SampleObject, type SampleType } from './sampleType';

export interface RustTypes {
  /** Of a payload: one of the types below, or `Vec<Order>`. */
  readonly root: string;
  /** The items, laid out as rustfmt does, each with what it derives. */
  readonly source: string;
  /** Crates that it names, beside serde. */
  readonly crates: readonly 'serde_json'[];
}

/**
 * A field that is not in every payload, or null in one, is an Option; what is of several kinds is a Value.
 * @param payloads JSON each
 * @param name of the type for a whole payload
 * @param taken names of types that are there already
 * @returns undefined when one of the payloads is no JSON, or when there is none
 */
export function rustTypes(
  payloads: readonly string[],
  name: string,
  taken: ReadonlySet<string> = new Set(),
): RustTypes | undefined {
  let type = nothing;
  for (const payload of payloads) {
    const { root } = parseJson(payload);
    if (!root) return undefined;
    type = seen(type, root);
  }
  if (type.count === 0) return undefined;
  const writer = new Writer(taken);
  const root = writer.type(type, name);
  return { root, source: writer.items.join('\n'), crates: writer.usesValue ? ['serde_json'] : [] };
}

class Writer {
  readonly items: string[] = [];
  usesValue = false;
  readonly #taken: Set<string>;

  constructor(taken: ReadonlySet<string>) {
    // What everybody has in scope, and what a struct of that name would hide.
    this.#taken = new Set([
      ...taken,
      'Option',
      'String',
      'Vec',
      'Box',
      'Result',
      'Some',
      'None',
      'Value',
      'Self',
    ]);
  }

  /** @param key that names what it is of */
  type(type: SampleType, key: string): string {
    const plain = this.#present(type, key);
    return type.isNull && plain !== this.#value() ? `Option<${plain}>` : plain;
  }

  #present(type: SampleType, key: string): string {
    const { isBool, isText, numbers, items, object } = type;
    const kinds = [isBool, isText, numbers, items, object].filter(Boolean);
    if (kinds.length !== 1) return this.#value();
    if (object) return object.fields.size > 0 ? this.#struct(object, key) : this.#value();
    if (items) return items.count > 0 ? `Vec<${this.type(items, singular(key))}>` : `Vec<${this.#value()}>`;
    if (numbers) return numberType(numbers);
    return isBool ? 'bool' : 'String';
  }

  /** Nothing was seen, or more than one type is for. */
  #value(): string {
    this.usesValue = true;
    return 'serde_json::Value';
  }

  #struct({ count, fields }: SampleObject, key: string): string {
    const name = rustType(key, this.#taken);
    this.#taken.add(name);
    const at = this.items.length;
    // Its own place is before those of its fields.
    this.items.push('');
    const names = new Set<string>();
    const named = [...fields].map(([of, type]) => {
      const field = rustField(of, names);
      names.add(field);
      return { key: of, name: field, type };
    });
    const rule = commonRule(named);
    const lines = named.map(({ key: of, name: field, type }) => {
      const isRenamed = fieldName(rule, field) !== of;
      const rename = isRenamed ? `    #[serde(rename = ${rustString(of)})]\n` : '';
      const whole = this.type(type, of);
      const mayMiss = type.count < count && !whole.startsWith('Option<');
      return `${rename}    pub ${asIdentifier(field)}: ${mayMiss ? `Option<${whole}>` : whole},\n`;
    });
    const container = rule ? `#[serde(rename_all = "${rule}")]\n` : '';
    this.items[at] =
      `#[derive(Debug, Clone, Deserialize, Serialize)]\n${container}pub struct ${name} {\n${lines.join('')}}\n`;
    return name;
  }
}

/** What most would write: 64 bits, and a sign where one was seen. */
function numberType({ isFloat, min, max }: Numbers): string {
  if (isFloat) return 'f64';
  return max > 2n ** 63n - 1n ? (min < 0n ? 'f64' : 'u64') : 'i64';
}

/** Of what Rust escapes differently only control characters are left. */
const rustString = (text: string): string =>
  JSON.stringify(text)
    .replace(/\\u([0-9a-f]{4})/g, '\\u{$1}')
    .replaceAll('\\b', '\\u{8}')
    .replaceAll('\\f', '\\u{c}');
