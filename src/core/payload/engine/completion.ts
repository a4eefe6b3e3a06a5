import type { CompletionItem, TextDocument } from 'vscode-json-languageservice';
import { withoutCode } from './editorSchema';
import type { Completion } from './model';

/** LSP's number of a property among the kinds of completions. */
const propertyKind = 10;

export function completionOf(item: CompletionItem, document: TextDocument): Completion | undefined {
  const { textEdit, label, detail, sortText, filterText, documentation, command } = item;
  if (!textEdit || !('range' in textEdit)) return undefined;
  const isField = item.kind === propertyKind;
  const markdown = typeof documentation === 'object' ? withoutCode(documentation.value) : '';
  const offset = document.offsetAt(textEdit.range.start);
  const length = document.offsetAt(textEdit.range.end) - offset;
  const { text, placeholder } = plain(textEdit.newText);
  return {
    kind: isField ? 'field' : 'value',
    label,
    // Of values it is the language service's own, in English.
    ...(isField && detail !== undefined && { detail }),
    ...(markdown !== '' && { documentation: markdown }),
    sortText: sortText ?? label,
    filterText: filterText ?? label,
    edit: { offset, length, text },
    ...(placeholder && { placeholder }),
    continues: command !== undefined,
  };
}

/** LSP's snippets are not what every editor calls snippets: the text, and the one place to go on at. */
export function plain(snippet: string): {
  readonly text: string;
  readonly placeholder?: Completion['placeholder'];
} {
  let text = '';
  let placeholder: Completion['placeholder'];
  let from = 0;
  for (const { 0: all, 1: sign, 2: value, index } of snippet.matchAll(parts)) {
    text += snippet.slice(from, index);
    from = index + all.length;
    if (sign === undefined) {
      const inner = value?.replace(/\\([\\$}])/g, '$1') ?? '';
      placeholder = { offset: text.length, length: inner.length };
      text += inner;
    } else text += sign;
  }
  text += snippet.slice(from);
  return { text, ...(placeholder && { placeholder }) };
}

/** `\$`, `${1:value}`, `$1` */
const parts = /\\([\\$}])|\$\{1:((?:\\.|[^\\}])*)\}|\$1/g;
