/** Problems of payloads with types described as in test/agreement. */
import assert from 'node:assert/strict';
import { check } from '../../../src/core/shape/checker';
import type { Problem } from '../../../src/core/shape/problem';
import { parseJson } from '../../../src/core/shape/tree';
import { use } from '../../agreement/build';
import type { Item, RustType } from '../../agreement/model';
import { shapeSetOf } from '../../agreement/shapes';

/** @param items the last is the payload's type; or a type that needs none */
export function problemsOf(
  json: string,
  ...items: readonly Item[] | readonly [RustType]
): readonly Problem[] {
  const { root } = parseJson(json);
  assert.ok(root, `${json} is no JSON`);
  const [first] = items;
  const type =
    first && 'shape' in first && 'rust' in first && !('kind' in first)
      ? { rule: '', root: first, items: [] }
      : { rule: '', root: use((items as readonly Item[]).at(-1)!), items: items as readonly Item[] };
  return check(root, shapeSetOf(type));
}

/** `items.0.id: missing field …`, a line for each problem; '' when there is none. */
export const told = (json: string, ...items: readonly Item[] | readonly [RustType]): string =>
  problemsOf(json, ...items)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('\n');
