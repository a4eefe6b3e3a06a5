import * as vscode from 'vscode';
import type { Compiler } from '../../core/cargoLambda/commands';
import { parseSystemReport, systemArgs, type DeployConfig } from '../../core/cargoLambda/systemReport';
import { isAtLeast, oldestCargoLambda, versionIn } from '../../core/cargoLambda/version';
import { RustLambdaError } from '../../core/errors';
import type { CommandLine, ProcessRunner, Programs } from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';
import type { Tools } from '../features';
import { cargoSettings } from '../tasks/commandLines';
import { refuseUntrusted } from '../trust';
import { readDeployConfig } from './deployConfig';
import { askForZig } from './zig';

export interface CargoToolsParts {
  readonly runner: () => Promise<ProcessRunner>;
  readonly programs: Programs;
  /** Runs a command in a terminal to its end. @throws RustLambdaError commandFailed | cancelled */
  readonly runInTerminal: (label: string, command: CommandLine) => Promise<void>;
}

/**
 * Whether what a command needs is there. That cargo-lambda is, is kept for a cargo and its environment; a compiler is
 * looked for before each build, since Cargo.toml may choose another one by then.
 */
export class CargoTools implements Tools {
  readonly #versions = new Map<string, Promise<{ readonly version: string }>>();
  readonly #compilers = new Map<string, Promise<void>>();

  constructor(private readonly parts: CargoToolsParts) {}

  requireCargoLambda(cwd: string): Promise<{ readonly version: string }> {
    return once(this.#versions, JSON.stringify(cargoSettings(cwd)), () => this.#version(cwd));
  }

  /**
   * @param compiler undefined: what Cargo.toml, CARGO_LAMBDA_COMPILER or cargo-lambda's default says
   * @param packageName undefined: the whole Cargo workspace is built
   * @throws RustLambdaError zigMissing | programMissing | cancelled (the person doesn't want zig installed)
   */
  requireCompiler(compiler: Compiler | undefined, cwd: string, packageName?: string): Promise<void> {
    const { env } = cargoSettings(cwd);
    // cargo-lambda takes it like its option, but its report does not tell of it.
    const wanted = compiler ?? env[compilerVariable] ?? process.env[compilerVariable];
    const key = JSON.stringify([wanted, cwd, packageName]);
    const asked = once(this.#compilers, key, async () => {
      if (wanted === 'cross') await this.#requireProgram('cross');
      else if (wanted !== 'cargo') await this.#requireZig(wanted === undefined, cwd, packageName);
    });
    return asked.finally(() => this.#compilers.delete(key));
  }

  async deployConfig({ workspaceRoot, name }: LambdaBinary): Promise<DeployConfig> {
    await this.requireCargoLambda(workspaceRoot);
    return readDeployConfig(await this.parts.runner(), name, workspaceRoot, cargoSettings(workspaceRoot));
  }

  /** Something was installed, or a command failed as if a tool had gone. */
  forget(): void {
    this.#versions.clear();
  }

  async #version(cwd: string): Promise<{ readonly version: string }> {
    const { cargoPath, env } = cargoSettings(cwd);
    const runner = await this.parts.runner();
    const { stdout, stderr, code, signal } = await runner.run({
      command: cargoPath,
      args: ['lambda', '--version'],
      cwd,
      env,
    });
    const version = versionIn(stdout);
    if (code === 0 && version !== undefined) {
      if (isAtLeast(version, oldestCargoLambda)) return { version };
      throw new RustLambdaError('cargoLambdaTooOld', { found: version, needed: oldestCargoLambda });
    }
    if (/no such (sub)?command: [`']?lambda/.test(stderr))
      throw new RustLambdaError('cargoLambdaMissing', {});
    const command = `${cargoPath} lambda --version`;
    const output = stderr.trim();
    throw new RustLambdaError('commandFailed', { command, code, signal, output, unseen: true });
  }

  async #requireProgram(name: string): Promise<void> {
    const found = await this.parts.programs.find([name]);
    if (found.length === 0) throw new RustLambdaError('programMissing', { program: name });
  }

  async #requireZig(leftToManifest: boolean, cwd: string, packageName?: string): Promise<void> {
    const { cargoPath, env } = cargoSettings(cwd);
    const runner = await this.parts.runner();
    const { stdout } = await runner.run({
      command: cargoPath,
      args: systemArgs(packageName),
      cwd,
      env,
    });
    const report = parseSystemReport(stdout);
    // What we don't understand (a broken manifest, say) the build itself will say better.
    if (report?.zig.kind !== 'missing' || (leftToManifest && report.choosesOther)) return;
    const words = await askForZig(report.zig.installCommands);
    const [command = '', ...args] = words;
    await this.parts.runInTerminal(vscode.l10n.t('install zig'), { command, args, cwd });
  }
}

const compilerVariable = 'CARGO_LAMBDA_COMPILER';

/** One question at a time for each key; only a good answer stays. Asking runs something. */
function once<T>(kept: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known) return known;
  const asked = Promise.resolve()
    .then(() => {
      refuseUntrusted();
      return ask();
    })
    .catch((error: unknown) => {
      kept.delete(key);
      throw error;
    });
  kept.set(key, asked);
  return asked;
}
