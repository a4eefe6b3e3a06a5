import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { importCurl, type CurlImport } from '../../../core/payload/http/curl/import';
import type { HttpFormStrings } from '../../../protocol/httpForm';
import { base64 } from './stamp';

/** A place to paste a curl command. */
export class CurlImporter {
  isOpen = false;
  #command = '';
  #problem: Extract<CurlImport, { problem: unknown }>['problem'] | undefined;

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
    const problem = this.#problem && strings.curlProblems[this.#problem];
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
      <div id="curl-result" role="status">${problem ? html`<p class="problem">${problem}</p>` : nothing}</div>
    </div>`;
  }

  readonly #import = (): void => {
    const result = importCurl(this.#command, base64);
    if ('problem' in result) {
      this.#problem = result.problem;
      this.events.changed();
      return;
    }
    this.#forget();
    this.events.imported(result);
  };

  readonly #close = (): void => {
    this.#forget();
    this.events.changed();
    this.events.closed();
  };

  /** What was pasted may hold secrets: it goes as soon as it was read. */
  #forget(): void {
    this.isOpen = false;
    this.#command = '';
    this.#problem = undefined;
  }

  readonly #keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#import();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
