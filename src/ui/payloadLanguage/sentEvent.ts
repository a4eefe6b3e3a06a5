import type { SentEvent } from '../../core/payload/engine/model';
import { shapeText } from '../../core/shape/shapeText';
import type { TypeShape } from '../../core/types/eventShape';
import type { KnownEvent } from '../features';

/** Shapes are kept while their sources are as they are: they are written once. */
const written = new WeakMap<TypeShape, string>();

/** What an engine is told of a function's event; undefined when nothing is known of it. */
export function sentEvent({ shape, isOld }: KnownEvent): SentEvent | undefined {
  if (!shape || shape.certainty === 'unknown') return undefined;
  const text = written.get(shape) ?? shapeText(shape.set);
  written.set(shape, text);
  // Of crates that were there before, it may be another now.
  return { shape: text, certainty: isOld ? 'partial' : shape.certainty };
}
