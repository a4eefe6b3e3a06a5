import * as vscode from 'vscode';
import { RustLambdaError } from '../../core/errors';
import { displayBody } from '../../core/invocation/display';
import type { Body, HttpAnswer, HttpReply, NamedPlace, Outcome } from '../../core/invocation/outcome';
import type { Stage } from '../../core/invocation/state';
import type { PayloadProblem } from '../../core/payload/check';
import { reasonPhrase } from '../../core/payload/http/reasonPhrase';
import type { ResponseProblem } from '../../core/payload/http/response';
import type { TextSpan } from '../../core/payload/locate';
import type { PayloadMark, Tone } from '../../protocol/invoke';
import { commandId } from '../../contributions';
import { command, describe, type Action } from '../errors/describe';
import { durationText, sizeText } from '../amounts';
import { faultTexts } from '../payloadLanguage/faultTexts';

/** How an outcome is told. Places are still as the text names them. */
export interface Verdict {
  readonly tone: Tone;
  readonly verdict: string;
  readonly message?: string;
  readonly isQuote?: boolean;
  readonly advice?: string;
  readonly facts?: readonly string[];
  readonly place?: NamedPlace;
  readonly problems?: readonly { readonly message: string; readonly place?: NamedPlace }[];
  readonly actions?: readonly Action[];
  readonly output?: readonly string[];
  readonly body?: Body;
  readonly http?: HttpReply;
  readonly payloadMark?: Omit<PayloadMark, 'of'>;
}

type Tell = { readonly [Kind in Outcome['kind']]: (outcome: Extract<Outcome, { kind: Kind }>) => Verdict };

const t = vscode.l10n.t;
const startedAgain = (): string => t('It is started again for the next invocation.');

/**
 * @param rejected where in the payload that is which the function rejected
 */
export function tell(outcome: Outcome, functionName: string, rejected?: TextSpan): Verdict {
  const tellers: Tell = {
    success: ({ body, http, tooLarge }) => ({
      ...(tooLarge === 'forLambda' ? { tone: 'bad', verdict: t('Response too large') } : answered(http)),
      ...(tooLarge === 'forLambda' && {
        message: t('Lambda lets a response of 6 MB through; instead of this one it answers with an error.'),
        advice: t('Store what is large elsewhere and answer with its address, or stream the response.'),
      }),
      ...(tooLarge === 'toRead' && { message: t('The response is larger; only its beginning was read.') }),
      facts: [bodySize(http && 'body' in http ? http.body : body)],
      body,
      ...(http && 'body' in http && { http }),
    }),
    functionError: ({ errorType, message, place }) => ({
      tone: 'bad',
      verdict: t('Function error'),
      message,
      isQuote: true,
      facts: [errorType],
      ...(place && { place }),
    }),
    panic: ({ message, place }) => ({
      tone: 'bad',
      verdict: t('Panicked'),
      message,
      isQuote: true,
      ...(place && { place }),
    }),
    rejectedPayload: ({ path, message }) => {
      const text = path === undefined ? message : `${path}: ${message}`;
      return {
        tone: 'bad',
        verdict: t('Payload rejected'),
        message: text,
        isQuote: true,
        advice: t('The payload does not fit the type of the function’s event; the handler did not run.'),
        ...(rejected && { payloadMark: { ...rejected, message: text } }),
      };
    },
    crashed: ({ exit, output }) => ({
      tone: 'bad',
      verdict: t('Crashed'),
      message:
        exit.code === null
          ? t('The function’s process was killed before it answered.')
          : t('The function’s process ended with exit code {0} before it answered.', exit.code),
      advice: startedAgain(),
      output,
    }),
    restarted: () => ({
      tone: 'warn',
      verdict: t('Lost'),
      message: t('A file changed, so cargo lambda watch started the function anew while it was running.'),
      advice: t('Invoke again.'),
    }),
    timeout: ({ afterMs }) => ({
      tone: 'bad',
      verdict: t('Timed out'),
      message: t('There was no answer within {0}.', durationText(afterMs)),
      advice: t('The function was stopped. How long to wait is a setting.'),
      actions: [
        command(t('Open Setting'), 'workbench.action.openSettings', 'rustLambda.invoke.timeoutSeconds'),
      ],
    }),
    cancelled: ({ stage }) => ({ tone: 'plain', verdict: t('Cancelled'), message: whileIn(stage) }),
    unknownFunction: ({ available }) => ({
      tone: 'bad',
      verdict: t('Unknown function'),
      message: t('cargo lambda watch knows no function “{0}”, only: {1}', functionName, available.join(', ')),
      advice: t('Was it renamed, or is it not among the workspace’s default-members?'),
      actions: [command(t('Refresh Functions'), commandId('refresh'))],
    }),
    watchEnded: ({ exit }) => ({
      tone: 'bad',
      verdict: t('Watch ended'),
      message: t(
        'cargo lambda watch ended ({0}) before the function answered.',
        exit.code ?? exit.signal ?? '?',
      ),
      advice: startedAgain(),
    }),
    unexpectedAnswer: ({ status, body }) => ({
      tone: 'bad',
      verdict: t('Unexpected answer'),
      message: t('cargo lambda watch answered with HTTP {0}.', status),
      advice: t('Stop the watch, then invoke again.'),
      actions: [command(t('Stop'), commandId('stop'))],
      facts: [bodySize(body)],
      body,
    }),
    refusedPayload: ({ problem }) => ({
      tone: 'warn',
      verdict: t('Not sent'),
      message: payloadText(problem),
      ...(problem.reason === 'notJson' && {
        payloadMark: { ...problem.problem, message: faultTexts()[problem.problem.fault] },
      }),
    }),
    failed: ({ stage, error }) => tellFailure(stage, error),
  };
  // The table is complete by type; only the pairing of kind and outcome is lost on the way in.
  return (tellers[outcome.kind] as (outcome: Outcome) => Verdict)(outcome);
}

function answered(http: HttpAnswer | undefined): Verdict {
  if (http === undefined) return { tone: 'ok', verdict: t('Success') };
  if ('problem' in http) {
    return {
      tone: 'bad',
      verdict: t('No HTTP response'),
      message: responseProblems()[http.problem],
      advice: t('AWS answers the client with an error of its own instead: HTTP 502, an HTTP API 500.'),
    };
  }
  const { status, inferred } = http;
  return {
    tone: status < 400 ? 'ok' : status < 500 ? 'warn' : 'bad',
    verdict: t('HTTP {0}', `${status} ${reasonPhrase(status) ?? ''}`.trim()),
    ...(inferred && {
      advice: t('The function named no status: what it returned is the body of a response with status 200.'),
    }),
  };
}

const responseProblems = (): Readonly<Record<ResponseProblem, string>> => ({
  notJson: t('What the function returned is no JSON.'),
  notObject: t('What the function returned is no object with a statusCode.'),
  statusCode: t('statusCode is no number from 100 to 599.'),
  headers: t('The headers are no object of texts.'),
  cookies: t('The cookies are no list of texts.'),
  body: t('The body is no text.'),
  base64: t('The body should be base64, but is not.'),
});

function tellFailure(stage: Stage, error: RustLambdaError): Verdict {
  const { message, actions } = describe(error);
  const verdicts: Record<Stage, string> = {
    checking: t('Not possible'),
    building: t('Build failed'),
    starting: t('Could not start'),
    running: t('Unreachable'),
  };
  const told: Verdict = { tone: 'bad', verdict: verdicts[stage], message, actions };
  if (!isCompileError(error)) return told;
  const { errors, first, all } = error.details;
  const list = all ?? (first ? [first] : []);
  return {
    ...told,
    message: errors === 1 ? t('1 compile error') : t('{0} compile errors', errors),
    problems: list.map((one) => ({ message: one.message, place: { path: one.file, line: one.line + 1 } })),
  };
}

const isCompileError = (error: RustLambdaError): error is RustLambdaError<'compileError'> =>
  error.code === 'compileError';

function payloadText(problem: PayloadProblem): string {
  const { reason, bytes } = problem;
  if (reason !== 'notJson') return describe(new RustLambdaError('payloadInvalid', { reason, bytes })).message;
  const { line, character, fault } = problem.problem;
  const message = t('line {0}, column {1}: {2}', line + 1, character + 1, faultTexts()[fault]);
  return describe(new RustLambdaError('payloadInvalid', { reason, bytes, message })).message;
}

const whileIn = (stage: Stage): string =>
  ({
    checking: t('Nothing was started.'),
    building: t('The build was stopped.'),
    starting: t('The event was not sent.'),
    running: t('The function was stopped.'),
  })[stage];

const bodySize = (body: Body): string =>
  body.kind === 'empty' ? t('no content') : sizeText(displayBody(body).bytes);
