import type { AbortSignalLike } from '../events';
import type { CommandLine } from '../ports';
import type { NewFunctionPlan } from './plan';

export interface CreatedFunction {
  readonly folder: string;
  /** The file to open, absolute, and the 0-based line of the handler in it. */
  readonly path: string;
  readonly line: number;
  /** What became of the membership in the Cargo workspace; undefined when none was planned. */
  readonly membership?: 'added' | 'alreadyMember' | 'excluded' | 'notAWorkspace' | 'outside';
  /** `default-members` leaves it out: watch in the workspace's root won't find it. */
  readonly leftOut: boolean;
}

export interface FunctionCreator {
  /**
   * Makes the folder, runs the command, and adds the member. Whatever goes wrong, nothing is left behind and
   * nothing that was there before is touched.
   * @param run runs the command where the person can see it; rejects when it failed or was interrupted
   * @throws RustLambdaError alreadyExists | cargoFailed | folderTakenForPackage | cancelled | fileFailed, and what
   * `run` throws
   */
  create(
    plan: NewFunctionPlan,
    run: (command: CommandLine) => Promise<unknown>,
    signal?: AbortSignalLike,
  ): Promise<CreatedFunction>;
}
