/** lambda_http itself, in a program that answers events with what it made of them. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { HttpStamp } from '../../../src/core/payload/http/endpoint';
import { toolsDir } from '../../../tools/lib/paths.mjs';
import { run } from '../../../tools/lib/run.mjs';

/** What the program says of a request; test/fixtures/http/src/main.rs. */
export interface Parsed {
  readonly method: string;
  readonly uri: string;
  readonly path: string;
  readonly rawPath: string;
  readonly query: readonly (readonly [string, string])[];
  readonly pathParameters: readonly (readonly [string, string])[];
  readonly stageVariables: readonly (readonly [string, string])[];
  readonly headers: readonly (readonly [string, string])[];
  readonly body: { readonly text: string } | { readonly bytes: readonly number[] } | null;
  readonly context: Readonly<Record<string, unknown>>;
}

export const stamp: HttpStamp = {
  time: Date.UTC(2026, 0, 2, 3, 4, 5),
  uuid: randomUUID,
  base64: (content) => Buffer.from(content).toString('base64'),
  text: (bytes) => Buffer.from(bytes).toString(),
};

// Shared with the probes of test/agreement, which need the same crates.
const target = path.join(toolsDir, 'target/agreement');

/** @throws {ToolError} with cargo's words when it does not build */
export async function buildEcho(): Promise<void> {
  const env = { ...process.env, CARGO_TARGET_DIR: target, CARGO_TERM_COLOR: 'never' };
  await run('cargo', ['build', '--locked', '--quiet'], {
    cwd: path.resolve(import.meta.dirname, '../../fixtures/http'),
    env,
  });
}

/** @returns the response of the function to each event, in their order */
export async function answers(events: readonly string[]): Promise<readonly string[]> {
  const program = path.join(target, 'debug', process.platform === 'win32' ? 'http-echo.exe' : 'http-echo');
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(events.map((event) => `${JSON.stringify(JSON.parse(event))}\n`).join(''));
  const lines = (await text(child.stdout)).split('\n').filter(Boolean);
  if (lines.length !== events.length) throw new Error(`It ended at event ${lines.length}`);
  return lines;
}
