/** A snapshot as the panel draws it. Buttons carry ids; what they do is the panel's business. */
import * as vscode from 'vscode';
import { groupedAccount, shortIdentity } from '../../core/deploy/identity';
import { nameProblem } from '../../core/deploy/functionName';
import { needsConfirmation, type Refusal, type Warning } from '../../core/deploy/plan';
import { regions } from '../../core/deploy/regions';
import { shellText, type Shell } from '../../core/cargoLambda/shellText';
import type { Button, Chip, DeployView, Notice, Select } from '../../protocol/deploy';
import { codeView } from './codeView';
import { isBusy, resultView, statusView } from './phaseView';
import type { DeploySnapshot } from './snapshot';
import { errorText, nameProblemText, originText, refusalText, warningText } from './texts';

const t = vscode.l10n.t;

/** What the view needs to know besides the snapshot. */
export interface ViewContext {
  readonly shell: Shell;
  /** Milliseconds since the epoch, for ages. */
  readonly now: number;
  /** performance.now() */
  readonly clock: number;
}

export function deployView(snapshot: DeploySnapshot, context: ViewContext): DeployView {
  const { binary, plan, phase } = snapshot;
  const status = statusView(snapshot, context.clock);
  const result = resultView(snapshot);
  return {
    title:
      binary.kind === 'extension' ? t('Deploy {0} as a layer', binary.name) : t('Deploy {0}', binary.name),
    locked: isBusy(phase),
    profile: profileSelect(snapshot),
    region: regionSelect(snapshot),
    name: nameField(snapshot),
    account: accountView(snapshot),
    code: codeView(snapshot, context.now),
    notices: [
      ...plan.refusals.flatMap((refusal) => refusalNotice(refusal, snapshot)),
      ...plan.warnings.flatMap((warning) => warningNotice(warning, snapshot)),
      ...artifactNotice(snapshot),
    ],
    command: {
      title: t('Command'),
      lines: commandLines(snapshot, context.shell),
      copy: { id: 'copyCommand', title: t('Copy') },
    },
    ...(status && { status }),
    ...(result && { result }),
    buttons: footer(snapshot),
  };
}

/** What runs, one command a line. */
export const commandLines = ({ plan, build, deploy }: DeploySnapshot, shell: Shell): readonly string[] =>
  [...(plan.build ? [build] : []), deploy].map((line) => shellText(line, shell));

/** The same for pasting into a terminal that is in another folder. */
export const copyableLines = ({ plan, build, deploy }: DeploySnapshot, shell: Shell): readonly string[] =>
  plan.build
    ? [shellText(build, shell, { enter: true }), shellText(deploy, shell)]
    : [shellText(deploy, shell, { enter: true })];

function profileSelect(snapshot: DeploySnapshot): Select {
  const { target, profiles } = snapshot;
  const { profile } = target;
  const unasked = profile?.origin === 'environment' || profile?.origin === 'cargoLambda';
  const value = unasked ? '' : (profile?.value ?? '');
  const names = profiles.profiles.map(({ name }) => name);
  const chain = chainText(snapshot);
  return {
    label: t('Profile'),
    value,
    options: [
      { value: '', text: chain },
      ...(value === '' || names.includes(value) ? [] : [{ value, text: t('{0} (missing)', value) }]),
      ...names.map((name) => ({ value: name, text: name })),
    ],
  };
}

/** What picking no profile means. */
function chainText({ configured, profiles }: DeploySnapshot): string {
  const fromEnvironment = profiles.environment.profile;
  if (configured !== undefined) return t('Cargo.toml ({0})', configured);
  return fromEnvironment ? t('AWS_PROFILE ({0})', fromEnvironment) : t('default credentials');
}

function regionSelect({ target, profiles }: DeploySnapshot): Select {
  const value = target.region?.value ?? '';
  const name = target.profile?.value ?? 'default';
  const own = profiles.profiles.find((profile) => profile.name === name)?.region;
  const others = regions.filter((region) => region !== own);
  const isNew = value !== '' && value !== own && !regions.includes(value);
  return {
    label: t('Region'),
    value,
    options: [
      ...(value === '' ? [{ value: '', text: t('choose…') }] : []),
      ...(own === undefined ? [] : [{ value: own, text: t('{0} · profile', own) }]),
      ...(isNew ? [{ value, text: value }] : []),
      ...others.map((region) => ({ value: region, text: region })),
    ],
    more: { id: 'otherRegion', title: t('Other…') },
  };
}

function nameField({ binary, name }: DeploySnapshot): DeployView['name'] {
  const problem = nameProblem(name, binary.kind);
  return {
    label: binary.kind === 'extension' ? t('Layer') : t('Function'),
    value: name,
    ...(problem && { problem: nameProblemText(problem, binary.kind) }),
    ...(binary.kind === 'function' && { more: { id: 'existingName', title: t('Existing…') } }),
  };
}

function accountView(snapshot: DeploySnapshot): DeployView['account'] {
  const { account, target } = snapshot;
  const { profile, region, endpoint } = target;
  const chips: Chip[] = endpoint ? [{ tone: 'warn', text: t('{0}, not AWS', endpoint.value) }] : [];
  const origins = [
    profile && originText('profile', profile.origin),
    region && originText('region', region.origin),
  ]
    .filter(Boolean)
    .join(' · ');
  const tryAgain: Button = { id: 'refresh', title: t('Try Again') };
  const base = { chips, origins, buttons: [] };
  switch (account.state) {
    case 'idle':
      return { ...base, tone: 'plain', parts: [t('Choose a region to see the account.')] };
    case 'loading':
      return { ...base, tone: 'busy', parts: [t('Asking AWS for the account…')] };
    case 'ready': {
      const { account: number, arn } = account.value;
      // Bold and plain in turn.
      const parts = [t('Account'), groupedAccount(number), t('as'), shortIdentity(arn)];
      return { ...base, tone: 'ok', parts };
    }
    case 'failed':
      return { ...base, tone: 'bad', parts: [errorText(account.error)], buttons: [tryAgain] };
  }
}

/** The field of the name and the line of the account say theirs themselves. */
const refusalNotice = (refusal: Refusal, { binary }: DeploySnapshot): readonly Notice[] =>
  refusal.kind === 'name' || refusal.kind === 'account'
    ? []
    : [
        {
          tone: 'bad',
          text: refusalText(refusal, binary.kind),
          buttons:
            refusal.kind === 'ambiguousBinary' ? [{ id: 'openManifest', title: t('Open Cargo.toml') }] : [],
        },
      ];

function warningNotice(warning: Warning, { name }: DeploySnapshot): readonly Notice[] {
  if (warning.kind === 'otherEndpoint' || warning.kind === 'accountUnknown') return [];
  const unread = warning.kind === 'deployedUnknown';
  const isWarning = unread || warning.kind === 'exists' || needsConfirmation(warning);
  return [
    {
      tone: isWarning ? 'warn' : 'plain',
      text: warningText(warning, name),
      buttons: unread ? [{ id: 'refresh', title: t('Try Again') }] : [],
    },
  ];
}

const artifactNotice = ({ artifact }: DeploySnapshot): readonly Notice[] =>
  artifact.state === 'failed' ? [{ tone: 'warn', text: errorText(artifact.error), buttons: [] }] : [];

function footer({ plan, phase }: DeploySnapshot): readonly Button[] {
  const busy = isBusy(phase);
  const title = plan.build ? t('Build and Deploy') : t('Deploy');
  const disabled = busy || plan.pending || plan.refusals.length > 0;
  return [
    { id: 'refresh', title: t('Refresh'), disabled: busy },
    phase.kind === 'done'
      ? { id: 'close', title: t('Close') }
      : { id: busy ? 'stop' : 'close', title: t('Cancel'), disabled: phase.kind === 'stopping' },
    { id: 'deploy', title, primary: true, disabled },
  ];
}
