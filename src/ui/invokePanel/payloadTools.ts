import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { cancelled, RustLambdaError, type ErrorDetails } from '../../core/errors';
import { envelopes, wrap, type Envelope, type Stamp } from '../../core/payload/envelopes';
import { generate } from '../../core/payload/generate';
import { formatJson, isJson } from '../../core/payload/json';
import { unwrap, type Body, type Decoders } from '../../core/payload/unwrap';
import type { LambdaBinary } from '../../core/project/model';
import type { EventShapes } from '../features';
import { choicesFor } from './eventTypeView';

/** What the buttons above the payload do. Each gives the payload that takes its place. */

/**
 * @param wish `required`, `all`, or the index of a choice
 * @throws RustLambdaError payloadUnfit
 */
export async function generated(
  binary: LambdaBinary,
  wish: string,
  eventShapes: Pick<EventShapes, 'of'>,
): Promise<string> {
  const { shape } = await eventShapes.of(binary);
  const chosen = shape && choicesFor(shape.set)[Number.parseInt(wish, 10)];
  const text =
    shape &&
    generate(shape.set, {
      fields: wish === 'required' ? 'required' : 'all',
      ...(chosen && { variants: chosen.variants }),
    });
  if (text !== undefined) return text;
  throw unfit('typeUnknown');
}

/**
 * Text that is no JSON is a string of JSON in the panel, as JSON is all it takes.
 * @throws RustLambdaError payloadUnfit | cancelled
 */
export async function wrapped(text: string, envelope: string): Promise<string> {
  if (!isEnvelope(envelope)) throw cancelled();
  if (!isJson(text)) throw unfit('notJson');
  const plain = plainText(text) ?? text.trim();
  const body = envelope === 's3' ? await askForKey(plainText(text)) : plain;
  const result = wrap(envelope, [body], stamp());
  if ('json' in result) return result.json;
  throw unfit('notObject');
}

/** Asks which body, when there are several. @throws RustLambdaError payloadUnfit | cancelled */
export async function unwrapped(text: string): Promise<string> {
  const bodies = isJson(text) ? unwrap(JSON.parse(text), decoders)?.bodies : undefined;
  if (!bodies) throw unfit('noEnvelope');
  const body = await chosenBody(bodies);
  return isJson(body.text) ? formatJson(body.text) : JSON.stringify(body.text);
}

async function chosenBody(bodies: readonly Body[]): Promise<Body> {
  const [only] = bodies;
  if (only && bodies.length === 1) return only;
  const items = bodies.map((body) => ({
    label: vscode.l10n.t('Record {0}', body.record + 1),
    description: body.text.slice(0, 120),
    body,
  }));
  const title = vscode.l10n.t('Take Out of Its Envelope');
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (!chosen) throw cancelled();
  return chosen.body;
}

async function askForKey(value = 'folder/object.json'): Promise<string> {
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('S3 Event'),
    prompt: vscode.l10n.t('Key of the object: S3 hands over no more of it'),
    value,
    validateInput: (typed) => (typed.trim() === '' ? vscode.l10n.t('A key is needed.') : undefined),
  });
  if (key === undefined) throw cancelled();
  return key;
}

/** Of a JSON string. */
function plainText(json: string): string | undefined {
  const value: unknown = /^\s*"/.test(json) ? JSON.parse(json) : undefined;
  return typeof value === 'string' ? value : undefined;
}

const isEnvelope = (name: string): name is Envelope => envelopes.some((each) => each === name);

const unfit = (reason: ErrorDetails['payloadUnfit']['reason']): RustLambdaError =>
  new RustLambdaError('payloadUnfit', { reason });

function stamp(): Stamp {
  const now = new Date();
  return {
    time: now.getTime(),
    timeText: now.toISOString(),
    uuid: () => randomUUID(),
    md5: (text) => createHash('md5').update(text).digest('hex'),
    base64: (text) => Buffer.from(text).toString('base64'),
  };
}

/** More is no payload of ours: a small archive may hold a very large text. */
const mostBytes = 32 * 1024 * 1024;

const decoders: Decoders = {
  text: (base64) => {
    const bytes = Buffer.from(base64, 'base64');
    try {
      const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
      const plain = isGzip ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes;
      return new TextDecoder('utf-8', { fatal: true }).decode(plain);
    } catch {
      return undefined;
    }
  },
};
