import assert from 'node:assert/strict';
import { ChangeSet, Text } from '@codemirror/state';
import type { Draft, DraftUpdate } from '../../../src/protocol/draft';
import { PanelDraft } from '../../../src/ui/invokePanel/panelDraft';
import { DraftModel } from '../../../src/webview/invoke/draftModel';

const file = { id: 'a', label: 'a', version: 1 };

/** A panel: what its host has, and a webview that types. Messages are taken at once, or when the test says. */
class Panel {
  model = new DraftModel();
  asked = 0;
  kept: Draft | undefined;
  readonly onTheWay: DraftUpdate[] = [];
  readonly host = new PanelDraft({
    keep: () => (this.kept = this.host.draft),
    askWhole: () => this.asked++,
  });

  /** The webview is made, for the first time or again. */
  show(fileText: string): void {
    this.model = new DraftModel(this.host.begin());
    this.model.list([file]);
    this.read(fileText);
  }

  read(text: string): void {
    this.host.read('a', text);
    this.model.read('a', text);
  }

  type(from: number, to: number, insert: string): void {
    const doc = Text.of((this.model.text(this.model.source)?.toString() ?? '').split('\n'));
    this.change(doc, ChangeSet.of({ from, to, insert }, doc.length));
  }

  change(doc: Text, changes: ChangeSet): Text {
    const edits: { offset: number; length: number; text: string }[] = [];
    changes.iterChanges((from, to, _start, _end, inserted) => {
      edits.push({ offset: from, length: to - from, text: inserted.toString() });
    });
    const next = changes.apply(doc);
    this.model.type(next, edits);
    this.tell();
    return next;
  }

  tell(): void {
    this.onTheWay.push(this.model.update());
  }

  arrive(): void {
    for (const update of this.onTheWay.splice(0)) this.host.take(update);
  }
}

describe('the draft of a panel', () => {
  let panel: Panel;
  beforeEach(() => {
    panel = new Panel();
    panel.show('in a');
    panel.model.choose('a');
  });

  it('is followed edit by edit, whatever is typed, pasted, undone or deleted', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const text = Array.from({ length: 200 }, (_, line) => `"größer ${line}",`).join('\n');
    panel.read(text);
    let doc = Text.of(text.split('\n'));
    let before = doc;
    for (let round = 0; round < 500; round++) {
      const places = Array.from({ length: 1 + random(3) * 2 }, () => random(doc.length + 1)).sort(
        (a, b) => a - b,
      );
      const changes = [{ from: places[0] ?? 0, to: places[0] ?? 0, insert: 'ü\n🦀'.slice(0, random(5)) }];
      for (let at = 1; at + 1 < places.length; at += 2)
        changes.push({ from: places[at] ?? 0, to: places[at + 1] ?? 0, insert: 'x'.repeat(random(4)) });
      const undoes = random(10) === 0 && before.length > 0;
      const change = undoes
        ? ChangeSet.of({ from: 0, to: doc.length, insert: before }, doc.length)
        : ChangeSet.of(changes, doc.length);
      before = doc;
      doc = panel.change(doc, change);
      if (random(7) === 0) panel.arrive();
      if (random(50) === 0) {
        panel.arrive();
        assert.equal(panel.host.draft?.edits['a'] ?? text, doc.toString());
      }
    }
    panel.arrive();
    assert.equal(panel.kept?.edits['a'], doc.toString());
    assert.equal(panel.asked, 0);
  });

  it('of a large file is told without its text', () => {
    panel.read('x'.repeat(1_000_000));
    panel.type(5, 6, 'ü');
    panel.type(6, 6, 'y');
    assert.ok(JSON.stringify(panel.onTheWay).length < 1000);
    panel.arrive();
    assert.equal(panel.kept?.edits['a'], `xxxxxüy${'x'.repeat(999_994)}`);
  });

  it('is asked for once when an update was lost, and is never a wrong text', () => {
    panel.type(0, 0, '1');
    panel.arrive();
    // As long as the text before: no length tells.
    panel.type(0, 1, '2');
    panel.onTheWay.pop();
    panel.type(0, 1, '3');
    panel.type(0, 0, '4');
    panel.arrive();
    assert.deepEqual([panel.asked, panel.kept?.edits], [1, { a: '1in a' }]);
    panel.model.tellWhole();
    panel.tell();
    panel.arrive();
    panel.type(0, 0, '5');
    panel.arrive();
    assert.deepEqual([panel.asked, panel.kept?.edits], [1, { a: '543in a' }]);
  });

  it('is asked for when its file is another one than the webview has, be it as long', () => {
    panel.type(0, 0, '1');
    panel.host.read('a', 'IN A');
    panel.arrive();
    assert.deepEqual([panel.asked, panel.kept], [1, undefined]);
  });

  it('changes by no edit that is outside of its text, or overlaps another', () => {
    const take = (edits: readonly (readonly [number, number])[]): void => {
      const change = {
        of: 'draft',
        was: 2,
        edits: edits.map(([offset, length]) => ({ offset, length, text: '' })),
      };
      panel.host.take({ version: 2, source: 'a', edits: { a: change } } as DraftUpdate);
    };
    panel.host.take({ version: 1, source: 'a', edits: { a: '12' } });
    for (const wrong of [
      [[2, 1]],
      [
        [1, 1],
        [0, 1],
      ],
      [
        [0, 2],
        [1, 1],
      ],
    ] as const)
      take(wrong);
    assert.deepEqual([panel.asked, panel.host.draft?.edits], [1, { a: '12' }]);
  });

  it('goes on where it was when the webview was hidden', () => {
    panel.type(0, 0, '1');
    panel.arrive();
    panel.show('in a');
    panel.type(0, 0, '2');
    panel.arrive();
    assert.deepEqual([panel.asked, panel.kept?.edits], [0, { a: '21in a' }]);
  });

  it('goes with a file that is renamed, hidden or not', () => {
    panel.type(0, 0, '1');
    panel.arrive();
    panel.host.renamed('a', 'b');
    assert.deepEqual([panel.kept?.source, panel.kept?.edits], ['b', { b: '1in a' }]);
    assert.deepEqual(Object.keys(panel.kept?.bases ?? {}), ['b']);
    panel.model.renamed('a', 'b');
    panel.type(0, 1, '2');
    panel.arrive();
    assert.deepEqual([panel.asked, panel.kept?.edits], [0, { b: '2in a' }]);
    // What was typed when the host knew of its new name, and the webview did not.
    panel.type(0, 0, '3');
    panel.host.renamed('b', 'c');
    panel.arrive();
    panel.model.renamed('b', 'c');
    panel.model.tellWhole();
    panel.tell();
    panel.arrive();
    assert.deepEqual([panel.asked, panel.kept?.edits], [1, { c: '32in a' }]);
  });

  it('takes the place of what outlived a file of its new name, and is not mixed up with it', () => {
    panel.type(0, 0, '1');
    panel.model.choose('gone');
    panel.model.type('2in b');
    panel.tell();
    panel.arrive();
    panel.host.renamed('a', 'gone');
    panel.model.renamed('a', 'gone');
    panel.type(0, 0, '3');
    panel.arrive();
    assert.deepEqual([panel.asked, panel.kept?.edits], [0, { gone: '31in a' }]);
  });

  it('forgets what is reverted', () => {
    panel.type(0, 0, '1');
    panel.arrive();
    panel.model.revert();
    panel.tell();
    panel.arrive();
    assert.deepEqual([panel.kept?.edits, panel.host.has('a')], [{}, false]);
    panel.type(0, 0, '2');
    panel.arrive();
    assert.deepEqual([panel.asked, panel.kept?.edits], [0, { a: '2in a' }]);
  });

  it('keeps the request of the form, which is told only when it changes', () => {
    const http = { method: 'PUT' } as Draft['http'] & object;
    panel.host.take({ version: 1, source: '', edits: {}, http });
    panel.host.take({ version: 2, source: '', edits: { '': '1' } });
    assert.deepEqual(panel.kept, { source: '', edits: { '': '1' }, http });
  });
});
