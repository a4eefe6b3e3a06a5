/** Rules put together by chance: what nobody thought of. */
import {
  enumeration,
  field,
  fieldsBody,
  needed,
  newtypeBody,
  struct,
  tupleBody,
  use,
  variant,
} from '../build';
import * as leaf from '../leaves';
import type { Body, ContainerRules, FieldModel, GeneratedType, Item, RustType, VariantModel } from '../model';
import { randomFrom, type Random } from '../random';
import * as wrap from '../wrappers';
import { renameRules } from './containers';

const names = ['id', 'order_id', 'name', 'r#type', 'detail_type', 'kind', 'data', 'value', 'x', 'created_at'];
const variantNames = ['Created', 'OrderGone', 'Unit', 'A', 'Other', 'TwoWords'];

/** Each has a default, as some attributes ask for. */
const leaves: readonly RustType[] = [
  ...leaf.integers,
  leaf.bool,
  leaf.f64,
  leaf.f32,
  leaf.char,
  leaf.string,
  leaf.string,
  leaf.unit,
  leaf.value,
  leaf.valueMap,
  wrap.option(leaf.u8),
  wrap.option(leaf.string),
  wrap.vec(leaf.string),
  wrap.map(leaf.string, leaf.u8),
  wrap.map(leaf.u32, leaf.string),
  wrap.tuple(leaf.u8, leaf.string),
  wrap.array(leaf.u8, 2),
];

export function combinedTypes(count: number): GeneratedType[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomFrom(index);
    const items: Item[] = [];
    for (let left = 2 + random.int(4); left > 0; left--) items.push(new Maker(random, items).item());
    return { rule: 'combinations', root: use(items.at(-1)!), items: needed(items) };
  });
}

class Maker {
  readonly #name: string;

  constructor(
    private readonly random: Random,
    /** What may be used in it. */
    private readonly earlier: readonly Item[],
  ) {
    this.#name = `Item${earlier.length}`;
  }

  item(): Item {
    return this.random.chance(0.5) ? this.#struct() : this.#enum();
  }

  #struct(): Item {
    const { random } = this;
    const rules: ContainerRules = {
      ...(random.chance(0.3) ? { renameAll: random.pick(renameRules) } : {}),
      ...(random.chance(0.25) ? { denyUnknown: true } : {}),
    };
    const kind = random.int(10);
    if (kind === 0) return struct(this.#name, newtypeBody(this.#type(false)));
    if (kind === 1) return struct(this.#name, tupleBody(this.#type(false), this.#type(false)));
    if (kind === 2)
      return struct(this.#name, fieldsBody(field('value', this.#type(false))), { transparent: true });
    if (kind === 3) {
      const fields = this.#names().map((name) => field(name, random.pick(leaves)));
      return struct(this.#name, fieldsBody(...fields), { ...rules, default: true });
    }
    return struct(this.#name, this.#fields(), rules);
  }

  #names(): readonly string[] {
    return this.random.shuffled(names).slice(0, this.random.int(4));
  }

  #fields(): Body {
    return fieldsBody(...this.#names().map((name) => this.#field(name)));
  }

  #field(name: string): FieldModel {
    const { random } = this;
    const flattened = random.chance(0.3) ? this.#toFlatten() : undefined;
    if (flattened) return field(name, flattened, { flatten: true });
    const more = {
      ...(random.chance(0.15) ? { rename: `${name.replace('r#', '')}-renamed` } : {}),
      ...(random.chance(0.2) ? { aliases: [`${name.replace('r#', '')}Alias`, 'other'] } : {}),
    };
    if (random.chance(0.25))
      return field(name, random.pick(leaves), { ...more, default: random.pick(['trait', 'path']) });
    if (random.chance(0.1))
      return field(name, random.pick(leaves), {
        skip: random.pick(['skip', 'skip_deserializing', 'skip_serializing']),
      });
    return field(name, this.#type(true), more);
  }

  #toFlatten(): RustType | undefined {
    const { random } = this;
    if (this.earlier.length === 0 || random.chance(0.3))
      return random.pick([wrap.map(leaf.string, leaf.u8), leaf.valueMap, wrap.map(leaf.string, leaf.string)]);
    const type = use(random.pick(this.earlier));
    return random.chance(0.3) ? wrap.option(type) : type;
  }

  /** @param itself whether it may be part of itself */
  #type(itself: boolean): RustType {
    const { random } = this;
    const own: RustType = { rust: this.#name, shape: { kind: 'ref', id: this.#name } };
    if (itself && random.chance(0.07)) return random.chance(0.5) ? wrap.vec(own) : wrap.option(wrap.box(own));
    const inner =
      this.earlier.length > 0 && random.chance(0.5) ? use(random.pick(this.earlier)) : random.pick(leaves);
    const wrapper = random.pick([
      undefined,
      undefined,
      undefined,
      wrap.option,
      wrap.option,
      wrap.vec,
      wrap.box,
    ]);
    if (wrapper) return wrapper(inner);
    return random.chance(0.1) ? wrap.map(leaf.string, inner) : inner;
  }

  #enum(): Item {
    const { random } = this;
    const tagging = random.pick<ContainerRules>([
      {},
      { tag: 'type' },
      { tag: 'kind', content: 'data' },
      { untagged: true },
    ]);
    const chosen = random.shuffled(variantNames).slice(0, 1 + random.int(4));
    const variants = chosen.map((name) => this.#variant(name, tagging));
    const isTagged = !tagging.untagged;
    // serde wants these last.
    const isLast = isTagged && random.chance(0.2);
    if (isLast) variants.push(variant('Fallback', undefined, { other: true }));
    else if (isTagged && random.chance(0.2))
      variants.push({ ...this.#variant('Untagged', tagging), untagged: true });
    return enumeration(this.#name, variants, {
      ...tagging,
      ...(random.chance(0.3) ? { renameAll: random.pick(renameRules) } : {}),
      ...(random.chance(0.3) ? { renameAllFields: random.pick(renameRules) } : {}),
      ...(random.chance(0.2) ? { denyUnknown: true } : {}),
    });
  }

  #variant(name: string, { tag, content }: ContainerRules): VariantModel {
    const { random } = this;
    const isInternal = tag !== undefined && content === undefined;
    const bodies: (() => Body)[] = [
      () => ({ form: 'unit' }),
      () => newtypeBody(this.#type(false)),
      () => this.#fields(),
      ...(isInternal ? [] : [() => tupleBody(this.#type(false), random.pick(leaves))]),
    ];
    // The tag is no field's name: serde refuses that.
    const body = dropped(random.pick(bodies)(), tag);
    return variant(name, body, random.chance(0.2) ? { aliases: [`${name}Alias`] } : {});
  }
}

const dropped = (body: Body, tag: string | undefined): Body =>
  body.form === 'struct'
    ? fieldsBody(...body.fields.filter(({ name }) => name.replace('r#', '') !== tag))
    : body;
