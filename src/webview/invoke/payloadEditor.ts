import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type ChangeSet, type Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { PayloadClient } from '../../core/payload/engine/client';
import type {
  PayloadFix,
  PlacedProblem,
  SentEvent,
  TextEdit,
  Verdict,
} from '../../core/payload/engine/model';
import { formatJson, isJson } from '../../core/payload/json';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import { jsonEditor, jsonSyntax } from '../shared/editor';
import type { Typed } from './draftModel';
import { payloadLanguage } from './payloadLanguage';
import { messageOfProblem, type PayloadProblemView } from './payloadProblem';
import { startPayloadWorker } from './payloadWorker';

export interface PayloadEditorEvents {
  /** A person typed, or undid it. @param edits places of all of them are in the text before, in their order */
  changed(edits: readonly TextEdit[]): void;
  invoke(): void;
  /** What is wrong at the cursor, or else first; undefined: nothing. */
  checked(problem: PayloadProblemView | undefined): void;
  failed(error: unknown): void;
}

/** What the function or the host refused of a text. */
interface Mark {
  readonly doc: Text;
  readonly diagnostic: Diagnostic;
}

/** To the worker: it knows of one text at a time. */
const payload = 'payload';

const nothing: Verdict = { problems: [], more: 0 };

/**
 * The JSON editor of the payload. Each payload file has its own state, so that undo stays within it. What is wrong with
 * it is found by a worker, so that typing never waits.
 */
export class PayloadEditor {
  readonly #view: EditorView;
  readonly #client: PayloadClient;
  readonly #states = new Map<string, EditorState>();
  readonly #extensions;
  #source: string | undefined;
  #event: SentEvent | undefined;
  #mark: Mark | undefined;
  /** Of the text as it is. */
  #verdict = nothing;
  #told: PlacedProblem | Mark | undefined;

  constructor(
    parent: HTMLElement,
    private readonly strings: InvokeStrings,
    private readonly events: PayloadEditorEvents,
  ) {
    this.#client = new PayloadClient(startPayloadWorker((error) => events.failed(error)));
    this.#client.onFailed((message) => events.failed(new Error(message)));
    this.#client.onProblems(({ verdict }) => {
      this.#verdict = verdict;
      this.#draw();
    });
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
        { key: 'Mod-.', run: () => this.#focusFixes() },
      ],
      payloadLanguage(this.#client, payload),
      EditorView.updateListener.of(({ docChanged, selectionSet, changes }) => {
        if (docChanged) this.#changed(changes);
        else if (selectionSet) this.#tell();
      }),
    );
    // From its first moment: a view without extensions would add styles that the page's policy refuses.
    // Until it shows a payload, nobody could tell over which one somebody types.
    this.#view = new EditorView({ parent, extensions: [this.#extensions, EditorState.readOnly.of(true)] });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** The text, as it is quick to keep. */
  get document(): Text {
    return this.#view.state.doc;
  }

  /** Whose text it is. */
  get source(): string | undefined {
    return this.#source;
  }

  /** What the JSON is to fit. */
  expect(event: SentEvent | undefined): void {
    this.#event = event;
    this.#client.expect(payload, event);
  }

  /** Shows a payload, with its undo history when it was shown before. */
  show(source: string, typed: Typed): void {
    if (this.#source === source && typed === this.document) return;
    const text = typed.toString();
    if (this.#source === source) {
      this.replace(text);
      return;
    }
    if (this.#source !== undefined) this.#states.set(this.#source, this.#view.state);
    const known = this.#states.get(source);
    this.#source = source;
    this.#verdict = nothing;
    this.#view.setState(
      known && known.doc.length === text.length && known.doc.toString() === text
        ? known
        : EditorState.create({ doc: text, extensions: [this.#extensions, jsonSyntax(text.length)] }),
    );
    // Or it would be scrolled to where the one before was.
    this.#view.dispatch({ scrollIntoView: true });
    this.#client.open(payload, text.includes('\r') ? this.text : text);
    this.#client.expect(payload, this.#event);
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
    return true;
  }

  /** Marks what the function or the host refused, until the text changes. */
  mark(offset: number, length: number, message: string): void {
    const { doc } = this.#view.state;
    const from = Math.min(offset, doc.length);
    const to = Math.min(from + length, doc.length);
    this.#mark = { doc, diagnostic: { from, to, message, severity: 'error' } };
    this.#draw();
  }

  focus(): void {
    this.#view.focus();
  }

  goToProblem(offset: number): void {
    const at = Math.min(offset, this.#view.state.doc.length);
    this.#view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    this.#view.focus();
  }

  #changed(changes: ChangeSet): void {
    const edits = editsOf(changes);
    this.#client.change(payload, edits);
    this.#mark = undefined;
    this.events.changed(edits);
  }

  /** The worker's problems are of the text as it is: those of another one never arrive. */
  #draw(): void {
    const { doc } = this.#view.state;
    const mark = this.#mark?.doc === doc ? this.#mark.diagnostic : undefined;
    const diagnostics = this.#verdict.problems
      .filter(({ kind }) => kind !== 'empty' && kind !== 'tooLarge')
      .map((problem): Diagnostic => {
        const from = Math.min(problem.offset, doc.length);
        return {
          from,
          to: Math.min(from + problem.length, doc.length),
          message: messageOfProblem(problem, doc, this.strings),
          severity: problem.severity,
        };
      });
    this.#view.dispatch(setDiagnostics(this.#view.state, mark ? [...diagnostics, mark] : diagnostics));
    this.#told = undefined;
    this.#tell();
  }

  /** Below the editor: the problem at the cursor, or else the first one, with what mends it. */
  #tell(): void {
    const { doc, selection } = this.#view.state;
    const { problems, more } = this.#verdict;
    const { head } = selection.main;
    const isAt = ({ offset, length }: PlacedProblem): boolean => offset <= head && head <= offset + length;
    const problem = problems.find(isAt) ?? problems[0];
    const mark = this.#mark?.doc === doc ? this.#mark : undefined;
    const told = problem ?? mark;
    if (told === this.#told && told !== undefined) return;
    this.#told = told;
    if (!problem) {
      const { message, from } = mark?.diagnostic ?? {};
      if (message !== undefined && from !== undefined)
        this.events.checked({ message, offset: from, fixes: [] });
      else this.events.checked(undefined);
      return;
    }
    const view = {
      message: messageOfProblem(problem, doc, this.strings),
      isWarning: problem.severity === 'warning',
      ...(problem.kind === 'empty' || problem.kind === 'tooLarge' ? {} : { offset: problem.offset }),
      position: { index: problems.indexOf(problem), count: problems.length + more },
    };
    this.events.checked({ ...view, fixes: [] });
    if (problem.kind !== 'refused') return;
    const index = problems.indexOf(problem);
    void this.#client.fixes(payload, problem.offset, problem.length).then((fixes) => {
      if (!fixes || this.#told !== problem) return;
      const own = fixes.filter((fix) => fix.problem === index);
      this.events.checked({
        ...view,
        fixes: own.map((fix) => ({ fix, apply: () => this.#apply(fix, doc) })),
      });
    });
  }

  #apply({ edits }: PayloadFix, doc: Text): void {
    if (this.#view.state.doc !== doc) return;
    const changes = edits.map(({ offset, length, text }) => ({
      from: offset,
      to: offset + length,
      insert: text,
    }));
    this.#view.dispatch({ changes, userEvent: 'input.fix' });
    this.#view.focus();
  }

  /** Where Enter takes the first one, and Tab leads to the others. */
  #focusFixes(): boolean {
    document.querySelector<HTMLElement>('#payload-foot .fix')?.focus();
    return true;
  }
}

function editsOf(changes: ChangeSet): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  changes.iterChanges((from, to, _start, _end, inserted) => {
    edits.push({ offset: from, length: to - from, text: inserted.toString() });
  });
  return edits;
}
