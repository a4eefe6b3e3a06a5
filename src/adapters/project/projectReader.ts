import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { cancelled, isError, RustLambdaError } from '../../core/errors';
import type { Files, ProcessRunner, ProjectReader } from '../../core/ports';
import { brokenManifest } from '../../core/project/cargoMessage';
import { modelFromManifests } from '../../core/project/fromManifests';
import { workspaceFromMetadata } from '../../core/project/metadata';
import type { BrokenManifest, CargoWorkspace, ProjectModel } from '../../core/project/model';
import { byDepth, isInside } from '../../core/project/paths';
import { readable } from '../../core/project/readingOrder';
import { loadManifests } from './manifestLoader';

type ReadOptions = Parameters<ProjectReader['read']>[1];

/** cargo processes at once: each reads a whole workspace, and other work goes on beside. */
const atOnce = 4;

export function createProjectReader(runner: ProcessRunner, files: Files): ProjectReader {
  return {
    read: async (manifestPaths, options) => {
      const found = [...new Set(manifestPaths)].sort(byDepth);
      if (!options.execute) return modelFromManifests(await loadManifests(files, found));
      return new Reading(runner, files, found, options).finish();
    },
  };
}

/** Looking at a project is no reason for rustup (since 1.28) to install the toolchain that it names. */
const withoutDownloads = { RUSTUP_AUTO_INSTALL: '0' };

/** One read of all manifests by cargo: asks for the outermost first, and not for what an answer covered. */
class Reading {
  readonly #waiting: Set<string>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #workspaces = new Map<string, CargoWorkspace>();
  readonly #broken = new Map<string, BrokenManifest>();

  constructor(
    private readonly runner: ProcessRunner,
    private readonly files: Files,
    private readonly found: readonly string[],
    private readonly options: ReadOptions,
  ) {
    this.#waiting = new Set(found);
  }

  async finish(): Promise<ProjectModel> {
    try {
      while (this.#waiting.size > 0 || this.#running.size > 0) {
        if (this.options.signal?.aborted) throw cancelled();
        this.#startMore();
        await Promise.race(this.#running.values());
      }
    } finally {
      // After a failure the others still have to end before anyone may start anew.
      await Promise.allSettled(this.#running.values());
    }
    return { workspaces: [...this.#workspaces.values()], broken: [...this.#broken.values()] };
  }

  #startMore(): void {
    const running = new Set(this.#running.keys());
    for (const manifest of readable(this.#waiting, running, atOnce - running.size)) {
      this.#waiting.delete(manifest);
      this.#running.set(
        manifest,
        this.#readOne(manifest).finally(() => this.#running.delete(manifest)),
      );
    }
  }

  async #readOne(manifest: string): Promise<void> {
    const { path, env } = this.options.cargo(manifest);
    const args = [
      'metadata',
      '--no-deps',
      '--format-version',
      '1',
      '--color',
      'never',
      '--manifest-path',
      manifest,
    ];
    // The folder decides which toolchain and which .cargo/config.toml count.
    const command = { command: path, args, cwd: dirname(manifest), env: { ...withoutDownloads, ...env } };
    const { signal } = this.options;
    try {
      const { code, stdout, stderr } = await this.runner.run(command, signal ? { signal } : {});
      if (code === 0) this.#add(workspaceFromMetadata(stdout));
      else {
        const message = stderr || `cargo metadata: ${code ?? 'killed'}`;
        await this.#readAround(manifest, brokenManifest(message, manifest, existsSync));
      }
    } catch (error) {
      if (isError(error, 'programMissing')) {
        const { program } = error.details;
        await this.#readAround(manifest, { manifestPath: manifest, message: '', missingProgram: program });
        return;
      }
      // The folder went away between being found and being read.
      if (!isError(error, 'fileFailed')) throw error;
    }
  }

  #add(workspace: CargoWorkspace): void {
    this.#workspaces.set(workspace.root, workspace);
    for (const covered of workspace.manifests) this.#waiting.delete(covered);
  }

  /** cargo refuses a workspace as a whole for one bad manifest: the others are read from their files. */
  async #readAround(asked: string, broken: BrokenManifest): Promise<void> {
    this.#broken.set(broken.manifestPath, broken);
    const folder = dirname(asked);
    const below = this.found.filter((path) => path === asked || isInside(path, folder));
    const manifests = await loadManifests(this.files, below);
    const model = modelFromManifests(manifests, new Set(this.#broken.keys()));
    const workspace = model.workspaces.find(({ manifests: members }) => members.includes(asked));
    if (!workspace)
      throw new RustLambdaError('cargoFailed', { manifestPath: asked, message: broken.message });
    this.#add(workspace);
    for (const other of model.broken) {
      if (workspace.manifests.includes(other.manifestPath)) this.#broken.set(other.manifestPath, other);
    }
  }
}
