import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const variable = (name: string, otherwise?: string): string =>
  otherwise === undefined ? `var(--vscode-${name})` : `var(--vscode-${name}, ${otherwise})`;

const squiggle = (colour: string) => ({
  // In place of CodeMirror's image, which the page's policy does not load.
  backgroundImage: 'none',
  textDecoration: `underline wavy ${colour}`,
  textUnderlineOffset: '3px',
  paddingBottom: '0',
});

const look = EditorView.theme({
  '&': {
    height: '100%',
    color: variable('editor-foreground'),
    backgroundColor: variable('editor-background'),
    fontSize: variable('editor-font-size'),
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: variable('editor-font-family'),
    lineHeight: '1.5',
    overflow: 'auto',
  },
  '.cm-content': { padding: '4px 0', caretColor: variable('editorCursor-foreground') },
  '.cm-cursor': { borderLeftColor: variable('editorCursor-foreground') },
  '.cm-gutters': {
    // Those of line numbers are too faint in some themes to be read (WCAG 1.4.3).
    color: variable('descriptionForeground'),
    backgroundColor: variable('editorGutter-background', variable('editor-background')),
    border: 'none',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '32px', padding: '0 4px 0 8px' },
  '.cm-foldGutter .cm-gutterElement': { cursor: 'pointer', padding: '0 4px' },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { color: variable('editorLineNumber-activeForeground') },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  // The browser's own selection: only it can change the text's colour, as high contrast themes need.
  '.cm-content ::selection, .cm-line::selection': {
    color: variable('editor-selectionForeground', 'inherit'),
    backgroundColor: variable('editor-selectionBackground'),
  },
  '.cm-selectionMatch': { backgroundColor: variable('editor-selectionHighlightBackground') },
  '.cm-matchingBracket': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: variable('editorBracketMatch-background'),
    outline: `1px solid ${variable('editorBracketMatch-border', 'transparent')}`,
  },
  '.cm-nonmatchingBracket': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-nonmatchingBracket': {
    color: variable('editorBracketHighlight-unexpectedBracket\\.foreground', variable('errorForeground')),
    backgroundColor: 'transparent',
  },
  '.cm-searchMatch': {
    backgroundColor: variable('editor-findMatchHighlightBackground'),
    outline: `1px solid ${variable('editor-findMatchHighlightBorder', 'transparent')}`,
  },
  '.cm-searchMatch-selected': {
    backgroundColor: variable('editor-findMatchBackground'),
    outline: `1px solid ${variable('editor-findMatchBorder', variable('contrastActiveBorder', 'transparent'))}`,
  },
  '.cm-foldPlaceholder': {
    color: variable('descriptionForeground'),
    backgroundColor: 'transparent',
    border: `1px solid ${variable('editorWidget-border', variable('contrastBorder'))}`,
  },
  '.cm-lintRange-error': squiggle(variable('editorError-foreground')),
  '.cm-lintRange-warning': squiggle(variable('editorWarning-foreground')),
  '.cm-lintRange-active': { backgroundColor: 'transparent' },
  '.cm-lintPoint::after': { borderBottomColor: `${variable('editorError-foreground')} !important` },
  '.cm-diagnostic': { padding: '4px 8px', borderLeft: 'none' },
  '.cm-tooltip': {
    color: variable('editorHoverWidget-foreground'),
    backgroundColor: variable('editorHoverWidget-background'),
    border: `1px solid ${variable('editorHoverWidget-border', variable('contrastBorder'))}`,
    fontFamily: variable('font-family'),
    fontSize: variable('font-size'),
  },
  '.cm-hover': { maxWidth: '44em', maxHeight: '16em', padding: '4px 8px', overflow: 'auto' },
  '.cm-tooltip.cm-tooltip-autocomplete': {
    color: variable('editorSuggestWidget-foreground'),
    backgroundColor: variable('editorSuggestWidget-background'),
    border: `1px solid ${variable('editorSuggestWidget-border', variable('contrastBorder'))}`,
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: variable('editor-font-family'),
    fontSize: variable('editor-font-size'),
    maxHeight: '14em',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { display: 'flex', gap: '1em', padding: '1px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: variable('editorSuggestWidget-selectedForeground', 'inherit'),
    backgroundColor: variable('editorSuggestWidget-selectedBackground'),
    outline: `1px solid ${variable('contrastActiveBorder', 'transparent')}`,
    outlineOffset: '-1px',
  },
  '.cm-completionMatchedText': {
    textDecoration: 'none',
    color: variable('editorSuggestWidget-highlightForeground'),
  },
  'li[aria-selected] .cm-completionMatchedText': {
    color: variable('editorSuggestWidget-focusHighlightForeground'),
  },
  '.cm-completionDetail': { marginInlineStart: 'auto', fontStyle: 'normal', opacity: '0.8' },
  // It would hide what there is to choose from; hovers tell the same.
  '.cm-tooltip.cm-completionInfo-left-narrow, .cm-tooltip.cm-completionInfo-right-narrow': {
    display: 'none',
  },
  '.cm-tooltip.cm-completionInfo': { padding: '4px 8px', maxWidth: '30em' },
  '.cm-panels': {
    color: variable('editorWidget-foreground', variable('foreground')),
    backgroundColor: variable('editorWidget-background'),
    fontFamily: variable('font-family'),
    fontSize: variable('font-size'),
  },
  '.cm-panels.cm-panels-top': { borderBottom: `1px solid ${variable('editorWidget-border', 'transparent')}` },
  '.cm-panels.cm-panels-bottom': { borderTop: `1px solid ${variable('editorWidget-border', 'transparent')}` },
  '.cm-textfield': {
    color: variable('input-foreground'),
    backgroundColor: variable('input-background'),
    border: `1px solid ${variable('input-border', variable('editorWidget-border', 'transparent'))}`,
    borderRadius: '2px',
    fontSize: 'inherit',
  },
  '.cm-panel.cm-search label': { fontSize: 'inherit' },
  '.cm-button': {
    color: variable('button-secondaryForeground'),
    backgroundImage: 'none',
    backgroundColor: variable('button-secondaryBackground'),
    border: `1px solid ${variable('button-border', 'transparent')}`,
    fontSize: 'inherit',
  },
});

/** What debug consoles colour values with: themes choose these to be read on an editor's background. */
const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: variable('debugTokenExpression-name') },
  { tag: tags.string, color: variable('debugTokenExpression-string') },
  { tag: tags.number, color: variable('debugTokenExpression-number') },
  { tag: [tags.bool, tags.null], color: variable('debugTokenExpression-boolean') },
]);

/** CodeMirror in the colours and font of VS Code's own editors. */
export const editorTheme: Extension = [look, syntaxHighlighting(colours)];
