import assert from 'node:assert/strict';
import { emptyForm } from '../../../src/core/payload/http/form';
import { Drafts, type Memory } from '../../../src/ui/invokePanel/drafts';

/** Keeps values as VS Code's storage does: as JSON. */
class JsonMemory implements Memory {
  readonly #values = new Map<string, string>();
  keys = (): readonly string[] => [...this.#values.keys()];
  get = (key: string): unknown => {
    const text = this.#values.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  update = (key: string, value: unknown): Promise<void> => {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, JSON.stringify(value));
    return Promise.resolve();
  };
}

const draftOf = (text: string) => ({ source: '', edits: { '': text } });

describe('the drafts of a workspace', () => {
  it('are kept by function', () => {
    const drafts = new Drafts(new JsonMemory());
    drafts.set('/w/Cargo.toml#a', draftOf('{"a": "ü"}'));
    assert.deepEqual(drafts.get('/w/Cargo.toml#a'), draftOf('{"a": "ü"}'));
    assert.equal(drafts.get('/w/Cargo.toml#b'), undefined);
  });

  it('count the text of a request, too', () => {
    const memory = new JsonMemory();
    const drafts = new Drafts(memory, () => memory.keys().length);
    const http = { ...emptyForm, text: 'x'.repeat(20 * 1024 * 1024) };
    drafts.set('a', { source: '', edits: {}, http });
    drafts.set('b', { source: '', edits: {}, http });
    assert.deepEqual([drafts.get('a'), drafts.get('b')?.http], [undefined, http]);
  });

  it('are bounded in number, those used longest ago go', () => {
    let now = 0;
    const memory = new JsonMemory();
    const drafts = new Drafts(memory, () => now++);
    for (let each = 0; each < 250; each++) drafts.set(`f${each}`, draftOf('{}'));
    drafts.set('f60', draftOf('[]'));
    drafts.set('new', draftOf('{}'));
    assert.equal(memory.keys().length, 200);
    assert.deepEqual(
      ['f50', 'f51', 'f60', 'f249', 'new'].map((id) => drafts.get(id) !== undefined),
      [false, true, true, true, true],
    );
  });

  it('are bounded in size, but the newest one always stays', () => {
    let now = 0;
    const drafts = new Drafts(new JsonMemory(), () => now++);
    const large = 'x'.repeat(12_000_000);
    for (const id of ['a', 'b', 'c', 'd']) drafts.set(id, draftOf(large));
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((id) => drafts.get(id) !== undefined),
      [false, false, true, true],
    );
    drafts.set('huge', draftOf('x'.repeat(40_000_000)));
    assert.ok(drafts.get('huge'));
  });

  it('leave other things in the storage alone, and take nothing else for a draft', () => {
    const memory = new JsonMemory();
    void memory.update('rustLambda.lastUsedFunction', 'f');
    void memory.update('rustLambda.invoke.draft:broken', { draft: { source: 1 } });
    const drafts = new Drafts(memory);
    assert.equal(drafts.get('broken'), undefined);
    drafts.set('f', draftOf('{}'));
    assert.equal(memory.get('rustLambda.lastUsedFunction'), 'f');
  });
});
