/**
 * A deploy session on real parts: cargo-lambda, its processes, the SDK, the endpoint, artifacts on disk. Only what
 * VS Code would give is stood in for: the terminal (its process is real), workspace state, dialogs.
 */
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createAws } from '../../../src/adapters/aws/aws';
import { createFiles } from '../../../src/adapters/files';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import { createArtifacts } from '../../../src/adapters/project/artifacts';
import { buildCommand } from '../../../src/core/cargoLambda/commands';
import { createLineReader, plainLine } from '../../../src/core/cargoLambda/lines';
import type { Aws, RunningProcess } from '../../../src/core/ports';
import { functionId, type LambdaBinary } from '../../../src/core/project/model';
import { ChoiceStore, type DeployChoices } from '../../../src/ui/deployPanel/choices';
import { createRunDeploy } from '../../../src/ui/deployPanel/run';
import { DeploySession, type Question, type SessionParts } from '../../../src/ui/deployPanel/session';
import type { DeploySettings } from '../../../src/ui/deployPanel/snapshot';
import type { Builds, Terminals } from '../../../src/ui/features';
import { readDeployConfig } from '../../../src/ui/tools/deployConfig';
import { ensureCargoLambda } from '../../../tools/setup/cargoLambda.mjs';
import { builtProbe, workspace } from '../awsEndpoint/support';

const runner = createProcessRunner({ guardPath: 'unused' });
const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

export interface Rig {
  readonly session: DeploySession;
  readonly binary: LambdaBinary;
  readonly choices: ChoiceStore;
  /** What was asked, in order; `answers` are taken from its front, no answer is no. */
  readonly questions: Question[];
  readonly answers: boolean[];
  /** Command lines that ran in a terminal. */
  readonly ran: string[];
  /** The process of the last of them. */
  readonly process: () => RunningProcess | undefined;
  /** Puts the probe where cargo lambda build would have. */
  readonly putArtifact: (more?: string) => Promise<void>;
  /** Also the zip that cargo lambda deploy makes beside it. */
  readonly removeArtifact: () => Promise<void>;
  readonly artifactPath: string;
  settings: DeploySettings;
  builds: Pick<Builds, 'build'>;
  /** As the project has it. */
  current: LambdaBinary | undefined;
  readonly end: () => Promise<void>;
}

export interface RigOptions {
  readonly kind?: LambdaBinary['kind'];
  readonly remembered?: DeployChoices;
  readonly aws?: Aws;
}

/** @param name of the function in AWS */
export async function createRig(name: string, options: RigOptions = {}): Promise<Rig> {
  const {
    kind = 'function',
    remembered,
    aws = createAws({ mfaCode: () => Promise.resolve('123456') }),
  } = options;
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'Rust Lambda déploy ☕ '));
  const manifestPath = path.join(workspace, 'probe/Cargo.toml');
  const binary: LambdaBinary = {
    ...{ id: functionId(manifestPath, 'probe'), name: 'probe', kind, http: false, packageName: 'probe' },
    ...{ manifestPath, sourcePath: path.join(workspace, 'probe/src/main.rs'), workspaceRoot: workspace },
    ...{ targetDirectory: folder, clashesWith: [] },
  };
  const artifactPath = path.join(
    folder,
    'lambda',
    kind === 'extension' ? 'extensions/probe' : 'probe/bootstrap',
  );
  const memory = new Map<string, unknown>();
  const choices = new ChoiceStore({
    get: (key) => memory.get(key),
    update: (key, value) => Promise.resolve(void memory.set(key, value)),
  });
  await choices.remember(binary.id, { name, ...remembered });

  let running: RunningProcess | undefined;
  const rig = {
    ...{ binary, choices, artifactPath },
    current: binary as LambdaBinary | undefined,
    questions: [] as Question[],
    answers: [] as boolean[],
    ran: [] as string[],
    process: () => running,
    putArtifact: async (more = '') => {
      await fs.mkdir(path.dirname(artifactPath), { recursive: true });
      await fs.rm(artifactPath, { force: true });
      await fs.copyFile(await builtProbe(), artifactPath);
      // The loader ignores what follows: the same program, another code.
      await fs.appendFile(artifactPath, more);
    },
    removeArtifact: () => fs.rm(path.dirname(artifactPath), { recursive: true }),
    settings: {
      cargoPath: 'cargo',
      env: { ...(await ensureCargoLambda()), CARGO_TARGET_DIR: folder },
      ...{ profile: '', region: '', architecture, compiler: 'cargo' },
    } as DeploySettings,
    builds: {
      build: () => Promise.reject(new Error('nothing was to be built')),
    } as Pick<Builds, 'build'>,
  };

  const terminals: Terminals = {
    run: async ({ command, onLine }) => {
      rig.ran.push([command.command, ...command.args].join(' '));
      const reader = (stream: 'stdout' | 'stderr') =>
        createLineReader(new TextDecoder(), (line) => onLine?.(plainLine(line), stream));
      const readers = { stdout: reader('stdout'), stderr: reader('stderr') };
      const started = await runner.start(command, {
        onOutput: (chunk, stream) => readers[stream].push(chunk),
      });
      running = started;
      const exited = started.exited.then((exit) => {
        readers.stdout.end();
        readers.stderr.end();
        return exit;
      });
      return { exited, stop: () => started.stop(), interrupted: false, show: () => {} };
    },
  };
  const parts: SessionParts = {
    aws,
    deployConfig: (one) => readDeployConfig(runner, one.name, workspace, rig.settings),
    current: () => rig.current,
    artifacts: createArtifacts(createFiles()),
    builds: {
      build: (target, how) => rig.builds.build(target, how),
      commandLine: (target, { release }) =>
        buildCommand(target, { ...rig.settings, release: true, ...release }),
      buildForWatch: () => Promise.reject(new Error('nothing is watched')),
      onDidBuild: () => ({ dispose: () => {} }),
    },
    choices,
    workspaceTarget: () => ({}),
    settings: () => rig.settings,
    runDeploy: createRunDeploy({
      ...{ aws, terminals },
      tools: { requireCargoLambda: () => Promise.resolve({ version: '1.9.2' }) },
      label: (label) => label,
    }),
    confirm: (question) => {
      rig.questions.push(question);
      return Promise.resolve(rig.answers.shift() ?? false);
    },
    deployed: () => {},
  };
  const session = new DeploySession(binary, parts);
  const end = async (): Promise<void> => {
    session.dispose();
    await running?.stop();
    await fs.rm(folder, { recursive: true });
  };
  return Object.assign(rig, { session, end });
}
