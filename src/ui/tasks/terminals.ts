import * as vscode from 'vscode';
import { deferred } from '../../core/deferred';
import { cancelled } from '../../core/errors';
import type { ProcessExit, ProcessRunner, RunningProcess } from '../../core/ports';
import type { TerminalCommand, TerminalRun, Terminals } from '../features';
import { refuseUntrusted } from '../trust';
import { TaskExecutor } from './executor';
import { JobTerminal, type Job } from './screen';

export interface JobOptions {
  readonly label: string;
  readonly reveal: TerminalCommand['reveal'];
  /** It stays until it is stopped. */
  readonly background?: boolean;
}

/** A job in its terminal. */
export interface Performance {
  readonly interrupted: boolean;
  /** Settles when the job is over: with its last exit, or as the job failed. */
  readonly done: Promise<ProcessExit>;
  stop(): Promise<void>;
  show(): void;
}

/** Not contributed in package.json: such tasks are only ever executed, never listed or written in tasks.json. */
const taskTypeOfJobs = 'rust-lambda-job';

const revealKinds: Readonly<Record<TerminalCommand['reveal'], vscode.TaskRevealKind>> = {
  always: vscode.TaskRevealKind.Always,
  silent: vscode.TaskRevealKind.Silent,
  never: vscode.TaskRevealKind.Never,
};

/** Jobs as VS Code tasks, each in a terminal of its label that is used again. */
export class TaskTerminals implements Terminals {
  readonly #running = new Set<Entry>();
  readonly #executor = new TaskExecutor();
  #ended = false;

  /** @param runner made when the first process is started */
  constructor(private readonly runner: () => Promise<ProcessRunner>) {}

  async run(command: TerminalCommand): Promise<TerminalRun> {
    const started = deferred<RunningProcess>();
    const { label, reveal, guarded } = command;
    const performance = await this.perform(
      { label, reveal, background: guarded ?? false },
      async (screen) => {
        const running = await screen.run(command);
        started.resolve(running);
        return running.exited;
      },
    );
    performance.done.catch((error: unknown) => started.reject(error));
    const running = await started.promise;
    return {
      exited: running.exited,
      stop: () => performance.stop().then(() => running.exited),
      show: () => performance.show(),
      get interrupted() {
        return performance.interrupted;
      },
    };
  }

  /** @throws RustLambdaError untrusted | cancelled (the window is closing) */
  async perform({ label, reveal, background = false }: JobOptions, job: Job): Promise<Performance> {
    const entry = this.#enter(label, job);
    const { terminal, slot } = entry;
    // VS Code would use the terminal of the last run again, but while another terminal is in front it never opens the
    // new pseudoterminal in it (seen with 1.139): a fresh one takes the old one's place.
    const busy = [...this.#running].some((other) => other !== entry && other.label === label);
    if (!busy) await closeTerminals(label);
    const task = new vscode.Task(
      // A slot of its own for each that runs at once: VS Code takes equal definitions for one task.
      { type: taskTypeOfJobs, label, slot },
      vscode.workspace.workspaceFolders ? vscode.TaskScope.Workspace : vscode.TaskScope.Global,
      label,
      'Rust Lambda',
      new vscode.CustomExecution(() => Promise.resolve(terminal)),
      [],
    );
    task.isBackground = background;
    task.presentationOptions = presentation(revealKinds[reveal]);
    try {
      await this.#executor.execute(task);
    } catch (error) {
      this.#running.delete(entry);
      throw error;
    }
    return {
      done: terminal.done,
      stop: () => stopped(terminal),
      show: () => showTerminal(label),
      get interrupted() {
        return terminal.interrupted;
      },
    };
  }

  /** For tasks that VS Code starts: from tasks.json, or from its list of tasks. */
  execution(job: Job): vscode.CustomExecution {
    // async: a refusal is the task's, not VS Code's.
    return new vscode.CustomExecution(async () => Promise.resolve(this.#enter('', job).terminal));
  }

  /** Ends every process in a terminal; nothing starts afterwards. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all([...this.#running].map(({ terminal }) => terminal.stop()));
  }

  #enter(label: string, job: Job): Entry {
    refuseUntrusted();
    if (this.#ended) throw cancelled();
    const taken = [...this.#running].filter((entry) => entry.label === label).map(({ slot }) => slot);
    let slot = 0;
    while (taken.includes(slot)) slot++;
    const entry = { label, slot, terminal: new JobTerminal(job, this.runner) };
    this.#running.add(entry);
    void entry.terminal.done.catch(() => {}).finally(() => this.#running.delete(entry));
    return entry;
  }
}

interface Entry {
  readonly label: string;
  readonly slot: number;
  readonly terminal: JobTerminal;
}

/** Brings the terminal of a label to the front; the API doesn't tell which terminal a task runs in. */
export const showTerminal = (label: string): void =>
  vscode.window.terminals.findLast(({ name }) => name === label)?.show();

async function closeTerminals(label: string): Promise<void> {
  const named = vscode.window.terminals.filter(({ name }) => name === label);
  await Promise.all(
    named.map(
      (terminal) =>
        new Promise<void>((resolve) => {
          const listener = vscode.window.onDidCloseTerminal((closed) => {
            if (closed !== terminal) return;
            listener.dispose();
            resolve();
          });
          terminal.dispose();
        }),
    ),
  );
}

const stopped = async (terminal: JobTerminal): Promise<void> => {
  await terminal.stop();
  await terminal.done.catch(() => {});
};

const presentation = (reveal: vscode.TaskRevealKind): vscode.TaskPresentationOptions => ({
  reveal,
  echo: false,
  focus: false,
  panel: vscode.TaskPanelKind.Dedicated,
  showReuseMessage: false,
  clear: true,
});
