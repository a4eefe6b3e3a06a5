import type { TargetChoice } from '../../core/deploy/target';
import { Emitter } from '../../core/events';

/** The part of VS Code's Memento that is used here. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'rustLambda.awsTarget';

/** Profile and region picked for the workspace. Names only, never credentials. */
export class TargetMemory {
  readonly #changed = new Emitter<TargetChoice>();
  readonly onDidChange = this.#changed.event;

  constructor(private readonly memory: Memory) {}

  get(): TargetChoice {
    return this.memory.get(key) ?? {};
  }

  async set(target: TargetChoice): Promise<void> {
    await this.memory.update(key, target);
    this.#changed.fire(target);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
