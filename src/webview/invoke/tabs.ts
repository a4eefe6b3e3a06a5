import { html, type TemplateResult } from 'lit';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly title: string;
}

/**
 * https://www.w3.org/WAI/ARIA/apg/patterns/tabs/: one stop for Tab, arrows choose. Each tab shows the element with the
 * id `ID-panel`.
 */
export const tabs = <Id extends string>(
  label: string,
  all: readonly Tab<Id>[],
  chosen: Id,
  choose: (id: Id) => void,
): TemplateResult => {
  const at = all.findIndex(({ id }) => id === chosen);
  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step !== undefined && all[(at + step + all.length) % all.length];
    if (!next) return;
    event.preventDefault();
    choose(next.id);
    document.getElementById(`${next.id}-tab`)?.focus();
  };
  return html`<div class="row tabs" role="tablist" aria-label=${label} @keydown=${walk}>
    ${all.map(
      ({ id, title }) =>
        html`<button
          id="${id}-tab"
          class="tab"
          role="tab"
          aria-selected=${String(id === chosen)}
          aria-controls="${id}-panel"
          tabindex=${id === chosen ? 0 : -1}
          @click=${() => choose(id)}
        >
          ${title}
        </button>`,
    )}
  </div>`;
};
