import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { DisplayBody } from '../../core/invocation/display';
import type { InvokeStrings } from '../../protocol/invoke';
import { viewer } from '../shared/editor';

/** A read-only editor for what the function answered. */
export class BodyViewer {
  readonly #view: EditorView;
  #shown: DisplayBody | undefined;

  constructor(
    parent: HTMLElement,
    private readonly strings: InvokeStrings,
  ) {
    this.#view = new EditorView({ parent });
  }

  show(body: DisplayBody): void {
    if (this.#shown === body) return;
    this.#shown = body;
    const { responseViewer: label, phrases } = this.strings;
    const extensions = viewer({ label, phrases }, body.language === 'json');
    this.#view.setState(EditorState.create({ doc: body.text, extensions }));
  }
}
