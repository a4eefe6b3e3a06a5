import { html, nothing, render, type TemplateResult } from 'lit';
import type { BodyView, ResponsePart } from '../../protocol/invoke';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import { fill } from '../shared/text';
import { BodyViewer } from './bodyViewer';
import type { Ended } from './resultPane';
import { tabs, type Tab } from './tabs';

type Part = ResponsePart | 'headers' | 'cookies';

export interface ResponseActions {
  readonly copy: (part: ResponsePart) => void;
  readonly open: (part: ResponsePart) => void;
}

/** What the function answered: its body and, when it stands for HTTP, what comes with it. */
export class ResponsePane {
  readonly #viewed = document.createElement('div');
  readonly #viewer: BodyViewer;
  #run: Ended | undefined;
  #part: Part = 'body';
  /** Of the picture that is shown. */
  #picture: { readonly of: BodyView; readonly url: string } | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly strings: InvokeStrings,
    private readonly actions: ResponseActions,
  ) {
    this.#viewed.id = 'viewer';
    this.#viewed.className = 'editor';
    this.#viewer = new BodyViewer(this.#viewed, strings);
  }

  /** @param isOld there will be another one in a moment */
  show(run: Ended | undefined, isOld: boolean): void {
    if (this.#run?.run !== run?.run) this.#part = 'body';
    this.#run = run;
    render(run?.body ? this.#view(run, run.body, isOld) : nothing, this.element);
  }

  #view(run: Ended, body: BodyView, isOld: boolean): TemplateResult {
    const { strings } = this;
    const { http } = run;
    const part = http ? this.#part : 'body';
    const shown = part === 'raw' && http ? http.raw : body;
    const choose = (id: string): void => {
      this.#part = id.slice('response-'.length) as Part;
      this.show(run, isOld);
    };
    return html`
      <div id="body-bar" class="bar row">
        ${
          http && !isOld
            ? tabs(strings.responseParts, this.#tabs(http), `response-${part}`, choose)
            : html`<h2>${isOld ? strings.previousResponse : strings.response}</h2>`
        }
        ${shown.cut && isViewed(part) ? html`<span class="muted">${fill(strings.cut, shown.size)}</span>` : nothing}
        <span class="grow"></span>
        ${isViewed(part) ? this.#buttons(part, shown) : nothing}
      </div>
      <div
        id="response-${part}-panel"
        class="response-part"
        role=${http && !isOld ? 'tabpanel' : nothing}
        aria-labelledby=${http && !isOld ? `response-${part}-tab` : nothing}
      >
        ${
          part === 'headers'
            ? headers(run, strings)
            : part === 'cookies'
              ? cookies(run, strings)
              : this.#content(shown)
        }
      </div>
    `;
  }

  #tabs({ headers: list, cookies: set }: NonNullable<Ended['http']>): readonly Tab<`response-${Part}`>[] {
    const { strings } = this;
    const counted = (text: string, count: number): string => (count > 0 ? `${text} ${count}` : text);
    return [
      { id: 'response-body', title: strings.body },
      { id: 'response-headers', title: counted(strings.headers, list.length) },
      { id: 'response-cookies', title: counted(strings.cookies, set.length) },
      { id: 'response-raw', title: strings.raw },
    ];
  }

  #buttons(part: ResponsePart, { language }: BodyView): TemplateResult {
    const { strings, actions } = this;
    return html`<span class="row together">
      <button id="copy" @click=${() => actions.copy(part)}>${strings.copy}</button>
      <button id="open" @click=${() => actions.open(part)}>
        ${language === 'hex' ? strings.saveBinary : strings.openInEditor}
      </button>
    </span>`;
  }

  #content(body: BodyView): TemplateResult | HTMLElement {
    const { strings } = this;
    if (body.bytes === 0) return html`<p class="advice">${strings.noBody}</p>`;
    if (body.image) {
      const text = fill(strings.image, `${body.image.type}, ${body.size}`);
      return html`<div class="picture">
        <img alt=${text} title=${text} src=${this.#url(body, body.image)} />
      </div>`;
    }
    this.#viewer.show(body);
    return this.#viewed;
  }

  /** The page's policy lets in no picture but one that this script has made of its bytes. */
  #url(body: BodyView, { type, bytes }: NonNullable<BodyView['image']>): string {
    if (this.#picture?.of === body) return this.#picture.url;
    if (this.#picture) URL.revokeObjectURL(this.#picture.url);
    const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
    this.#picture = { of: body, url };
    return url;
  }
}

const isViewed = (part: Part): part is ResponsePart => part === 'body' || part === 'raw';

const headers = ({ http }: Ended, strings: InvokeStrings): TemplateResult => {
  const [name, value] = strings.columns;
  return table(
    [name, value],
    (http?.headers ?? []).map((each) => [each.name, each.value]),
    strings.noHeaders,
  );
};

const cookies = ({ http }: Ended, strings: InvokeStrings): TemplateResult =>
  table(
    strings.columns,
    (http?.cookies ?? []).map((each) => [each.name, each.value, each.attributes]),
    strings.noCookies,
  );

const table = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  none: string,
): TemplateResult =>
  rows.length === 0
    ? html`<p class="advice">${none}</p>`
    : html`<table>
        <thead>
          <tr>
            ${columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (cells) =>
              html`<tr>
                ${cells.map((cell) => html`<td>${cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>`;
