import type { Shape, ShapeSet } from './shape';

/** Shapes as text, for channels that carry JSON alone: no maps, no integers of 128 bits. */
export const shapeText = ({ root, definitions }: ShapeSet): string =>
  JSON.stringify({ root, definitions: [...definitions] }, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );

/** @param text what `shapeText` gave */
export function shapeOf(text: string): ShapeSet {
  const { root, definitions } = JSON.parse(text, withLimits) as {
    readonly root: Shape;
    readonly definitions: readonly (readonly [string, Shape])[];
  };
  return { root, definitions: new Map(definitions) };
}

/** No other part of a shape has limits. */
const withLimits = (key: string, value: unknown): unknown =>
  (key === 'min' || key === 'max') && typeof value === 'string' ? BigInt(value) : value;
