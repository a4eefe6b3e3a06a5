import { fingerprint } from '../../core/payload/fingerprint';
import type { FileStat, PrivateFiles } from '../../core/ports';
import { isRecord } from '../../core/record';
import { parseDraft, type Draft } from '../../protocol/draft';

const maxDrafts = 200;
/** Of all drafts together. */
const maxBytes = 32 * 1024 * 1024;

/** Characters of a text that has a file of its own: only what changed of a large draft is written again. */
const large = 100_000;

/** A younger file may be one that another window is about to name, ms. */
const youngMs = 10_000;

/** A text has another file than its draft, which names it. */
interface Part {
  readonly part: string;
}

/**
 * Drafts as files: one for each function, `HASH.json`, and `HASH-TEXT.json` for each of its large texts, TEXT being the
 * text's fingerprint. Bounded: those used longest ago go first, never the newest. Of two windows that write the draft
 * of one function, the last one's stays, and is never a mixture.
 */
export class DraftFiles {
  /** By function and source: what its file was named by, as finding it out takes a while. */
  readonly #named = new Map<string, Map<string, { readonly text: string; readonly part: string }>>();

  constructor(private readonly files: PrivateFiles) {}

  /** @throws RustLambdaError fileFailed; SyntaxError */
  async read(functionId: string): Promise<Draft | undefined> {
    const name = nameOf(functionId);
    for (let before: string | undefined; ;) {
      const text = await this.files.readText(`${name}.json`);
      const stored: unknown = text === undefined ? undefined : JSON.parse(text);
      if (!isRecord(stored) || stored['functionId'] !== functionId || !isRecord(stored['draft']))
        return undefined;
      const { draft } = stored;
      const edits = await this.#withParts(isRecord(draft['edits']) ? draft['edits'] : {});
      if (!edits.isMissing || text === before) return parseDraft({ ...draft, edits: edits.known });
      // Another window has written its own meanwhile.
      before = text;
    }
  }

  /** @throws RustLambdaError fileFailed */
  async write(functionId: string, draft: Draft): Promise<void> {
    const name = nameOf(functionId);
    const parts = this.#parts(functionId, draft);
    const edits = Object.fromEntries(
      Object.entries(draft.edits).map(([id, text]) => {
        const part = parts.get(id)?.part;
        return [id, part === undefined ? text : { part }];
      }),
    );
    for (;;) {
      const present = new Set((await this.files.list()).map((file) => file.name));
      for (const { part, text } of parts.values())
        if (!present.has(part)) await this.files.writeText(part, JSON.stringify(text));
      await this.files.writeText(`${name}.json`, JSON.stringify({ functionId, draft: { ...draft, edits } }));
      // Another window may have taken them for what is left of its own.
      const files = await this.files.list();
      const isWhole = [...parts.values()].every(({ part }) => files.some((file) => file.name === part));
      if (!isWhole) continue;
      await this.#remove(leftOver(files, name, parts));
      await this.#makeRoom(name);
      return;
    }
  }

  #parts(
    functionId: string,
    { edits }: Draft,
  ): ReadonlyMap<string, { readonly text: string; readonly part: string }> {
    const before = this.#named.get(functionId);
    const parts = new Map<string, { readonly text: string; readonly part: string }>();
    for (const [id, text] of Object.entries(edits)) {
      if (text.length < large) continue;
      const known = before?.get(id);
      const isKnown = known?.text === text;
      const part = isKnown ? known.part : `${nameOf(functionId)}-${fingerprint(text)}.json`;
      parts.set(id, { text, part });
    }
    this.#named.set(functionId, parts);
    return parts;
  }

  async #withParts(
    edits: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly known: Readonly<Record<string, unknown>>; readonly isMissing: boolean }> {
    const known: Record<string, unknown> = {};
    let isMissing = false;
    for (const [id, edit] of Object.entries(edits)) {
      const text = isPart(edit) ? await this.files.readText(edit.part) : undefined;
      if (!isPart(edit)) known[id] = edit;
      else if (text === undefined) isMissing = true;
      else known[id] = JSON.parse(text);
    }
    return { known, isMissing };
  }

  /** What a process that was killed left half written is a draft among these, and goes when it is the oldest. */
  async #makeRoom(newest: string): Promise<void> {
    const groups = new Map<string, { modified: number; bytes: number; files: { readonly name: string }[] }>();
    for (const file of await this.files.list()) {
      const group = groups.get(groupOf(file.name)) ?? { modified: 0, bytes: 0, files: [] };
      group.modified = Math.max(group.modified, file.modified);
      group.bytes += file.bytes;
      group.files.push(file);
      groups.set(groupOf(file.name), group);
    }
    const byUse = [...groups].sort(
      ([a, { modified: first }], [b, { modified: second }]) =>
        Number(b === newest) - Number(a === newest) || second - first,
    );
    let bytes = 0;
    for (const [index, [, group]] of byUse.entries()) {
      bytes += group.bytes;
      if (index > 0 && (index >= maxDrafts || bytes > maxBytes)) await this.#remove(group.files);
    }
  }

  async #remove(files: readonly { readonly name: string }[]): Promise<void> {
    for (const { name } of files) await this.files.remove(name);
  }
}

/** Texts of a draft that were typed on since, or reverted. */
function leftOver(
  files: readonly (FileStat & { readonly name: string })[],
  draft: string,
  parts: ReadonlyMap<string, { readonly part: string }>,
): readonly { readonly name: string }[] {
  const named = new Set([...parts.values()].map(({ part }) => part));
  const written = files.find(({ name }) => name === `${draft}.json`)?.modified ?? 0;
  return files.filter(
    ({ name, modified }) => name.startsWith(`${draft}-`) && !named.has(name) && modified < written - youngMs,
  );
}

/** Ids are paths, which say more than a file's name may. */
const nameOf = (functionId: string): string => fingerprint(functionId);

/** A file that is being written is `.NAME.RANDOM.tmp`. */
const groupOf = (name: string): string => name.replace(/-.*|\.json$/, '');

const isPart = (edit: unknown): edit is Part => isRecord(edit) && typeof edit['part'] === 'string';
