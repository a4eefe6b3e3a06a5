import { asError, cancelled, isError, RustLambdaError } from '../../core/errors';
import { Emitter } from '../../core/events';
import { buildReason, needsConfirmation, type Warning } from '../../core/deploy/plan';
import type { TargetChoice } from '../../core/deploy/target';
import type { LambdaBinary } from '../../core/project/model';
import type { Choosable } from '../../protocol/deploy';
import type { Builds } from '../features';
import type { ChoiceStore, DeployChoices } from './choices';
import { Facts, type FactsParts } from './facts';
import type { DeployRun, RunDeploy } from './run';
import {
  agreementOf,
  questionOf,
  takeSnapshot,
  type DeploySettings,
  type DeploySnapshot,
  type Phase,
  type SnapshotInputs,
} from './snapshot';

export type Question = Warning | { readonly kind: 'stopDeploy' };

export interface SessionParts extends FactsParts {
  /** The function as the project has it now; undefined when it is gone. */
  readonly current: () => LambdaBinary | undefined;
  readonly builds: Builds;
  readonly choices: ChoiceStore;
  readonly workspaceTarget: () => TargetChoice;
  readonly settings: () => DeploySettings;
  readonly runDeploy: RunDeploy;
  /** Asks a person; false: they would rather not. */
  readonly confirm: (question: Question, name: string) => Promise<boolean>;
  /** What is deployed was read, after a deploy. */
  readonly deployed: (snapshot: DeploySnapshot) => void;
}

/** What else decides what is deployed, and where to. */
type Circumstances = Pick<SnapshotInputs, 'binary' | 'gone' | 'remembered' | 'workspaceTarget' | 'settings'>;

/** Planning and doing one function's deploys; knows nothing of how it is shown. */
export class DeploySession {
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #facts: Facts;
  #chosen: DeployChoices = {};
  #phase: Phase = { kind: 'planning' };
  #doing: { readonly abort: AbortController; run?: DeployRun } | undefined;
  /** While something is done, it is done where and how it was agreed to, whatever is changed elsewhere. */
  #agreedTo: Circumstances | undefined;
  #asked = '';

  constructor(
    private readonly opened: LambdaBinary,
    private readonly parts: SessionParts,
  ) {
    this.#facts = new Facts(
      () => this.binary,
      parts,
      () => this.#changed.fire(),
    );
  }

  /** As the project has it, or had it when it was opened. */
  get binary(): LambdaBinary {
    return this.#agreedTo?.binary ?? this.parts.current() ?? this.opened;
  }

  get snapshot(): DeploySnapshot {
    return takeSnapshot({
      ...(this.#agreedTo ?? this.#circumstances()),
      chosen: this.#chosen,
      facts: this.#facts,
      phase: this.#phase,
      buildCommand: (release) => this.parts.builds.commandLine(buildTarget(this.binary), { release }),
    });
  }

  /** Something is under way that would be lost. */
  get busy(): boolean {
    return this.#doing !== undefined;
  }

  /** Reads everything anew: at the start, and when a person asks. */
  async refresh(): Promise<void> {
    await this.#facts.readConfiguration();
    await Promise.all([this.#facts.readArtifact(), this.#askAws()]);
  }

  async refreshArtifact(): Promise<void> {
    await this.#facts.readArtifact();
  }

  /** Settings or the workspace's target may be others now: then other things are true of AWS. */
  async retarget(): Promise<void> {
    if (this.busy) return;
    if (JSON.stringify(questionOf(this.snapshot)) !== this.#asked) await this.#askAws();
    else this.#changed.fire();
  }

  async choose(what: Choosable, value: string): Promise<void> {
    if (this.busy) return;
    // Each profile has a region of its own.
    const region = what === 'profile' ? { region: undefined } : {};
    this.#chosen = withoutUndefined({ ...this.#chosen, ...region, [what]: value });
    this.#enter({ kind: 'planning' });
    await this.retarget();
  }

  /** Builds if need be and deploys, unless something speaks against it. Ends in a phase, never with an error. */
  async deploy(): Promise<void> {
    const { plan } = this.snapshot;
    if (this.busy || plan.pending || plan.refusals.length > 0) return;
    const doing: { readonly abort: AbortController; run?: DeployRun } = { abort: new AbortController() };
    this.#doing = doing;
    this.#agreedTo = this.#circumstances();
    let step: 'build' | 'deploy' = 'build';
    try {
      if (!(await this.#agreed())) return;
      this.#throwIfAborted();
      await this.#remember();
      await this.#build();
      step = 'deploy';
      await this.#upload(doing);
    } catch (error) {
      if (!isError(error, 'cancelled')) this.#enter({ kind: 'failed', step, error: asError(error) });
      else this.#enter({ kind: 'stopped', step });
    } finally {
      this.#doing = undefined;
      this.#agreedTo = undefined;
      this.#changed.fire();
    }
    if (step === 'deploy') await this.#readAfterwards();
  }

  /** Brings the terminal of a running deploy to the front. */
  showTerminal(): void {
    this.#doing?.run?.show();
  }

  /** While cargo lambda deploys, AWS may have been changed already: then only after asking. */
  async stop(): Promise<void> {
    const doing = this.#doing;
    if (!doing) return;
    if (doing.run && !(await this.parts.confirm({ kind: 'stopDeploy' }, this.snapshot.name))) return;
    // It may have come to its end while the question was open.
    if (this.#doing !== doing) return;
    this.#enter({ kind: 'stopping', since: performance.now() });
    doing.abort.abort();
    await doing.run?.stop();
  }

  dispose(): void {
    this.#facts.dispose();
    this.#changed.dispose();
  }

  #circumstances(): Circumstances {
    const { choices, current, settings, workspaceTarget } = this.parts;
    return {
      binary: this.binary,
      gone: current() === undefined,
      remembered: choices.get(this.opened.id),
      workspaceTarget: workspaceTarget(),
      settings: settings(),
    };
  }

  async #askAws(): Promise<void> {
    const question = questionOf(this.snapshot);
    this.#asked = JSON.stringify(question);
    await this.#facts.readAws(question.target, question.name);
  }

  /** Looks once more at what the person saw, then asks about what has to be agreed to by itself. */
  async #agreed(): Promise<boolean> {
    const shown = agreementOf(this.snapshot);
    this.#enter({ kind: 'checking', since: performance.now() });
    await this.refresh();
    const now = this.snapshot;
    this.#throwIfAborted();
    if (agreementOf(now) !== shown) {
      this.#enter({ kind: 'changed' });
      return false;
    }
    for (const warning of now.plan.warnings.filter(needsConfirmation)) {
      if (await this.parts.confirm(warning, now.name)) continue;
      this.#enter({ kind: 'planning' });
      return false;
    }
    return true;
  }

  /** Only what a person picked: the rest goes on following settings and names. */
  async #remember(): Promise<void> {
    const { choices } = this.parts;
    const { id } = this.opened;
    const region = this.#chosen.profile !== undefined && { region: this.snapshot.target.region?.value };
    await choices.remember(id, withoutUndefined({ ...choices.get(id), ...this.#chosen, ...region }));
  }

  async #build(): Promise<void> {
    const { plan, release } = this.snapshot;
    if (!plan.build) return;
    this.#enter({ kind: 'building', since: performance.now() });
    const signal = this.#doing?.abort.signal;
    await this.parts.builds.build(buildTarget(this.binary), { release, ...(signal && { signal }) });
    await this.#facts.readArtifact();
    this.#refuseWrongArtifact();
  }

  /** @throws RustLambdaError artifactMissing | wrongArchitecture: the build made something else than was asked for */
  #refuseWrongArtifact(): void {
    const { artifact, release } = this.snapshot;
    if (artifact.state === 'failed') throw artifact.error;
    const built = artifact.state === 'ready' ? artifact.value : undefined;
    const reason = buildReason(built, release.architecture);
    if (!built) throw new RustLambdaError('artifactMissing', { path: this.binary.targetDirectory });
    if (reason === 'architecture') {
      const details = { found: built.architecture, wanted: release.architecture };
      throw new RustLambdaError('wrongArchitecture', details);
    }
  }

  async #upload(doing: { readonly abort: AbortController; run?: DeployRun }): Promise<void> {
    this.#throwIfAborted();
    this.#enter({ kind: 'deploying', since: performance.now() });
    const run = await this.parts.runDeploy(this.snapshot, doing.abort.signal);
    doing.run = run;
    if (doing.abort.signal.aborted) await run.stop();
    const result = await run.result;
    this.#enter({ kind: 'done', result });
  }

  /** Whatever came of it: the next plan starts from what is there now. Its failure is not the deploy's. */
  async #readAfterwards(): Promise<void> {
    await Promise.all([this.#facts.readArtifact(), this.#askAws()]);
    this.parts.deployed(this.snapshot);
  }

  #throwIfAborted(): void {
    if (this.#doing?.abort.signal.aborted) throw cancelled();
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.#changed.fire();
  }
}

const buildTarget = ({ workspaceRoot, packageName, name, kind }: LambdaBinary) => ({
  workspaceRoot,
  packageName,
  binaryName: name,
  extension: kind === 'extension',
});

const withoutUndefined = (choices: {
  readonly [Name in keyof DeployChoices]: DeployChoices[Name] | undefined;
}) => Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined)) as DeployChoices;
