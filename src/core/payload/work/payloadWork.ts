/**
 * What takes seconds for megabytes of payloads: done in a thread of its own, so what goes in and comes out is plain
 * data. A payload goes in as text, for its tree is many times as large.
 */
import type { JsonNode } from '../../shape/tree';
import type { FitCandidate } from '../../types/fits/candidates';
import { fitsAmong, topKeys, type EventTypeFit } from '../../types/fits/fits';
import { checkPayload, utf8Bytes, type PayloadProblem } from '../check';
import { rejectedSpan } from '../locate';
import { readable, rustTypes, type RustTypes, type RustTypesOptions } from '../structs/rustStructs';
import { unwrap } from '../unwrap';

/** `unreadable`: Lambda takes it, serde_json does not. */
export type ReadingProblem = PayloadProblem | { readonly reason: 'unreadable'; readonly bytes: number };

/** Why the function can't read each of them, whatever its type; undefined: it can. */
const readingProblems = (payloads: readonly string[]): readonly (ReadingProblem | undefined)[] =>
  payloads.map(readingProblem);

function readingProblem(payload: string): ReadingProblem | undefined {
  const problem = checkPayload(payload);
  if (problem) return problem;
  return readable(payload) ? undefined : { reason: 'unreadable', bytes: utf8Bytes(payload) };
}

/** undefined: serde_json can't read one of them. */
function outermostKeys(payloads: readonly string[]): readonly string[] | undefined {
  const nodes = readAll(payloads);
  return nodes && [...topKeys(nodes)];
}

/** @returns the best first */
const fits = (payloads: readonly string[], candidates: readonly FitCandidate[]): readonly EventTypeFit[] =>
  fitsAmong(candidates, readAll(payloads) ?? []);

/** As `rustTypes` does, for the messages in events of queues and topics; undefined when one of them is no JSON. */
function messageTypes(
  payloads: readonly string[],
  name: string,
  options: RustTypesOptions,
): RustTypes | undefined {
  const bodies = payloads.flatMap((payload) => unwrap(payload, noDecoders)?.bodies ?? []);
  return rustTypes(
    bodies.map(({ text }) => text),
    name,
    options,
  );
}

/** Messages of queues and topics are texts. */
const noDecoders = { text: () => undefined };

function readAll(payloads: readonly string[]): readonly JsonNode[] | undefined {
  const nodes = payloads.flatMap((payload) => readable(payload) ?? []);
  return nodes.length < payloads.length ? undefined : nodes;
}

export const payloadWork = { readingProblems, outermostKeys, fits, rustTypes, messageTypes, rejectedSpan };

export type PayloadWork = typeof payloadWork;
