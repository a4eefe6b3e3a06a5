import { html, type TemplateResult } from 'lit';
import { utf8Length } from '../../../core/payload/http/percent';
import type { InvokeStrings } from '../../../protocol/invokeStrings';
import { BodyViewer } from '../bodyViewer';

/** The event that the request becomes. */
export class EventPane {
  readonly #element = document.createElement('div');
  readonly #viewer: BodyViewer;
  #shown = '';

  constructor(
    private readonly strings: InvokeStrings,
    private readonly events: { copy(text: string): void; useAsEvent(text: string): void },
  ) {
    this.#element.className = 'editor';
    this.#viewer = new BodyViewer(this.#element, strings, strings.request.eventViewer);
  }

  view(event: { readonly text: string } | { readonly problem: string }): TemplateResult {
    const { request: strings } = this.strings;
    if ('problem' in event) return html`<p class="problem">${event.problem}</p>`;
    const { text } = event;
    if (text !== this.#shown) {
      this.#shown = text;
      this.#viewer.show({ language: 'json', text, bytes: utf8Length(text), cut: false });
    }
    return html`<div class="row">
        <button @click=${() => this.events.copy(text)}>${strings.copyEvent}</button>
        <button @click=${() => this.events.useAsEvent(text)}>${strings.useAsEvent}</button>
      </div>
      ${this.#element}`;
  }
}
