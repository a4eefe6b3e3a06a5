import { Emitter } from '../../core/events';
import type { Deployments } from '../features';

type Known = NonNullable<ReturnType<Deployments['get']>>;

/** What was read of AWS in this window; nothing is asked here. */
export class DeployedFunctions implements Deployments {
  readonly #known = new Map<string, Known>();
  readonly #changed = new Emitter<string | undefined>();
  readonly onDidChange = this.#changed.event;

  get(functionId: string): Known | undefined {
    return this.#known.get(functionId);
  }

  /** @param known undefined: it is not deployed */
  put(functionId: string, known: Known | undefined): void {
    if (known) this.#known.set(functionId, known);
    else this.#known.delete(functionId);
    this.#changed.fire(functionId);
  }

  /** All at once, as read from one region. */
  replace(all: ReadonlyMap<string, Known>): void {
    this.#known.clear();
    for (const [id, known] of all) this.#known.set(id, known);
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
