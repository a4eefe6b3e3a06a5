import * as vscode from 'vscode';
import { asError, isRustLambdaError, messageOf, RustLambdaError } from '../../core/errors';
import { Emitter, type AbortSignalLike } from '../../core/events';
import type { Body, Outcome } from '../../core/invocation/outcome';
import { idle, next, type Happening, type Invocation } from '../../core/invocation/state';
import type { Sender } from '../../core/payload/http/sender';
import type { LambdaBinary } from '../../core/project/model';
import type { ResponsePart, RunView } from '../../protocol/invoke';
import { settingOfPath } from '../settings';
import { resultOf, type Ended, type Result, type ResultParts } from './result';
import { runInvocation, type InvocationOptions, type InvocationParts } from './runInvocation';

export interface RunsParts extends InvocationParts, ResultParts {
  readonly log: vscode.LogOutputChannel;
}

/** The invocations of one panel, one at a time, and the last one's result. */
export class Runs implements vscode.Disposable {
  readonly #didChange = new Emitter<RunView>();
  readonly onDidChange = this.#didChange.event;
  #invocation: Invocation = idle;
  #result: Result | undefined;
  #abort: AbortController | undefined;
  #count = 0;

  constructor(private readonly parts: RunsParts) {}

  get view(): RunView {
    const invocation = this.#invocation;
    if (invocation.kind !== 'active') return this.#result?.view ?? { kind: 'idle' };
    const { stage, starts, cancelling, doubtful } = invocation;
    const doubt = vscode.l10n.t('A function’s process ended. If it was this one, there will be no answer.');
    const elapsedMs = now() - (starts[0]?.at ?? now());
    return { kind: 'active', stage, elapsedMs, cancelling, doubt: doubtful ? doubt : '' };
  }

  /** What the last response holds. */
  response(part: ResponsePart): Body | undefined {
    return this.#result?.response?.[part];
  }

  /** Does nothing while one runs. Never rejects: whatever happens is the result. */
  async start(binary: LambdaBinary, payload: string, sender?: Sender): Promise<void> {
    if (this.#invocation.kind === 'active') return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#happen({ kind: 'begin' });
    const outcome = await this.#outcome(binary, payload, { sender, signal: abort.signal });
    const ended = next(this.#invocation, { kind: 'end', outcome }, now());
    if (ended.kind !== 'done' && ended.kind !== 'cancelled') return;
    this.#result = await this.#resultOf(ended, binary, payload, abort.signal);
    this.#invocation = ended;
    this.#didChange.fire(this.view);
  }

  cancel(): void {
    this.#happen({ kind: 'cancel' });
    this.#abort?.abort();
  }

  /** A step that the last result offers. */
  async act(index: number): Promise<void> {
    await this.#result?.actions[index]?.run();
  }

  dispose(): void {
    this.#didChange.dispose();
    this.#abort?.abort();
  }

  async #outcome(
    binary: LambdaBinary,
    payload: string,
    options: Pick<InvocationOptions, 'sender' | 'signal'>,
  ): Promise<Outcome> {
    try {
      if (!vscode.workspace.isTrusted) throw new RustLambdaError('untrusted', {});
      const timeoutMs = settingOfPath('invoke.timeoutSeconds', binary.manifestPath) * 1000;
      const report = (happening: Happening): void => this.#happen(happening);
      return await runInvocation(this.parts, binary, payload, { timeoutMs, report, ...options });
    } catch (error) {
      return { kind: 'failed', stage: 'checking', error: this.#known(error) };
    }
  }

  /** What can't be told ends an invocation, too: the panel must not wait for ever. */
  async #resultOf(
    ended: Ended,
    binary: LambdaBinary,
    payload: string,
    signal: AbortSignalLike,
  ): Promise<Result> {
    const run = ++this.#count;
    try {
      return await resultOf(ended, run, binary, payload, this.parts, signal);
    } catch (error) {
      const outcome: Outcome = { kind: 'failed', stage: 'checking', error: this.#known(error) };
      return resultOf({ ...ended, outcome }, run, binary, payload, this.parts, signal);
    }
  }

  #known(error: unknown): RustLambdaError {
    if (isRustLambdaError(error)) return error;
    this.parts.log.error(asError(error));
    const output = messageOf(error);
    const command = vscode.l10n.t('Invoke');
    return new RustLambdaError(
      'commandFailed',
      { command, code: null, signal: null, output, unseen: true },
      { cause: error },
    );
  }

  #happen(happening: Happening): void {
    const before = this.#invocation;
    this.#invocation = next(before, happening, now());
    if (this.#invocation !== before) this.#didChange.fire(this.view);
  }
}

const now = (): number => performance.now();
