import type { RouteLocation } from '../../core/ports';
import type { FunctionTarget, LambdaBinary } from '../../core/project/model';
import type { OutlineNode } from '../../core/project/outline';
import type { PayloadFile } from '../features';

/** What a function shows when it is opened. */
export interface DetailContent {
  readonly kind: 'handler' | 'route' | 'payloads' | 'payload' | 'noPayload' | 'artifact' | 'deployed';
  readonly binary: LambdaBinary;
  /** Of a handler that is a router. */
  readonly route?: RouteLocation;
  readonly payload?: PayloadFile;
}

/** A row. VS Code knows it by identity, and hands it to commands as their target. */
export interface ViewNode extends FunctionTarget {
  readonly id: string;
  readonly parent: ViewNode | undefined;
  /** Replaced when the project changes. */
  content: OutlineNode | DetailContent;
}

/** Keeps one node per id over all changes of the project, and tells which rows changed. */
export class Nodes {
  #roots: readonly ViewNode[] = [];
  readonly #byId = new Map<string, ViewNode>();

  get roots(): readonly ViewNode[] {
    return this.#roots;
  }

  functions(concerned: (binary: LambdaBinary) => boolean): ViewNode[] {
    return [...this.#byId.values()].filter(
      ({ content }) => content.kind === 'binary' && concerned(content.binary),
    );
  }

  /** @returns the topmost nodes that look different or hold others than before; undefined: all of them */
  update(outline: readonly OutlineNode[]): readonly ViewNode[] | undefined {
    const changed: ViewNode[] = [];
    const seen = new Set<string>();
    const place = (content: OutlineNode, parent: ViewNode | undefined, covered: boolean): ViewNode => {
      seen.add(content.id);
      const known = this.#byId.get(content.id);
      const same = known?.parent === parent ? known : undefined;
      const differs = !same || summary(same.content) !== summary(content);
      const node = same ?? newNode(content, parent);
      node.content = content;
      this.#byId.set(content.id, node);
      if (same && differs && !covered) changed.push(node);
      for (const child of childrenOf(content)) place(child, node, covered || differs);
      return node;
    };
    const before = this.#roots.map((node) => node.id).join('\n');
    this.#roots = outline.map((content) => place(content, undefined, false));
    for (const id of this.#byId.keys()) if (!seen.has(id)) this.#byId.delete(id);
    return before === this.#roots.map((node) => node.id).join('\n') ? changed : undefined;
  }

  childrenOf(node: ViewNode): readonly ViewNode[] {
    return childrenOf(node.content).flatMap((child) => this.#byId.get(child.id) ?? []);
  }
}

/** The rows below a function; made anew each time, as only the function itself is ever refreshed. */
export const detailNode = (parent: ViewNode, content: DetailContent, index = 0): ViewNode => ({
  id: `${content.kind}${content.route ? ` ${index}` : ''}${content.payload?.id ?? ''}:${content.binary.id}`,
  parent,
  content,
  functionId: content.binary.id,
  manifestPath: content.binary.manifestPath,
  ...(content.payload && { payload: content.payload.id }),
});

const childrenOf = (content: ViewNode['content']): readonly OutlineNode[] =>
  'children' in content ? content.children : [];

/** What a row shows of itself, without what its children show. */
const summary = (content: ViewNode['content']): string =>
  'children' in content
    ? JSON.stringify({ ...content, children: content.children.map((child) => child.id) })
    : JSON.stringify(content);

function newNode(content: OutlineNode, parent: ViewNode | undefined): ViewNode {
  const target = ((): FunctionTarget => {
    switch (content.kind) {
      case 'folder':
        return {};
      case 'package':
        return { manifestPath: content.manifestPath };
      case 'binary':
        return { functionId: content.binary.id, manifestPath: content.binary.manifestPath };
      case 'broken':
        return { manifestPath: content.broken.manifestPath };
    }
  })();
  return { id: content.id, parent, content, ...target };
}
