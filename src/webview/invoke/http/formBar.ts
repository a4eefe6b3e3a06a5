import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { curlShells, type CurlShell } from '../../../core/payload/http/curl/export';
import { formTriggers, type FormTrigger, type HttpForm } from '../../../core/payload/http/form';
import { formParts } from '../../../core/payload/http/formRequest';
import { featureOf } from '../../../core/payload/http/triggerFeatures';
import type { HttpFormStrings } from '../../../protocol/httpForm';
import { menu } from '../../shared/menu';
import { fill } from '../../shared/text';

export interface FormBarView {
  readonly form: HttpForm;
  /** What was just done. */
  readonly note: string;
  readonly importsCurl: boolean;
  /** The function can't read what the trigger sends. */
  readonly isRefused: boolean;
  readonly strings: HttpFormStrings;
}

export interface FormBarActions {
  readonly choose: (trigger: FormTrigger) => void;
  readonly importCurl: () => void;
  readonly copyCurl: (shell: CurlShell) => void;
}

/** Above the request: what hands it over, and what it can be made of or become. */
export const formBar = (
  { form, note, importsCurl, isRefused, strings }: FormBarView,
  { choose, importCurl, copyCurl }: FormBarActions,
): TemplateResult => html`
  <div class="bar row">
    <select
      id="trigger"
      aria-label=${strings.trigger}
      aria-describedby=${isRefused ? 'trigger-problem' : nothing}
      @change=${({ target }: Event) => choose((target as HTMLSelectElement).value as FormTrigger)}
    >
      ${formTriggers.map(
        (trigger) =>
          html`<option value=${trigger} .selected=${live(trigger === form.trigger)}>
            ${strings.triggers[trigger]}
          </option>`,
      )}
    </select>
    <span class="grow muted note" role="status">${note}</span>
    <span class="row together">
      <button id="import-curl" aria-expanded=${importsCurl} @click=${importCurl}>
        ${strings.importCurl}
      </button>
      ${
        formParts(form.trigger).rows
          ? menu(
              'copy-curl',
              strings.copyCurl,
              curlShells.map((shell) => ({ title: strings.curlShells[shell], run: () => copyCurl(shell) })),
            )
          : nothing
      }
    </span>
  </div>
  ${
    isRefused
      ? html`<p id="trigger-problem" class="problem" role="alert">
          ${fill(strings.triggerRefused, featureOf[form.trigger])}
        </p>`
      : nothing
  }
`;
