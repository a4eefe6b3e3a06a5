import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { importCurl, type CurlImport } from '../../../core/payload/http/curl/import';
import type { HttpFormStrings } from '../../../protocol/httpForm';
import { fill } from '../../shared/text';
import { base64 } from './stamp';

/** A place to paste a curl command, and what came of it. */
export class CurlImporter {
  isOpen = false;
  #command = '';
  #result: CurlImport | undefined;

  constructor(
    private readonly strings: HttpFormStrings,
    private readonly events: {
      imported(curl: Extract<CurlImport, { request: unknown }>): void;
      changed(): void;
      closed(): void;
    },
  ) {}

  toggle(): void {
    if (this.isOpen) this.#close();
    else {
      this.isOpen = true;
      this.events.changed();
      document.getElementById('curl-command')?.focus();
    }
  }

  view(): TemplateResult {
    const { strings } = this;
    const result = this.#result;
    const problem = result && 'problem' in result ? strings.curlProblems[result.problem] : undefined;
    return html`<div class="curl" role="group" aria-label=${strings.importCurl} @keydown=${this.#keys}>
      <textarea
        id="curl-command"
        rows="4"
        spellcheck="false"
        aria-label=${strings.curlCommand}
        placeholder="curl -X POST https://example.com/orders …"
        aria-invalid=${problem ? 'true' : nothing}
        aria-describedby="curl-result"
        .value=${live(this.#command)}
        @input=${({ target }: Event) => {
          this.#command = (target as HTMLTextAreaElement).value;
        }}
      ></textarea>
      <div class="row">
        <button class="primary" @click=${this.#import}>${strings.import}</button>
        <button @click=${this.#close}>${strings.close}</button>
      </div>
      <div id="curl-result" role="status">
        ${problem ? html`<p class="problem">${problem}</p>` : nothing}
        ${result && 'request' in result ? imported(result, strings) : nothing}
      </div>
    </div>`;
  }

  readonly #import = (): void => {
    this.#result = importCurl(this.#command, base64);
    if ('request' in this.#result) {
      // What was pasted may hold secrets: it goes as soon as it was read.
      this.#command = '';
      this.events.imported(this.#result);
    }
    this.events.changed();
  };

  readonly #close = (): void => {
    this.isOpen = false;
    this.#command = '';
    this.#result = undefined;
    this.events.changed();
    this.events.closed();
  };

  readonly #keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#import();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

const imported = (
  { leftOut }: Extract<CurlImport, { request: unknown }>,
  strings: HttpFormStrings,
): TemplateResult => html`
  <p>${strings.imported}</p>
  ${
    leftOut.length > 0
      ? html`<ul class="left-out">
          ${leftOut.map(({ kind, text }) => html`<li>${fill(strings.leftOut[kind], text)}</li>`)}
        </ul>`
      : nothing
  }
`;
