import { shapeOf } from '../../shape/shapeText';
import { PayloadEngine } from './engine';
import type { FromPayloadWorker, Question, ToPayloadWorker } from './messages';

/** Characters of a text that is judged when typing pauses: longer than from key to key, it would slow both down. */
const large = 2_000_000;
const pauseMs = 150;

/**
 * The engine's side of the channel.
 * @param post sends to the client
 * @param later runs work after this many ms, and after the messages that wait already: keystrokes that came meanwhile
 * are judged at once
 * @returns takes what the client sends
 */
export function payloadServer(
  post: (message: FromPayloadWorker) => void,
  later: (work: () => void, ms: number) => void,
): (message: ToPayloadWorker) => void {
  const engine = new PayloadEngine();
  /** The last of each payload. */
  const versions = new Map<string, number>();
  const failed = (error: unknown, request?: number): void =>
    post({
      type: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      ...(request !== undefined && { request }),
    });

  const judge = (id: string, version: number): void => {
    if (versions.get(id) !== version) return;
    try {
      post({ type: 'problems', id, version, verdict: engine.problems(id) });
    } catch (error) {
      failed(error);
    }
  };

  return (message) => {
    const { id } = message;
    switch (message.type) {
      case 'open':
        engine.open(id, message.text);
        break;
      case 'change':
        engine.change(id, message.edits);
        break;
      case 'expect': {
        const { event } = message;
        engine.expect(id, event && { certainty: event.certainty, set: shapeOf(event.shape) });
        break;
      }
      case 'close':
        engine.close(id);
        versions.delete(id);
        return;
      case 'ask': {
        const { request, question } = message;
        const version = versions.get(id);
        const isAsked = (): boolean => versions.get(id) === version;
        // What is wrong is told first: it is what one looks at while typing.
        later(() => {
          (isAsked() ? answer(engine, id, question) : Promise.resolve()).then(
            (given) => post({ type: 'answer', request, answer: given }),
            (error: unknown) => failed(error, request),
          );
        }, 0);
        return;
      }
    }
    const { version } = message;
    versions.set(id, version);
    const isTyped = message.type === 'change';
    later(() => judge(id, version), isTyped && engine.lengthOf(id) > large ? pauseMs : 0);
  };
}

async function answer(engine: PayloadEngine, id: string, question: Question): Promise<unknown> {
  switch (question.kind) {
    case 'fixes':
      return engine.fixes(id, question.offset, question.length);
    case 'complete':
      return engine.complete(id, question.offset);
    case 'hover':
      return engine.hover(id, question.offset);
  }
}
