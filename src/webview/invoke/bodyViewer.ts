import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { DisplayBody } from '../../core/invocation/display';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import { viewer } from '../shared/editor';

/** A read-only editor: of what the function answered, or of a request's event. */
export class BodyViewer {
  readonly #view: EditorView;
  #shown: DisplayBody | undefined;

  constructor(
    parent: HTMLElement,
    private readonly strings: InvokeStrings,
    private readonly label = strings.responseViewer,
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
    return viewer({ label: this.label, phrases: this.strings.phrases }, isJson);
  }
}
