import type * as vscode from 'vscode';
import { displayBody } from '../../core/invocation/display';
import { messageOf } from '../../core/errors';
import type { AbortSignalLike } from '../../core/events';
import type { Body, NamedPlace, Outcome } from '../../core/invocation/outcome';
import { durations, type Invocation } from '../../core/invocation/state';
import { fingerprint } from '../../core/payload/fingerprint';
import { imageType } from '../../core/payload/http/mediaTypes';
import { setCookie } from '../../core/payload/http/setCookie';
import type { TextSpan } from '../../core/payload/locate';
import type { Files, PayloadJobs } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import type { ActionView, BodyView, ResponsePart, RunView } from '../../protocol/invoke';
import type { Action } from '../errors/describe';
import { durationText, sizeText } from '../amounts';
import type { EventShapes } from '../features';
import { openPlace } from './sourcePlaces';
import { tell } from './verdicts';

/** An invocation that ended, ready to be shown; what its view only numbers stays here. */
export interface Result {
  readonly view: Extract<RunView, { kind: 'ended' }>;
  readonly actions: readonly Action[];
  readonly response?: Readonly<Record<ResponsePart, Body>>;
}

export interface ResultParts {
  readonly files: Pick<Files, 'stat'>;
  readonly eventShapes: EventShapes;
  readonly payloadJobs: PayloadJobs;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

export type Ended = Extract<Invocation, { outcome: Outcome }>;

/** What a person would wait for; a function that is there already is found in less. */
const noticeableMs = 10;

export async function resultOf(
  invocation: Ended,
  run: number,
  binary: LambdaBinary,
  payload: string,
  parts: ResultParts,
  signal: AbortSignalLike,
): Promise<Result> {
  const { files } = parts;
  const { outcome, endedAt } = invocation;
  const rejected = await rejectedPlace(outcome, binary, payload, parts, signal);
  const told = tell(outcome, binary.name, rejected);
  const actions: Action[] = [];
  const offer = (action: Action): ActionView => ({ index: actions.push(action) - 1, title: action.title });
  const offerPlace = async (place: NamedPlace | undefined): Promise<ActionView | undefined> => {
    const action = place && (await openPlace(place, binary, files));
    return action && offer(action);
  };
  const place = await offerPlace(told.place);
  const problems = [];
  for (const problem of told.problems ?? []) {
    const opened = await offerPlace(problem.place);
    problems.push({ message: problem.message, ...(opened && { place: opened }) });
  }
  const timeline = durations(invocation, endedAt)
    .filter(({ stage, ms }) => stage === 'running' || (stage !== 'checking' && ms >= noticeableMs))
    .map(({ stage, ms }) => ({ stage, ms, text: durationText(ms) }));
  const duration = outcome.kind === 'success' ? timeline.at(-1) : undefined;
  const { body: raw, http } = told;
  const body = http?.body ?? raw;
  return {
    view: {
      kind: 'ended',
      run,
      tone: told.tone,
      verdict: told.verdict,
      message: told.message ?? '',
      isQuote: told.isQuote ?? false,
      advice: told.advice ?? '',
      facts: [...(duration ? [duration.text] : []), ...(told.facts ?? [])],
      // A duration alone is told with the verdict.
      timeline: timeline.length > 1 || outcome.kind !== 'success' ? timeline : [],
      problems,
      actions: [...(place ? [place] : []), ...(told.actions ?? []).map(offer)],
      output: told.output ?? [],
      ...(body && { body: bodyView(body) }),
      ...(http &&
        raw && {
          http: { headers: http.headers, cookies: http.cookies.map(setCookie), raw: bodyView(raw) },
        }),
      ...(told.payloadMark && { payloadMark: { ...told.payloadMark, of: fingerprint(payload) } }),
    },
    actions,
    ...(body && raw && { response: { body, raw } }),
  };
}

/** The result says without it, too, what was rejected. */
async function rejectedPlace(
  outcome: Outcome,
  binary: LambdaBinary,
  payload: string,
  { eventShapes, payloadJobs, log }: ResultParts,
  signal: AbortSignalLike,
): Promise<TextSpan | undefined> {
  if (outcome.kind !== 'rejectedPayload') return undefined;
  const { shape } = await eventShapes.of(binary);
  return payloadJobs.run('rejectedSpan', [payload, outcome, shape?.set], signal).catch((error: unknown) => {
    log.warn(`No place of what was rejected: ${messageOf(error)}`);
    return undefined;
  });
}

function bodyView(body: Body): BodyView {
  const shown = displayBody(body);
  const type = body.kind === 'binary' ? imageType(body.content) : undefined;
  return {
    ...shown,
    size: sizeText(shown.bytes),
    ...(body.kind === 'binary' &&
      type !== undefined && { cut: false, image: { type, bytes: new Uint8Array(body.content) } }),
  };
}
