/** The two built workers with the payload engine: that of the panel's page, and that of the extension host. */
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import webpack, { type Configuration, type Stats } from 'webpack';
import { createPayloadWorkers } from '../../../../src/adapters/payload/payloadWorkers';
import { Emitter } from '../../../../src/core/events';
import type { PayloadChannel, PayloadClient } from '../../../../src/core/payload/engine/client';
import type { FromPayloadWorker } from '../../../../src/core/payload/engine/messages';
import type { Verdict } from '../../../../src/core/payload/engine/model';

export interface BuiltWorkers {
  readonly folder: string;
  /** Of the extension host. */
  readonly thread: string;
  /** Of the extension host, for one job. */
  readonly job: string;
  /** Of the page. */
  readonly page: string;
  readonly files: readonly string[];
}

/** As `npm run build` makes them. */
export async function builtWorkers(): Promise<BuiltWorkers> {
  const require = createRequire(import.meta.url);
  const configurations = require('../../../../webpack.config.js') as (
    env: unknown,
    argv: { readonly mode: string },
  ) => readonly Configuration[];
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'rust-lambda-workers-')));
  const wanted = configurations(undefined, { mode: 'production' })
    .filter(({ name }) => name === 'payloadWorker' || name === 'webviewWorker')
    .map((each) => ({ ...each, output: { ...each.output, path: path.join(folder, each.name ?? '') } }));
  const stats = await new Promise<Stats['compilation'][]>((resolve, reject) => {
    webpack(wanted, (error, done) => {
      if (error || !done || done.hasErrors()) reject(error ?? new Error(done?.toString()));
      else resolve(done.stats.map(({ compilation }) => compilation));
    });
  });
  return {
    folder,
    thread: path.join(folder, 'payloadWorker/payloadWorker.js'),
    job: path.join(folder, 'payloadWorker/payloadJob.js'),
    page: path.join(folder, 'webviewWorker/payloadWorker.js'),
    files: stats.flatMap(({ assets }) => Object.keys(assets)),
  };
}

export const removed = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

/** The page's worker, with nothing around it but what such a worker has. */
export async function pageChannel(file: string): Promise<PayloadChannel> {
  const received = new Emitter<FromPayloadWorker>();
  const self = {
    onmessage: undefined as ((event: { readonly data: unknown }) => void) | undefined,
    postMessage: (message: FromPayloadWorker) => received.fire(structuredClone(message)),
  };
  const context = vm.createContext({ self, setTimeout, URL, TextDecoder, TextEncoder, console });
  vm.runInContext(await readFile(file, 'utf8'), context);
  return {
    post: (message) => setImmediate(() => self.onmessage?.({ data: structuredClone(message) })),
    onMessage: received.event,
  };
}

export const threadOf = (file: string): ReturnType<ReturnType<typeof createPayloadWorkers>['start']> =>
  createPayloadWorkers({ path: file }).start();

/** The next verdict on a payload. */
export const nextVerdict = (client: PayloadClient, id: string): Promise<Verdict> =>
  new Promise((resolve) => {
    const listener = client.onProblems((judged) => {
      if (judged.id !== id) return;
      listener.dispose();
      resolve(judged.verdict);
    });
  });
