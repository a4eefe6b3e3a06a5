import { parseDraft, type Draft } from '../../protocol/draft';
import { isRecord } from '../../core/record';

/** What of VS Code's Memento is used. */
export interface Memory {
  keys(): readonly string[];
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const prefix = 'rustLambda.invoke.draft:';
const maxDrafts = 200;
/** Characters of all drafts together. */
const maxCharacters = 32 * 1024 * 1024;

/**
 * What people typed and did not save to a file, by function: in the workspace's own storage, as payloads may hold
 * secrets that have no business in a file of ours. Bounded: those used longest ago go first, never the newest.
 */
export class Drafts {
  constructor(
    private readonly memory: Memory,
    private readonly now: () => number = Date.now,
  ) {}

  get(functionId: string): Draft | undefined {
    return this.#stored(prefix + functionId)?.draft;
  }

  set(functionId: string, draft: Draft): void {
    const key = prefix + functionId;
    void this.memory.update(key, { draft, usedAt: this.now() });
    this.#makeRoom(key, sizeOf(draft));
  }

  /** What was typed over a file goes with it. */
  rename(functionId: string, from: string, to: string): void {
    const draft = this.get(functionId);
    if (!draft) return;
    const move = (texts: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.entries(texts).map(([id, text]) => [id === from ? to : id, text]));
    const source = draft.source === from ? to : draft.source;
    const bases = draft.bases && { bases: move(draft.bases) };
    this.set(functionId, { ...draft, source, edits: move(draft.edits), ...bases });
  }

  #makeRoom(newest: string, size: number): void {
    const others = this.memory
      .keys()
      .filter((key) => key.startsWith(prefix) && key !== newest)
      .map((key) => ({ key, stored: this.#stored(key) }))
      .sort((a, b) => (b.stored?.usedAt ?? 0) - (a.stored?.usedAt ?? 0));
    let characters = size;
    others.forEach(({ key, stored }, index) => {
      characters += stored ? sizeOf(stored.draft) : 0;
      const fits = stored && index + 1 < maxDrafts && characters <= maxCharacters;
      if (!fits) void this.memory.update(key, undefined);
    });
  }

  #stored(key: string): { readonly draft: Draft; readonly usedAt: number } | undefined {
    const value = this.memory.get(key);
    const draft = isRecord(value) ? parseDraft(value['draft']) : undefined;
    const usedAt = isRecord(value) && typeof value['usedAt'] === 'number' ? value['usedAt'] : 0;
    return draft && { draft, usedAt };
  }
}

const sizeOf = ({ edits, http }: Draft): number =>
  Object.values(edits).reduce((sum, text) => sum + text.length, 0) + (http ? JSON.stringify(http).length : 0);
