/** Problems of payloads with types described as in test/agreement. */
import assert from 'node:assert/strict';
import { check } from '../../../src/core/shape/checker';
import type { Problem } from '../../../src/core/shape/problem';
import { parseJson } from '../../../src/core/shape/tree';
import { use } from '../../agreement/build';
import type { Item, RustType } from '../../agreement/model';
import { shapeSetOf } from '../../agreement/shapes';

/** @param items the last is the payload's type; or a type that needs none */
export function problemsOf(json: string, ...items: readonly (Item | RustType)[]): readonly Problem[] {
  const { root } = parseJson(json);
  assert.ok(root, `${json} is no JSON`);
  const own = items.filter((item) => 'kind' in item);
  const last = own.at(-1);
  const type = last ? use(last) : items.find((item) => 'rust' in item);
  assert.ok(type && 'shape' in type);
  return check(root, shapeSetOf({ rule: '', root: type as RustType, items: own }));
}

/** `items.0.id: missing field …`, a line for each problem; '' when there is none. */
export const told = (json: string, ...items: readonly (Item | RustType)[]): string =>
  problemsOf(json, ...items)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('\n');
