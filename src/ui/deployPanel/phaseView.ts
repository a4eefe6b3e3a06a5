import * as vscode from 'vscode';
import { consoleUrl } from '../../core/deploy/consoleUrl';
import { isRustLambdaError } from '../../core/errors';
import type { Button, DeployView } from '../../protocol/deploy';
import { describe } from '../errors/describe';
import type { DeploySnapshot, Phase } from './snapshot';
import { errorText } from './texts';

const t = vscode.l10n.t;
type Status = NonNullable<DeployView['status']>;

export const isBusy = ({ kind }: Phase): boolean =>
  kind === 'checking' || kind === 'building' || kind === 'deploying' || kind === 'stopping';

/** What is going on, or how it ended. @param clock performance.now() */
export function statusView({ phase, release }: DeploySnapshot, clock: number): Status | undefined {
  switch (phase.kind) {
    case 'planning':
      return undefined;
    case 'checking':
      return busy(t('Checking that all of this still holds…'), phase.since, clock);
    case 'building':
      return busy(
        t('Building for release ({0}, {1})…', release.architecture, release.compiler),
        phase.since,
        clock,
      );
    case 'deploying': {
      const terminal = { id: 'terminal', title: t('Show Terminal') };
      return busy(t('cargo lambda is deploying…'), phase.since, clock, [terminal]);
    }
    case 'stopping':
      return busy(t('Stopping…'), phase.since, clock);
    case 'changed':
      return {
        tone: 'warn',
        text: t('Something changed since you saw it, so nothing was done. Look again, then deploy.'),
        buttons: [],
      };
    case 'stopped':
      return {
        tone: 'warn',
        text:
          phase.step === 'build'
            ? t('Cancelled. Nothing was deployed.')
            : t('Stopped. What AWS has now is read again.'),
        buttons: [],
      };
    case 'failed':
      return {
        tone: 'bad',
        text:
          phase.step === 'build'
            ? t('Nothing was deployed. {0}', errorText(phase.error))
            : t('The deploy failed. {0}', errorText(phase.error)),
        buttons: nextSteps(phase.error),
      };
    case 'done':
      return { tone: 'ok', text: t('Deployed.'), buttons: [] };
  }
}

const busy = (text: string, since: number, clock: number, buttons: readonly Button[] = []): Status => ({
  tone: 'busy',
  text,
  elapsedMs: Math.max(0, clock - since),
  // Filled in by the page, which counts on.
  seconds: t('{0} s'),
  buttons,
});

/** An error's next steps, numbered; profile and region are chosen in the panel itself. */
const nextSteps = (error: Error): readonly Button[] =>
  isRustLambdaError(error) && error.code !== 'aws'
    ? describe(error).actions.map(({ title }, index) => ({ id: `next ${String(index)} ${title}`, title }))
    : [];

/** Runs one of them, if the id is one of this error's. */
export async function runNextStep(error: Error, id: string): Promise<void> {
  if (!isRustLambdaError(error)) return;
  const step = describe(error).actions.find(({ title }, index) => id === `next ${String(index)} ${title}`);
  await step?.run();
}

export interface Deployed {
  readonly arn: string;
  readonly url?: string;
  /** undefined where there is no console, as for an endpoint that isn't AWS. */
  readonly console?: string;
}

/** What a deploy that ended well left there. */
export function whatWasDeployed({ phase, deployed, target }: DeploySnapshot): Deployed | undefined {
  if (phase.kind !== 'done') return undefined;
  const there = deployed.state === 'ready' ? deployed.value : undefined;
  const arn = phase.result?.arn ?? there?.arn;
  if (arn === undefined) return undefined;
  const url = phase.result?.url ?? (there && 'url' in there ? there.url : undefined);
  const page = target.endpoint ? undefined : consoleUrl(arn);
  return { arn, ...(url !== undefined && { url }), ...(page !== undefined && { console: page }) };
}

export function resultView(snapshot: DeploySnapshot): DeployView['result'] {
  const { phase } = snapshot;
  if (phase.kind !== 'done') return undefined;
  const done = whatWasDeployed(snapshot);
  const title = t('Deployed');
  if (!done) {
    const unread = t('cargo lambda ended well, but what it said was not understood: see its terminal.');
    return { title, rows: [{ label: t('Result'), value: unread }], buttons: [] };
  }
  const { version, alias } = phase.result ?? {};
  const row = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);
  return {
    title,
    rows: [
      ...row(t('ARN'), done.arn),
      ...row(t('Version'), version),
      ...row(t('Alias'), alias),
      ...row(t('URL'), done.url),
    ],
    buttons: [
      { id: 'copyArn', title: t('Copy ARN') },
      ...(version === undefined ? [] : [{ id: 'copyVersion', title: t('Copy Version') }]),
      ...(done.url === undefined
        ? []
        : [
            { id: 'copyUrl', title: t('Copy URL') },
            { id: 'openUrl', title: t('Open URL') },
          ]),
      ...(done.console === undefined ? [] : [{ id: 'openConsole', title: t('Open in Console') }]),
    ],
  };
}
