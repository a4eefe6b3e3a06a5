import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface PanelPage {
  /** Name of the bundle in `dist/webview`, without `.js`. */
  readonly script: string;
  /** Names of style sheets in `media`, without `.css`. */
  readonly styles: readonly string[];
  readonly title: string;
  /** Draws pictures that its script makes of bytes (blob:); else none are. */
  readonly images?: true;
  /** Name of the bundle that it runs in a worker, without `.js`. */
  readonly worker?: string;
}

/** Where a panel may load from. */
export const panelRoots = (extension: vscode.Uri): vscode.Uri[] => [
  vscode.Uri.joinPath(extension, 'dist', 'webview'),
  vscode.Uri.joinPath(extension, 'media'),
];

/**
 * An empty page under a strict policy: it runs our script, applies our style sheets (and those that the script adds
 * with the page's nonce), and can reach nothing else. Everything it shows comes by messages.
 */
export function panelHtml(webview: vscode.Webview, extension: vscode.Uri, page: PanelPage): string {
  const nonce = randomBytes(16).toString('base64');
  const address = (...path: string[]): string =>
    escape(webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path)).toString());
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    ...(page.images ? ['img-src blob:'] : []),
    // The page reads the worker's script and starts it from memory: VS Code's webviews can't start it from where it is.
    ...(page.worker === undefined ? [] : [`connect-src ${webview.cspSource}`, `worker-src blob:`]),
  ].join('; ');
  const styles = page.styles.map(
    (name) => `<link rel="stylesheet" href="${address('media', `${name}.css`)}">`,
  );
  return `<!DOCTYPE html>
<html lang="${escape(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(page.title)}</title>
${styles.join('\n')}
</head>
<body>
<main id="panel"${page.worker === undefined ? '' : ` data-worker="${address('dist', 'webview', `${page.worker}.js`)}"`}></main>
<script nonce="${nonce}" src="${address('dist', 'webview', `${page.script}.js`)}"></script>
</body>
</html>`;
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
