import type { EventTypePlace } from './eventTypePlace';
import { spelling, type Use } from './eventTypeEdits';

export interface Derives {
  /** As they are written. */
  readonly names: readonly string[];
  readonly uses: readonly Use[];
}

/**
 * What types for events derive: what others in the file do that are read from JSON, `Debug` and `Deserialize` at least.
 * @param needed what is asked of it besides
 */
export function derivesFor(
  place: Pick<EventTypePlace, 'text' | 'imports' | 'names'>,
  needed: readonly 'Serialize'[] = [],
): Derives {
  const usual = [...place.text.matchAll(/#\[derive\(([^)]*\bDeserialize\b[^)]*)\)\]/g)].map(
    ([, list = '']) => list,
  );
  const isUsual = (name: string): boolean => usual.some((list) => new RegExp(`\\b${name}\\b`).test(list));
  const spelled = ['Deserialize', ...(needed.length > 0 || isUsual('Serialize') ? ['Serialize'] : [])].map(
    (name) => spelling(place, ['serde', name]),
  );
  return {
    names: ['Debug', ...(isUsual('Clone') ? ['Clone'] : []), ...spelled.map(({ text }) => text)],
    uses: spelled.flatMap(({ use }) => (use ? [use] : [])),
  };
}
