/** From a person's choices to the command that is run and what happens around it. */
import { RustLambdaError } from '../errors';
import type { CommandLine } from '../ports';
import { join, relativeTo } from '../project/paths';
import { handlerOf, kindArguments, type FunctionKind } from './kinds';
import { nameProblem, type TakenNames } from './packageName';

export interface NewFunctionRequest {
  readonly name: string;
  readonly kind: FunctionKind;
  /** Absolute folder in which the folder `name` is made. */
  readonly parent: string;
  readonly cargoPath: string;
  /** Folder of the bundled templates, absolute. */
  readonly templates: string;
  /** Instead of a bundled one: whatever `--template` takes. */
  readonly customTemplate?: string;
  /** Root of the Cargo workspace that it becomes a member of; `parent` is the root or below it. */
  readonly workspaceRoot?: string;
  readonly taken?: TakenNames;
}

export interface NewFunctionPlan {
  readonly command: CommandLine;
  /** The new package's folder, absolute. It must not exist yet: cargo-lambda would overwrite what is there. */
  readonly folder: string;
  readonly member?: {
    /** The manifest to be changed, absolute. */
    readonly manifestPath: string;
    /** The new folder from the workspace's root, with forward slashes. */
    readonly path: string;
  };
  /** Opened when it is there; the first that exists, absolute. */
  readonly opens: readonly { readonly path: string; readonly handler?: string }[];
}

/**
 * @throws RustLambdaError nameInvalid, before anything is planned
 */
export function planNewFunction(request: NewFunctionRequest): NewFunctionPlan {
  const { name, kind, parent } = request;
  const problem = nameProblem(name, request.taken);
  if (problem) throw new RustLambdaError('nameInvalid', { name, problem });

  const template =
    request.customTemplate ?? join(request.templates, kind.kind === 'extension' ? 'extension' : 'function');
  const inside =
    request.workspaceRoot === undefined ? undefined : relativeTo(request.workspaceRoot, join(parent, name));
  const member = request.workspaceRoot !== undefined && inside !== undefined;

  const folder = join(parent, name);
  const handler = handlerOf(kind);
  return {
    command: {
      command: request.cargoPath,
      args: [
        'lambda',
        'new',
        name,
        '--template',
        template,
        ...kindArguments(kind),
        // The workspace has a target folder, and its own .gitignore for it.
        ...(member && request.customTemplate === undefined ? ['--ignore-file', '.gitignore'] : []),
      ],
      cwd: parent,
    },
    folder,
    ...(member ? { member: { manifestPath: join(request.workspaceRoot, 'Cargo.toml'), path: inside } } : {}),
    opens: [
      ...(request.customTemplate === undefined
        ? [{ path: join(folder, handler.file), handler: handler.name }]
        : []),
      { path: join(folder, 'src/main.rs'), handler: 'main' },
      { path: join(folder, 'Cargo.toml') },
    ],
  };
}

/** @returns the 0-based line on which the function is declared; 0 when it is not */
export function lineOfFunction(source: string, name: string): number {
  const at = source.split(/\r?\n/).findIndex((line) => new RegExp(`\\bfn ${name}\\b`).test(line));
  return Math.max(at, 0);
}
