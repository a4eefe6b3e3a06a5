/** Payloads for the engine, `|` where the cursor is. */
import { PayloadEngine } from '../../../../src/core/payload/engine/engine';
import { edited } from '../../../../src/core/payload/engine/edits';
import type { Completion, ExpectedEvent, PlacedProblem } from '../../../../src/core/payload/engine/model';
import { serde, shapeOf } from '../../types/shaping';

export const eventOf = async (source: string, type = 'Order'): Promise<ExpectedEvent> =>
  shapeOf(type, serde + source);

export async function opened(
  source: string,
  payload: string,
): Promise<{ readonly engine: PayloadEngine; readonly text: string; readonly at: number }> {
  const at = payload.indexOf('|');
  const text = payload.replace('|', '');
  const engine = new PayloadEngine();
  engine.open('a', text);
  engine.expect('a', await eventOf(source));
  return { engine, text, at };
}

/** Labels in the order in which they are shown. */
export const inOrder = (completions: readonly Completion[]): readonly string[] =>
  [...completions].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(({ label }) => label);

export async function labels(source: string, payload: string): Promise<readonly string[]> {
  const { engine, at } = await opened(source, payload);
  return inOrder(await engine.complete('a', at));
}

/** The payload after a completion, with `|…|` round what is selected then. */
export async function completed(source: string, payload: string, label: string): Promise<string> {
  const { engine, text, at } = await opened(source, payload);
  const found = (await engine.complete('a', at)).find((each) => each.label === label);
  if (!found) return `no ${label}`;
  const { edit, placeholder } = found;
  const done = edited(text, [edit]);
  if (!placeholder) return done;
  const from = edit.offset + placeholder.offset;
  const to = from + placeholder.length;
  return `${done.slice(0, from)}|${done.slice(from, to)}|${done.slice(to)}`;
}

export const told = (problems: readonly PlacedProblem[], text: string): readonly string[] =>
  problems.map((problem) => {
    const what =
      problem.kind === 'refused'
        ? problem.message
        : problem.kind === 'notJson'
          ? `no JSON: ${problem.fault}`
          : problem.kind;
    return `${text.slice(problem.offset, problem.offset + problem.length)} ← ${what}`;
  });
