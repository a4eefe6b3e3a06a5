import type { Disposable } from '../../core/events';
import { DeployedFunctions } from '../aws/deployed';
import type { Deployments } from '../features';
import type { DeployCommands, Deployment, DeploymentParts } from './deployment';

/** What the rest of the extension sees of ./deployment, which is loaded when AWS is first asked for. */
export class LazyDeployment implements Disposable {
  readonly #deployed = new DeployedFunctions();
  #loading: Promise<Deployment> | undefined;
  #loaded: Deployment | undefined;

  readonly deployments: Deployments = this.#deployed;
  readonly commands: DeployCommands = {
    deploy: async (target) => (await this.#load()).commands.deploy(target),
    refreshDeployed: async () => (await this.#load()).commands.refreshDeployed(),
    selectAwsTarget: async () => (await this.#load()).commands.selectAwsTarget(),
  };

  constructor(private readonly parts: Omit<DeploymentParts, 'deployed'>) {}

  dispose(): void {
    this.#loaded?.dispose();
    this.#deployed.dispose();
  }

  async #load(): Promise<Deployment> {
    this.#loading ??= import('./deployment').then(({ createDeployment }) =>
      createDeployment({ ...this.parts, deployed: this.#deployed }),
    );
    return (this.#loaded ??= await this.#loading);
  }
}
