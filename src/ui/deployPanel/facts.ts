import type { DeployConfig } from '../../core/cargoLambda/systemReport';
import type { Deployed, Reading } from '../../core/deploy/plan';
import { asError } from '../../core/errors';
import type {
  AbortSignalLike,
  Artifacts,
  ArtifactState,
  Aws,
  AwsProfiles,
  AwsTarget,
  CallerIdentity,
} from '../../core/ports';
import type { LambdaBinary } from '../../core/project/model';

const idle = { state: 'idle' } as const;
const loading = { state: 'loading' } as const;

export interface FactsParts {
  readonly aws: Aws;
  readonly artifacts: Artifacts;
  /** Where cargo lambda deploys a binary when it isn't told. */
  readonly deployConfig: (binary: LambdaBinary) => Promise<DeployConfig>;
}

/** What a plan is made from, read from disk and AWS. An answer to a question that was replaced is dropped. */
export class Facts {
  profiles: AwsProfiles = { profiles: [], environment: {} };
  cargoLambda: Reading<DeployConfig> = loading;
  artifact: Reading<ArtifactState | undefined> = idle;
  account: Reading<CallerIdentity> = idle;
  deployed: Reading<Deployed | undefined> = idle;
  #asking: AbortController | undefined;

  constructor(
    private readonly binary: () => LambdaBinary,
    private readonly ports: FactsParts,
    private readonly changed: () => void,
  ) {}

  /** What says where to deploy to. */
  async readConfiguration(): Promise<void> {
    const { aws, deployConfig } = this.ports;
    [this.profiles, this.cargoLambda] = await Promise.all([
      aws.profiles(),
      reading(deployConfig(this.binary())),
    ]);
    this.changed();
  }

  async readArtifact(): Promise<void> {
    this.artifact = await reading(this.ports.artifacts.state(this.binary()));
    this.changed();
  }

  /** @param name undefined: it can't be the name of anything, so nothing is looked for */
  async readAws(target: AwsTarget | undefined, name: string | undefined): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.account = target ? loading : idle;
    this.deployed = target && name !== undefined ? loading : idle;
    this.changed();
    if (!target) return;
    await Promise.all([
      this.#readAccount(target, asking.signal),
      name === undefined ? undefined : this.#readDeployed(target, name, asking.signal),
    ]);
  }

  /** Nobody waits for answers any more. */
  dispose(): void {
    this.#asking?.abort();
  }

  async #readAccount(target: AwsTarget, signal: AbortSignalLike): Promise<void> {
    const account = await reading(this.ports.aws.identity(target, signal));
    if (signal.aborted) return;
    this.account = account;
    this.changed();
  }

  async #readDeployed(target: AwsTarget, name: string, signal: AbortSignalLike): Promise<void> {
    const { aws } = this.ports;
    const deployed = await reading<Deployed | undefined>(
      this.binary().kind === 'extension'
        ? aws.deployedLayer(target, name, signal)
        : aws.deployedFunction(target, name, signal),
    );
    if (signal.aborted) return;
    this.deployed = deployed;
    this.changed();
  }
}

async function reading<T>(answer: Promise<T>): Promise<Reading<T>> {
  try {
    return { state: 'ready', value: await answer };
  } catch (error) {
    return { state: 'failed', error: asError(error) };
  }
}
