import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentUnit } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Prec, type Extension, type Transaction } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  ViewPlugin,
  type KeyBinding,
} from '@codemirror/view';
import { editorTheme } from './editorTheme';
import { pageNonce } from './host';

interface Texts {
  /** CodeMirror's phrases. */
  readonly phrases: Readonly<Record<string, string>>;
  readonly label: string;
}

/**
 * VS Code hears of every key of a webview, and does itself what it has a command for, some time later: select all of it
 * while somebody already types on, undo a second step. It does not hear of those that the editor took.
 */
const ownKeys = ViewPlugin.define(({ dom }) => {
  const keep = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) event.stopPropagation();
  };
  dom.addEventListener('keydown', keep);
  return { destroy: () => dom.removeEventListener('keydown', keep) };
});

const common = ({ phrases, label }: Texts): Extension => [
  EditorView.cspNonce.of(pageNonce()),
  EditorState.phrases.of(phrases),
  // It can have the focus anyway; audits look for the attribute.
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  lineNumbers(),
  highlightActiveLineGutter(),
  codeFolding(),
  foldGutter(),
  highlightSelectionMatches(),
  search({ top: true }),
  editorTheme,
  ownKeys,
];

/** Characters of a text that is coloured and folded: a larger one costs a tree of all of it, again after each key. */
const mostColoured = 2_000_000;

/** Without a tree, brackets would be matched by reading all of a line. */
const colouredJson: Extension = [json(), bracketMatching()];

/** @param length of the text that the editor starts with */
export function jsonSyntax(length: number): Extension {
  const syntax = new Compartment();
  const fitting = (characters: number): Extension => (characters > mostColoured ? [] : colouredJson);
  return [
    syntax.of(fitting(length)),
    EditorState.transactionExtender.of(({ docChanged, newDoc, startState }) =>
      docChanged && newDoc.length > mostColoured !== startState.doc.length > mostColoured
        ? { effects: syntax.reconfigure(fitting(newDoc.length)) }
        : null,
    ),
  ];
}

/**
 * Whether that many characters can be typed and still be seen. To be told to scroll has CodeMirror draw each long line
 * of the view anew, twice: it takes the place to scroll to for one of every line.
 */
function hasRoom(view: EditorView, characters: number): boolean {
  const cursor = view.coordsAtPos(view.state.selection.main.head);
  const { left, top } = view.scrollDOM.getBoundingClientRect();
  const { clientWidth, clientHeight } = view.scrollDOM;
  const gutters = view.scrollDOM.querySelector('.cm-gutters')?.getBoundingClientRect();
  // One more, so that the cursor never is at the very edge.
  const right = left + clientWidth - (characters + 2) * view.defaultCharacterWidth;
  return (
    cursor !== null &&
    cursor.left >= (gutters?.right ?? left) &&
    cursor.right <= right &&
    cursor.top >= top &&
    cursor.bottom <= top + clientHeight
  );
}

/**
 * Puts in what is typed. Left to the browser, the editor would have to read back the line that it is in: one of
 * megabytes takes a fifth of a second at each key. Text that is composed, as by an input method, is the browser's.
 */
const typedText = EditorView.domEventHandlers({
  beforeinput: ({ inputType, data }, view) => {
    const { main, ranges } = view.state.selection;
    if (inputType !== 'insertText' || !data || view.composing || ranges.length > 1) return false;
    if (view.state.readOnly) return false;
    const scrollIntoView = !main.empty || !hasRoom(view, data.length);
    const insert = (): Transaction =>
      view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView });
    const handlers = view.state.facet(EditorView.inputHandler);
    if (!handlers.some((handle) => handle(view, main.from, main.to, data, insert))) view.dispatch(insert());
    return true;
  },
});

/**
 * A JSON editor, but for its syntax. Tab indents; Escape and then Tab leaves it (CodeMirror's own way out), which `describedBy` tells.
 * @param keys win over the editor's own
 */
export const jsonEditor = (
  texts: Texts & { readonly describedBy: string },
  keys: readonly KeyBinding[],
  ...extensions: readonly Extension[]
): Extension => [
  Prec.highest(keymap.of([...keys])),
  common(texts),
  EditorView.contentAttributes.of({ 'aria-describedby': texts.describedBy, 'aria-multiline': 'true' }),
  indentUnit.of('  '),
  history(),
  closeBrackets(),
  typedText,
  keymap.of([
    ...closeBracketsKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...lintKeymap,
    indentWithTab,
    ...defaultKeymap,
  ]),
  ...extensions,
];

/** Text that can be read, searched and copied. */
export const viewer = (texts: Texts, isJson: boolean): Extension => [
  common(texts),
  EditorState.readOnly.of(true),
  EditorView.contentAttributes.of({ 'aria-readonly': 'true', tabindex: '0' }),
  EditorView.lineWrapping,
  isJson ? colouredJson : [],
  keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
];
