import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { envelopes, type Envelope } from '../../core/payload/envelopes';
import type { EventTypeView } from '../../protocol/invoke';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import { menu, type MenuItem } from '../shared/menu';
import { fill, isMac } from '../shared/text';
import { unsaved, type DraftModel } from './draftModel';
import type { PayloadProblemView } from './payloadProblem';

export interface PayloadActions {
  readonly choose: (source: string) => void;
  readonly format: () => void;
  /** In its file; without one, under a name that is asked for. */
  readonly save: () => void;
  readonly saveAs: () => void;
  readonly paste: () => void;
  readonly revert: () => void;
  readonly openFile: () => void;
  readonly generate: (wish: string) => void;
  readonly sample: () => void;
  readonly wrap: (envelope: Envelope) => void;
  readonly unwrap: () => void;
  readonly goToProblem: (offset: number) => void;
  readonly showSchema: () => void;
  readonly createEventType: () => void;
}

/** Above the editor: which payload it is, and what can be done with it. */
export const payloadBar = (
  model: DraftModel,
  eventType: EventTypeView | undefined,
  strings: InvokeStrings,
  actions: PayloadActions,
): TemplateResult => {
  const { choose, save } = actions;
  const { source, files, orphans } = model;
  const isFile = files.some(({ id }) => id === source);
  // The browser chooses another one when that which is chosen goes, and tells nobody.
  const option = (id: string, label: string): TemplateResult =>
    html`<option value=${id} .selected=${live(id === source)}>${label}</option>`;
  const fileLabel = (id: string, label: string): string =>
    model.isEdited(id) ? fill(strings.editedFile, label) : label;
  return html`
    <h2 id="payload-title">${strings.payload}</h2>
    <select
      id="payload-file"
      aria-label=${strings.payloadFile}
      title=${source || strings.unsavedPayload}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${option(unsaved, strings.unsavedPayload)}
      ${files.map(({ id, label }) => option(id, fileLabel(id, label)))}
      ${orphans.map((id) => option(id, fill(strings.deletedFile, id.slice(id.lastIndexOf('/') + 1))))}
    </select>
    ${menu('generate', strings.generate, generateItems(eventType, strings, actions))}
    <button id="sample" aria-haspopup="dialog" @click=${actions.sample}>${strings.samples.open}</button>
    ${menu('wrap', strings.wrap, wrapItems(strings, actions))}
    <span class="grow"></span>
    <button id="save" aria-keyshortcuts=${isMac ? 'Meta+S' : 'Control+S'} @click=${save}>
      ${strings.save}
    </button>
    ${menu('more', '⋯', moreItems(isFile, isFile && model.isEdited(source), strings, actions), strings.more)}
  `;
};

function generateItems(
  eventType: EventTypeView | undefined,
  strings: InvokeStrings,
  { generate }: PayloadActions,
): readonly MenuItem[] {
  if (eventType?.event === undefined) return [];
  return [
    { title: strings.generateRequired, run: () => generate('required') },
    { title: strings.generateAll, run: () => generate('all') },
    ...eventType.choices.map((title, index) => ({ title, run: () => generate(String(index)) })),
  ];
}

const wrapItems = (strings: InvokeStrings, { wrap, unwrap }: PayloadActions): readonly MenuItem[] => [
  ...envelopes.map((envelope) => ({ title: strings.envelopes[envelope], run: () => wrap(envelope) })),
  { title: strings.unwrap, run: unwrap },
];

const moreItems = (
  isFile: boolean,
  isEdited: boolean,
  strings: InvokeStrings,
  { createEventType, format, openFile, paste, revert, saveAs }: PayloadActions,
): readonly MenuItem[] => [
  { title: strings.saveAs, run: saveAs },
  { title: strings.format, run: format },
  { title: strings.fromClipboard, run: paste },
  { title: strings.createEventType, run: createEventType },
  ...(isFile ? [{ title: strings.openFile, run: openFile }] : []),
  ...(isEdited ? [{ title: strings.revert, run: revert }] : []),
];

/** What the payload is checked against, and how sure that is. */
export const payloadStatus = (
  { tone, text, why, event }: EventTypeView,
  strings: InvokeStrings,
  { showSchema }: Pick<PayloadActions, 'showSchema'>,
): TemplateResult => html`
  <details>
    <summary><span class="chip ${tone}">${text}</span></summary>
    <p class="advice">
      ${why}
      ${
        event === undefined
          ? nothing
          : html`<button class="link" @click=${showSchema}>${strings.showSchema}</button>`
      }
    </p>
  </details>
`;

/** Below the editor: what is wrong with the payload, or else how to leave the editor by keyboard. */
export const payloadFoot = (
  problem: PayloadProblemView | undefined,
  strings: InvokeStrings,
  { goToProblem }: Pick<PayloadActions, 'goToProblem'>,
): TemplateResult => {
  const { isWarning, offset, position, fixes = [] } = problem ?? {};
  return html`
    <p id="editor-hint" class=${problem ? 'spoken' : 'muted'}>${strings.editorHint}</p>
    ${
      problem
        ? html`<span class="dot ${isWarning ? 'warn' : 'bad'}"></span>
            <span id="payload-problem"
              >${problem.message}
              ${
                position && position.count > 1
                  ? html`<span class="muted"
                      >${fill(strings.problemCount, position.index + 1, position.count)}</span
                    >`
                  : nothing
              }</span
            >
            ${fixes.map(
              ({ fix, apply }) =>
                html`<button class="fix" @click=${apply}>${fill(strings.fixes[fix.kind], fix.what)}</button>`,
            )}${
              offset === undefined
                ? nothing
                : html`<button class="link" @click=${() => goToProblem(offset)}>
                    ${strings.goToProblem}
                  </button>`
            }`
        : nothing
    }
  `;
};
