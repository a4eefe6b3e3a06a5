import type { FunctionProcess } from '../../core/invocation/flights';
import type { Files } from '../../core/ports';
import { sourcesOf } from '../../core/project/artifact';
import { decidingFiles } from '../../core/project/deciding';
import type { LambdaBinary } from '../../core/project/model';
import { isInside, join } from '../../core/project/paths';

/**
 * Knows when a build would change nothing: cargo and its terminal take a third of a second to say so, which is most
 * of what a person waits for. Goes by what cargo wrote down of the last build; when in doubt, it is to be built.
 */
export class Freshness {
  /** When the last successful build of a function began, ms since the epoch. */
  readonly #builtAt = new Map<string, number>();
  readonly #executables = new Map<string, string>();
  readonly #lastChange = new Map<string, number>();

  constructor(
    private readonly files: Pick<Files, 'stat' | 'readText'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Runs a build, and remembers when it began: what is saved meanwhile may not be in it. */
  async remember(binary: LambdaBinary, build: () => Promise<void>): Promise<void> {
    const began = this.now();
    this.#builtAt.delete(binary.id);
    await build();
    this.#builtAt.set(binary.id, began);
  }

  /** Something else than files changed that decides what is built, e.g. a setting. */
  forget(): void {
    this.#builtAt.clear();
  }

  /** When the youngest file that it is built from was written, as far as `isCurrent` saw; ms since the epoch. */
  lastChange(binary: LambdaBinary): number | undefined {
    return this.#lastChange.get(binary.id);
  }

  /** @param process that runs the function now, if there is one: it tells where cargo put the executable */
  async isCurrent(binary: LambdaBinary, process: FunctionProcess | undefined): Promise<boolean> {
    if (process) this.#executables.set(binary.id, process.executable);
    const executable = this.#executables.get(binary.id);
    const builtAt = this.#builtAt.get(binary.id);
    if (builtAt === undefined || executable === undefined) return false;
    try {
      const root = binary.workspaceRoot;
      const record = join(root, `${executable.replace(/\.exe$/i, '')}.d`);
      const sources = sourcesOf(await this.files.readText(record))
        .map((path) => join(root, path))
        // What a build script made is as old as the build.
        .filter((path) => !isInside(path, binary.targetDirectory));
      if (sources.length === 0) return false;
      const [times, others, built] = await Promise.all([
        this.#times([binary.manifestPath, ...sources]),
        this.#times(decidingFiles(binary, sources)),
        this.files.stat(join(root, executable)),
      ]);
      const known = [...times, ...others].filter((time) => time !== undefined);
      this.#lastChange.set(binary.id, Math.max(...known));
      return (
        built !== undefined &&
        times.every((time) => time !== undefined && time < builtAt) &&
        others.every((time) => time === undefined || time < builtAt)
      );
    } catch {
      // There is no record, or it can't be read: cargo knows better.
      return false;
    }
  }

  #times(paths: readonly string[]): Promise<(number | undefined)[]> {
    return Promise.all(paths.map(async (path) => (await this.files.stat(path))?.modified));
  }
}
