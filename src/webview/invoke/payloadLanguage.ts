import {
  acceptCompletion,
  autocompletion,
  startCompletion,
  type Completion as Option,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { Prec, StateEffect, StateField, type Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view';
import type { PayloadClient } from '../../core/payload/engine/client';
import type { Completion } from '../../core/payload/engine/model';
import { markdown } from '../shared/markdown';

/** Completion and hover from the event's type. @param document which of the client's it is */
export const payloadLanguage = (client: PayloadClient, document: string): Extension => [
  autocompletion({
    override: [(context) => completions(client, document, context)],
    icons: false,
    maxRenderedOptions: 200,
  }),
  // Before the keys that indent.
  Prec.high(keymap.of([{ key: 'Tab', run: acceptCompletion }])),
  hoverTooltip(async (view, at) => hoverAt(client, document, view, at)),
  hoverByKey(client, document),
];

async function completions(
  client: PayloadClient,
  document: string,
  { pos, explicit, state }: CompletionContext,
): Promise<CompletionResult | null> {
  // While typing only where a name or a value begins or goes on: not at each bracket and line.
  if (!explicit && !/["\w:.-]\s?$/.test(state.sliceDoc(Math.max(0, pos - 2), pos))) return null;
  const found = await client.complete(document, pos);
  const [first] = found ?? [];
  if (!found || !first) return null;
  const { offset } = first.edit;
  return {
    from: Math.min(offset, pos),
    options: found.filter(({ edit }) => edit.offset === offset).map((each) => optionOf(each, pos)),
    validFor: /^"?[\w.:-]*$/,
  };
}

/** @param asked where the cursor was */
const optionOf = (completion: Completion, asked: number): Option => {
  const { label, detail, documentation, filterText, sortText, edit, placeholder, continues } = completion;
  return {
    label: filterText,
    displayLabel: label,
    sortText,
    type: completion.kind,
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { info: () => markdown(documentation) }),
    apply: (view, _option, from, to) => {
      const { text } = edit;
      // Behind the cursor, as a quote that was closed at once.
      const rest = Math.max(0, edit.offset + edit.length - asked);
      const anchor = from + (placeholder?.offset ?? text.length);
      view.dispatch({
        changes: { from, to: to + rest, insert: text },
        selection: { anchor, head: anchor + (placeholder?.length ?? 0) },
        userEvent: 'input.complete',
        scrollIntoView: true,
      });
      if (continues) startCompletion(view);
    },
  };
};

async function hoverAt(
  client: PayloadClient,
  document: string,
  view: EditorView,
  at: number,
): Promise<Tooltip | null> {
  const hover = await client.hover(document, at);
  if (!hover || hover.offset + hover.length > view.state.doc.length) return null;
  return {
    pos: hover.offset,
    end: hover.offset + hover.length,
    above: true,
    create: () => {
      const dom = markdown(hover.text);
      dom.classList.add('cm-hover');
      dom.setAttribute('role', 'status');
      return { dom };
    },
  };
}

/** For those who have no pointer: VS Code's own keys, at the cursor. */
function hoverByKey(client: PayloadClient, document: string): Extension {
  const shown = StateEffect.define<Tooltip | null>();
  const field = StateField.define<Tooltip | null>({
    create: () => null,
    update: (tooltip, { effects, docChanged, selection }) => {
      const last = effects.findLast((effect) => effect.is(shown));
      if (last) return last.value;
      return docChanged || selection ? null : tooltip;
    },
    provide: (value) => showTooltip.from(value),
  });
  const show = (view: EditorView): boolean => {
    const { head } = view.state.selection.main;
    void hoverAt(client, document, view, head).then((tooltip) => {
      if (view.state.selection.main.head === head) view.dispatch({ effects: shown.of(tooltip) });
    });
    return true;
  };
  const hide = (view: EditorView): boolean => {
    if (!view.state.field(field)) return false;
    view.dispatch({ effects: shown.of(null) });
    return true;
  };
  return [
    field,
    Prec.high(
      keymap.of([
        { key: 'Mod-k Mod-i', run: show },
        { key: 'Escape', run: hide },
      ]),
    ),
  ];
}
