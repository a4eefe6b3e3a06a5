// @ts-check
// What the AWS endpoint is made of: ministack (the control plane) and AWS's Lambda Runtime Interface Emulator.
import fs from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { installed } from '../lib/installed.mjs';
import { ToolError } from '../lib/log.mjs';
import { ask, run } from '../lib/run.mjs';

const MINISTACK = '1.5.33';
/** The emulator has no package of its own: this wheel carries it, for both architectures. */
const SAM_CLI = '1.170.0';
const OLDEST_PYTHON = [3, 10];
const EMULATORS = { x64: 'aws-lambda-rie-x86_64', arm64: 'aws-lambda-rie-arm64' };

const WAY_ROUND =
  'Or install them yourself and name them: RUST_LAMBDA_MINISTACK_PYTHON=/path/to/python (one that has ' +
  '"ministack[full]") and RUST_LAMBDA_RIE=/path/to/aws-lambda-rie (of the AWS Lambda Runtime Interface Emulator).';

/**
 * @typedef {object} EndpointParts
 * @property {string} python that has ministack
 * @property {string} emulator path of the Runtime Interface Emulator for this machine's architecture
 */

/**
 * Installs what is missing, once.
 * @returns {Promise<EndpointParts>}
 * @throws {ToolError} on a platform where Lambda's binaries can't run, without Python, or without a package index
 */
export async function awsEndpointParts() {
  const emulator = emulatorName();
  const given = {
    python: process.env['RUST_LAMBDA_MINISTACK_PYTHON'],
    emulator: process.env['RUST_LAMBDA_RIE'],
  };
  if (given.python && given.emulator) return { python: given.python, emulator: given.emulator };

  const dir = await installed({
    name: 'aws-endpoint',
    version: `ministack ${MINISTACK}, aws-sam-cli ${SAM_CLI}`,
    why: 'Installing the AWS endpoint for this machine (ministack and the Lambda Runtime Interface Emulator) …',
    install,
  });
  return {
    python: given.python ?? pythonOf(dir),
    emulator: given.emulator ?? path.join(dir, emulator),
  };
}

/** @returns {string} file name of the emulator for this machine */
function emulatorName() {
  const name =
    process.platform === 'linux' && EMULATORS[/** @type {keyof typeof EMULATORS} */ (process.arch)];
  if (name) return name;
  throw new ToolError(
    `The AWS endpoint runs functions as Lambda does, as Linux binaries; this is ${process.platform} ${process.arch}.`,
    'Use it in WSL, a dev container or a Linux machine (x86_64 or arm64).',
  );
}

/** @param {string} dir */
const pythonOf = (dir) => path.join(dir, 'python/bin/python');

/** @param {string} dir empty */
async function install(dir) {
  const pip = await createPython(path.join(dir, 'python'));
  await pip('install', `ministack[full]==${MINISTACK}`);

  const wheels = path.join(dir, 'wheels');
  await pip('download', '--no-deps', '--only-binary=:all:', '--dest', wheels, `aws-sam-cli==${SAM_CLI}`);
  const [wheel = ''] = await fs.readdir(wheels);
  const name = emulatorName();
  const emulator = path.join(dir, name);
  const copyOut =
    'import sys, zipfile; open(sys.argv[3], "wb").write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))';
  await run(pythonOf(dir), ['-c', copyOut, path.join(wheels, wheel), `samcli/local/rapid/${name}`, emulator]);
  await fs.chmod(emulator, 0o755);
  await fs.rm(wheels, { recursive: true });
}

/**
 * @param {string} venv where a virtual environment is made
 * @returns {Promise<(...args: string[]) => Promise<string>>} pip, for that environment
 */
async function createPython(venv) {
  const found = await findPython();
  // Debian keeps apart what a venv needs for a pip of its own; then the pip beside Python works in the venv.
  const ownPip = (await ask(found, ['-c', 'import ensurepip'])) !== undefined;
  await run(found, ['-m', 'venv', ...(ownPip ? [] : ['--without-pip']), venv], {
    nextStep: `Python needs its venv module (Debian and Ubuntu: apt-get install python3-venv). ${WAY_ROUND}`,
  });
  const python = path.join(venv, 'bin/python');
  const pip = ownPip ? [python, '-m', 'pip'] : [found, '-m', 'pip', '--python', python];
  const [command = '', ...options] = [...pip, '--disable-pip-version-check', '--no-input', '--quiet'];
  return (...args) =>
    run(command, [...options, ...args], {
      nextStep:
        'Has Python its pip (Debian and Ubuntu: apt-get install python3-pip), and is the Python package index, or the ' +
        `mirror pip is set up for, to be reached from here? ${WAY_ROUND}`,
    });
}

/** @returns {Promise<string>} a Python that is new enough for ministack */
async function findPython() {
  const isNewEnough = `import sys; print(sys.version_info >= (${OLDEST_PYTHON.join(', ')}))`;
  for (const python of ['python3', 'python']) {
    if ((await ask(python, ['-c', isNewEnough]))?.trim() === 'True') return python;
  }
  throw new ToolError(
    `The AWS endpoint needs Python ${OLDEST_PYTHON.join('.')} or newer, and there is none on PATH.`,
    `Install it (Debian and Ubuntu: apt-get install python3 python3-venv). ${WAY_ROUND}`,
  );
}
