import { check } from '../../shape/checker';
import type { Problem } from '../../shape/problem';
import { parseJson, type Parsed } from '../../shape/tree';
import { checkSize } from '../check';
import { jsonProblem, type JsonFault } from '../json';
import type { ExpectedEvent, Marked, PlacedProblem, Verdict } from './model';

/** Nobody reads more, and editors get slow. */
const mostProblems = 200;
/** serde quotes what it read, which may be megabytes. */
const longestMessage = 1_000;

/** What is told, and what fixes are made from. */
export interface Judged {
  readonly verdict: Verdict;
  /** As the checker told them, in the order of the verdict's. */
  readonly refusals: readonly Problem[];
}

/** @param event undefined: it is only asked whether Lambda takes it */
export function judge(text: string, event: ExpectedEvent | undefined): Judged {
  const unfit = checkSize(text);
  if (unfit) return alone({ ...whole, kind: unfit.reason, bytes: unfit.bytes });
  const parsed = readPayload(text);
  if (!parsed.root) return alone({ ...whole, kind: 'notJson', ...faultOf(text, parsed) });
  const all = event ? check(parsed.root, event.set) : [];
  const refusals = all.slice(0, mostProblems);
  const severity = event?.certainty === 'exact' ? 'error' : 'warning';
  const problems = refusals.map((each) => refused(each, severity, text));
  return { verdict: { problems, more: all.length - refusals.length }, refusals };
}

/** UTF-8 has no halves of surrogate pairs: U+FFFD is sent for them, which is as long here. */
export const readPayload = (text: string): Parsed => parseJson(text.toWellFormed());

const whole = { offset: 0, length: 0, severity: 'error' } as const;

const alone = (problem: PlacedProblem): Judged => ({
  verdict: { problems: [problem], more: 0 },
  refusals: [],
});

/** What is wrong, and where; nesting that the reader of faults can't follow has only a place. */
function faultOf(
  text: string,
  { offset, length }: Pick<Marked, 'offset' | 'length'>,
): Pick<Marked, 'offset' | 'length'> & { readonly fault: JsonFault } {
  const problem = jsonProblem(text);
  return problem && problem.offset + problem.length > 0
    ? { fault: problem.fault, offset: problem.offset, length: problem.length }
    : { fault: 'unexpected', offset, length };
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
