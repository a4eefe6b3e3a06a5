import { fieldName } from '../../types/renameRule';
import { isMap } from './dataKeys';
import { asIdentifier, commonRule, rustField, rustType, singular } from './rustNames';
import { merged, type Numbers, type SampleObject, type SampleType } from './sampleType';

/** More, nobody reads: what is left is a Value. */
const mostTypes = 200;

/** Deeper in each other, rustc's recursion limit (128) ends what derives are made of. */
const mostLevels = 32;

/** What everybody has in scope, what is derived, and what a handler names: a type would hide it. */
const wellKnown =
  'Option String Vec Box Result Some None Ok Err Value Self Debug Clone Default Deserialize Serialize Error LambdaEvent Context'.split(
    ' ',
  );

const value = 'serde_json::Value';

/** Writes a Rust item for each object, the outermost first. */
export class TypeWriter {
  readonly items: string[] = [];
  usesValue = false;
  readonly #taken: Set<string>;
  #level = 0;

  constructor(
    taken: ReadonlySet<string>,
    private readonly derives: readonly string[],
  ) {
    this.#taken = new Set([...taken, ...wellKnown]);
  }

  /** @param key that names what it is of */
  type(type: SampleType, key: string): string {
    this.#level++;
    const plain = this.#level > mostLevels ? this.#value() : this.#present(type, key);
    this.#level--;
    return type.isNull && plain !== value ? `Option<${plain}>` : plain;
  }

  #present(type: SampleType, key: string): string {
    const { isBool, isText, numbers, items, object } = type;
    const kinds = [isBool, isText, numbers, items, object].filter(Boolean);
    if (kinds.length > 1 && !items && !object) return this.#scalarEnum(type, key);
    if (kinds.length !== 1) return this.#value();
    if (object) return this.#object(object, key);
    if (items) return items.count > 0 ? `Vec<${this.type(items, singular(key))}>` : `Vec<${this.#value()}>`;
    if (numbers) return numberType(numbers);
    return isBool ? 'bool' : 'String';
  }

  /** Nothing was seen, or more than one type is for. */
  #value(): string {
    this.usesValue = true;
    return value;
  }

  #object(object: SampleObject, key: string): string {
    if (object.fields.size === 0) return this.#value();
    if (isMap(object)) {
      const of = this.type(merged(object.fields.values()), singular(key));
      return `std::collections::HashMap<String, ${of}>`;
    }
    if (object.isDoubled) return this.#value();
    return this.items.length < mostTypes ? this.#struct(object, key) : this.#value();
  }

  #struct({ count, fields }: SampleObject, key: string): string {
    const { name, write } = this.#item(key);
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
      const written = mayMiss ? `Option<${whole}>` : whole;
      return `${remark(type)}${rename}    pub ${asIdentifier(field)}: ${written},\n`;
    });
    const container = rule ? `#[serde(rename_all = "${rule}")]\n` : '';
    write(`${container}pub struct ${name} {\n${lines.join('')}}\n`);
    return name;
  }

  /** One variant for each kind of value; serde takes the first that fits. */
  #scalarEnum({ isBool, isText, numbers }: SampleType, key: string): string {
    const { name, write } = this.#item(key);
    const variants = [
      isBool && 'Bool(bool)',
      numbers && `Number(${numberType(numbers)})`,
      isText && 'Text(String)',
    ].filter(Boolean);
    write(`#[serde(untagged)]\npub enum ${name} {\n${variants.map((each) => `    ${each},\n`).join('')}}\n`);
    return name;
  }

  /** Its own place is before those of what it holds. */
  #item(key: string): { readonly name: string; readonly write: (text: string) => void } {
    const name = rustType(key, this.#taken);
    this.#taken.add(name);
    const at = this.items.push('') - 1;
    return {
      name,
      write: (text) => (this.items[at] = `#[derive(${this.derives.join(', ')})]\n${text}`),
    };
  }
}

const isLossy = ({ isFloat, isLarge, min, max }: Numbers): boolean =>
  isLarge || (!isFloat && min < 0n && max > 2n ** 63n - 1n);

/** What most would write: 64 bits, and a sign where one was seen. */
function numberType(numbers: Numbers): string {
  if (numbers.isFloat || isLossy(numbers)) return 'f64';
  return numbers.max > 2n ** 63n - 1n ? 'u64' : 'i64';
}

/** Why a field, or what is in its arrays, is of no closer type. */
function remark({ numbers, items, object }: SampleType): string {
  if (items && !numbers && !object) return remark(items);
  if (numbers && isLossy(numbers))
    return '    // More digits than 64 bits hold: as serde_json::Number with `arbitrary_precision` it keeps them.\n';
  return object?.isDoubled && !isMap(object) ? '    // A key came twice in it, which no struct takes.\n' : '';
}

/** Rust has the escapes of JSON but two, and writes code points in braces. */
const rustString = (text: string): string =>
  JSON.stringify(text).replace(/\\(?:u([\da-f]{4})|.)/g, (escape, code: string | undefined) =>
    code !== undefined ? `\\u{${code}}` : escape === '\\b' ? '\\u{8}' : escape === '\\f' ? '\\u{c}' : escape,
  );
