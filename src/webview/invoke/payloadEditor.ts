import { forceLinting, linter, type Diagnostic } from '@codemirror/lint';
import { EditorState, StateEffect, type Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { checkPayload } from '../../core/payload/check';
import { maxPayloadBytes } from '../../core/payload/limits';
import { formatJson, isJson } from '../../core/payload/json';
import type { InvokeStrings } from '../../protocol/invoke';
import { jsonEditor } from '../shared/editor';
import { fill, language } from '../shared/text';

export interface PayloadProblemView {
  readonly message: string;
  /** Undefined when the whole payload is meant. */
  readonly offset?: number;
}

/** Something else than the text has changed what is wrong with it. */
const marked = StateEffect.define();

interface Mark {
  readonly doc: Text;
  readonly diagnostic: Diagnostic;
}

export interface PayloadEditorEvents {
  changed(text: string): void;
  invoke(): void;
  /** What is wrong with the payload, or undefined. */
  checked(problem: PayloadProblemView | undefined): void;
}

/** The JSON editor of the payload. Each payload file has its own state, so that undo stays within it. */
export class PayloadEditor {
  readonly #view: EditorView;
  readonly #states = new Map<string, EditorState>();
  readonly #extensions;
  #source: string | undefined;
  #mark: Mark | undefined;

  constructor(
    parent: HTMLElement,
    private readonly strings: InvokeStrings,
    private readonly events: PayloadEditorEvents,
  ) {
    const texts = { label: strings.payloadEditor, phrases: strings.phrases, describedBy: 'editor-hint' };
    const invoke = (): boolean => {
      events.invoke();
      return true;
    };
    this.#extensions = jsonEditor(
      texts,
      [
        { key: 'Mod-Enter', run: invoke },
        { key: 'Shift-Alt-f', run: () => this.format() },
      ],
      linter((view) => this.#check(view), {
        delay: 250,
        needsRefresh: ({ transactions }) =>
          transactions.some(({ effects }) => effects.some((effect) => effect.is(marked))),
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) events.changed(update.state.doc.toString());
      }),
    );
    // From its first moment: a view without extensions would add styles that the page's policy refuses.
    this.#view = new EditorView({ parent, extensions: this.#extensions });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Shows a payload, with its undo history when it was shown before. */
  show(source: string, text: string): void {
    if (this.#source === source) {
      this.replace(text);
      return;
    }
    if (this.#source !== undefined) this.#states.set(this.#source, this.#view.state);
    const known = this.#states.get(source);
    this.#source = source;
    this.#view.setState(
      known?.doc.toString() === text
        ? known
        : EditorState.create({ doc: text, extensions: this.#extensions }),
    );
    forceLinting(this.#view);
  }

  /** A payload keeps its undo history under another name. */
  renamed(from: string, to: string): void {
    const state = this.#states.get(from);
    this.#states.delete(from);
    if (state) this.#states.set(to, state);
    if (this.#source === from) this.#source = to;
  }

  /** Can be undone. */
  replace(text: string): void {
    if (text === this.text) return;
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
  }

  /** Lays it out, when it is JSON; digits and keys stay as they are. */
  format(): boolean {
    const { text } = this;
    if (isJson(text)) this.replace(formatJson(text));
    else forceLinting(this.#view);
    return true;
  }

  /** Marks what the function or the host refused, until the text changes. */
  mark(offset: number, length: number, message: string): void {
    const { doc } = this.#view.state;
    const from = Math.min(offset, doc.length);
    const to = Math.min(from + length, doc.length);
    this.#mark = { doc, diagnostic: { from, to, message, severity: 'error' } };
    this.#view.dispatch({ effects: marked.of(null) });
    forceLinting(this.#view);
  }

  focus(): void {
    this.#view.focus();
  }

  goToProblem(offset: number): void {
    const at = Math.min(offset, this.#view.state.doc.length);
    this.#view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    this.#view.focus();
  }

  #check({ state: { doc } }: EditorView): Diagnostic[] {
    const problem = checkPayload(doc.toString());
    if (problem?.reason === 'notJson') {
      const { offset, length, line, character, fault } = problem.problem;
      const from = Math.min(offset, doc.length);
      const message = this.strings[fault];
      this.events.checked({
        message: fill(this.strings.problemAt, line + 1, character + 1, message),
        offset: from,
      });
      // An end of the text has no length: the point is drawn instead.
      return [{ from, to: Math.min(from + length, doc.length), message, severity: 'error' }];
    }
    if (problem) {
      const number = (value: number): string => value.toLocaleString(language);
      const { empty, tooLarge } = this.strings;
      this.events.checked({
        message:
          problem.reason === 'empty' ? empty : fill(tooLarge, number(problem.bytes), number(maxPayloadBytes)),
      });
      return [];
    }
    const mark = this.#mark?.doc === doc ? this.#mark.diagnostic : undefined;
    this.events.checked(mark && { message: mark.message, offset: mark.from });
    return mark ? [mark] : [];
  }
}
