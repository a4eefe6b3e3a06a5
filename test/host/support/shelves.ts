/** Samples of the open folder, made of the extension's own parts. */
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import * as vscode from 'vscode';
import { createFiles } from '../../../src/adapters/files';
import { createPayloadJobs } from '../../../src/adapters/payload/payloadJobs';
import { createPayloadWorkers } from '../../../src/adapters/payload/payloadWorkers';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import { createProjectReader } from '../../../src/adapters/project/projectReader';
import { createCrateGraphReader } from '../../../src/adapters/rust/crateGraphReader';
import { rustParser } from '../../../src/adapters/rust/treeSitter';
import type { Disposable } from '../../../src/core/events';
import { binariesOf, type LambdaBinary } from '../../../src/core/project/model';
import { createHandlerFinder } from '../../../src/core/rust/finder';
import { createHintReader } from '../../../src/core/rust/hints/hintReader';
import { Splits } from '../../../src/core/rust/sources';
import { createEventTypes } from '../../../src/core/types/eventTypes';
import { createEventReader } from '../../../src/core/types/eventReader';
import { HandlerLocations } from '../../../src/ui/handlers/handlers';
import { SourceChanges } from '../../../src/ui/handlers/sourceChanges';
import { SourceTexts } from '../../../src/ui/handlers/sourceTexts';
import { LazyInsight } from '../../../src/ui/insight/lazyInsight';
import { WorkspaceProject } from '../../../src/ui/project/project';
import { SampleShelves } from '../../../src/ui/samples/samples';
import { onlyTrusted } from '../../../src/ui/trust';

export interface Shelves extends Disposable {
  readonly samples: SampleShelves;
  binary(name: string): LambdaBinary;
}

export async function openShelves(): Promise<Shelves> {
  const extension = vscode.extensions.getExtension('rust-lambda.rust-lambda')?.extensionPath ?? '';
  const log = vscode.window.createOutputChannel('samples', { log: true });
  const files = createFiles();
  const runner = onlyTrusted(createProcessRunner({ guardPath: 'unused' }));
  const parser = rustParser({ folder: path.join(extension, 'dist') });
  const splits = new Splits();
  const project = new WorkspaceProject(createProjectReader(runner, files), log);
  const texts = new SourceTexts(files);
  const changes = new SourceChanges();
  const handlers = new HandlerLocations(createHandlerFinder(parser, splits), texts, changes, project);
  const payloadJobs = createPayloadJobs({ path: path.join(extension, 'dist/payloadJob.js') });
  const readers = {
    graphs: createCrateGraphReader(runner),
    events: createEventReader(parser, splits),
    hints: createHintReader(parser, splits),
    types: createEventTypes(parser, splits, payloadJobs, turn),
  };
  const payloadWorkers = createPayloadWorkers({ path: path.join(extension, 'dist/payloadWorker.js') });
  const picker = { pick: () => Promise.resolve(undefined) };
  const insight = new LazyInsight({
    readers,
    builds: { buildForWatch: () => Promise.reject(new Error('nothing is built here')) },
    payloadJobs,
    payloadWorkers,
    project,
    picker,
    handlers,
    texts,
    changes,
    log,
  });
  const { crates, eventShapes } = insight;
  const ownFolder = path.join(extension, 'media/samples');
  await project.ready();
  return {
    samples: new SampleShelves({ files, crates, eventShapes, handlers, ownFolder }),
    binary: (name) => {
      const found = binariesOf(project.model).find((binary) => binary.name === name);
      if (!found) throw new Error(`There is no ${name}.`);
      return found;
    },
    dispose: () => void vscode.Disposable.from(insight, handlers, changes, project, log).dispose(),
  };
}
