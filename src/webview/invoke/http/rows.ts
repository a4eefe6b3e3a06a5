import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RowList } from '../../../core/payload/http/form';
import type { NameValue } from '../../../core/payload/http/request';
import { pastedRows } from '../../../core/payload/http/rows';
import type { HttpFormStrings } from '../../../protocol/httpForm';
import { fill } from '../../shared/text';
import { headerNames } from './headerNames';
import { fieldId } from './panes';

export interface RowsView {
  readonly list: RowList;
  readonly rows: readonly NameValue[];
  readonly problem?: { readonly index: number; readonly part: 'name' | 'value'; readonly message: string };
}

type Change = (rows: readonly NameValue[]) => void;

const suggestions = html`<datalist id="header-names">
  ${headerNames.map((name) => html`<option value=${name}></option>`)}
</datalist>`;

const nothingYet: NameValue = { name: '', value: '' };

/** Rows of a name and a value; there is always one more to type in. */
export const rowsEditor = (
  { list, rows, problem }: RowsView,
  strings: HttpFormStrings,
  change: Change,
): TemplateResult => {
  const input = (row: NameValue, index: number, part: keyof NameValue): TemplateResult => {
    const label = fill((part === 'name' ? strings.rowName : strings.rowValue)[list], index + 1);
    const isWrong = problem?.index === index && problem.part === part;
    return html`<input
      id=${fieldId(list, index, part)}
      type="text"
      autocomplete="off"
      spellcheck="false"
      list=${list === 'headers' && part === 'name' ? 'header-names' : nothing}
      placeholder=${part === 'name' ? strings.name : strings.value}
      aria-label=${label}
      aria-invalid=${isWrong ? 'true' : nothing}
      aria-describedby=${isWrong ? `${list}-problem` : nothing}
      .value=${live(row[part])}
      @input=${(event: Event) =>
        change(withRow(rows, index, { ...row, [part]: (event.target as HTMLInputElement).value }))}
      @paste=${(event: ClipboardEvent) => paste(event, list, rows, index, part, change)}
      @keydown=${(event: KeyboardEvent) => walk(event, list, rows, index, part, change)}
    />`;
  };
  return html`
    <ol class="pairs">
      ${[...rows, nothingYet].map(
        (row, index) =>
          html`<li>
            ${input(row, index, 'name')}${input(row, index, 'value')}
            <button
              class="remove"
              aria-label=${fill(strings.remove, row.name || row.value || index + 1)}
              title=${fill(strings.remove, row.name || row.value || index + 1)}
              ?hidden=${index === rows.length}
              @click=${() => remove(list, rows, index, change)}
            >
              ×
            </button>
          </li>`,
      )}
    </ol>
    ${list === 'headers' ? suggestions : nothing}
    ${problem ? html`<p id="${list}-problem" class="problem" role="alert">${problem.message}</p>` : nothing}
    ${rows.length === 0 ? html`<p class="advice">${strings.rowsHint}</p>` : nothing}
  `;
};

const withRow = (rows: readonly NameValue[], index: number, row: NameValue): readonly NameValue[] =>
  index < rows.length ? rows.with(index, row) : [...rows, row];

function remove(list: RowList, rows: readonly NameValue[], index: number, change: Change): void {
  change(rows.toSpliced(index, 1));
  focus(list, index, 'name');
}

const focus = (list: RowList, index: number, part: keyof NameValue): void =>
  document.getElementById(fieldId(list, index, part))?.focus();

/** What is pasted as several rows takes the place of an empty one, or comes after. */
function paste(
  event: ClipboardEvent,
  list: RowList,
  rows: readonly NameValue[],
  index: number,
  part: keyof NameValue,
  change: Change,
): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const row = rows[index] ?? nothingYet;
  const isEmpty = row.name === '' && row.value === '';
  // A value may be anything, even with line breaks that a field takes away.
  const pasted = part === 'name' ? pastedRows(list, text) : undefined;
  if (!pasted) return;
  event.preventDefault();
  change(rows.toSpliced(isEmpty ? index : index + 1, isEmpty ? 1 : 0, ...pasted));
  focus(list, index + pasted.length - (isEmpty ? 1 : 0), 'value');
}

/** Enter leads on, and Backspace takes an empty row away. */
function walk(
  event: KeyboardEvent,
  list: RowList,
  rows: readonly NameValue[],
  index: number,
  part: keyof NameValue,
  change: Change,
): void {
  const row = rows[index];
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    if (part === 'name') focus(list, index, 'value');
    else focus(list, index + 1, 'name');
  } else if (event.key === 'Backspace' && row && row.name === '' && row.value === '') {
    event.preventDefault();
    change(rows.toSpliced(index, 1));
    focus(list, Math.max(index - 1, 0), index > 0 ? 'value' : 'name');
  }
}
