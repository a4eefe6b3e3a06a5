/** `#[serde(…)]` as serde_derive reads it for `Deserialize` (serde_derive 1.0.229, internals/attr.rs). */
import { metasOf, type Attributes, type Meta } from './attributes';
import { isRenameRule, type RenameRule } from './renameRule';

export interface ContainerAttributes {
  readonly renameAll: RenameRule | undefined;
  readonly renameAllFields: RenameRule | undefined;
  readonly default: boolean;
  readonly denyUnknown: boolean;
  readonly transparent: boolean;
  readonly tag: string | undefined;
  readonly content: string | undefined;
  readonly untagged: boolean;
  /** Types, as written. */
  readonly from: string | undefined;
  readonly tryFrom: string | undefined;
  readonly remote: boolean;
  /** `field_identifier` or `variant_identifier`. */
  readonly identifier: boolean;
  readonly expecting: string | undefined;
}

/** Of a field or a variant. */
export interface MemberAttributes {
  /** The name in JSON; undefined: made from its own by the rule of what it is in. */
  readonly rename: string | undefined;
  readonly aliases: readonly string[];
  readonly default: boolean;
  readonly flatten: boolean;
  /** Not read from JSON. */
  readonly skip: boolean;
  /** Path of the function that reads it. */
  readonly with: string | undefined;
  readonly borrow: boolean;
  readonly other: boolean;
  readonly untagged: boolean;
  /** Of a variant, for its fields. */
  readonly renameAll: RenameRule | undefined;
}

export function containerAttributes(attributes: Attributes): ContainerAttributes {
  const serde = new SerdeMetas(attributes);
  return {
    renameAll: serde.rule('rename_all'),
    renameAllFields: serde.rule('rename_all_fields'),
    default: serde.has('default'),
    denyUnknown: serde.has('deny_unknown_fields'),
    transparent: serde.has('transparent'),
    tag: serde.text('tag'),
    content: serde.text('content'),
    untagged: serde.has('untagged'),
    from: serde.text('from'),
    tryFrom: serde.text('try_from'),
    remote: serde.has('remote'),
    identifier: serde.has('field_identifier') || serde.has('variant_identifier'),
    expecting: serde.text('expecting'),
  };
}

export function memberAttributes(attributes: Attributes): MemberAttributes {
  const serde = new SerdeMetas(attributes);
  const [rename, ...further] = serde.renames('rename');
  const module = serde.text('with');
  return {
    rename,
    aliases: [...further, ...serde.texts('alias')],
    default: serde.has('default'),
    flatten: serde.has('flatten'),
    skip: serde.has('skip') || serde.has('skip_deserializing'),
    with: serde.text('deserialize_with') ?? (module === undefined ? undefined : `${module}::deserialize`),
    borrow: serde.has('borrow'),
    other: serde.has('other'),
    untagged: serde.has('untagged'),
    renameAll: serde.rule('rename_all'),
  };
}

/** Attributes that only concern `Serialize`, or the code that is made: whether they hold does not matter. */
const harmless = /^(serialize_with|skip_serializing(_if)?|into|bound|crate|getter|borrow|expecting)$/;

/** Whether serde attributes hold only under conditions that aren't known. */
export const isDoubtful = ({ doubtful }: Attributes): boolean =>
  doubtful.some(
    (meta) => meta.path === 'serde' && !metasOf(meta.list ?? '').every((each) => harmless.test(each.path)),
  );

class SerdeMetas {
  readonly #metas: readonly Meta[];

  constructor({ active }: Attributes) {
    this.#metas = active.filter(({ path }) => path === 'serde').flatMap(({ list = '' }) => metasOf(list));
  }

  #named(name: string): readonly Meta[] {
    return this.#metas.filter(({ path }) => path === name);
  }

  has(name: string): boolean {
    return this.#named(name).length > 0;
  }

  texts(name: string): readonly string[] {
    return this.#named(name).flatMap(({ literal }) => (literal === undefined ? [] : [literal]));
  }

  text(name: string): string | undefined {
    return this.texts(name)[0];
  }

  /** `rename = "…"`, `rename(serialize = "…", deserialize = "…")` */
  renames(name: string): readonly string[] {
    return this.#named(name).flatMap(({ literal, list }) => {
      if (literal !== undefined) return [literal];
      const given = metasOf(list ?? '').filter(({ path }) => path === 'deserialize');
      return given.flatMap((each) => (each.literal === undefined ? [] : [each.literal]));
    });
  }

  rule(name: string): RenameRule | undefined {
    return this.renames(name).find(isRenameRule);
  }
}
