import { Emitter, type Disposable, type Event } from '../../events';
import type { Answers, FromPayloadWorker, Question, ToPayloadWorker } from './messages';
import type { SentEvent, TextEdit, Verdict } from './model';

/** A channel to the worker. */
export interface PayloadChannel {
  post(message: ToPayloadWorker): void;
  readonly onMessage: Event<FromPayloadWorker>;
}

export interface JudgedPayload {
  readonly id: string;
  /** Of the text as it is now, and what it is to fit. */
  readonly verdict: Verdict;
}

interface Waiting {
  readonly id: string;
  readonly version: number | undefined;
  readonly settle: (answer: unknown) => void;
}

/** Asks the engine. What is answered to a text that has changed since is dropped. */
export class PayloadClient implements Disposable {
  readonly #versions = new Map<string, number>();
  readonly #waiting = new Map<number, Waiting>();
  readonly #judged = new Emitter<JudgedPayload>();
  readonly #failed = new Emitter<string>();
  readonly #listener: Disposable;
  #version = 0;
  #request = 0;

  readonly onProblems = this.#judged.event;
  /** Something is broken in the worker: for the log. */
  readonly onFailed = this.#failed.event;

  constructor(private readonly channel: PayloadChannel) {
    this.#listener = channel.onMessage((message) => this.#take(message));
  }

  open(id: string, text: string): void {
    this.channel.post({ type: 'open', id, version: this.#next(id), text });
  }

  /** @param edits places of all of them are in the text before; none overlap */
  change(id: string, edits: readonly TextEdit[]): void {
    this.channel.post({ type: 'change', id, version: this.#next(id), edits });
  }

  /** @param event undefined: it is not known what the JSON is to fit */
  expect(id: string, event: SentEvent | undefined): void {
    this.channel.post({ type: 'expect', id, version: this.#next(id), event });
  }

  close(id: string): void {
    this.#versions.delete(id);
    this.channel.post({ type: 'close', id });
  }

  /** @returns undefined when the text has changed meanwhile; so do the others */
  fixes(id: string, offset: number, length: number): Promise<Answers['fixes'] | undefined> {
    return this.#ask(id, { kind: 'fixes', offset, length });
  }

  complete(id: string, offset: number): Promise<Answers['complete'] | undefined> {
    return this.#ask(id, { kind: 'complete', offset });
  }

  hover(id: string, offset: number): Promise<Answers['hover'] | undefined> {
    return this.#ask(id, { kind: 'hover', offset });
  }

  /** The worker knows nothing any more, and answers nothing that it was asked: what is open has to be opened again. */
  forget(): void {
    this.#versions.clear();
    for (const { settle } of this.#waiting.values()) settle(undefined);
    this.#waiting.clear();
  }

  dispose(): void {
    this.#listener.dispose();
    this.forget();
    this.#judged.dispose();
    this.#failed.dispose();
  }

  #next(id: string): number {
    this.#versions.set(id, ++this.#version);
    return this.#version;
  }

  #ask<T extends Question>(id: string, question: T): Promise<Answers[T['kind']] | undefined> {
    const request = ++this.#request;
    const version = this.#versions.get(id);
    return new Promise((resolve) => {
      const settle = resolve as (answer: unknown) => void;
      this.#waiting.set(request, { id, version, settle });
      this.channel.post({ type: 'ask', request, id, question });
    });
  }

  #take(message: FromPayloadWorker): void {
    switch (message.type) {
      case 'problems': {
        const { id, version, verdict } = message;
        if (this.#versions.get(id) === version) this.#judged.fire({ id, verdict });
        return;
      }
      case 'answer':
        this.#settle(message.request, message.answer);
        return;
      case 'failed':
        if (message.request !== undefined) this.#settle(message.request, undefined);
        this.#failed.fire(message.message);
    }
  }

  #settle(request: number, answer: unknown): void {
    const waiting = this.#waiting.get(request);
    this.#waiting.delete(request);
    const isFresh = waiting && this.#versions.get(waiting.id) === waiting.version;
    waiting?.settle(isFresh ? answer : undefined);
  }
}
