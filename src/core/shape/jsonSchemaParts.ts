import type { RustSide } from './shape';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** What hovers show. */
export const described = ({ doc, type }: RustSide): JsonSchema => ({
  ...(doc !== undefined && { description: doc }),
  ...(type !== undefined && { 'x-rust': type }),
});

/** These items and no more; an empty list is no schema. */
export const listed = (items: readonly JsonSchema[]): JsonSchema => ({
  ...(items.length > 0 && { prefixItems: items }),
  items: false,
});
