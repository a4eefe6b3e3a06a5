import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { InvokeStrings } from '../../../protocol/invokeStrings';
import { viewer } from '../../shared/editor';

/** Nobody chooses by what comes later. */
const maxLines = 200;

/** The beginning of a sample, read-only. */
export class SamplePreview {
  readonly #view: EditorView;
  readonly #extensions;

  constructor(parent: HTMLElement, { samples, phrases }: InvokeStrings) {
    this.#extensions = viewer({ label: samples.preview, phrases }, true);
    // From its first moment: a view without extensions would add styles that the page's policy refuses.
    this.#view = new EditorView({ parent, extensions: this.#extensions });
  }

  /** @returns how many lines are not shown */
  show(text: string): number {
    const lines = text.trimEnd().split('\n');
    const doc = lines.slice(0, maxLines).join('\n');
    this.#view.setState(EditorState.create({ doc, extensions: this.#extensions }));
    return Math.max(lines.length - maxLines, 0);
  }

  dispose(): void {
    this.#view.destroy();
  }
}
