import type { HttpForm, RowList } from '../../../core/payload/http/form';
import { formParts, isFilled } from '../../../core/payload/http/formRequest';
import type { HttpFormStrings } from '../../../protocol/httpForm';
import type { InvokeStrings } from '../../../protocol/invokeStrings';
import type { Tab } from '../tabs';
import type { FormModel, FormProblem } from './formModel';

type PaneList = Exclude<RowList, 'fields'>;
export type Pane = `request-${PaneList | 'body' | 'event'}`;

export const listOf = (pane: `request-${PaneList}`): PaneList => pane.slice('request-'.length) as PaneList;

/** The panes of what the trigger hands over, with how many rows each has; the event is always there. */
export function paneTabs(form: HttpForm, strings: InvokeStrings): readonly [Tab<Pane>, ...Tab<Pane>[]] {
  const { rows, bodies } = formParts(form.trigger);
  const { lists, body, preview } = strings.request;
  const list = (name: PaneList): Tab<Pane> => {
    const count = form[name].filter(isFilled).length;
    return { id: `request-${name}`, title: count > 0 ? `${lists[name]} ${count}` : lists[name] };
  };
  const all: Tab<Pane>[] = [
    ...(rows ? [list('query'), list('headers'), list('cookies')] : []),
    ...(bodies.length > 0 ? [{ id: 'request-body' as const, title: body }] : []),
  ];
  const last: Tab<Pane> = { id: 'request-event', title: preview };
  const [first = last, ...others] = all;
  return first === last ? [last] : [first, ...others, last];
}

/** Of an element. */
export const fieldId = (list: RowList, index: number, part: 'name' | 'value'): string =>
  `${list}-${index}-${part}`;

/** Where in the form a problem of its request is. */
export interface ProblemField {
  /** Id of the element. */
  readonly id: string;
  readonly pane: Pane | undefined;
  /** Of a row. */
  readonly row?: { readonly list: RowList; readonly index: number; readonly part: 'name' | 'value' };
}

export function problemField(problem: FormProblem, form: HttpForm): ProblemField {
  switch (problem.part) {
    case 'method':
      return { id: 'method', pane: undefined };
    case 'file':
      return { id: 'choose-file', pane: 'request-body' };
    case 'base64':
      return { id: 'body-text', pane: 'request-body' };
    case 'body':
      return { id: 'body-kind', pane: 'request-body' };
    case 'headerName':
    case 'headerValue':
      return inRow(form, 'headers', problem.index, problem.part === 'headerName' ? 'name' : 'value');
    case 'cookie':
      return inRow(form, 'cookies', problem.index, 'value');
  }
}

/** @param nth of those that are sent */
function inRow(
  form: HttpForm,
  list: 'headers' | 'cookies',
  nth: number,
  part: 'name' | 'value',
): ProblemField {
  const index = form[list].flatMap((row, at) => (isFilled(row) ? [at] : []))[nth] ?? 0;
  return { id: fieldId(list, index, part), pane: `request-${list}`, row: { list, index, part } };
}

export interface ShownProblem {
  readonly field: ProblemField;
  readonly message: string;
}

export const shownProblem = (
  { problem, form }: Pick<FormModel, 'problem' | 'form'>,
  { problems }: HttpFormStrings,
): ShownProblem | undefined =>
  problem && { field: problemField(problem, form), message: problems[problem.part] };
