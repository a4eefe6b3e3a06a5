import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Button, Chip, Choosable, DeployView, Select, Tone } from '../../protocol/deploy';

export interface Handlers {
  readonly press: (id: string) => void;
  readonly choose: (what: Choosable, value: string) => void;
}

export const button = (
  { id, title, primary, disabled }: Button,
  press: Handlers['press'],
  look = '',
): TemplateResult =>
  html`<button
    type="button"
    class=${primary ? 'primary' : look}
    data-id=${id}
    ?disabled=${disabled ?? false}
    @click=${() => press(id)}
  >
    ${title}
  </button>`;

/** Colour is a second sign only: the words beside it say the same. */
export const dot = (tone: Tone): TemplateResult => html`<span class="dot ${tone}" aria-hidden="true"></span>`;

export const chip = ({ tone, text }: Chip): TemplateResult => html`<span class="chip ${tone}">${text}</span>`;

const changed =
  (what: Choosable, choose: Handlers['choose']) =>
  ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) choose(what, target.value);
  };

export function select(
  what: Choosable,
  { label, value, options, more }: Select,
  locked: boolean,
  { choose, press }: Handlers,
): TemplateResult {
  return html`<span class="field row">
    <label for=${what}>${label}</label>
    <select id=${what} ?disabled=${locked} @change=${changed(what, choose)}>
      ${options.map(
        (option) =>
          html`<option value=${option.value} .selected=${live(option.value === value)}>
            ${option.text}
          </option>`,
      )}
    </select>
    ${more ? button({ ...more, disabled: locked }, press, 'link') : nothing}
  </span>`;
}

export function nameInput(
  { label, value, problem, more }: DeployView['name'],
  locked: boolean,
  { choose, press }: Handlers,
): TemplateResult {
  return html`<span class="field row">
    <label for="name">${label}</label>
    <input
      id="name"
      type="text"
      autocomplete="off"
      spellcheck="false"
      .value=${live(value)}
      ?disabled=${locked}
      aria-invalid=${problem === undefined ? 'false' : 'true'}
      aria-describedby=${problem === undefined ? nothing : 'name-problem'}
      @change=${changed('name', choose)}
    />
    ${more ? button({ ...more, disabled: locked }, press, 'link') : nothing}
    ${problem === undefined ? nothing : html`<span id="name-problem" class="problem">${problem}</span>`}
  </span>`;
}
