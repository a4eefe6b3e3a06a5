import { html, nothing, type TemplateResult } from 'lit';
import type { EmulatorView, FunctionView, RunView } from '../../protocol/invoke';
import type { InvokeStrings } from '../../protocol/invokeStrings';
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
export const header = (view: HeaderView, actions: HeaderActions): TemplateResult => {
  const { function: fn, emulator, strings } = view;
  return html`<header class="row">
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
    ${mainButton(view, actions)}
  </header>`;
};

/**
 * One button that changes, not one that takes the other's place: it keeps the focus. So that nobody cancels what they
 * just began, the second click of a double click and a key that is held down do nothing.
 */
const mainButton = (
  { function: fn, run, strings }: HeaderView,
  { invoke, cancel }: HeaderActions,
): TemplateResult => {
  const active = run.kind === 'active';
  const cancelling = active && run.cancelling;
  const action = active ? cancel : invoke;
  return html`<button
    id="main"
    class=${active ? '' : 'primary'}
    aria-keyshortcuts=${active ? nothing : isMac ? 'Meta+Enter' : 'Control+Enter'}
    ?disabled=${!active && fn.hindrance !== ''}
    aria-disabled=${String(cancelling)}
    @click=${({ detail }: MouseEvent) => detail < 2 && !cancelling && action()}
    @keydown=${(event: KeyboardEvent) => event.repeat && event.key === 'Enter' && event.preventDefault()}
  >
    ${active ? (cancelling ? strings.cancelling : strings.cancel) : invokeLabel(strings)}
  </button>`;
};

const invokeLabel = ({ invoke }: InvokeStrings): TemplateResult =>
  html`${invoke}<kbd aria-hidden="true">${isMac ? '⌘ ⏎' : 'Ctrl ⏎'}</kbd>`;
