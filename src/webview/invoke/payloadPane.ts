import { html, nothing, type TemplateResult } from 'lit';
import type { InvokeStrings } from '../../protocol/invoke';
import { fill } from '../shared/text';
import { unsaved, type DraftModel } from './draftModel';
import type { PayloadProblemView } from './payloadEditor';

export interface PayloadActions {
  readonly choose: (source: string) => void;
  readonly format: () => void;
  readonly save: () => void;
  readonly revert: () => void;
  readonly openFile: () => void;
  readonly goToProblem: (offset: number) => void;
}

/** Above the editor: which payload it is, and what can be done with it. */
export const payloadBar = (
  model: DraftModel,
  strings: InvokeStrings,
  { choose, format, save, revert, openFile }: PayloadActions,
): TemplateResult => {
  const { source, files, orphans } = model;
  const isFile = files.some(({ id }) => id === source);
  const option = (id: string, label: string): TemplateResult =>
    html`<option value=${id} ?selected=${id === source}>${label}</option>`;
  const fileLabel = (id: string, label: string): string =>
    model.isEdited(id) ? fill(strings.editedFile, label) : label;
  return html`
    <h2 id="payload-title">${strings.payload}</h2>
    <select
      id="payload-file"
      aria-label=${strings.payloadFile}
      title=${source || strings.unsavedPayload}
      .value=${source}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${option(unsaved, strings.unsavedPayload)}
      ${files.map(({ id, label }) => option(id, fileLabel(id, label)))}
      ${orphans.map((id) => option(id, fill(strings.deletedFile, id.slice(id.lastIndexOf('/') + 1))))}
    </select>
    ${isFile ? html`<button class="link" @click=${openFile}>${strings.openFile}</button>` : nothing}
    ${
      isFile && model.isEdited(source)
        ? html`<button class="link" @click=${revert}>${strings.revert}</button>`
        : nothing
    }
    <span class="grow"></span>
    <button id="format" @click=${format}>${strings.format}</button>
    <button id="save" @click=${save}>${strings.saveAs}</button>
  `;
};

/** Below the editor: what is wrong with the payload, or else how to leave the editor by keyboard. */
export const payloadFoot = (
  problem: PayloadProblemView | undefined,
  strings: InvokeStrings,
  { goToProblem }: Pick<PayloadActions, 'goToProblem'>,
): TemplateResult => {
  const offset = problem?.offset;
  return html`
    <p id="editor-hint" class=${problem ? 'spoken' : 'muted'}>${strings.editorHint}</p>
    ${
      problem
        ? html`<span class="dot bad"></span><span id="payload-problem">${problem.message}</span>${
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
