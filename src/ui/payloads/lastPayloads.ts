import type * as vscode from 'vscode';
import { Emitter } from '../../core/events';
import { isRecord } from '../../core/record';

const key = 'rustLambda.lastPayload';
const maxFunctions = 500;

export interface LastPayload {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The payload file that each function was invoked with last, kept for the workspace over reloads. */
export class LastPayloads {
  readonly #changed = new Emitter<string>();
  /** With the function's id. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly memory: Pick<vscode.Memento, 'get' | 'update'>,
    private readonly now: () => number = Date.now,
  ) {}

  get(functionId: string): LastPayload | undefined {
    const last = this.#all()[functionId];
    const known = isRecord(last) && typeof last['id'] === 'string' && typeof last['at'] === 'number';
    return known ? (last as unknown as LastPayload) : undefined;
  }

  /** @param id undefined: it is forgotten */
  set(functionId: string, id: string | undefined): void {
    this.#keep(functionId, id === undefined ? undefined : { id, at: this.now() });
  }

  rename(functionId: string, from: string, to: string): void {
    const last = this.get(functionId);
    if (last?.id === from) this.#keep(functionId, { ...last, id: to });
  }

  #keep(functionId: string, last: LastPayload | undefined): void {
    const others = Object.entries(this.#all()).filter(([each]) => each !== functionId);
    const kept = [...others, ...(last ? [[functionId, last] as const] : [])].slice(-maxFunctions);
    void this.memory.update(key, Object.fromEntries(kept));
    this.#changed.fire(functionId);
  }

  #all(): Readonly<Record<string, unknown>> {
    const all = this.memory.get<unknown>(key);
    return isRecord(all) ? all : {};
  }
}
