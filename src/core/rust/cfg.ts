/**
 * Conditional compilation, as far as it can be known: `test` is off in a binary; features are those that the crate is
 * built with, if they are known; targets and the rest may be either
 * (https://doc.rust-lang.org/reference/conditional-compilation.html).
 */
type Known = boolean | undefined;

/** False when an attribute says that the item is not part of the binary, as `#[cfg(test)]` does. */
export const isCompiled = (attributes: readonly string[], features?: ReadonlySet<string>): boolean =>
  compiled(attributes, features) !== false;

/** undefined: it may be part of the binary or not. */
export function compiled(attributes: readonly string[], features?: ReadonlySet<string>): Known {
  const known = attributes.map((attribute) => {
    const predicate = /^#!?\[\s*cfg\s*\(([^]*)\)\s*,?\s*\]$/.exec(attribute)?.[1];
    return predicate === undefined || cfg(predicate, features);
  });
  return all(known);
}

/** `extra?` among the features: only some builds have it. */
const isOn = (feature: string, features: ReadonlySet<string> | undefined): Known =>
  features?.has(`${feature}?`) ? undefined : features?.has(feature);

const all = (values: readonly Known[]): Known =>
  values.includes(false) ? false : values.includes(undefined) ? undefined : true;

/** @param predicate of `cfg(…)` or `cfg_attr(…, …)` */
export function cfg(predicate: string, features?: ReadonlySet<string>): Known {
  const tokens =
    predicate.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, '').match(/[A-Za-z_]\w*|"[^"]*"|[(),=]/g) ?? [];
  let at = 0;

  const list = (): Known[] => {
    const values: Known[] = [];
    at++;
    while (at < tokens.length && tokens[at] !== ')') {
      values.push(one());
      if (tokens[at] === ',') at++;
    }
    at++;
    return values;
  };

  const one = (): Known => {
    const name = tokens[at++];
    if (tokens[at] === '=') {
      const value = tokens[at + 1]?.slice(1, -1) ?? '';
      at += 2;
      return name === 'feature' ? isOn(value, features) : undefined;
    }
    if (tokens[at] !== '(') return name === 'test' || name === 'false' ? false : name === 'true' || undefined;
    const values = list();
    if (name === 'not') return values[0] === undefined ? undefined : !values[0];
    if (name === 'all') return all(values);
    if (name === 'any') return values.includes(true) ? true : values.includes(undefined) ? undefined : false;
    return undefined;
  };

  return one();
}
