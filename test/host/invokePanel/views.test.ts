import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HandlerLocation, RouteLocation } from '../../../src/core/ports';
import type { LambdaBinary } from '../../../src/core/project/model';
import { panelHtml } from '../../../src/ui/webview/html';
import { httpOrigin, routeViews } from '../../../src/ui/invokePanel/views';

const place = { path: '/w/src/main.rs', start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const router = (routes: readonly RouteLocation[]): HandlerLocation => ({
  ...{ ...place, functionId: 'f', kind: 'router', routes },
});

describe('What the invoke panel tells its form', () => {
  it('are the routes of the router, each once, as axum writes them now', () => {
    const routes = [
      { method: 'GET', path: '/orders/:id' },
      { method: 'GET', path: '/orders/{id}', handler: place },
      { method: 'POST', path: '/orders/{id}' },
      { method: 'ANY', path: '/*rest' },
    ];
    assert.deepEqual(routeViews(router(routes)), [
      { method: 'GET', path: '/orders/{id}' },
      { method: 'POST', path: '/orders/{id}' },
      { method: 'ANY', path: '/{*rest}' },
    ]);
    assert.deepEqual(routeViews(undefined), []);
  });

  it('is where cargo lambda watch takes requests, or would when somebody starts it', () => {
    const binary = { name: 'orders' } as LambdaBinary;
    assert.equal(httpOrigin(binary, { kind: 'stopped' }), 'http://127.0.0.1:9000/lambda-url/orders');
  });
});

describe('The page of a panel', () => {
  it('draws only pictures that its own script made, and those only where it says so', () => {
    const panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.One);
    const policy = (images?: true): readonly string[] => {
      const page = { script: 'a', styles: [], title: '', ...(images && { images }) };
      const html = panelHtml(panel.webview, vscode.Uri.file('/extension'), page);
      const [, content = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
      return content.split('; ');
    };
    assert.ok(policy().includes("default-src 'none'"));
    assert.ok(!policy().some((rule) => rule.startsWith('img-src')));
    assert.deepEqual(
      policy(true).filter((rule) => rule.startsWith('img-src')),
      ['img-src blob:'],
    );
    panel.dispose();
  });
});
