/**
 * Conditional compilation, as far as it can be known: `test` is off in a binary; features, targets and the
 * rest may be either (https://doc.rust-lang.org/reference/conditional-compilation.html).
 */
type Known = boolean | undefined;

/** False when an attribute says that the item is not part of the binary, as `#[cfg(test)]` does. */
export const isCompiled = (attributes: readonly string[]): boolean =>
  attributes.every((attribute) => {
    const predicate = /^#!?\[\s*cfg\s*\(([^]*)\)\s*,?\s*\]$/.exec(attribute)?.[1];
    return predicate === undefined || evaluate(predicate) !== false;
  });

function evaluate(predicate: string): Known {
  // Values are of no interest: a predicate that has one is unknown either way.
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
      at += 2;
      return undefined;
    }
    if (tokens[at] !== '(') return name === 'test' || name === 'false' ? false : undefined;
    const values = list();
    if (name === 'not') return values[0] === undefined ? undefined : !values[0];
    if (name === 'all') return values.includes(false) ? false : undefined;
    if (name === 'any')
      return values.length > 0 && values.every((value) => value === false) ? false : undefined;
    return undefined;
  };

  return one();
}
