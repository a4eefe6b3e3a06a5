/**
 * The deploy panel in a real window against the endpoint of docs/aws-endpoint.md: what a person sees of account, plan,
 * refusals and results; every theme; a narrow window; nothing that axe finds fault with. Pictures are left in
 * test-results/ui-deploy.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { startEndpoint, type Endpoint } from '../../tools/aws/endpoint.mjs';
import { cleanUp } from '../../tools/lib/lifetime.mjs';
import { projectRoot, toolsDir } from '../../tools/lib/paths.mjs';
import { temporaryFolder } from '../../tools/lib/temporary.mjs';
import { copyWorkspace } from '../../tools/testing/hostSuites.mjs';
import { launchBrowser, openWindow } from '../../tools/vscode/browser.mjs';
import { dialog, notification, pressButton } from '../../tools/vscode/drive/messages.mjs';
import { enterText, pick, runCommand } from '../../tools/vscode/drive/quickInput.mjs';
import { setTheme, THEMES } from '../../tools/vscode/drive/themes.mjs';
import { expand, openViewContainer, treeRow } from '../../tools/vscode/drive/views.mjs';
import { webview } from '../../tools/vscode/drive/webviews.mjs';
import { startServer } from '../../tools/vscode/server.mjs';
import { faults, overflow } from './support/accessibility';
import { pictureOfFailure } from './support/evidence';

const SHOTS = path.join(projectRoot, 'test-results/ui-deploy');
const BUILD_MS = 600_000;

const config = `[default]
region = us-east-1
[profile expired]
region = us-east-1
aws_access_key_id = AKIAEXPIRED
aws_secret_access_key = x
[profile guarded]
region = us-east-1
role_arn = arn:aws:iam::123456789012:role/deployer
credential_source = Environment
mfa_serial = arn:aws:iam::123456789012:mfa/ann
`;

describe('The deploy panel', function () {
  this.timeout(BUILD_MS + 60_000);
  this.bail(true);
  let page: Page;
  let endpoint: Endpoint;
  let panel: FrameLocator;

  const shot = (name: string): Promise<Buffer> => page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
  const press = (id: string): Promise<void> => panel.locator(`[data-id=${id}]`).last().click();
  const told = (text: RegExp): Promise<void> =>
    panel.locator('.notices', { hasText: text }).waitFor({ timeout: 30_000 });
  const status = (text: RegExp): Promise<void> =>
    panel.locator('.status', { hasText: text }).waitFor({ timeout: BUILD_MS });

  before(async () => {
    const vsix = process.env['RUST_LAMBDA_VSIX'];
    assert.ok(vsix, 'RUST_LAMBDA_VSIX names the packed extension; npm test -- ui sets it');
    await fs.rm(SHOTS, { recursive: true, force: true });
    await fs.mkdir(SHOTS, { recursive: true });
    const folder = await temporaryFolder('deploy-ui');
    const source = 'test/fixtures/workspaces/deployable';
    const workspace = await copyWorkspace(source, path.join(folder, 'deployable'));
    await fs.writeFile(path.join(folder, 'config'), config);
    endpoint = await startEndpoint();
    const server = await startServer({
      env: {
        ...process.env,
        ...endpoint.env,
        AWS_CONFIG_FILE: path.join(folder, 'config'),
        AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
        CARGO_TARGET_DIR: path.join(toolsDir, 'target/deployable-ui'),
      },
    });
    await server.installExtension(vsix);
    page = await openWindow(await launchBrowser(), server, { workspace });
    await openViewContainer(page, 'Rust Lambda');
    await treeRow(page, 'probe').first().waitFor();
  });
  afterEach(pictureOfFailure(() => page, 'ui-deploy/failed'));
  after(cleanUp);

  it('shows account, function, command and what speaks against it, and is clean for axe', async () => {
    await runCommand(page, 'Rust Lambda: Deploy…');
    panel = await webview(page, 'Deploy probe');
    await panel.getByText('1234-5678-9012').waitFor({ timeout: 60_000 });
    await told(/probe does not exist there/);
    await panel.locator('pre', { hasText: 'cargo lambda deploy probe --region us-east-1' }).waitFor();
    await shot('1-plan');
    assert.deepEqual(await faults(panel), []);
  });

  it('tells of expired credentials and a wrong name, and offers no deploy', async () => {
    const deploy = panel.locator('footer [data-id=deploy]');
    await panel.getByLabel('Profile').selectOption('expired');
    await panel.locator('.account', { hasText: 'The AWS credentials have expired' }).waitFor();
    assert.equal(await deploy.isDisabled(), true);
    await shot('2-expired');
    await panel.getByLabel('Profile').selectOption('');
    await panel.getByText('1234-5678-9012').waitFor();
    await panel.getByLabel('Function').fill('no spaces');
    await panel.getByLabel('Function').press('Tab');
    await panel.getByText('Only letters, digits').waitFor();
    assert.equal(await deploy.isDisabled(), true);
    assert.deepEqual(await faults(panel), []);
    await panel.getByLabel('Function').fill('probe');
    await panel.getByLabel('Function').press('Tab');
    await told(/probe does not exist there/);
  });

  it('builds, deploys, and shows what came of it, in the tree too', async () => {
    await press('deploy');
    await status(/Building for release/);
    await shot('3-building');
    await panel.locator('#result', { hasText: /function:probe/ }).waitFor({ timeout: BUILD_MS });
    await shot('4-deployed');
    assert.deepEqual(await faults(panel), []);
    await press('copyArn');
    await page.locator('.part.statusbar', { hasText: 'Copied: arn:aws:lambda' }).waitFor();
    await expand(treeRow(page, 'probe').first());
    await treeRow(page, 'version 1').waitFor();
  });

  it('asks before it moves the function to another architecture', async () => {
    await panel.getByLabel('Build for').selectOption('arm64');
    await told(/this deploy moves it to arm64/);
    await press('deploy');
    await dialog(page, 'Change the architecture of probe?').waitFor();
    await shot('5-architecture');
    await page.keyboard.press('Escape');
    await panel.getByLabel('Build for').selectOption('x86_64');
  });

  it('asks before it stops a deploy', async () => {
    endpoint.setFaults([{ match: 'PUT .*/code', delay: 120_000 }]);
    await press('deploy');
    await status(/cargo lambda is deploying/);
    await panel.locator('[data-id=terminal]').waitFor();
    await press('stop');
    await pressButton(dialog(page, 'Stop cargo lambda deploy?'), 'Stop');
    await status(/Stopped/);
    await shot('6-stopped');
    endpoint.clearFaults();
  });

  it('signs in with an MFA code and deploys with that', async () => {
    await panel.getByLabel('Profile').selectOption('guarded');
    await enterText(page, 'Sign in to AWS', '123456');
    await panel.locator('.account', { hasText: 'role/deployer' }).waitFor();
    await told(/cannot ask for an MFA code/);
    await press('deploy');
    await panel.locator('#result', { hasText: /function:probe/ }).waitFor({ timeout: 60_000 });
    await shot('7-mfa');
  });

  it('goes on when it is closed, and then tells how it ended', async () => {
    endpoint.setFaults([{ match: 'PUT .*/code', delay: 3_000 }]);
    await press('deploy');
    await status(/cargo lambda is deploying/);
    await runCommand(page, 'View: Close Editor');
    await notification(page, 'Deployed probe, version').waitFor({ timeout: 60_000 });
    endpoint.clearFaults();
  });

  it('follows the profile and region picked for the workspace, and forgets what was read elsewhere', async () => {
    await runCommand(page, 'Rust Lambda: Select AWS Profile and Region…');
    await pick(page, 'AWS Profile and Region (1/2)', 'default credentials');
    await pick(page, 'AWS Profile and Region (2/2)', 'us-east-1');
    await treeRow(page, 'version 1').waitFor({ state: 'detached' });
    await runCommand(page, 'Rust Lambda: Read What Is Deployed');
    await treeRow(page, 'version 3').waitFor({ timeout: 30_000 });
  });

  it('can be read in every theme and in a narrow window', async () => {
    await runCommand(page, 'Rust Lambda: Deploy…');
    panel = await webview(page, 'Deploy probe');
    await told(/probe exists there with version 3/);
    await runCommand(page, 'View: Toggle Panel Visibility').catch(() => {});
    for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
      await setTheme(page, theme);
      await shot(`8-${theme.replaceAll(' ', '-').toLowerCase()}`);
      assert.deepEqual(await faults(panel), [], theme);
    }
    await page.setViewportSize({ width: 760, height: 900 });
    await shot('9-narrow');
    assert.deepEqual(await faults(panel), []);
    assert.equal(await overflow(panel), 0, 'nothing is cut at the right');
  });
});
