import { cancelled } from '../../core/errors';
import { deployFailure } from '../../core/deploy/failure';
import { parseDeployOutput, type DeployResult } from '../../core/deploy/output';
import { awsTarget } from '../../core/deploy/target';
import type { AbortSignalLike } from '../../core/events';
import type { Aws, CommandLine } from '../../core/ports';
import { artifactPaths } from '../../core/project/artifact';
import type { Terminals, Tools } from '../features';
import type { DeploySnapshot } from './snapshot';

export interface DeployRun {
  /**
   * What cargo lambda said; undefined when it ended well but its answer was not understood.
   * @throws RustLambdaError cancelled (it was stopped) | aws | artifactMissing | commandFailed
   */
  readonly result: Promise<DeployResult | undefined>;
  stop(): Promise<void>;
  /** Brings its terminal to the front. */
  show(): void;
}

/** Starts `cargo lambda deploy`. @throws RustLambdaError cargoLambdaMissing | aws | untrusted | cancelled … */
export type RunDeploy = (snapshot: DeploySnapshot, signal: AbortSignalLike) => Promise<DeployRun>;

export interface RunParts {
  readonly aws: Aws;
  readonly terminals: Terminals;
  readonly tools: Pick<Tools, 'requireCargoLambda'>;
  readonly label: (name: string) => string;
}

export const createRunDeploy =
  ({ aws, terminals, tools, label }: RunParts): RunDeploy =>
  async (snapshot, signal) => {
    const { binary, deploy, name } = snapshot;
    await tools.requireCargoLambda(binary.workspaceRoot);
    const command = await withCredentials(snapshot, aws, signal);
    if (signal.aborted) throw cancelled();
    const lines = { stdout: [] as string[], stderr: [] as string[] };
    let stopped = false;
    const run = await terminals.run({
      label: label(name),
      command,
      reveal: 'always',
      onLine: (line, stream) => void lines[stream].push(line),
    });
    const result = async (): Promise<DeployResult | undefined> => {
      const exit = await run.exited;
      // It may have ended well before it could be stopped.
      if (exit.code === 0) return parseDeployOutput(lines.stdout);
      if (stopped || run.interrupted) throw cancelled();
      throw deployFailure(exit, lines.stderr, {
        command: [deploy.command, ...deploy.args].join(' '),
        artifactPath: artifactPaths(binary).binary,
        target: awsTarget(snapshot.target) ?? { region: '' },
      });
    };
    const ended = result();
    // Whoever stops it waits for the end of the process first; the reason is not lost meanwhile.
    ended.catch(() => {});
    return {
      result: ended,
      show: () => run.show(),
      stop: async () => {
        stopped = true;
        await run.stop();
      },
    };
  };

/** What cargo lambda can't get for itself, it gets from us; in its environment and nowhere else. */
async function withCredentials(
  { deploy, target }: DeploySnapshot,
  aws: Aws,
  signal: AbortSignalLike,
): Promise<CommandLine> {
  const where = target.handOver && awsTarget(target);
  if (!where) return deploy;
  return { ...deploy, env: { ...deploy.env, ...(await aws.credentialVariables(where, signal)) } };
}
