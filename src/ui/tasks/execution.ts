import type * as vscode from 'vscode';
import type { Emitter } from '../../core/events';
import type { CommandLine, LocalPorts, ProcessRunner, Programs } from '../../core/ports';
import type { FunctionTarget } from '../../core/project/model';
import type { FunctionPicker, Project } from '../features';
import { CargoTools } from '../tools/cargoTools';
import { installCargoLambda } from '../tools/install';
import { stopInClosedFolders } from '../watch/closedFolders';
import { watchCommands } from '../watch/watchCommands';
import { CargoWatches } from '../watch/watches';
import { showWatchStatus } from '../watch/watchStatus';
import { buildCommands } from './buildCommands';
import { CargoBuilds } from './builds';
import { copyCommandLine } from './copyCommandLine';
import { BuildProblems } from './problems';
import { runToEnd } from './runToEnd';
import { CargoLambdaTasks } from './taskProvider';
import { TaskTerminals } from './terminals';

export interface ExecutionParts {
  readonly runner: () => Promise<ProcessRunner>;
  readonly programs: Programs;
  readonly localPorts: LocalPorts;
  readonly project: Project;
  readonly picker: FunctionPicker;
  readonly state: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  /** Fires with the Cargo workspace's root; made before any of this is loaded. */
  readonly didBuild: Emitter<string>;
  readonly watchDidChange: Emitter<string>;
}

export type Execution = ReturnType<typeof createExecution>;

/** All that runs cargo for the person: terminals, builds, watches, tasks and their commands. */
export function createExecution(parts: ExecutionParts) {
  const { project, picker, programs, state, log } = parts;
  const terminals = new TaskTerminals(parts.runner);
  const runInTerminal = (label: string, command: CommandLine): Promise<void> =>
    runToEnd(terminals, label, command);
  const tools = new CargoTools({ runner: parts.runner, programs, runInTerminal });
  const problems = new BuildProblems();
  const builds = new CargoBuilds({ terminals, tools, problems, project, didBuild: parts.didBuild });
  const watches = new CargoWatches({
    terminals,
    tools,
    ports: parts.localPorts,
    didChange: parts.watchDidChange,
  });
  const status = showWatchStatus(watches, log);
  const closedFolders = stopInClosedFolders(watches);
  return {
    terminals,
    tools,
    builds,
    watches,
    tasks: new CargoLambdaTasks({ project, terminals, builds, watches, tools }),
    commands: {
      ...buildCommands(project, picker, builds, state),
      ...watchCommands(project, watches),
      copyCommandLine: (target?: FunctionTarget) =>
        copyCommandLine({ picker, builds, watches, state }, target),
      installCargoLambda: () => installCargoLambda(tools, programs, runInTerminal),
    },
    dispose: () => {
      status.dispose();
      closedFolders.dispose();
      problems.dispose();
    },
  };
}
