import type { RankedSample } from '../../../core/payload/samples/sample';

/** Which samples are shown, and the one that is chosen. */
export class SampleModel {
  #all: readonly RankedSample[] = [];
  #query = '';
  #selected: RankedSample | undefined;

  /** Those that match, in their order. */
  get shown(): readonly RankedSample[] {
    const words = this.#query.toLowerCase().split(/\s+/);
    return this.#all.filter(({ name, type = '', file }) => {
      const text = `${name} ${type} ${file}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  get selected(): RankedSample | undefined {
    return this.#selected;
  }

  list(samples: readonly RankedSample[]): void {
    this.#all = samples;
    this.#selected = this.shown[0];
  }

  /** The best match is chosen, until another is. */
  search(query: string): void {
    this.#query = query;
    this.#selected = this.shown[0];
  }

  select(sample: RankedSample): void {
    this.#selected = sample;
  }

  /** To the next or the one before; there it ends. */
  move(step: number): void {
    const { shown } = this;
    const at = this.#selected ? shown.indexOf(this.#selected) : -1;
    this.#selected = shown[Math.min(Math.max(at + step, 0), shown.length - 1)];
  }
}
