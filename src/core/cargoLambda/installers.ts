/** Ways to install cargo-lambda, as its guide names them. No npm package. */

export const installationGuide = 'https://www.cargo-lambda.info/guide/installation.html';

export interface Installer {
  /** The program whose presence on this machine offers this way. */
  readonly program: string;
  /** Arguments of its runs, one after the other until one fails. */
  readonly steps: readonly (readonly string[])[];
}

/** In the order they are offered: those that bring zig and updates first, the one that newer Linuxes refuse last. */
const known: readonly Installer[] = [
  { program: 'brew', steps: [['install', 'cargo-lambda/tap/cargo-lambda']] },
  {
    program: 'scoop',
    steps: [
      ['bucket', 'add', 'cargo-lambda', 'https://github.com/cargo-lambda/scoop-cargo-lambda'],
      ['install', 'cargo-lambda/cargo-lambda'],
    ],
  },
  { program: 'winget', steps: [['install', '--id', 'CargoLambda.CargoLambda', '--exact']] },
  { program: 'nix-env', steps: [['-iA', 'nixpkgs.cargo-lambda']] },
  { program: 'uv', steps: [['tool', 'install', '--upgrade', 'cargo-lambda']] },
  { program: 'pipx', steps: [['install', '--force', 'cargo-lambda']] },
  { program: 'cargo-binstall', steps: [['--no-confirm', 'cargo-lambda']] },
  { program: 'pip3', steps: [['install', '--upgrade', 'cargo-lambda']] },
];

export const installerPrograms: readonly string[] = known.map(({ program }) => program);

/** @param found programs of `installerPrograms` that this machine has */
export const installersFor = (found: readonly string[]): readonly Installer[] =>
  known.filter(({ program }) => found.includes(program));
