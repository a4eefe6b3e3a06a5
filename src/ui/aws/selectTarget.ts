import * as vscode from 'vscode';
import { isRegionName, regions } from '../../core/deploy/regions';
import { resolveTarget, type TargetChoice, type TargetInputs } from '../../core/deploy/target';
import type { AwsProfiles } from '../../core/ports';
import { ask, pick, type Choice } from '../quickInput/wizard';

const t = vscode.l10n.t;
const other = '\u0000other';

/** Profile, then region, the ones in force first; undefined: cancelled. */
export async function pickTarget(
  aws: AwsProfiles,
  remembered: TargetChoice,
  setting: TargetInputs['setting'],
): Promise<TargetChoice | undefined> {
  const now = resolveTarget({ chosen: {}, remembered, setting, aws });
  const title = t('AWS Profile and Region');
  let profile = now.profile?.origin === 'environment' ? '' : (now.profile?.value ?? '');
  for (;;) {
    const chosen = await pick(
      { title, step: 1, totalSteps: 2 },
      { placeholder: t('Profile'), items: profileItems(aws), active: (value) => value === profile },
    );
    if (chosen.kind !== 'next') return undefined;
    profile = chosen.value;
    const proposed = resolveTarget({ chosen: { profile }, remembered, setting, aws }).region?.value;
    const region = await pickRegion(title, proposed);
    if (region.kind === 'cancel') return undefined;
    if (region.kind === 'next') return { profile, region: region.value };
  }
}

async function pickRegion(title: string, proposed: string | undefined) {
  const position = { title, step: 2, totalSteps: 2 };
  const isOther = proposed !== undefined && !regions.includes(proposed);
  const items: Choice<string>[] = [
    ...(isOther ? [{ label: proposed, value: proposed }] : []),
    ...regions.map((region) => ({ label: region, value: region })),
    { label: t('Other…'), value: other, alwaysShow: true },
  ];
  const answer = await pick(position, {
    placeholder: t('Region'),
    items,
    active: (value) => value === proposed,
  });
  return answer.kind === 'next' && answer.value === other
    ? ask(position, { prompt: t('Region'), problem: regionProblem })
    : answer;
}

export const regionProblem = (text: string): string | undefined =>
  isRegionName(text) ? undefined : t('A region looks like {0}.', 'eu-west-1');

function profileItems({ profiles, environment }: AwsProfiles): Choice<string>[] {
  const chain: Choice<string> = {
    label: environment.profile ? t('AWS_PROFILE ({0})', environment.profile) : t('default credentials'),
    description: t('environment, SSO, instance role, …'),
    value: '',
  };
  return [
    chain,
    ...profiles.map(({ name, region }) => ({
      label: name,
      ...(region !== undefined && { description: region }),
      value: name,
    })),
  ];
}
