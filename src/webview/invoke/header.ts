import { html, nothing, type TemplateResult } from 'lit';
import type { EmulatorView, FunctionView, InvokeStrings, RunView } from '../../protocol/invoke';
import { isMac } from '../shared/text';

export interface HeaderView {
  readonly function: FunctionView;
  readonly emulator: EmulatorView | undefined;
  readonly run: RunView;
  readonly strings: InvokeStrings;
}

export interface HeaderActions {
  readonly invoke: () => void;
  readonly cancel: () => void;
  readonly openHandler: () => void;
}

/** One line of what is invoked and where, with the main action at its end. */
export const header = (
  { function: fn, emulator, run, strings }: HeaderView,
  actions: HeaderActions,
): TemplateResult => html`
  <header class="row">
    <h1>${fn.name}</h1>
    ${fn.http ? html`<span class="chip">${strings.http}</span>` : nothing}
    ${
      fn.place
        ? html`<button class="link place" title=${strings.openHandler} @click=${actions.openHandler}>
            ${fn.place}
          </button>`
        : nothing
    }
    ${fn.hindrance ? html`<span class="hindrance" role="alert">${fn.hindrance}</span>` : nothing}
    <span class="grow"></span>
    ${
      emulator
        ? html`<span class="row emulator"
            ><span class="dot ${emulator.tone}"></span><span class="muted">${emulator.text}</span></span
          >`
        : nothing
    }
    ${run.kind === 'active' ? cancelButton(run.cancelling, strings, actions) : invokeButton(fn, strings, actions)}
  </header>
`;

const invokeButton = (
  fn: FunctionView,
  strings: InvokeStrings,
  actions: HeaderActions,
): TemplateResult => html`
  <button
    id="invoke"
    class="primary"
    aria-keyshortcuts=${isMac ? 'Meta+Enter' : 'Control+Enter'}
    ?disabled=${fn.hindrance !== ''}
    @click=${actions.invoke}
  >
    ${strings.invoke}<kbd aria-hidden="true">${isMac ? '⌘ ⏎' : 'Ctrl ⏎'}</kbd>
  </button>
`;

const cancelButton = (
  cancelling: boolean,
  strings: InvokeStrings,
  actions: HeaderActions,
): TemplateResult => html`
  <button id="cancel" ?disabled=${cancelling} @click=${actions.cancel}>
    ${cancelling ? strings.cancelling : strings.cancel}
  </button>
`;
