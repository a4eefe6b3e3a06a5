// @ts-check
// cargo-lambda with its linker zig: the one on PATH when it will do, else the wheels that PyPI has for every platform.
import os from 'node:os';
import path from 'node:path';
import { installed } from '../lib/installed.mjs';
import { main } from '../lib/lifetime.mjs';
import { say, ToolError } from '../lib/log.mjs';
import { isProgram } from '../lib/paths.mjs';
import { ask, run } from '../lib/run.mjs';
import { isAtLeast, versionIn } from '../lib/version.mjs';
import { ensureLambdaTargets, ensureRust } from './rust.mjs';

/** The version that tests and recorded output are made with; an older one on PATH is not used. */
const CARGO_LAMBDA = '1.9.2';
const ZIG = '0.17.0';

const OTHER_WAYS =
  'Or install cargo-lambda and zig another way (https://www.cargo-lambda.info/guide/installation.html): what is on PATH is used.';

/** @type {import('../lib/installed.mjs').Installation} */
export const cargoLambdaWheels = {
  name: 'cargo-lambda',
  version: `cargo-lambda ${CARGO_LAMBDA}, ziglang ${ZIG}`,
  why: `Installing cargo-lambda ${CARGO_LAMBDA} with zig ${ZIG}, which build and run the functions (450 MB) …`,
  install: async (dir) => {
    await pipInstall(dir);
    if (await isComplete({ ...process.env, ...additions(dir) })) return;
    throw new ToolError(
      `cargo-lambda was installed in ${dir}, but "cargo lambda system" does not find it with its zig.`,
      `Is another cargo-lambda in ~/.cargo/bin, which cargo prefers? Remove or update it. ${OTHER_WAYS}`,
    );
  },
};

/** @returns {Promise<boolean>} whether PATH has a cargo-lambda that will do */
export const cargoLambdaOnPath = () => isComplete(process.env);

/**
 * Makes `cargo lambda build` work.
 * @returns {Promise<Record<string, string>>} what to add to the environment of whatever runs cargo; empty when PATH
 *   has all of it
 * @throws {ToolError} without Rust, or when cargo-lambda can't be installed
 */
export async function ensureCargoLambda() {
  const [, onPath] = await Promise.all([ensureRust(), cargoLambdaOnPath()]);
  await ensureLambdaTargets();
  return onPath ? {} : additions(await installed(cargoLambdaWheels));
}

/** @param {string} dir @returns {Record<string, string>} */
function additions(dir) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const zig = process.platform === 'win32' ? 'zig.exe' : 'zig';
  return {
    [key]: [path.join(dir, 'bin'), process.env[key]].filter(Boolean).join(path.delimiter),
    CARGO_ZIGBUILD_ZIG_PATH: path.join(dir, 'ziglang', zig),
  };
}

/**
 * Whether cargo finds a cargo-lambda that is new enough, and that a zig. (Without zig, a build would install one
 * globally, unasked.)
 * @param {NodeJS.ProcessEnv} env
 */
async function isComplete(env) {
  const cwd = os.tmpdir();
  const version = versionIn(await ask('cargo', ['lambda', '--version'], { env, cwd }));
  if (!version || !isAtLeast(version, CARGO_LAMBDA)) return false;
  const system = await ask('cargo', ['lambda', 'system', '--output-format', 'json'], { env, cwd });
  const found = zigVersion(system) !== undefined;
  if (!found && env === process.env) say(`cargo-lambda ${version} is on PATH, but it finds no zig.`);
  return found;
}

/** @param {string | undefined} system what `cargo lambda system` printed @returns {string | undefined} */
function zigVersion(system) {
  try {
    return JSON.parse(system ?? '').zig.version;
  } catch {
    return undefined;
  }
}

/** @param {string} dir empty; the programs come to lie in its bin folder, zig in ziglang */
async function pipInstall(dir) {
  const python = await findPython();
  const pip = (await ask(python, ['-m', 'pip', '--version'])) ? python : await pythonWithPip(python, dir);
  await run(
    pip,
    [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'],
      ...['--only-binary', ':all:', '--no-compile', '--target', dir],
      ...[`cargo-lambda==${CARGO_LAMBDA}`, `ziglang==${ZIG}`],
    ],
    {
      // A user's setting to install into the home folder contradicts --target.
      env: { ...process.env, PIP_USER: '0' },
      nextStep: `Is the Python package index, or the mirror pip is set up for, to be reached from here? ${OTHER_WAYS}`,
    },
  );
}

/** @returns {Promise<string>} */
async function findPython() {
  for (const python of ['python3', 'python', 'py']) {
    if (versionIn(await ask(python, ['--version']))?.startsWith('3.')) return python;
  }
  throw new ToolError(
    'cargo-lambda is not on PATH, and there is no Python 3 to install it with.',
    `Install Python 3 with pip (Debian and Ubuntu: apt-get install python3-pip). ${OTHER_WAYS}`,
  );
}

/** @param {string} python without pip @param {string} dir @returns {Promise<string>} one with pip, in a venv */
async function pythonWithPip(python, dir) {
  const venv = path.join(dir, 'venv');
  await run(python, ['-m', 'venv', venv], {
    nextStep: `This Python has neither pip nor venv (Debian and Ubuntu: apt-get install python3-pip). ${OTHER_WAYS}`,
  });
  return path.join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
}

// For people: `node tools/setup/cargoLambda.mjs` prints the environment to use in a shell.
if (isProgram(import.meta.url)) {
  void main(async () => {
    for (const [name, value] of Object.entries(await ensureCargoLambda())) {
      process.stdout.write(`export ${name}='${value}'\n`);
    }
  });
}
