import type { Disposable, Event } from '../../core/events';
import type { Artifacts, ArtifactState, HandlerLocation } from '../../core/ports';
import { artifactPaths } from '../../core/project/artifact';
import type { LambdaBinary } from '../../core/project/model';
import { dirname, isInside, join } from '../../core/project/paths';
import type { Deployments, Handlers, PayloadFile, Payloads, Watches, WatchState } from '../features';
import { Background } from './background';

export interface FactSources {
  readonly artifacts: Artifacts;
  readonly handlers?: Pick<Handlers, 'locate' | 'onDidChange'>;
  readonly watches?: Pick<Watches, 'state' | 'onDidChange'>;
  readonly builds?: { readonly onDidBuild: Event<string> };
  readonly deployments?: Deployments;
  readonly payloads?: Pick<Payloads, 'list' | 'last' | 'onDidUse'>;
}

export type Deployed = NonNullable<ReturnType<Deployments['get']>>;

export interface KnownOfFunction {
  readonly artifact: ArtifactState | undefined;
  readonly handler: HandlerLocation | undefined;
  readonly deployed: Deployed | undefined;
}

/** With more functions than this, sources are parsed for those alone that are opened in the tree. */
const parsedUnasked = 100;

/** All that rows show beside the project's own structure; each part is loaded in the background. */
export class FunctionFacts implements Disposable {
  readonly #artifacts: Background<ArtifactState>;
  readonly #handlers: Background<HandlerLocation>;
  readonly #payloads: Background<readonly PayloadFile[]>;
  readonly #disposables: Disposable[] = [];
  #count = 0;

  /**
   * @param isVisible while it is false nothing is looked at anew
   * @param changed told which functions have to be shown again; undefined: all
   */
  constructor(
    private readonly sources: FactSources,
    isVisible: () => boolean,
    changed: (concerns: ((binary: LambdaBinary) => boolean) | undefined) => void,
    readonly now: () => number = Date.now,
  ) {
    const { artifacts, handlers, watches, builds, deployments, payloads } = sources;
    const one = (binary: LambdaBinary): void => changed(({ id }) => id === binary.id);
    this.#artifacts = new Background((binary) => artifacts.state(binary), 8, isVisible, one);
    this.#handlers = new Background(async (binary) => handlers?.locate(binary), 2, isVisible, one);
    this.#payloads = new Background(async (binary) => payloads?.list(binary), 2, isVisible, one);
    if (payloads) {
      this.#disposables.push(payloads.onDidUse((id) => changed((binary) => binary.id === id)));
    }
    if (watches) {
      const listener = (root: string): void => changed((binary) => binary.workspaceRoot === root);
      this.#disposables.push(watches.onDidChange(listener));
    }
    if (builds) {
      const listener = (root: string): void =>
        this.#artifacts.outdate((binary) => binary.workspaceRoot === root);
      this.#disposables.push(builds.onDidBuild(listener));
    }
    if (deployments) {
      const listener = (id: string | undefined): void =>
        changed(id === undefined ? undefined : (binary) => binary.id === id);
      this.#disposables.push(deployments.onDidChange(listener));
    }
  }

  of(binary: LambdaBinary): KnownOfFunction {
    return {
      artifact: this.#artifacts.get(binary),
      handler: this.#count > parsedUnasked ? this.#handlers.peek(binary) : this.#handlers.get(binary),
      deployed: this.sources.deployments?.get(binary.id),
    };
  }

  /** A function was opened in the tree: its handler is wanted now, however many there are. */
  opened(binary: LambdaBinary): void {
    this.#handlers.get(binary);
  }

  /** Of a function that was opened in the tree; undefined while they are looked for. */
  payloads(binary: LambdaBinary): readonly PayloadFile[] | undefined {
    return this.#payloads.get(binary);
  }

  /** Of the payload that the function was invoked with last, ms since the epoch. */
  usedAt(binary: LambdaBinary, { id }: PayloadFile): number | undefined {
    const last = this.sources.payloads?.last(binary.id);
    return last?.id === id ? last.at : undefined;
  }

  watch({ workspaceRoot }: LambdaBinary): WatchState {
    return this.sources.watches?.state(workspaceRoot) ?? { kind: 'stopped' };
  }

  /** There are these functions now. */
  keep(binaries: readonly LambdaBinary[]): void {
    const ids = new Set(binaries.map((binary) => binary.id));
    this.#count = ids.size;
    this.#artifacts.keep(ids);
    this.#handlers.keep(ids);
    this.#payloads.keep(ids);
  }

  /** Every time that is shown as an age. */
  *times(): Iterable<[LambdaBinary, number]> {
    for (const [binary, { modified }] of this.#artifacts.known()) yield [binary, modified];
    for (const [binary, files] of this.#payloads.known()) {
      for (const file of files) yield [binary, this.usedAt(binary, file) ?? file.modified];
    }
  }

  /** Something below `target/lambda` was written or deleted. */
  artifactsChanged(paths: readonly string[]): void {
    this.#artifacts.outdate((binary) => {
      const { binary: plain, zip } = artifactPaths(binary);
      return paths.some((path) => isInside(plain, path) || isInside(zip, path));
    });
  }

  payloadsChanged(paths: readonly string[]): void {
    this.#payloads.outdate(({ manifestPath }) =>
      paths.some((path) => isInside(path, join(dirname(manifestPath), 'events'))),
    );
  }

  anythingBuilt(): void {
    this.#artifacts.outdate(() => true);
  }

  /** Sources, manifests or lock files changed: what was built from them may be stale now, or no longer. */
  sourcesChanged(paths: readonly string[]): void {
    this.#artifacts.outdate(
      (binary, artifact) =>
        artifact !== undefined &&
        // Path dependencies may lie outside of the workspace, but then their package is some way up or down.
        paths.some((path) => isInside(path, binary.workspaceRoot) || artifact.newerSources.includes(path)),
    );
  }

  handlersChanged(paths: readonly string[]): void {
    this.#handlers.outdate((binary, handler) =>
      paths.some((path) => path === handler?.path || isInside(path, dirname(binary.manifestPath))),
    );
  }

  /** Looks at everything again that was asked for. */
  outdateAll(): void {
    this.#artifacts.outdate(() => true);
    this.#handlers.outdate(() => true);
    this.#payloads.outdate(() => true);
  }

  /** The view can be seen again. */
  resume(): void {
    this.#artifacts.resume();
    this.#handlers.resume();
    this.#payloads.resume();
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
