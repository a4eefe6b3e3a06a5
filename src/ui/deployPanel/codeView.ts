import * as vscode from 'vscode';
import { functionOf } from '../../core/deploy/plan';
import { relativeTo } from '../../core/project/paths';
import type { Chip, DeployView, Row, Select } from '../../protocol/deploy';
import { agoText, roughSizeText } from '../amounts';
import type { DeploySnapshot } from './snapshot';
import { buildReasonText } from './texts';

const t = vscode.l10n.t;

/** What is there now, beside what would be uploaded. */
export function codeView(snapshot: DeploySnapshot, now: number): DeployView['code'] {
  const { artifact, deployed, plan, release } = snapshot;
  const built = artifact.state === 'ready' ? artifact.value : undefined;
  const there = deployed.state === 'ready' ? deployed.value : undefined;
  const running = functionOf(there);
  const rows: Row[] = [
    { label: t('Artifact'), cells: [deployedText(snapshot, now), artifactText(snapshot, now)] },
    {
      label: t('Size'),
      cells: [
        running ? t('{0} zip', roughSizeText(running.codeBytes)) : '',
        built
          ? built.kind === 'zip'
            ? t('{0} zip', roughSizeText(built.bytes))
            : roughSizeText(built.bytes)
          : '',
      ],
    },
    { label: t('Architecture'), cells: [running?.architecture ?? '', release.architecture] },
  ];
  if (running) {
    const limits = t('{0} MB, {1} s, {2}', running.memoryMb, running.timeoutSeconds, running.runtime);
    rows.push({ label: t('Memory, timeout, runtime'), cells: [limits, ''] });
  }
  return {
    title: t('Code'),
    chip: chipOf(snapshot),
    columns: [t('Deployed'), plan.build ? t('To build and upload') : t('To upload')],
    rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')),
    facts: facts(snapshot),
    architecture: choice(t('Build for'), release.architecture, ['x86_64', 'arm64']),
    compiler: choice(t('Compiler'), release.compiler, ['cargo-zigbuild', 'cargo', 'cross']),
  };
}

function deployedText({ deployed }: DeploySnapshot, now: number): string {
  switch (deployed.state) {
    case 'idle':
      return '';
    case 'loading':
      return t('reading…');
    case 'failed':
      return t('could not be read');
    case 'ready': {
      if (!deployed.value) return t('never deployed');
      const { version, lastModified } = deployed.value;
      const name = version === undefined ? t('version not readable') : t('version {0}', version);
      return `${name}, ${agoText(lastModified, now)}`;
    }
  }
}

function artifactText({ artifact, plan, release }: DeploySnapshot, now: number): string {
  if (artifact.state === 'idle' || artifact.state === 'loading') return t('reading…');
  const built = artifact.state === 'ready' ? artifact.value : undefined;
  if (!built) return t('not built');
  const kind = built.profile ?? t('unknown profile');
  const architecture = built.architecture === release.architecture ? [] : [built.architecture];
  const text = [kind, ...architecture, agoText(built.modified, now)].join(', ');
  return plan.build ? t('now: {0}', text) : text;
}

function chipOf({ plan, artifact }: DeploySnapshot): Chip {
  if (artifact.state === 'idle' || artifact.state === 'loading')
    return { tone: 'plain', text: t('reading…') };
  return plan.build
    ? { tone: 'warn', text: buildReasonText(plan.build) }
    : { tone: 'ok', text: t('up to date') };
}

function facts({ artifact, binary }: DeploySnapshot): readonly Row[] {
  const built = artifact.state === 'ready' ? artifact.value : undefined;
  if (!built) return [];
  const shown = (path: string): string => relativeTo(binary.workspaceRoot, path) ?? path;
  return [
    { label: t('File'), cells: [shown(built.path)] },
    ...(built.newerSources.length > 0
      ? [{ label: t('Changed since'), cells: [built.newerSources.map(shown).join(', ')] }]
      : []),
  ];
}

const choice = (label: string, value: string, values: readonly string[]): Select => ({
  label,
  value,
  options: values.map((text) => ({ value: text, text })),
});
