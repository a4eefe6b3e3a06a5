import { EditorState, type Extension } from '@codemirror/state';
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
    // From its first moment: a view without extensions would add styles that the page's policy refuses.
    this.#view = new EditorView({ parent, extensions: this.#extensions(false) });
  }

  show(body: DisplayBody): void {
    if (this.#shown === body) return;
    this.#shown = body;
    const extensions = this.#extensions(body.language === 'json');
    this.#view.setState(EditorState.create({ doc: body.text, extensions }));
  }

  #extensions(isJson: boolean): Extension {
    const { responseViewer: label, phrases } = this.strings;
    return viewer({ label, phrases }, isJson);
  }
}
