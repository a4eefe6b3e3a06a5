import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { deferred } from '../../../src/core/deferred';
import { PanelChannel } from '../../../src/ui/webview/channel';

interface Slow {
  readonly slow: { readonly takes: null; readonly gives: null };
}

type Texts = Readonly<Record<'short' | 'whole' | 'half', { readonly takes: null; readonly gives: string }>>;

describe('A request of a panel', () => {
  it('whose answer comes after the panel was closed troubles nobody', async () => {
    const log = vscode.window.createOutputChannel('channel', { log: true });
    const panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.One, {
      enableScripts: true,
    });
    const asked = deferred<undefined>();
    const answer = deferred<null>();
    const channel = new PanelChannel<never, never, Slow>(
      panel.webview,
      {
        ready: () => {},
        parse: () => undefined,
        receive: () => {},
        methods: {
          slow: () => {
            asked.resolve(undefined);
            return answer.promise;
          },
        },
      },
      log,
    );
    panel.onDidDispose(() => channel.dispose());
    panel.webview.html = `<script>
      acquireVsCodeApi().postMessage({ type: 'request', id: 1, method: 'slow', parameters: null });
    </script>`;
    await asked.promise;
    const unhandled: unknown[] = [];
    const keep = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', keep);
    panel.dispose();
    answer.resolve(null);
    // Node tells of unhandled rejections before it turns to this.
    await setImmediate();
    process.off('unhandledRejection', keep);
    log.dispose();
    assert.deepEqual(unhandled, []);
  });

  it('is answered with a long text as bytes, but not with one that UTF-8 has not', async () => {
    const log = vscode.window.createOutputChannel('channel', { log: true });
    const panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.One, {
      enableScripts: true,
    });
    const whole = '\uFEFFä€😀'.repeat(100_000);
    const half = `${'x'.repeat(100_000)}\uD800`;
    const got = deferred<unknown>();
    const channel = new PanelChannel<never, unknown, Texts>(
      panel.webview,
      {
        ready: () => {},
        parse: (message) => message,
        receive: (message) => got.resolve(message),
        methods: {
          short: () => Promise.resolve('ä'),
          whole: () => Promise.resolve(whole),
          half: () => Promise.resolve(half),
        },
      },
      log,
    );
    panel.webview.html = `<script>
      const api = acquireVsCodeApi();
      const got = [];
      addEventListener('message', ({ data: { value, text } }) => {
        const whole = text && new TextDecoder('utf-8', { ignoreBOM: true }).decode(text);
        if (got.push(value?.length, whole?.length) === 6) api.postMessage({ got });
      });
      for (const [id, method] of ['short', 'whole', 'half'].entries())
        api.postMessage({ type: 'request', id, method, parameters: null });
    </script>`;
    assert.deepEqual(await got.promise, { got: [1, null, null, whole.length, half.length, null] });
    channel.dispose();
    panel.dispose();
    log.dispose();
  });
});
