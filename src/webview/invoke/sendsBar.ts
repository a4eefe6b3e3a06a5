import { html, nothing, type TemplateResult } from 'lit';
import type { Sends } from '../../protocol/draft';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import { tabs, type Tab } from './tabs';

export const sendsTabs = ({ request }: InvokeStrings): readonly Tab<Sends>[] => [
  { id: 'http', title: request.title },
  { id: 'event', title: request.event },
];

/** What is sent: a filled in request or an event, which can be made a request. */
export const sendsBar = (
  chosen: Sends,
  strings: InvokeStrings,
  { choose, editAsRequest }: { readonly choose: (sends: Sends) => void; readonly editAsRequest: () => void },
): TemplateResult =>
  html`<div class="bar row">
    ${tabs(strings.payload, sendsTabs(strings), chosen, choose)}
    <span class="grow"></span>
    ${
      chosen === 'event'
        ? html`<button id="edit-as-request" @click=${editAsRequest}>${strings.request.editAsRequest}</button>`
        : nothing
    }
  </div>`;
