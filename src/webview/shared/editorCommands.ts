import { redo, selectAll, undo } from '@codemirror/commands';
import { EditorView, type Command } from '@codemirror/view';

const own: Readonly<Record<string, Command>> = { undo, redo, selectAll };
const opposite: Readonly<Record<string, string>> = { undo: 'redo', redo: 'undo' };

/**
 * VS Code's commands Undo, Redo and Select All, from its menu or by any key, reach a page as the browser's. That knows
 * only of the part of a text that is drawn, and of what it put in itself, wherever that was, and mixes up an editor's
 * text. Here an editor that has the focus does them in its own way, and the browser does them in its own fields alone.
 */
export function takeEditorCommands(): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- VS Code calls it
  const byBrowser = document.execCommand.bind(document) as (name: string, ...more: unknown[]) => boolean;
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- as above
  document.execCommand = (name, ...more) => {
    const focused = document.activeElement;
    const view =
      focused instanceof HTMLElement && focused.isContentEditable && EditorView.findFromDOM(focused);
    const command = own[name];
    if (view && command) return command(view);
    const back = opposite[name];
    return back === undefined
      ? byBrowser(name, ...more)
      : inFields(
          () => byBrowser(name),
          () => byBrowser(back),
        );
  };
}

/** @param back takes it back when it happened in an editor */
function inFields(act: () => boolean, back: () => boolean): boolean {
  const touched: (EventTarget | null)[] = [];
  const look = ({ target }: Event): unknown => touched.push(target);
  document.addEventListener('input', look, true);
  const isDone = act();
  document.removeEventListener('input', look, true);
  const isStray = touched.some((target) => target instanceof HTMLElement && target.isContentEditable);
  return isStray ? (back(), false) : isDone;
}
