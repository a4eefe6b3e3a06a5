// @ts-check
// The invoke panel with large payloads, in a real window of a VS Code with the packed extension.
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { atEnd } from '../tools/lib/lifetime.mjs';
import { say } from '../tools/lib/log.mjs';
import { temporaryFolder } from '../tools/lib/temporary.mjs';
import { packExtension } from '../tools/package.mjs';
import { copyWorkspace } from '../tools/testing/hostSuites.mjs';
import { rustEnvironment } from '../tools/testing/tiers.mjs';
import { launchBrowser, openWindow } from '../tools/vscode/browser.mjs';
import { codeLens, openFile } from '../tools/vscode/drive/editor.mjs';
import { openViewContainer, treeRow } from '../tools/vscode/drive/views.mjs';
import { frameOf, webview } from '../tools/vscode/drive/webviews.mjs';
import { startServer } from '../tools/vscode/server.mjs';
import { chooseFile, longestStall, watchSquiggle, watchStalls } from './inPanel.mjs';

/**
 * @typedef {import('./measurement.js').Measurement} Measurement
 * @typedef {import('playwright-core').Frame} Frame
 * @typedef {import('playwright-core').Page} Page
 */

const RUNS = 5;
const KEYS = 30;
/** About as fast as people type who type fast. */
const KEY_MS = 60;
const SQUIGGLES = 20;
/** What waits for a pause in typing has been done by then. */
const PAUSE_MS = 3000;

/** @param {number} index */
const record = (index) => ({
  messageId: index === 0 ? null : `message ${index}`,
  receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a',
  body: JSON.stringify({ orderId: `A-${index}`, totalCents: index, note: 'Läuten, bitte' }),
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1545082649183' },
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:orders',
  awsRegion: 'us-east-1',
});

/** @param {number} megabytes @param {string} [space] an SQS event, about that large */
function payload(megabytes, space) {
  const each = JSON.stringify({ Records: [record(1000)] }, undefined, space).length - 20;
  const count = Math.floor((megabytes * 1_000_000) / each) + 1;
  return JSON.stringify(
    { Records: Array.from({ length: count }, (_, index) => record(index)) },
    undefined,
    space,
  );
}

/** @param {string} json of records @param {number} count of records on each line */
function inLines(json, count) {
  let index = 0;
  return json.replaceAll(',{"messageId"', (comma) =>
    ++index % count === 0 ? `,\n${comma.slice(1)}` : comma,
  );
}

/** Of a file for each run: a second time, nothing of it would be read. */
const kinds = {
  empty: '{}',
  pretty: payload(5.9, '  '),
  lines: inLines(payload(5.9), 100),
  minified: payload(5.9),
};

/** @returns {Promise<readonly Measurement[]>} */
export async function measurePanel() {
  const { page, frame } = await openPanel();
  /** @typedef {{opened: number[], typing: number[], pauses: number[]}} Times */
  /** @type {Record<string, Times>} */
  const times = {};
  for (let run = 1; run <= RUNS; run++) {
    say(`The panel, ${run} of ${RUNS}`);
    for (const kind of Object.keys(kinds)) {
      const { opened, typing, pauses } = (times[kind] ??= { opened: [], typing: [], pauses: [] });
      opened.push(await open(frame, `${kind}-${run}`));
      await delay(PAUSE_MS);
      await frame.locator('.cm-line').first().click();
      await page.keyboard.press('Control+Home');
      typing.push(await stallOf(frame, () => type(page, frame)));
      pauses.push(await stallOf(frame, () => delay(PAUSE_MS)));
    }
  }
  const small = await squiggles(page, frame, 'small');
  const large = await squiggles(page, frame, 'large');
  /** @param {string} kind @param {keyof Times} which */
  const against = (kind, which) => ({
    unit: /** @type {const} */ ('ms'),
    values: times[kind]?.[which] ?? [],
    baseline: { name: 'an empty payload', values: times['empty']?.[which] ?? [] },
  });
  const rows = [
    ['pretty', 'a payload of 6 MB'],
    ['lines', 'a payload of 6 MB in long lines'],
    ['minified', 'a payload of 6 MB in one line'],
  ].flatMap(([kind = '', what]) => [
    {
      what: `panel opens ${what}`,
      ...against(kind, 'opened'),
      budget: { limit: 500, of: /** @type {const} */ ('median') },
    },
    {
      what: '… longest stall while typing in it',
      ...against(kind, 'typing'),
      budget: { limit: 50, of: /** @type {const} */ ('difference') },
    },
    { what: '… longest stall when typing pauses, and the draft is kept', ...against(kind, 'pauses') },
  ]);
  return [
    ...rows,
    {
      what: 'key to squiggle in the panel, 1 MB',
      unit: 'ms',
      values: large,
      baseline: { name: 'a payload of one record', values: small },
      budget: { limit: 50, of: 'median' },
    },
  ];
}

async function openPanel() {
  const vsix = await packExtension();
  const folder = await temporaryFolder('bench panel');
  atEnd(() => fs.rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const workspace = await copyWorkspace('samples/orders', path.join(folder, 'orders'));
  const events = path.join(workspace, 'order-consumer/events');
  await fs.mkdir(events, { recursive: true });
  const write = (/** @type {string} */ name, /** @type {string} */ text) =>
    fs.writeFile(path.join(events, `${name}.json`), text);
  // The first one is shown when the panel opens, so nobody chooses it.
  await write('a', '[]');
  for (let run = 1; run <= RUNS; run++)
    for (const [kind, text] of Object.entries(kinds)) await write(`${kind}-${run}`, text);
  await write('small', payload(0, '  '));
  await write('large', payload(1, '  '));
  const server = await startServer({ env: await rustEnvironment() });
  await server.installExtension(vsix);
  await fs.rm(vsix);
  const page = await openWindow(await launchBrowser(), server, { workspace });
  await openViewContainer(page, 'Rust Lambda');
  await treeRow(page, 'order-consumer').first().waitFor();
  await openFile(page, 'order-consumer/src/main.rs');
  await codeLens(page, 'Invoke').first().waitFor();
  await page.locator('.editor-instance .monaco-editor').first().click();
  await page.keyboard.press('Control+Alt+Enter');
  const panel = await webview(page, 'Invoke order-consumer');
  await panel.getByRole('textbox', { name: 'Payload, JSON' }).waitFor();
  await panel.locator('#payload-status .chip.ok').waitFor();
  return { page, frame: await frameOf(panel) };
}

/** @param {Frame} frame @param {string} name @returns {Promise<number>} ms until its text is seen */
const open = (frame, name) =>
  frame.evaluate(chooseFile, {
    id: `events/${name}.json`,
    shown: name.startsWith('empty') ? /^\{\}/ : /^\{\s*"Records"/,
  });

/** @param {Page} page @param {Frame} frame */
async function type(page, frame) {
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press('x');
    await delay(KEY_MS);
  }
  await frame.locator('.cm-line', { hasText: 'x'.repeat(KEYS) }).waitFor();
}

/** @param {Frame} frame @param {() => Promise<void>} work @returns {Promise<number>} ms in which nothing else was done */
async function stallOf(frame, work) {
  await frame.evaluate(watchStalls);
  await work();
  return frame.evaluate(longestStall);
}

/** @param {Page} page @param {Frame} frame @param {string} name @returns {Promise<number[]>} ms from keys to squiggles */
async function squiggles(page, frame, name) {
  await open(frame, name);
  await delay(PAUSE_MS);
  // The first `null`.
  for (const key of ['Control+Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'ArrowLeft'])
    await page.keyboard.press(key);
  const selectBack = async (/** @type {number} */ count) => {
    for (let character = 0; character < count; character++) await page.keyboard.press('Shift+ArrowLeft');
  };
  await selectBack('null'.length);
  const times = [];
  for (let run = 0; run < SQUIGGLES; run++) {
    const appears = await frame.evaluateHandle(watchSquiggle);
    await page.keyboard.press('7');
    times.push(await appears.evaluate(({ time }) => time));
    await selectBack(1);
    await page.keyboard.insertText('null');
    await frame.locator('.cm-lintRange-error').first().waitFor({ state: 'detached' });
    await selectBack('null'.length);
  }
  return times;
}
