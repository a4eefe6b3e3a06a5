import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { DraftKeeper } from '../../../src/webview/invoke/draftKeeper';

/** What stands for the page: it tells only of what happens to it. */
const emptyPage = () => ({ window: new EventTarget(), document: new EventTarget() });

class Key extends Event {
  constructor(
    readonly key: string,
    readonly ctrlKey: boolean,
  ) {
    super('keydown', { cancelable: true });
  }
  readonly metaKey = false;
}

describe('the keeper of a draft', () => {
  let page: ReturnType<typeof emptyPage>;
  let kept: number;
  let keeper: DraftKeeper;

  beforeEach(() => {
    page = emptyPage();
    Object.assign(globalThis, page);
    mock.timers.enable({ apis: ['setTimeout'] });
    kept = 0;
    keeper = new DraftKeeper(() => kept++);
  });
  afterEach(() => {
    mock.timers.reset();
    for (const name of Object.keys(page)) Reflect.deleteProperty(globalThis, name);
  });

  it('keeps a small one at every key', () => {
    keeper.changed(10);
    keeper.changed(11);
    assert.equal(kept, 2);
  });

  it('waits for a pause with a larger one, and for a longer pause with a large one', () => {
    for (const [size, pauseMs] of [
      [200_000, 300],
      [6_000_000, 2000],
    ] as const) {
      kept = 0;
      keeper.changed(size);
      mock.timers.tick(pauseMs - 1);
      keeper.changed(size);
      mock.timers.tick(pauseMs - 1);
      assert.equal(kept, 0, `${size}`);
      mock.timers.tick(1);
      assert.equal(kept, 1, `${size}`);
    }
  });

  it('waits for nothing when the page may be gone next', () => {
    const ways: readonly (readonly [EventTarget, () => Event])[] = [
      [page.window, () => new Event('blur')],
      [page.window, () => new Event('pagehide')],
      [page.document, () => new Event('visibilitychange')],
      [page.window, () => new Key('w', true)],
    ];
    for (const [target, event] of ways) {
      kept = 0;
      keeper.changed(6_000_000);
      target.dispatchEvent(event());
      assert.equal(kept, 1, event().type);
      target.dispatchEvent(event());
      assert.equal(kept, 1, `${event().type}: nothing has changed since`);
    }
  });

  it('does not make who undoes wait: such keys are the editor’s', () => {
    keeper.changed(6_000_000);
    page.window.dispatchEvent(new Key('Control', true));
    const undo = new Key('z', true);
    undo.preventDefault();
    page.window.dispatchEvent(undo);
    page.window.dispatchEvent(new Key('x', false));
    assert.equal(kept, 0);
  });
});
