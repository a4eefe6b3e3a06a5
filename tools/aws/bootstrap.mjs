// @ts-check
// The program in a deployed zip, and what it takes to run it on this machine.
import fs from 'node:fs/promises';
import path from 'node:path';
import { which } from '../lib/run.mjs';
import { AwsError } from './awsError.mjs';

/** ELF header: 16-bit machine at offset 18, little endian for both. */
const MACHINES = { x86_64: 62, arm64: 183 };
const QEMU = { x86_64: 'qemu-x86_64-static', arm64: 'qemu-aarch64-static' };
/** Where Debian's cross packages put the C library of the other architecture. */
const SYSROOT = { x86_64: '/usr/x86_64-linux-gnu', arm64: '/usr/aarch64-linux-gnu' };
const NATIVE = process.arch === 'arm64' ? 'arm64' : 'x86_64';

/** The zip holds nothing that Lambda could start. */
export class InvalidEntrypoint extends Error {}

/**
 * @param {string} codeDir @param {string[]} architectures of the function; Lambda takes exactly one
 * @returns {Promise<string[]>} the command line
 * @throws {InvalidEntrypoint} in Lambda's words
 * @throws {AwsError} when only this machine can't run it
 */
export async function commandLineOf(codeDir, architectures) {
  const architecture = architectures[0] === 'arm64' ? 'arm64' : 'x86_64';
  const bootstrap = path.join(codeDir, 'bootstrap');
  const header = await headerOf(bootstrap);
  if (!header)
    throw new InvalidEntrypoint("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
  const isExecutable = ((await fs.stat(bootstrap)).mode & 0o111) !== 0;
  if (!isExecutable) throw new InvalidEntrypoint('fork/exec /var/task/bootstrap: permission denied');
  const isScript = header.toString('latin1', 0, 2) === '#!';
  const isElf =
    header.toString('latin1', 1, 4) === 'ELF' && header.readUInt16LE(18) === MACHINES[architecture];
  if (!isElf && !isScript) throw new InvalidEntrypoint('fork/exec /var/task/bootstrap: exec format error');
  if (isScript || architecture === NATIVE) return [bootstrap];
  return [...emulatorOf(architecture), bootstrap];
}

/** @param {string} file @returns {Promise<Buffer | undefined>} its first 20 bytes, zeros beyond its end */
async function headerOf(file) {
  const handle = await fs.open(file).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const header = Buffer.alloc(20);
    await handle.read(header);
    return header;
  } finally {
    await handle.close();
  }
}

/** @param {'x86_64' | 'arm64'} architecture */
function emulatorOf(architecture) {
  const qemu = which(QEMU[architecture]);
  if (!qemu) {
    const suffix = architecture === 'arm64' ? 'arm64-cross' : 'amd64-cross';
    throw new AwsError(
      400,
      'UnsupportedArchitectureOfEndpoint',
      `This machine can't run a function for ${architecture}: ${QEMU[architecture]} is not on PATH. Install it ` +
        `(Debian: apt-get install qemu-user-static libc6-${suffix} libgcc-s1-${suffix}) or deploy the function ` +
        `for ${NATIVE}. AWS itself would run it.`,
    );
  }
  return [qemu, '-L', process.env['QEMU_LD_PREFIX'] ?? SYSROOT[architecture]];
}
