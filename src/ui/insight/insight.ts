import * as vscode from 'vscode';
import type { Disposable } from '../../core/events';
import type {
  CrateGraphReader,
  EventReader,
  EventTypes,
  HintReader,
  PayloadJobs,
  PayloadWorkers,
} from '../../core/ports';
import { registerEventHover } from '../eventTypes/hover';
import { EventTypeShapes } from '../eventTypes/eventShapes';
import { SchemaDocuments } from '../eventTypes/schemaDocuments';
import type { Builds, Crates, EventShapes, FunctionPicker, Handlers, Project } from '../features';
import { CrateGraphs } from '../handlers/crateGraphs';
import type { SourceChanges } from '../handlers/sourceChanges';
import type { SourceTexts } from '../handlers/sourceTexts';
import { HintDiagnostics } from '../hints/hintDiagnostics';
import { LazyPayloadLanguage } from '../payloadLanguage/lazyPayloadLanguage';

export interface InsightNeeds {
  readonly readers: {
    readonly graphs: CrateGraphReader;
    readonly events: EventReader;
    readonly hints: HintReader;
    readonly types: EventTypes;
  };
  readonly payloadJobs: PayloadJobs;
  readonly payloadWorkers: PayloadWorkers;
  readonly builds: Pick<Builds, 'buildForWatch'>;
  readonly project: Project;
  readonly picker: FunctionPicker;
  readonly handlers: Handlers;
  readonly texts: SourceTexts;
  readonly changes: SourceChanges;
  readonly log: vscode.LogOutputChannel;
}

export interface Insight extends Disposable {
  readonly crates: Crates;
  readonly eventShapes: EventShapes;
  readonly schemas: SchemaDocuments;
}

/** What is known of functions beyond where their handlers are: the JSON they take, and what is wrong with them. */
export function createInsight({ readers, ...needs }: InsightNeeds): Insight {
  const { project, texts, changes, log } = needs;
  const graphs = new CrateGraphs(readers.graphs, texts, changes, log, project);
  const eventShapes = new EventTypeShapes(readers.events, graphs, texts, changes, project);
  const schemas = new SchemaDocuments({ ...needs, eventShapes });
  const all = vscode.Disposable.from(
    graphs,
    eventShapes,
    schemas,
    registerEventHover({ ...needs, eventShapes }),
    new HintDiagnostics({ ...needs, reader: readers.hints, graphs }),
    new LazyPayloadLanguage({ ...needs, workers: needs.payloadWorkers, eventShapes }),
  );
  return { crates: graphs, eventShapes, schemas, dispose: () => void all.dispose() };
}
