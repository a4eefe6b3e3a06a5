import { check } from '../../shape/checker';
import type { Problem } from '../../shape/problem';
import { parseJson, type JsonNode } from '../../shape/tree';
import { checkPayload, type PayloadProblem } from '../check';
import type { ExpectedEvent, Marked, PlacedProblem, Verdict } from './model';

/** Nobody reads more, and editors get slow. */
const mostProblems = 200;
/** serde quotes what it read, which may be megabytes. */
const longestMessage = 1_000;

/** What is told, and what fixes are made from. */
export interface Judged {
  readonly verdict: Verdict;
  /** undefined: it is no JSON. */
  readonly root?: JsonNode;
  /** As the checker told them, in the order of the verdict's. */
  readonly refusals: readonly Problem[];
}

/** @param event undefined: it is only asked whether Lambda takes it */
export function judge(text: string, event: ExpectedEvent | undefined): Judged {
  const unfit = checkPayload(text);
  if (unfit) return { verdict: { problems: [unfitFor(unfit, text)], more: 0 }, refusals: [] };
  // What `JSON.parse` takes is well-formed for the reader of trees too; only halves of pairs are others when sent.
  const { root } = parseJson(asSent(text));
  if (!root || !event) return { verdict: { problems: [], more: 0 }, refusals: [], ...(root && { root }) };
  const all = check(root, event.set);
  const refusals = all.slice(0, mostProblems);
  const severity = event.certainty === 'exact' ? 'error' : 'warning';
  const problems = refusals.map((each) => refused(each, severity, text));
  return { verdict: { problems, more: all.length - refusals.length }, root, refusals };
}

/** UTF-8 has no halves of surrogate pairs: U+FFFD, of the same length here, stands for them. */
const asSent = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

function unfitFor(unfit: PayloadProblem, text: string): PlacedProblem {
  const whole = { offset: 0, length: 0, severity: 'error' } as const;
  switch (unfit.reason) {
    case 'empty':
      return { ...whole, kind: 'empty' };
    case 'tooLarge':
      return { ...whole, kind: 'tooLarge', bytes: unfit.bytes };
    case 'notJson': {
      const { fault, offset, length } = unfit.problem;
      const place = offset + length > 0 ? { offset, length } : placeOfFault(text);
      return { ...whole, kind: 'notJson', fault, ...place };
    }
  }
}

/** Nested deeper than the reader of faults can follow. */
function placeOfFault(text: string): Pick<Marked, 'offset' | 'length'> {
  const parsed = parseJson(text);
  return parsed.root ? { offset: 0, length: 0 } : { offset: parsed.offset, length: parsed.length };
}

function refused(
  { fault, message, path, offset, length }: Problem,
  severity: Marked['severity'],
  text: string,
): PlacedProblem {
  // Its bracket stands for what has lines of its own, most of which are right.
  const isContainer = text[offset] === '{' || text[offset] === '[';
  const told = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
  return {
    kind: 'refused',
    code: fault.code,
    message: told,
    path,
    offset,
    length: isContainer ? 1 : length,
    severity,
  };
}
