import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
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

/** Jobs as VS Code tasks, each in a terminal of its own that is closed before its label's next job. */
export class TaskTerminals implements Terminals {
  readonly #running = new Set<JobTerminal>();
  /** Jobs that were started here, also those that are over: their terminals stay. */
  readonly #entries = new Set<Entry>();
  readonly #executor = new TaskExecutor();
  readonly #session = randomUUID();
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
    const terminal = this.#start(job);
    const slot = this.#enter(label, terminal);
    // VS Code would use the terminal of the last run again, but while another terminal is in front it never opens the
    // new pseudoterminal in it (seen with 1.139): a fresh one takes the old one's place.
    await this.#closeFormer(label);
    const others = new Set(vscode.window.terminals);
    const task = new vscode.Task(
      // A slot of its own for each that runs at once: VS Code takes equal definitions for one task. And what an
      // earlier extension host left in this window is none of ours.
      { type: taskTypeOfJobs, label, slot, session: this.#session },
      vscode.workspace.workspaceFolders ? vscode.TaskScope.Workspace : vscode.TaskScope.Global,
      label,
      'Rust Lambda',
      new vscode.CustomExecution(() => {
        this.#locate(terminal, label, others);
        return Promise.resolve(terminal);
      }),
      [],
    );
    task.isBackground = background;
    task.presentationOptions = presentation(revealKinds[reveal]);
    try {
      await this.#executor.execute(task);
    } catch (error) {
      this.#running.delete(terminal);
      throw error;
    }
    void bringToOpen(terminal);
    return {
      done: terminal.done,
      stop: () => stopped(terminal),
      show: () => terminal.show(),
      get interrupted() {
        return terminal.interrupted;
      },
    };
  }

  /**
   * For tasks that VS Code starts: from tasks.json, or from its list of tasks.
   * @param name of the task
   */
  execution(name: string, job: Job): vscode.CustomExecution {
    // async: a refusal is the task's, not VS Code's.
    return new vscode.CustomExecution(async () => {
      const terminal = this.#start(job);
      this.#locate(terminal, name);
      return Promise.resolve(terminal);
    });
  }

  /** Ends every process in a terminal; nothing starts afterwards. */
  async end(): Promise<void> {
    this.#ended = true;
    await Promise.all([...this.#running].map((terminal) => terminal.stop()));
  }

  #start(job: Job): JobTerminal {
    refuseUntrusted();
    if (this.#ended) throw cancelled();
    const terminal = new JobTerminal(job, this.runner);
    this.#running.add(terminal);
    void terminal.done.catch(() => {}).finally(() => this.#running.delete(terminal));
    return terminal;
  }

  #enter(label: string, terminal: JobTerminal): number {
    const taken = [...this.#entries]
      .filter((entry) => entry.label === label && this.#running.has(entry.terminal))
      .map(({ slot }) => slot);
    let slot = 0;
    while (taken.includes(slot)) slot++;
    this.#entries.add({ label, slot, terminal });
    return slot;
  }

  async #closeFormer(label: string): Promise<void> {
    const over = [...this.#entries].filter(
      (entry) => entry.label === label && !this.#running.has(entry.terminal),
    );
    await Promise.all(
      over.map(async (entry) => {
        await closeTerminal(entry.terminal.shownIn);
        this.#entries.delete(entry);
      }),
    );
  }

  /** VS Code may tell of the terminal only after it asked for what runs in it. */
  #locate(terminal: JobTerminal, taskName: string, others?: ReadonlySet<vscode.Terminal>): void {
    terminal.shownIn = this.#find(taskName, others);
    if (terminal.shownIn) return;
    const listening = vscode.window.onDidOpenTerminal(() => {
      terminal.shownIn ??= this.#find(taskName, others);
      if (terminal.shownIn) listening.dispose();
    });
    void terminal.done.catch(() => {}).finally(() => void listening.dispose());
  }

  /**
   * The terminal that VS Code has opened for a task: the API doesn't tell which one that is. Several folders are open
   * when it adds the task's source, and the folder, to the task's name.
   * @param others not these: they were there before the task
   */
  #find(taskName: string, others?: ReadonlySet<vscode.Terminal>): vscode.Terminal | undefined {
    const used = new Set([...this.#running].map(({ shownIn }) => shownIn));
    const found = vscode.window.terminals.filter((one) => !others?.has(one) && !used.has(one));
    const ownName = ({ name }: vscode.Terminal): string => name.replace(/^(Rust Lambda|cargo-lambda): /, '');
    return (
      found.findLast((one) => ownName(one) === taskName) ??
      found.findLast((one) => ownName(one).startsWith(`${taskName} (`))
    );
  }
}

/** VS Code opens a terminal when it is laid out, at times not at all while another is in front: then it is shown, ms. */
const openMs = 3_000;

async function bringToOpen(terminal: JobTerminal): Promise<void> {
  const isOpen = await Promise.race([terminal.opened.then(() => true), delay(openMs, false)]);
  if (!isOpen) terminal.show(true);
}

interface Entry {
  readonly label: string;
  readonly slot: number;
  readonly terminal: JobTerminal;
}

async function closeTerminal(terminal: vscode.Terminal | undefined): Promise<void> {
  if (!terminal || !vscode.window.terminals.includes(terminal)) return;
  await new Promise<void>((resolve) => {
    const listener = vscode.window.onDidCloseTerminal((closed) => {
      if (closed !== terminal) return;
      listener.dispose();
      resolve();
    });
    terminal.dispose();
  });
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
