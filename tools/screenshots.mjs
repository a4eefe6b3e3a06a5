// @ts-check
// npm run screenshots: takes the README's pictures from a real window on the sample workspace, with a real function
// process and the AWS endpoint of docs/aws-endpoint.md. Nothing in them is drawn by hand.
import fs from 'node:fs/promises';
import path from 'node:path';
import { atEnd, main } from './lib/lifetime.mjs';
import { say } from './lib/log.mjs';
import { projectRoot, toolsDir } from './lib/paths.mjs';
import { temporaryFolder } from './lib/temporary.mjs';
import { packExtension } from './package.mjs';

const PICTURES = path.join(projectRoot, 'media/screenshots');
/** A cold build of a function's dependencies. */
const BUILD_MS = 300_000;

await main(async () => {
  const vsix = await packExtension();
  const { ensureCargoLambda } = await import('./setup/cargoLambda.mjs');
  const { startEndpoint } = await import('./aws/endpoint.mjs');
  const { startServer } = await import('./vscode/server.mjs');
  const { launchBrowser, openWindow } = await import('./vscode/browser.mjs');
  const { copyWorkspace } = await import('./testing/hostSuites.mjs');
  const { codeLens, openFile } = await import('./vscode/drive/editor.mjs');
  const { runCommand } = await import('./vscode/drive/quickInput.mjs');
  const { setTheme } = await import('./vscode/drive/themes.mjs');
  const { openViewContainer, rowAction, treeRow } = await import('./vscode/drive/views.mjs');
  const { webview } = await import('./vscode/drive/webviews.mjs');

  const folder = await temporaryFolder('pictures');
  atEnd(() => fs.rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const workspace = await copyWorkspace('samples/orders', path.join(folder, 'orders'));
  const endpoint = await startEndpoint();
  const server = await startServer({
    env: {
      ...process.env,
      ...(await ensureCargoLambda()),
      ...endpoint.env,
      CARGO_TARGET_DIR: path.join(toolsDir, 'target/orders'),
    },
  });
  await server.installExtension(vsix);
  const page = await openWindow(
    await launchBrowser(),
    server,
    { workspace },
    { viewport: { width: 1440, height: 810 } },
  );
  await fs.mkdir(PICTURES, { recursive: true });
  const take = async (/** @type {string} */ name) => {
    const file = path.join(PICTURES, `${name}.png`);
    await page.screenshot({ path: file });
    say(`${name}.png: ${Math.round((await fs.stat(file)).size / 1024)} KB`);
  };

  await setTheme(page, 'Dark Modern');
  await openViewContainer(page, 'Rust Lambda');
  await openFile(page, 'order-consumer/src/main.rs');
  await rowAction(treeRow(page, 'order-consumer').first(), 'Invoke');
  const panel = await webview(page, 'Invoke order-consumer');
  await panel
    .getByRole('combobox', { name: 'Payload file' })
    .selectOption({ label: 'one-of-three-fails.json' });
  await panel.getByRole('button', { name: 'Invoke' }).click();
  await panel.getByText('Success').first().waitFor({ timeout: BUILD_MS });
  await codeLens(page, 'Invoke').first().waitFor();
  await take('invoke-dark');

  await setTheme(page, 'Light 2026');
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'orders-api/src/handler.rs');
  await rowAction(treeRow(page, 'orders-api').first(), 'Invoke');
  const form = await webview(page, 'Invoke orders-api');
  await form.getByRole('combobox', { name: 'Path' }).fill('/products');
  await form.getByRole('button', { name: 'Invoke' }).click();
  await form.getByText('HTTP 200').first().waitFor({ timeout: BUILD_MS });
  await take('request-light');

  await runCommand(page, 'View: Close All Editors');
  await rowAction(treeRow(page, 'orders-api').first(), 'Deploy');
  const plan = await webview(page, 'Deploy orders-api');
  await plan.locator('pre', { hasText: 'cargo lambda deploy' }).waitFor();
  await plan.getByText('1234-5678-9012').waitFor();
  await take('deploy-light');
});
