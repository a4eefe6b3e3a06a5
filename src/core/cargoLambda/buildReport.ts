import { parseCargoMessage } from './cargoMessages';
import { withoutEscapes } from './ansi';
import type { Problem } from './problems';

export interface BuildReport {
  /** Reads a line of stdout; gives what to show for it, undefined for nothing. */
  read(line: string): string | undefined;
  /** How many errors rustc counts, and the first of them. */
  readonly errors: number;
  readonly first: Problem | undefined;
  /** Those that have a place, at most 50. */
  readonly all: readonly Problem[];
  /** The first error that has no place in a file, e.g. of the linker; without colours. */
  readonly placeless: string | undefined;
}

export interface BuildListener {
  /** cargo got to a package: what was known of it before is out of date. */
  onPackage(name: string): void;
  onProblem(problem: Problem, packageName: string): void;
}

const maxListed = 50;

/** Follows the messages of one build. */
export function createBuildReport(workspaceRoot: string, listener: BuildListener): BuildReport {
  const packages = new Set<string>();
  // A library is compiled for itself and for its tests: rustc then says the same twice.
  const seen = new Set<string>();
  const all: Problem[] = [];
  let errors = 0;
  let placeless: string | undefined;

  const reach = (name: string): void => {
    if (packages.has(name)) return;
    packages.add(name);
    listener.onPackage(name);
  };
  return {
    get errors() {
      return errors;
    },
    get first() {
      return all[0];
    },
    all,
    get placeless() {
      return placeless;
    },
    read: (line) => {
      const message = parseCargoMessage(line, workspaceRoot);
      if (!message) return `${line}\n`;
      if (message.kind === 'artifact') reach(message.packageName);
      if (message.kind !== 'diagnostic') return undefined;
      reach(message.packageName);
      const { problem, rendered } = message;
      const isNew = !seen.has(rendered);
      seen.add(rendered);
      if (isNew && message.level.startsWith('error')) {
        errors++;
        if (problem?.severity === 'error') {
          if (all.length < maxListed) all.push(problem);
        } else placeless ??= withoutEscapes(rendered).trim();
      }
      if (isNew && problem) listener.onProblem(problem, message.packageName);
      return isNew ? rendered : undefined;
    },
  };
}
