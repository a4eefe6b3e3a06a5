import { html, nothing, type TemplateResult } from 'lit';
import type { RankedSample } from '../../../core/payload/samples/sample';
import type { SampleListView } from '../../../protocol/invoke';
import type { SampleStrings } from '../../../protocol/invokeStrings';
import { fill } from '../../shared/text';
import type { SampleModel } from './sampleModel';

export interface SampleActions {
  readonly search: (query: string) => void;
  readonly key: (event: KeyboardEvent) => void;
  readonly select: (sample: RankedSample) => void;
  readonly use: () => void;
  readonly cancel: () => void;
}

/** What stays while the rest is drawn: the preview's editor lives in it. */
export const frame = (strings: SampleStrings): TemplateResult => html`
  <header class="row">
    <h1 id="samples-title">${strings.title}</h1>
    <span id="samples-origin" class="muted"></span>
  </header>
  <div id="samples-search"></div>
  <div id="samples-list"></div>
  <div id="samples-preview">
    <div class="editor"></div>
    <p class="muted"></p>
  </div>
  <footer class="row"></footer>
`;

export const searchField = (
  model: SampleModel,
  strings: SampleStrings,
  { search, key }: Pick<SampleActions, 'search' | 'key'>,
): TemplateResult => html`
  <input
    type="text"
    role="combobox"
    aria-expanded="true"
    aria-controls="samples-options"
    aria-autocomplete="list"
    aria-label=${strings.search}
    placeholder=${strings.search}
    aria-activedescendant=${model.selected ? optionId(model.selected) : nothing}
    autocomplete="off"
    spellcheck="false"
    @input=${(event: Event) => search((event.target as HTMLInputElement).value)}
    @keydown=${key}
  />
`;

export const optionList = (
  model: SampleModel,
  list: SampleListView | undefined,
  strings: SampleStrings,
  { key, select, use }: Pick<SampleActions, 'key' | 'select' | 'use'>,
): TemplateResult => {
  const { shown } = model;
  const option = (sample: RankedSample): TemplateResult => html`
    <li
      id=${optionId(sample)}
      role="option"
      aria-selected=${sample === model.selected}
      @click=${() => select(sample)}
      @dblclick=${use}
    >
      <span>${sample.name}</span>${sample.type ? html` <span class="muted">${sample.type}</span>` : nothing}
    </li>
  `;
  const group = (id: string, title: string, samples: readonly RankedSample[]) =>
    samples.length === 0
      ? nothing
      : html`<li role="none">
          <h2 id=${id} role="presentation">${title}</h2>
          <ul role="group" aria-labelledby=${id}>
            ${samples.map(option)}
          </ul>
        </li>`;
  return html`
    <ul
      id="samples-options"
      role="listbox"
      tabindex="0"
      aria-label=${strings.list}
      aria-activedescendant=${model.selected ? optionId(model.selected) : nothing}
      @keydown=${key}
    >
      ${
        list &&
        group(
          'samples-fit',
          list.fitTitle,
          shown.filter(({ fits }) => fits),
        )
      }
      ${group(
        'samples-others',
        strings.others,
        shown.filter(({ fits }) => !fits),
      )}
    </ul>
    <p role="status" class=${shown.length > 0 ? 'spoken' : 'muted'}>
      ${list ? (shown.length > 0 ? fill(strings.found, shown.length) : strings.none) : strings.loading}
    </p>
  `;
};

export const buttons = (
  model: SampleModel,
  problem: string,
  strings: SampleStrings,
  { use, cancel }: Pick<SampleActions, 'use' | 'cancel'>,
): TemplateResult => html`
  ${problem ? html`<span role="alert" class="bad">${problem}</span>` : nothing}
  <span class="grow"></span>
  <button @click=${cancel}>${strings.cancel}</button>
  <button class="primary" ?disabled=${!model.selected} @click=${use}>${strings.use}</button>
`;

export const optionId = ({ file }: RankedSample): string => `sample-${file.replace(/\W/g, '-')}`;
