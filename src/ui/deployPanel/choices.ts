import type { Memory } from '../aws/targetMemory';
import type { Architecture, Compiler } from '../features';

/** What a person picked for one function; kept per workspace, so that the next deploy starts from it. */
export interface DeployChoices {
  /** Empty: the default credential chain. */
  readonly profile?: string;
  readonly region?: string;
  /** Name in AWS. */
  readonly name?: string;
  readonly architecture?: Architecture;
  readonly compiler?: Compiler;
}

const key = 'rustLambda.deployChoices';

/** Remembers choices, never credentials. */
export class ChoiceStore {
  constructor(private readonly memory: Memory) {}

  get(functionId: string): DeployChoices {
    return this.#all()[functionId] ?? {};
  }

  async remember(functionId: string, choices: DeployChoices): Promise<void> {
    await this.memory.update(key, { ...this.#all(), [functionId]: choices });
  }

  #all(): Readonly<Record<string, DeployChoices>> {
    return (this.memory.get(key) ?? {}) as Readonly<Record<string, DeployChoices>>;
  }
}
