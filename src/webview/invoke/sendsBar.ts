import { html, nothing, type TemplateResult } from 'lit';
import type { Sends } from '../../protocol/draft';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import { tabs, type Tab } from './tabs';

export const sendsTabs = ({ request }: InvokeStrings): readonly Tab<Sends>[] => [
  { id: 'http', title: request.title },
  { id: 'event', title: request.event },
];

/**
 * What is sent: a filled in request or an event, which can be made a request.
 * @param isNoRequest the event was to be made one, and is none
 */
export const sendsBar = (
  chosen: Sends,
  strings: InvokeStrings,
  isNoRequest: boolean,
  { choose, editAsRequest }: { readonly choose: (sends: Sends) => void; readonly editAsRequest: () => void },
): TemplateResult =>
  html`<div class="bar row">
      ${tabs(strings.payload, sendsTabs(strings), chosen, choose)}
      <span class="grow"></span>
      ${
        chosen === 'event'
          ? html`<button
              id="edit-as-request"
              aria-describedby=${isNoRequest ? 'no-request' : nothing}
              @click=${editAsRequest}
            >
              ${strings.request.editAsRequest}
            </button>`
          : nothing
      }
    </div>
    ${
      isNoRequest && chosen === 'event'
        ? html`<p id="no-request" class="problem" role="alert">${strings.request.noRequest}</p>`
        : nothing
    }`;
