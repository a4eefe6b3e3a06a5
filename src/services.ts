/** Composition root: constructs everything once, joins adapters to the UI, and owns the end of it all. */
import * as path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { EndableRunner } from './adapters/process/processRunner';
import type { CommandTable } from './contributions';
import type {
  Artifacts,
  Aws,
  CrateGraphReader,
  EventReader,
  EventTypes,
  Files,
  HandlerFinder,
  HintReader,
  LocalInvoker,
  LocalPorts,
  PayloadJobs,
  PayloadWorkers,
  ProcessRunner,
  Programs,
  ProjectReader,
} from './core/ports';
import type { FunctionTarget } from './core/project/model';
import { lazyPort, once } from './lazy';
import { registerCodeLens } from './ui/codeLens/codeLens';
import { registerCommands } from './ui/commands/register';
import { viewCommands } from './ui/functionsView/commands';
import { FunctionsView } from './ui/functionsView/functionsView';
import { LazyDeployment } from './ui/deployPanel/lazyDeployment';
import { targetOfEditor } from './ui/handlers/editorTarget';
import { HandlerLocations } from './ui/handlers/handlers';
import { SourceChanges } from './ui/handlers/sourceChanges';
import { SourceTexts } from './ui/handlers/sourceTexts';
import { LazyInsight } from './ui/insight/lazyInsight';
import { InvokePanels } from './ui/invokePanel/invokePanels';
import type { Drafts } from './ui/invokePanel/drafts';
import type { Samples } from './ui/features';
import { createFunctionPicker } from './ui/project/functionPicker';
import { LazyPayloads } from './ui/payloads/lazyPayloads';
import { WorkspaceProject } from './ui/project/project';
import { LazyExecution } from './ui/tasks/lazyExecution';
import { onlyTrusted } from './ui/trust';

export interface Services {
  /** Ends processes and listeners; resolves when nothing of ours runs any more. */
  end(): Promise<void>;
}

export function createServices(context: vscode.ExtensionContext): Services {
  const own = <T extends vscode.Disposable>(thing: T): T => {
    context.subscriptions.push(thing);
    return thing;
  };
  const dist = path.join(context.extensionPath, 'dist');
  const log = own(vscode.window.createOutputChannel('Rust Lambda', { log: true }));

  // Adapters, each loaded at its first use.
  let loading: Promise<EndableRunner> | undefined;
  const runner = async (): Promise<ProcessRunner> => {
    loading ??= import('./adapters/process/processRunner').then(({ createProcessRunner }) =>
      createProcessRunner({ guardPath: path.join(dist, 'guard.js') }),
    );
    return onlyTrusted(await loading);
  };
  const localPorts = lazyPort<LocalPorts>(
    async () => (await import('./adapters/process/localPorts')).localPorts,
  );
  const invoker = lazyPort<LocalInvoker>(
    async () => new (await import('./adapters/http/localInvoker')).HttpLocalInvoker(),
  );
  const programs = lazyPort<Programs>(async () =>
    (await import('./adapters/process/programs')).createPrograms(process.env),
  );
  const files = lazyPort<Files>(async () => (await import('./adapters/files')).createFiles());
  const reader = lazyPort<ProjectReader>(async () =>
    (await import('./adapters/project/projectReader')).createProjectReader(await runner(), files),
  );
  const artifacts = lazyPort<Artifacts>(async () =>
    (await import('./adapters/project/artifacts')).createArtifacts(files),
  );
  const aws = lazyPort<Aws>(async () => {
    const [{ createAws }, { askMfaCode }] = await Promise.all([
      import('./adapters/aws/aws'),
      import('./ui/aws/mfaPrompt'),
    ]);
    return createAws({ mfaCode: askMfaCode });
  });
  // One parser for all, and what it keeps of sources.
  const rust = once(async () => {
    const [{ rustParser }, { Splits }] = await Promise.all([
      import('./adapters/rust/treeSitter'),
      import('./core/rust/sources'),
    ]);
    return { parser: rustParser({ folder: dist }), splits: new Splits() };
  });
  const finder = lazyPort<HandlerFinder>(async () => {
    const [{ parser, splits }, { createHandlerFinder }] = await Promise.all([
      rust(),
      import('./core/rust/finder'),
    ]);
    return createHandlerFinder(parser, splits);
  });
  const eventReader = lazyPort<EventReader>(async () => {
    const [{ parser, splits }, { createEventReader }] = await Promise.all([
      rust(),
      import('./core/types/eventReader'),
    ]);
    return createEventReader(parser, splits);
  });
  const payloadJobs = lazyPort<PayloadJobs>(async () =>
    (await import('./adapters/payload/payloadJobs')).createPayloadJobs({
      path: path.join(dist, 'payloadJob.js'),
    }),
  );
  const eventTypes = lazyPort<EventTypes>(async () => {
    const [{ parser, splits }, { createEventTypes }] = await Promise.all([
      rust(),
      import('./core/types/eventTypes'),
    ]);
    return createEventTypes(parser, splits, payloadJobs, turn);
  });
  const hintReader = lazyPort<HintReader>(async () => {
    const [{ parser, splits }, { createHintReader }] = await Promise.all([
      rust(),
      import('./core/rust/hints/hintReader'),
    ]);
    return createHintReader(parser, splits);
  });
  const crateGraphReader = lazyPort<CrateGraphReader>(async () =>
    (await import('./adapters/rust/crateGraphReader')).createCrateGraphReader(await runner()),
  );

  const payloadWorkers = lazyPort<PayloadWorkers>(async () =>
    (await import('./adapters/payload/payloadWorkers')).createPayloadWorkers({
      path: path.join(dist, 'payloadWorker.js'),
    }),
  );

  let kept: Drafts | undefined;
  const drafts = lazyPort<Drafts>(async () => {
    const [drafting, { createPrivateFiles }] = await Promise.all([
      import('./ui/invokePanel/drafts'),
      import('./adapters/files'),
    ]);
    // A window without a folder has no function, but maybe a panel of one that it had: VS Code knows it by no storage.
    const storage = context.storageUri ?? context.globalStorageUri;
    kept = new drafting.Drafts(createPrivateFiles(path.join(storage.fsPath, 'drafts')), log);
    return kept;
  });

  // What the features share.
  const project = own(new WorkspaceProject(reader, log));
  const picker = createFunctionPicker(project, context.workspaceState);
  const execution = own(
    new LazyExecution({
      runner,
      programs,
      localPorts,
      project,
      picker,
      state: context.workspaceState,
      log,
    }),
  );
  const { builds, watches, terminals, tools } = execution;
  const texts = new SourceTexts(files);
  const changes = own(new SourceChanges());
  const handlers = own(new HandlerLocations(finder, texts, changes, project));
  const insight = own(
    new LazyInsight({
      readers: { graphs: crateGraphReader, events: eventReader, hints: hintReader, types: eventTypes },
      ...{ payloadJobs, payloadWorkers, builds, project, picker, handlers, texts, changes, log },
    }),
  );

  const samples = lazyPort<Samples>(async () => {
    const { SampleShelves } = await import('./ui/samples/samples');
    const { crates, eventShapes } = insight;
    const ownFolder = path.join(context.extensionPath, 'media/samples');
    return new SampleShelves({ crates, eventShapes, files, handlers, ownFolder });
  });

  const deployment = own(
    new LazyDeployment({
      ...{ aws, artifacts, builds, log, picker, project, terminals, tools },
      extensionUri: context.extensionUri,
      state: context.workspaceState,
    }),
  );
  const { deployments } = deployment;
  const payloads = own(
    new LazyPayloads({
      ...{ drafts, files, log, picker, project, samples },
      eventShapes: insight.eventShapes,
      state: context.workspaceState,
      focused: (): Promise<readonly FunctionTarget[]> => view.focused(),
    }),
  );
  const invokePanels = own(
    new InvokePanels({
      ...{
        builds,
        drafts,
        files,
        handlers,
        invoker,
        log,
        payloadJobs,
        payloads,
        picker,
        project,
        samples,
        watches,
      },
      eventShapes: insight.eventShapes,
      extensionUri: context.extensionUri,
      state: context.workspaceState,
    }),
  );

  // Features.
  const view: FunctionsView = own(
    new FunctionsView(
      project,
      { artifacts, builds, deployments, handlers, payloads, watches },
      async (target, transfer) => (await payloads.desk()).drop(target, transfer),
    ),
  );
  own(registerCodeLens({ project, handlers, log }));

  const commands: CommandTable = {
    ...viewCommands({ project, picker, artifacts, handlers, refreshView: () => view.refresh() }),
    ...execution.commands,
    ...deployment.commands,
    invoke: async (given) => invokePanels.commands.invoke(await targetOfEditor(given, project, handlers)),
    invokePayload: (target) => invokePanels.commands.invoke(target),
    newFunction: async () => {
      const [{ newFunction }, { editedManifests }, { createFunctionCreator }] = await Promise.all([
        import('./ui/newFunction/newFunction'),
        import('./ui/newFunction/createPackage'),
        import('./adapters/newFunction/functionCreator'),
      ]);
      const creator = createFunctionCreator(editedManifests);
      const templates = path.join(context.extensionPath, 'media/templates');
      await newFunction({ project, terminals, tools, creator, templates });
    },
    ...insight.commands,
    ...payloads.commands,
    showLog: () => log.show(),
  };
  own(registerCommands(commands, log));

  return {
    end: async () => {
      // First: VS Code does not wait for long.
      await kept?.end();
      await execution.end();
      // What runs in no terminal: `cargo metadata`, questions to cargo-lambda.
      await (await loading)?.end();
    },
  };
}
