import { html, nothing, type TemplateResult } from 'lit';
import type { HttpFormStrings } from '../../../protocol/httpForm';

/** What the form was filled with, in the place of what was in it. */
export interface Taken {
  readonly title: string;
  /** What the form has no place for, a line each. */
  readonly leftOut: readonly string[];
}

/** Always there: a screen reader reads what comes into it. */
export const takenNotice = (
  taken: Taken | undefined,
  strings: HttpFormStrings,
  { undo, close }: { readonly undo: () => void; readonly close: () => void },
): TemplateResult =>
  html`<div id="taken" role="status">
    ${
      taken
        ? html`<p>${taken.title}</p>
            ${
              taken.leftOut.length > 0
                ? html`<ul>
                    ${taken.leftOut.map((line) => html`<li>${line}</li>`)}
                  </ul>`
                : nothing
            }
            <div class="row">
              <button id="undo-taken" @click=${undo}>${strings.undo}</button>
              <button id="close-taken" @click=${close}>${strings.close}</button>
            </div>`
        : nothing
    }
  </div>`;
