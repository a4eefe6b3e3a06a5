import { html, type TemplateResult } from 'lit';

export interface MenuItem {
  readonly title: string;
  readonly run: () => void;
  readonly disabled?: boolean;
}

/**
 * A button with a menu (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/). The browser closes it by Escape or a
 * click elsewhere, and gives the focus back. Does nothing without items.
 * @param id of the button; the menu's is made of it
 */
export const menu = (
  id: string,
  title: string,
  items: readonly MenuItem[],
  label = title,
): TemplateResult => html`
  <button
    id=${id}
    class="opens-menu"
    popovertarget="${id}-menu"
    aria-haspopup="menu"
    aria-label=${label}
    title=${label}
    ?disabled=${items.length === 0}
    @keydown=${openByArrow}
  >
    ${title}
  </button>
  <div
    id="${id}-menu"
    class="menu"
    role="menu"
    popover
    aria-label=${label}
    @beforetoggle=${place}
    @toggle=${enter}
    @keydown=${walk}
  >
    ${items.map(
      ({ title: text, run, disabled }) =>
        html`<button role="menuitem" tabindex="-1" ?disabled=${disabled} @click=${choose(run)}>
          ${text}
        </button>`,
    )}
  </div>
`;

const choose =
  (run: () => void) =>
  ({ currentTarget }: Event): void => {
    (currentTarget as HTMLElement).closest<HTMLElement>('[popover]')?.hidePopover();
    run();
  };

function openByArrow(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).click();
}

/** Below its button, and within the window. */
function place(event: Event): void {
  const list = event.currentTarget as HTMLElement;
  const button = document.getElementById(list.id.slice(0, -'-menu'.length));
  if ((event as ToggleEvent).newState !== 'open' || !button) return;
  const { left, right, bottom } = button.getBoundingClientRect();
  const opensToTheLeft = left > window.innerWidth / 2;
  list.style.top = `${bottom + 2}px`;
  list.style.left = opensToTheLeft ? 'auto' : `${left}px`;
  list.style.right = opensToTheLeft ? `${document.documentElement.clientWidth - right}px` : 'auto';
}

function enter(event: Event): void {
  const list = event.currentTarget as HTMLElement;
  const isOpen = (event as ToggleEvent).newState === 'open';
  document.getElementById(list.id.slice(0, -'-menu'.length))?.setAttribute('aria-expanded', String(isOpen));
  if (isOpen) enabled(list)[0]?.focus();
}

const enabled = (list: HTMLElement): readonly HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[role=menuitem]:enabled'),
];

function walk(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement;
  const items = enabled(list);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (event.key === 'Tab') list.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
}
