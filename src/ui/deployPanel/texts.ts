/** What the deploy panel says about a plan. */
import * as vscode from 'vscode';
import type { NameProblem } from '../../core/deploy/functionName';
import { longestName } from '../../core/deploy/functionName';
import type { BuildReason, Refusal, Warning } from '../../core/deploy/plan';
import type { Origin } from '../../core/deploy/target';
import { isRustLambdaError } from '../../core/errors';
import type { LambdaBinary } from '../../core/project/model';
import { describe } from '../errors/describe';

const { t } = vscode.l10n;

export const errorText = (error: Error): string =>
  isRustLambdaError(error) ? describe(error).message : error.message;

export function originText(what: 'profile' | 'region', origin: Origin): string {
  const names = { profile: t('profile'), region: t('region') };
  switch (origin) {
    case 'chosen':
      return t('{0} chosen here', names[what]);
    case 'remembered':
      return t('{0} as chosen before', names[what]);
    case 'setting':
      return t('{0} from the settings', names[what]);
    case 'cargoLambda':
      return t('{0} from Cargo.toml or CargoLambda.toml', names[what]);
    case 'environment':
      return t('{0} from {1}', names[what], what === 'profile' ? 'AWS_PROFILE' : 'AWS_REGION');
    case 'profile':
      return t('{0} of the profile', names[what]);
  }
}

export function nameProblemText(problem: NameProblem, kind: LambdaBinary['kind']): string {
  switch (problem) {
    case 'empty':
      return t('A name is needed.');
    case 'characters':
      return t('Only letters, digits, hyphens and underscores.');
    case 'tooLong':
      return t('At most {0} characters.', longestName[kind]);
  }
}

export function buildReasonText(reason: BuildReason): string {
  switch (reason) {
    case 'missing':
      return t('not built');
    case 'architecture':
      return t('built for another architecture');
    case 'debug':
      return t('a debug build');
    case 'stale':
      return t('stale: sources changed since the build');
  }
}

export function refusalText(refusal: Refusal, kind: LambdaBinary['kind']): string {
  switch (refusal.kind) {
    case 'gone':
      return t('The workspace has no such binary any more. Was it renamed or removed?');
    case 'name':
      return nameProblemText(refusal.problem, kind);
    case 'regionMissing':
      return t(
        'No region is chosen, and neither settings, environment nor profile name one. Choose a region.',
      );
    case 'regionInvalid':
      return t('“{0}” cannot be a region. Choose a region.', refusal.region);
    case 'ambiguousBinary':
      return t(
        'Several packages have a binary of this name ({0}); cargo lambda cannot tell them apart. Rename one.',
        refusal.packages.join(', '),
      );
    case 'configuredProfile':
      return t(
        'This profile needs a sign-in that cargo lambda is handed, but it is configured with the profile {0} and would take that. Remove “profile” from [package.metadata.lambda.deploy] in Cargo.toml, or from CargoLambda.toml.',
        refusal.profile,
      );
    case 'account':
    case 'cargoLambda':
      return errorText(refusal.error);
  }
}

export function warningText(warning: Warning, name: string): string {
  switch (warning.kind) {
    case 'exists':
      return warning.version === undefined
        ? t('{0} exists there; which version may not be read. Deploying publishes a new one.', name)
        : t('{0} exists there with version {1}. Deploying publishes a new one.', name, warning.version);
    case 'creates':
      return t(
        '{0} does not exist there. cargo lambda creates it, with an execution role of its own unless Cargo.toml names one.',
        name,
      );
    case 'architectureChange':
      return t('{0} runs on {1} now; this deploy moves it to {2}.', name, warning.from, warning.to);
    case 'otherRuntime':
      return t(
        '{0} exists there with the runtime {1}, which cargo lambda does not change: a Rust binary will not start in it.',
        name,
        warning.runtime,
      );
    case 'accountUnknown':
      return errorText(warning.error);
    case 'deployedUnknown':
      return t('What is deployed could not be read: {0}', errorText(warning.error));
    case 'otherEndpoint':
      return t('Requests go to {0} instead of AWS.', warning.endpoint.value);
    case 'handOver':
      return warning.signIn === 'mfa'
        ? t('cargo lambda cannot ask for an MFA code: it is handed the session you signed in to here.')
        : t('cargo lambda does not know “aws login”: it is handed the session you signed in to here.');
  }
}

/** Asked in a dialog of its own. */
export const confirmationOf = (
  warning: Warning,
  name: string,
): { text: string; detail: string; yes: string } =>
  warning.kind === 'otherRuntime'
    ? {
        text: t('Deploy over a function of another runtime?'),
        detail: warningText(warning, name),
        yes: t('Deploy Anyway'),
      }
    : {
        text: t('Change the architecture of {0}?', name),
        detail: warningText(warning, name),
        yes: t('Change Architecture'),
      };

export const stopQuestion = (): { text: string; detail: string; yes: string } => ({
  text: t('Stop cargo lambda deploy?'),
  detail: t('AWS may already have been changed. What is there afterwards is read again.'),
  yes: t('Stop'),
});
