import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { deferred } from '../../../src/core/deferred';
import { PanelChannel } from '../../../src/ui/webview/channel';

interface Slow {
  readonly slow: { readonly takes: null; readonly gives: null };
}

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
});
