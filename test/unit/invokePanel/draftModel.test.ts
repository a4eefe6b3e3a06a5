import assert from 'node:assert/strict';
import { fingerprint } from '../../../src/core/payload/fingerprint';
import { parseDraft, type Draft } from '../../../src/protocol/draft';
import type { PayloadFileView } from '../../../src/protocol/invoke';
import { DraftModel, startText, unsaved, type Typed } from '../../../src/webview/invoke/draftModel';

/** All of it, as a host that knows nothing is told. */
function draftOf(model: DraftModel): Draft {
  model.tellWhole();
  return parseDraft(model.update()) ?? assert.fail('not told whole');
}

const file = (id: string, version = 1): PayloadFileView => ({ id, label: id, version });

describe('the payloads of a panel', () => {
  it('start with the smallest JSON, which is no draft', () => {
    const model = new DraftModel();
    assert.equal(model.text(unsaved), startText);
    model.type('{"a": 1}');
    assert.deepEqual(draftOf(model), { source: unsaved, edits: { [unsaved]: '{"a": 1}' } });
    model.type(startText);
    assert.deepEqual(draftOf(model), { source: unsaved, edits: {} });
  });

  it('keep their own edits when another one is chosen', () => {
    const model = new DraftModel();
    model.list([file('a'), file('b')]);
    model.type('unsaved');
    model.choose('a');
    model.read('a', 'in a');
    model.type('typed over a');
    model.choose('b');
    model.read('b', 'in b');
    assert.deepEqual(
      [unsaved, 'a', 'b'].map((source) => model.text(source)),
      ['unsaved', 'typed over a', 'in b'],
    );
    assert.deepEqual([model.isEdited('a'), model.isEdited('b')], [true, false]);
  });

  it('are told by their edits, and not made texts of, while someone types', () => {
    let made = 0;
    const document = (text: string): Typed => ({ length: text.length, toString: () => (made++, text) });
    const model = new DraftModel();
    model.list([file('a')]);
    model.choose('a');
    model.read('a', 'in a');
    const bases = { a: fingerprint('in a') };
    const insert = (offset: number, text: string) => [{ offset, length: 0, text }];
    model.type(document('in aa'), insert(4, 'a'));
    const first = { of: 'file', was: 4, edits: insert(4, 'a') };
    assert.deepEqual(model.update(), { version: 1, source: 'a', edits: { a: first }, bases });
    model.type(document('in aab'), insert(5, 'b'));
    const second = { of: 'draft', was: 5, edits: insert(5, 'b') };
    assert.deepEqual(model.update(), { version: 2, source: 'a', edits: { a: second }, bases });
    const none = { of: 'draft', was: 6, edits: [] };
    assert.deepEqual(model.update(), { version: 3, source: 'a', edits: { a: none }, bases });
    assert.equal(made, 0);
    model.type(document('in a'), [{ offset: 4, length: 2, text: '' }]);
    assert.deepEqual(model.update(), { version: 4, source: 'a', edits: {} });
  });

  it('are told whole when what came between was not', () => {
    const model = new DraftModel({ source: 'a', edits: { a: '1' } });
    const edits = [{ offset: 0, length: 0, text: '2' }];
    model.type('21', edits);
    model.type('221', edits);
    assert.deepEqual(model.update().edits, { a: '221' });
  });

  it('come back as they were left', () => {
    const model = new DraftModel();
    model.list([file('a')]);
    model.choose('a');
    model.read('a', 'in a');
    model.type('typed');
    const back = new DraftModel(draftOf(model));
    assert.deepEqual([back.source, back.text('a')], ['a', 'typed']);
  });

  it('have to be read when nothing was typed over them', () => {
    const model = new DraftModel({ source: 'a', edits: {} });
    model.list([file('a')]);
    assert.equal(model.text('a'), undefined);
  });

  it('are read again when their file changes, and keep what was typed over it', () => {
    const model = new DraftModel();
    model.list([file('a'), file('b'), file('unread')]);
    model.read('a', 'old a');
    model.read('b', 'old b');
    model.choose('b');
    model.type('typed');
    assert.deepEqual(model.list([file('a', 2), file('b', 2), file('unread', 2)]), ['a', 'b']);
    model.read('a', 'new a');
    model.read('b', 'new b');
    assert.deepEqual([model.text('a'), model.text('b')], ['new a', 'typed']);
    model.revert();
    assert.equal(model.text('b'), 'new b');
  });

  it('outlive their file', () => {
    const model = new DraftModel();
    model.list([file('a'), file('b')]);
    model.choose('a');
    model.read('a', 'in a');
    model.list([file('b')]);
    assert.deepEqual([model.source, model.text('a'), model.orphans], ['a', 'in a', ['a']]);
  });

  it('are what their file says when it comes back, unless someone typed', () => {
    const model = new DraftModel();
    model.list([file('a')]);
    model.choose('a');
    model.read('a', 'in a');
    model.list([]);
    model.list([file('a', 2)]);
    assert.deepEqual([model.source, model.isEdited('a'), model.text('a')], ['a', false, undefined]);
    model.read('a', 'in a, written anew');
    model.list([]);
    model.type('typed');
    model.list([file('a', 3)]);
    assert.equal(model.text('a'), 'typed');
  });

  it('give way when their file was gone before it was read', () => {
    const model = new DraftModel({ source: 'a', edits: {} });
    model.list([]);
    assert.deepEqual([model.source, model.text(unsaved)], [unsaved, startText]);
  });

  it('are no drafts any more once they are saved', () => {
    const model = new DraftModel();
    model.type('new');
    model.savedAs('a', 'new');
    assert.deepEqual(draftOf(model), { source: 'a', edits: {} });
    assert.equal(model.text('a'), 'new');
  });

  it('are not edited when the file comes to say the same', () => {
    const model = new DraftModel({ source: 'a', edits: { a: 'same' } });
    model.list([file('a')]);
    model.read('a', 'same');
    assert.equal(model.isEdited('a'), false);
  });

  describe('that are typed over a file', () => {
    /** `a` is chosen and edited. */
    function edited(): DraftModel {
      const model = new DraftModel();
      model.list([file('a'), file('b')]);
      model.choose('a');
      model.read('a', 'in a');
      model.type('typed');
      return model;
    }

    it('know which text they started from, whatever the file says since', () => {
      const model = edited();
      assert.equal(model.base('a'), fingerprint('in a'));
      model.read('a', 'theirs');
      model.type('typed on');
      assert.equal(model.base('a'), fingerprint('in a'));
      assert.equal(new DraftModel(draftOf(model)).base('a'), fingerprint('in a'));
    });

    it('know nothing of a text that was never read', () => {
      const model = new DraftModel({ source: 'a', edits: { a: 'typed' } });
      model.list([file('a')]);
      assert.equal(model.base('a'), '');
      model.read('a', 'in a');
      model.type('typed on');
      assert.equal(model.base('a'), '');
    });

    it('are no edits any more once they are saved', () => {
      const model = edited();
      model.saved('a', 'typed', 'typed');
      assert.deepEqual(draftOf(model), { source: 'a', edits: {} });
      assert.deepEqual([model.text('a'), model.base('a')], ['typed', fingerprint('typed')]);
    });

    it('give way to what was saved when placeholders took the place of secrets', () => {
      const model = edited();
      model.saved('a', 'typed', 'EXAMPLE');
      assert.equal(model.text('a'), 'EXAMPLE');
    });

    it('go on from what was saved when more was typed meanwhile', () => {
      const model = edited();
      model.type('typed on');
      model.saved('a', 'typed', 'typed');
      assert.deepEqual([model.text('a'), model.base('a')], ['typed on', fingerprint('typed')]);
    });

    it('go with the file when it gets another name', () => {
      const model = edited();
      model.renamed('a', 'c');
      model.list([file('b'), file('c')]);
      assert.deepEqual(model.orphans, []);
      assert.deepEqual(draftOf(model), {
        source: 'c',
        edits: { c: 'typed' },
        bases: { c: fingerprint('in a') },
      });
      model.revert();
      assert.equal(model.text('c'), 'in a');
    });

    it('go with the file also when its going is told before its new name', () => {
      const model = edited();
      model.list([file('b'), file('c')]);
      model.renamed('a', 'c');
      assert.deepEqual([model.source, model.text('c'), model.orphans], ['c', 'typed', []]);
      assert.equal(model.base('c'), fingerprint('in a'));
    });

    it('are no edits under another name when nobody typed', () => {
      const model = new DraftModel();
      model.list([file('a')]);
      model.choose('a');
      model.read('a', 'in a');
      model.list([file('c')]);
      model.renamed('a', 'c');
      assert.deepEqual([model.source, model.text('c'), model.isEdited('c')], ['c', 'in a', false]);
    });
  });
});
