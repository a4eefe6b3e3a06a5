import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { BodyKind, HttpForm } from '../../../core/payload/http/form';
import { formParts, sentBody } from '../../../core/payload/http/formRequest';
import type { HttpFormStrings } from '../../../protocol/httpForm';
import { fill } from '../../shared/text';
import { rowsEditor } from './rows';

export interface BodyPaneView {
  readonly form: HttpForm;
  /** The chosen file's size, for people; undefined when it is not read. */
  readonly fileSize: string | undefined;
  readonly problem: string | undefined;
  /** Content type of what is sent, and whether the trigger hands it over in base64. */
  readonly contentType: string | undefined;
  readonly isBase64: boolean;
  /** The editor of JSON. */
  readonly editor: HTMLElement;
  readonly strings: HttpFormStrings;
}

export interface BodyActions {
  readonly change: (change: Partial<HttpForm>) => void;
  readonly chooseFile: () => void;
}

export const bodyPane = (view: BodyPaneView, actions: BodyActions): TemplateResult => {
  const { form, problem, contentType, isBase64, strings } = view;
  const { bodies } = formParts(form.trigger);
  if (bodies.length === 0) return html`<p class="advice">${strings.noBody}</p>`;
  const kind = sentBody(form);
  return html`
    <div class="row body-kind">
      <select
        id="body-kind"
        aria-label=${strings.body}
        @change=${({ target }: Event) => actions.change({ body: (target as HTMLSelectElement).value as BodyKind })}
      >
        ${bodies.map(
          (each) =>
            html`<option value=${each} .selected=${live(each === kind)}>${strings.bodyKinds[each]}</option>`,
        )}
      </select>
      ${
        contentType === undefined || !formParts(form.trigger).line
          ? nothing
          : html`<span class="muted">${fill(strings.contentType, contentType)}</span>`
      }
      ${isBase64 ? html`<span class="chip">${strings.base64}</span>` : nothing}
    </div>
    ${problem ? html`<p id="body-problem" class="problem" role="alert">${problem}</p>` : nothing}
    ${content(kind, view, actions)}
  `;
};

function content(
  kind: BodyKind,
  { form, fileSize, problem, editor, strings }: BodyPaneView,
  { change, chooseFile }: BodyActions,
): TemplateResult | typeof nothing {
  switch (kind) {
    case 'none':
      return nothing;
    case 'json':
      return html`<p id="body-hint" class="spoken">${strings.editorHint}</p>
        ${editor}`;
    case 'text':
    case 'base64':
      return html`<textarea
        id="body-text"
        spellcheck="false"
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby=${problem ? 'body-problem' : nothing}
        aria-label=${strings.bodyText}
        .value=${live(form.text)}
        @input=${({ target }: Event) => change({ text: (target as HTMLTextAreaElement).value })}
      ></textarea>`;
    case 'form':
      return rowsEditor({ list: 'fields', rows: form.fields }, strings, (fields) => change({ fields }));
    case 'file':
      return html`<div class="row">
          <button
            id="choose-file"
            aria-describedby=${problem ? 'body-problem file-limit' : 'file-name file-limit'}
            @click=${chooseFile}
          >
            ${strings.chooseFile}
          </button>
          <span id="file-name" class="file" role="status">${form.file || strings.noFile}</span>
          ${fileSize === undefined ? nothing : html`<span class="muted">${fileSize}</span>`}
        </div>
        <p id="file-limit" class="advice">${strings.fileLimit}</p>`;
  }
}
