import * as vscode from 'vscode';
import type { Architecture, Compiler } from '../../core/cargoLambda/commands';
import type { ReleaseChoice } from '../features';
import { pick, type Choice } from '../quickInput/wizard';
import { settingOfPath } from '../settings';

/** Choices by the root of their Cargo workspace. */
const memory = 'rustLambda.release';
type Memory = Readonly<Record<string, Partial<ReleaseChoice>>>;
const architectureOfNode: Readonly<Record<string, Architecture>> = { x64: 'x86_64', arm64: 'arm64' };

const ofSettings = (root: string): ReleaseChoice => ({
  architecture: settingOfPath('build.architecture', root),
  compiler: settingOfPath('build.compiler', root),
});

/** What the settings say, but for what was last chosen otherwise in this Cargo workspace. */
export const releaseDefaults = (state: vscode.Memento, root: string): ReleaseChoice => ({
  ...ofSettings(root),
  ...state.get<Memory>(memory)?.[root],
});

/** Only what the settings don't say: else changing them would change nothing ever after. */
async function remember(state: vscode.Memento, root: string, choice: ReleaseChoice): Promise<void> {
  const { architecture, compiler } = ofSettings(root);
  const own = {
    ...(choice.architecture !== architecture && { architecture: choice.architecture }),
    ...(choice.compiler !== compiler && { compiler: choice.compiler }),
  };
  await state.update(memory, { ...state.get<Memory>(memory), [root]: own });
}

/** Asks for architecture and compiler, the last choice first; undefined: cancelled. */
export async function pickRelease(state: vscode.Memento, root: string): Promise<ReleaseChoice | undefined> {
  const last = releaseDefaults(state, root);
  const title = vscode.l10n.t('Build for Release');
  let { architecture } = last;
  for (;;) {
    const first = await pick(
      { title, step: 1, totalSteps: 2 },
      {
        placeholder: vscode.l10n.t('Architecture of the function'),
        items: architectures(),
        active: (value) => value === architecture,
      },
    );
    if (first.kind !== 'next') return undefined;
    architecture = first.value;
    const second = await pick(
      { title, step: 2, totalSteps: 2 },
      {
        placeholder: vscode.l10n.t('Compiler'),
        items: compilers(architecture),
        active: (value) => value === last.compiler,
      },
    );
    if (second.kind === 'next') {
      const choice: ReleaseChoice = { architecture, compiler: second.value };
      await remember(state, root, choice);
      return choice;
    }
    if (second.kind === 'cancel') return undefined;
  }
}

const architectures = (): Choice<Architecture>[] => [
  { label: 'x86_64', description: '--x86-64', value: 'x86_64' },
  { label: 'arm64', description: '--arm64', detail: vscode.l10n.t('AWS Graviton'), value: 'arm64' },
];

const compilers = (architecture: Architecture): Choice<Compiler>[] => [
  {
    label: 'zig',
    description: '--compiler cargo-zigbuild',
    detail: vscode.l10n.t('Cross-compiles from any machine'),
    value: 'cargo-zigbuild',
  },
  {
    label: 'cargo',
    description: '--compiler cargo',
    detail:
      process.platform === 'linux' && architecture === architectureOfNode[process.arch]
        ? vscode.l10n.t('With the installed toolchain: runs where glibc is no older than on this machine')
        : vscode.l10n.t('Needs a linker for Linux on {0} on this machine', architecture),
    value: 'cargo',
  },
  {
    label: 'cross',
    description: '--compiler cross',
    detail: vscode.l10n.t('In a container'),
    value: 'cross',
  },
];
