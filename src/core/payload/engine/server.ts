import { shapeOf } from '../../shape/shapeText';
import { PayloadEngine } from './engine';
import type { FromPayloadWorker, Question, ToPayloadWorker } from './messages';

/**
 * The engine's side of the channel.
 * @param post sends to the client
 * @param later runs work after the messages that wait already: keystrokes that came meanwhile are judged at once
 * @returns takes what the client sends
 */
export function payloadServer(
  post: (message: FromPayloadWorker) => void,
  later: (work: () => void) => void,
): (message: ToPayloadWorker) => void {
  const engine = new PayloadEngine();
  /** Versions that are not judged yet. */
  const waiting = new Map<string, number>();
  const failed = (error: unknown, request?: number): void =>
    post({
      type: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      ...(request !== undefined && { request }),
    });

  const judge = (id: string, version: number): void => {
    if (waiting.get(id) !== version) return;
    waiting.delete(id);
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
        waiting.delete(id);
        return;
      case 'ask': {
        const { request, question } = message;
        answer(engine, id, question).then(
          (given) => post({ type: 'answer', request, answer: given }),
          (error: unknown) => failed(error, request),
        );
        return;
      }
    }
    const { version } = message;
    waiting.set(id, version);
    later(() => judge(id, version));
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
