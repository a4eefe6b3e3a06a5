import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrivateFiles } from '../../../src/adapters/files';
import { emptyForm } from '../../../src/core/payload/http/form';
import type { Draft } from '../../../src/protocol/draft';
import { Drafts, type Keepable } from '../../../src/ui/invokePanel/drafts';

const kept = (draft: Draft): Keepable => ({ characters: draft.edits['']?.length ?? 0, draft });
const draftOf = (text: string): Draft => ({ source: '', edits: { '': text } });

describe('the drafts of a workspace', () => {
  let parent: string;
  let folder: string;
  let told: string[];
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'rust-lambda-drafts-ü-'));
    // As VS Code gives it: it does not exist.
    folder = join(parent, 'storage/drafts');
    told = [];
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  const open = (): Drafts =>
    new Drafts(createPrivateFiles(folder), {
      error: (message: string | Error) => told.push(String(message)),
    });
  /** One window after the other. */
  async function keep(id: string, draft: Draft): Promise<void> {
    const drafts = open();
    void drafts.keep(id, kept(draft));
    await drafts.end();
  }
  /** Of files, minutes ago: their times may be coarser than a test is quick. */
  async function age(): Promise<void> {
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const before = (await stat(path)).mtimeMs / 1000 - 60;
      await utimes(path, before, before);
    }
  }

  /** Of all files. */
  const writtenAt = async (): Promise<readonly number[]> =>
    Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).mtimeMs));

  it('are kept by function, for the next window', async () => {
    await keep('/w/Cargo.toml#a', draftOf('{"a": "ü"}'));
    assert.deepEqual(await open().get('/w/Cargo.toml#a'), draftOf('{"a": "ü"}'));
    assert.equal(await open().get('/w/Cargo.toml#b'), undefined);
    assert.deepEqual(told, []);
  });

  it('are on disk before the process ends, whatever was typed last', async () => {
    const drafts = open();
    let typed = 0;
    for (const id of ['a', 'b', 'a', 'b']) void drafts.keep(id, kept(draftOf(`${id}${++typed}`)));
    await drafts.end();
    assert.match((await open().get('a'))?.edits[''] ?? '', /^a/);
    for (let key = 0; key < 100; key++) void drafts.keep('a', kept(draftOf(`key ${key}`)));
    await drafts.end();
    assert.deepEqual(await open().get('a'), draftOf('key 99'));
  });

  it('are known before they are on disk', async () => {
    const drafts = open();
    void drafts.keep('a', kept(draftOf('1')));
    assert.deepEqual(await drafts.get('a'), draftOf('1'));
    void drafts.rename('a', '', 'x');
    void drafts.keep('b', kept(draftOf('2')));
    assert.deepEqual(await drafts.get('b'), draftOf('2'));
    await drafts.end();
    assert.deepEqual(await drafts.get('a'), { source: 'x', edits: { x: '1' } });
  });

  it('can be read by their user alone', async function () {
    if (process.platform === 'win32') return this.skip(); // Windows has no such bits: its profile folder is private.
    await keep('a', draftOf('{}'));
    const [name = ''] = await readdir(folder);
    assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  });

  it('of two windows are the last one’s, and never a mixture', async () => {
    const windows = ['x', 'y'].map((letter) => ({ text: letter.repeat(1_000_000), drafts: open() }));
    await Promise.all(
      windows.map(async ({ text, drafts }) => {
        for (let round = 0; round < 5; round++) {
          void drafts.keep('a', kept(draftOf(text)));
          await drafts.end();
          assert.match((await open().get('a'))?.edits[''] ?? '', /^(x{1000000}|y{1000000})$/);
        }
      }),
    );
  });

  it('have a file for each large text, and of these only what was typed on is written again', async () => {
    const [one, two, three] = ['1', '2', '3'].map((digit) => digit.repeat(200_000));
    const edits = { a: one ?? '', b: two ?? '', c: 'small' };
    await keep('f', { source: 'a', edits });
    assert.equal((await readdir(folder)).length, 3);
    await age();
    const before = await writtenAt();
    const drafts = open();
    void drafts.keep('f', kept({ source: 'b', edits }));
    await drafts.end();
    assert.equal((await writtenAt()).filter((each) => before.includes(each)).length, 2);
    void drafts.keep('f', kept({ source: 'b', edits: { ...edits, b: three ?? '' } }));
    await drafts.end();
    assert.deepEqual(await open().get('f'), { source: 'b', edits: { ...edits, b: three } });
    assert.equal((await readdir(folder)).length, 3, 'what was typed before is gone');
    void drafts.keep('f', kept(draftOf('{}')));
    await age();
    await drafts.end();
    assert.equal((await readdir(folder)).length, 1);
  });

  it('are whole again when another window took a text of theirs for its own leavings', async () => {
    const text = 'x'.repeat(200_000);
    const [mine, others] = [open(), open()];
    void mine.keep('f', kept({ source: '', edits: { '': text } }));
    await mine.end();
    await age();
    void others.keep('f', kept(draftOf('{}')));
    await others.end();
    assert.equal((await readdir(folder)).length, 1);
    void mine.keep('f', kept({ source: 'a', edits: { '': text } }));
    await mine.end();
    assert.deepEqual(await open().get('f'), { source: 'a', edits: { '': text } });
  });

  it('are bounded in number, those used longest ago go', async () => {
    for (const group of [['first'], Array.from({ length: 199 }, (_, each) => `f${each}`)]) {
      const drafts = open();
      for (const id of group) void drafts.keep(id, kept(draftOf('{}')));
      await drafts.end();
      await age();
    }
    await keep('new', draftOf('{}'));
    const known = await Promise.all(['first', 'f0', 'f198', 'new'].map((id) => open().get(id)));
    assert.deepEqual(
      known.map((draft) => draft !== undefined),
      [false, true, true, true],
    );
    assert.equal((await readdir(folder)).length, 200);
  });

  it('are bounded in size, the text of a request included, but the newest one always stays', async () => {
    const http = { ...emptyForm, text: 'x'.repeat(12_000_000) };
    for (const id of ['a', 'b', 'c']) {
      await keep(id, { source: '', edits: {}, http });
      await age();
    }
    assert.deepEqual([await open().get('a'), (await open().get('b'))?.http], [undefined, http]);
    await keep('huge', draftOf('x'.repeat(40_000_000)));
    assert.equal((await readdir(folder)).length, 2, 'its own and its text’s');
    assert.ok(await open().get('huge'));
  });

  it('are none of another function, and nothing else is taken for one', async () => {
    await keep('a', draftOf('{}'));
    const path = join(folder, (await readdir(folder))[0] ?? '');
    const written = await readFile(path, 'utf8');
    await writeFile(path, written.replace('"a"', '"b"'));
    assert.equal(await open().get('a'), undefined);
    assert.deepEqual(told, []);
    await writeFile(path, written.slice(0, -1));
    assert.equal(await open().get('a'), undefined);
    assert.match(told.join(), /can’t be kept/);
  });

  it('that can’t be written stay while the window is open, which is told once, and are written later', async () => {
    const drafts = open();
    await writeFile(join(parent, 'storage'), 'no folder');
    for (const text of ['1', '2']) {
      void drafts.keep('a', kept(draftOf(text)));
      await drafts.end();
      assert.deepEqual(await drafts.get('a'), draftOf(text));
    }
    assert.equal(told.length, 1);
    assert.ok(!told.join().includes('"2"'), 'payloads may hold secrets');
    await rm(join(parent, 'storage'));
    // Nobody types any more: the window is closed.
    await drafts.end();
    assert.deepEqual(await open().get('a'), draftOf('2'));
    void drafts.keep('a', kept(draftOf('3')));
    await drafts.end();
    assert.deepEqual(await open().get('a'), draftOf('3'));
  });

  it('go with a payload file that gets another name', async () => {
    await keep('a', { source: 'one', edits: { one: '1', two: '2' }, bases: { one: 'b' } });
    const drafts = open();
    await drafts.rename('a', 'one', 'three');
    await drafts.rename('none', 'one', 'three');
    await drafts.end();
    const renamed = { source: 'three', edits: { three: '1', two: '2' }, bases: { three: 'b' } };
    assert.deepEqual([await open().get('a'), await open().get('none')], [renamed, undefined]);
  });
});
