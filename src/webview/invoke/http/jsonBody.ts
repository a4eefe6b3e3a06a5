import { linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { jsonProblem } from '../../../core/payload/json';
import type { InvokeStrings } from '../../../protocol/invokeStrings';
import { jsonEditor, jsonSyntax } from '../../shared/editor';

/** The editor of a body that is JSON. What is none is sent, too: a function has to cope with it. */
export class JsonBody {
  readonly element = document.createElement('div');
  readonly #view: EditorView;
  readonly #extensions;

  constructor(strings: InvokeStrings, events: { changed(text: string): void; invoke(): void }) {
    const label = strings.request.bodyText;
    const invoke = (): boolean => {
      events.invoke();
      return true;
    };
    this.#extensions = jsonEditor(
      { label, phrases: strings.phrases, describedBy: 'body-hint' },
      [{ key: 'Mod-Enter', run: invoke }],
      linter(({ state: { doc } }) => {
        const problem = doc.length === 0 ? undefined : jsonProblem(doc.toString());
        if (!problem) return [];
        const from = Math.min(problem.offset, doc.length);
        const to = Math.min(from + problem.length, doc.length);
        return [{ from, to, message: strings[problem.fault], severity: 'error' }];
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) events.changed(update.state.doc.toString());
      }),
    );
    this.element.className = 'editor';
    // From its first moment: a view without extensions would add styles that the page's policy refuses.
    this.#view = new EditorView({ parent: this.element, extensions: [this.#extensions, jsonSyntax(0)] });
  }

  show(text: string): void {
    if (text !== this.#view.state.doc.toString())
      this.#view.setState(
        EditorState.create({ doc: text, extensions: [this.#extensions, jsonSyntax(text.length)] }),
      );
  }

  focus(): void {
    this.#view.focus();
  }
}
