import * as vscode from 'vscode';
import { terminalEnvironment } from '../../core/cargoLambda/commands';
import { shellOf, shellText } from '../../core/cargoLambda/shellText';
import { createTerminalView } from '../../core/cargoLambda/terminalView';
import { deferred } from '../../core/deferred';
import { cancelled, isRustLambdaError } from '../../core/errors';
import type { AbortSignalLike } from '../../core/events';
import type { CommandLine, ProcessExit, ProcessRunner, RunningProcess } from '../../core/ports';
import { describe } from '../errors/describe';

export interface ScreenCommand {
  readonly command: CommandLine;
  /** Added only so that the extension can read the output: shown fainter, and not for copying. */
  readonly readingArgs?: readonly string[];
  readonly guarded?: boolean;
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  /** See core/cargoLambda/terminalView: what to show instead of a line of stdout. */
  readonly translate?: (line: string) => string | undefined;
}

/** What a job sees of its terminal. */
export interface Screen {
  /** A person pressed Ctrl+C or closed the terminal, or stop() was called: start nothing more. */
  readonly stopping: boolean;
  /** Aborted when it is stopping. */
  readonly signal: AbortSignalLike;
  /** As `stopping`, but only for what a person did in the terminal. */
  readonly interrupted: boolean;
  /** Ends what runs; resolves when its tree is gone. */
  stop(): Promise<void>;
  /** Brings its terminal to the front. */
  show(): void;
  /** A line of the extension's own. */
  say(text: string): void;
  /**
   * Shows a command line, runs it, shows its output; one at a time. Ctrl+C and closing the terminal end it.
   * @throws RustLambdaError programMissing | fileFailed | commandFailed | cancelled
   */
  run(command: ScreenCommand): Promise<RunningProcess>;
}

/** Runs commands in a terminal, to the end. Its last exit is what the task ends with. */
export type Job = (screen: Screen) => Promise<ProcessExit>;

const ctrlC = '\u0003';
/** What shells report for a program ended by Ctrl+C. */
const interruptedCode = 130;
const defaultColumns = 80;

/** The terminal of a task: a pseudoterminal that performs one job. */
export class JobTerminal implements vscode.Pseudoterminal, Screen {
  readonly #write = new vscode.EventEmitter<string>();
  readonly #close = new vscode.EventEmitter<number>();
  readonly #done = deferred<ProcessExit>();
  readonly #opened = deferred<undefined>();
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;
  /** VS Code's terminal that it is in, once that was found. */
  shownIn: vscode.Terminal | undefined;
  #columns = defaultColumns;
  /** Also one that is only being started. */
  #current: Promise<RunningProcess> | undefined;
  #lastCode: number | null = null;
  #state: 'new' | 'open' | 'over' = 'new';
  readonly #abort = new AbortController();
  #interrupted = false;

  constructor(
    private readonly job: Job,
    private readonly runner: () => Promise<ProcessRunner>,
  ) {
    // Whoever waits is told; nobody has to wait.
    this.done.catch(() => {});
  }

  /** Settles when the job is over: with its last exit, or as the job failed. */
  get done(): Promise<ProcessExit> {
    return this.#done.promise;
  }

  /** Settles when VS Code has it begin. */
  get opened(): Promise<unknown> {
    return this.#opened.promise;
  }

  get stopping(): boolean {
    return this.#abort.signal.aborted;
  }

  get signal(): AbortSignalLike {
    return this.#abort.signal;
  }

  get interrupted(): boolean {
    return this.#interrupted;
  }

  open(dimensions: vscode.TerminalDimensions | undefined): void {
    if (dimensions) this.setDimensions(dimensions);
    if (this.#state !== 'new') return;
    this.#state = 'open';
    this.#opened.resolve(undefined);
    void this.#perform();
  }

  setDimensions({ columns }: vscode.TerminalDimensions): void {
    if (columns > 0) this.#columns = columns;
  }

  handleInput(data: string): void {
    if (data.includes(ctrlC)) this.#interrupt('^C\r\n');
  }

  /** The terminal was closed, or VS Code ended the task. */
  close(): void {
    this.#interrupt('');
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    if (this.#state === 'new') this.#done.reject(cancelled());
    const running = await this.#current?.catch(() => undefined);
    await running?.stop();
  }

  show(preserveFocus = false): void {
    // It throws for one that was closed.
    if (this.shownIn && vscode.window.terminals.includes(this.shownIn)) this.shownIn.show(preserveFocus);
  }

  say(text: string): void {
    this.#write.fire(`\u001b[2m${text.replaceAll('\n', '\r\n')}\u001b[0m\r\n`);
  }

  async run(wanted: ScreenCommand): Promise<RunningProcess> {
    if (this.stopping) throw cancelled();
    const { command, readingArgs = [], guarded, onLine, translate } = wanted;
    const text = shellText(command, shellOf(vscode.env.shell));
    const reading = readingArgs.map((arg) => ` ${arg}`).join('');
    this.#write.fire(`\u001b[2m>\u001b[0m \u001b[1m${text}\u001b[0m\u001b[2m${reading}\u001b[0m\r\n`);
    const view = createTerminalView({
      write: (output) => this.#write.fire(output),
      newDecoder: () => new TextDecoder(),
      ...(onLine && { onLine }),
      ...(translate && { translate }),
    });
    const start = async (): Promise<RunningProcess> => {
      const runner = await this.runner();
      if (this.stopping) throw cancelled();
      const env = { ...terminalEnvironment(this.#columns), ...command.env };
      return runner.start(
        { ...command, args: [...command.args, ...readingArgs], env },
        { onOutput: (chunk, stream) => view.push(chunk, stream), ...(guarded && { guarded }) },
      );
    };
    this.#current = start();
    const running = await this.#current;
    const exited = running.exited.then((exit) => {
      view.end();
      this.#current = undefined;
      this.#lastCode = exit.code;
      return exit;
    });
    return { pid: running.pid, exited, stop: () => running.stop().then(() => exited) };
  }

  async #perform(): Promise<void> {
    let code: number | null = null;
    try {
      const exit = await this.job(this);
      code = exit.code;
      this.#done.resolve(exit);
    } catch (error) {
      // A job that failed because its command did ends as the command did.
      code = this.#lastCode === 0 ? null : this.#lastCode;
      this.#explain(error);
      this.#done.reject(error);
    } finally {
      this.#state = 'over';
      this.#close.fire(this.#interrupted ? interruptedCode : (code ?? 1));
      this.#write.dispose();
      this.#close.dispose();
    }
  }

  /** What the output does not say by itself. */
  #explain(error: unknown): void {
    if (!isRustLambdaError(error) || ['cancelled', 'compileError'].includes(error.code)) return;
    this.#write.fire(`\u001b[31m${describe(error).message.replace(/\r?\n/g, '\r\n')}\u001b[0m\r\n`);
  }

  #interrupt(echo: string): void {
    if (this.#state === 'over' || this.stopping) return;
    this.#write.fire(echo);
    this.#interrupted = true;
    void this.stop();
  }
}
