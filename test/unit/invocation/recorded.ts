/** What cargo-lambda's Invoke API really answered. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { InvokeResponse } from '../../../src/core/ports';

interface Recording {
  readonly name: string;
  readonly payload: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly base64?: string;
}

const file = path.resolve(import.meta.dirname, '../../fixtures/output/cargo-lambda-1.9.2-invoke.json');
const { responses } = JSON.parse(readFileSync(file, 'utf8')) as { readonly responses: readonly Recording[] };

export function recorded(name: string): { readonly payload: string; readonly response: InvokeResponse } {
  const found = responses.find((recording) => recording.name === name);
  if (!found) throw new Error(`Nothing was recorded as ${name}.`);
  const { payload, status, headers, text, base64 = '' } = found;
  const body = text === undefined ? Buffer.from(base64, 'base64') : Buffer.from(text);
  return { payload, response: { status, headers, body, durationMs: 1 } };
}
