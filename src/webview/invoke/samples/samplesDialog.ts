import { render } from 'lit';
import { messageOf } from '../../../core/errors';
import type { RankedSample } from '../../../core/payload/samples/sample';
import type { SampleListView } from '../../../protocol/invoke';
import type { InvokeStrings } from '../../../protocol/invokeStrings';
import { fill } from '../../shared/text';
import { SampleModel } from './sampleModel';
import { SamplePreview } from './samplePreview';
import { buttons, frame, optionId, optionList, searchField, type SampleActions } from './sampleViews';

export interface SamplesHost {
  list(): Promise<SampleListView>;
  read(file: string): Promise<string>;
}

/** Shows the samples over the panel. Gives the text of the one that is chosen; undefined: the person cancelled. */
export const chooseSample = (strings: InvokeStrings, host: SamplesHost): Promise<string | undefined> =>
  new SamplesDialog(strings, host).closed;

/** Of a page of the list. */
const pageStep = 10;

class SamplesDialog {
  readonly #dialog = document.createElement('dialog');
  readonly #model = new SampleModel();
  readonly #preview: SamplePreview;
  /** By file: each is asked for once. */
  readonly #texts = new Map<string, Promise<string>>();
  #list: SampleListView | undefined;
  #problem = '';
  #chosen: string | undefined;
  readonly closed: Promise<string | undefined>;
  readonly #actions: SampleActions = {
    search: (query) => this.#change(() => this.#model.search(query)),
    key: (event) => this.#key(event),
    select: (sample) => this.#change(() => this.#model.select(sample)),
    use: () => void this.#use(),
    cancel: () => this.#dialog.close(),
  };

  constructor(
    private readonly strings: InvokeStrings,
    private readonly host: SamplesHost,
  ) {
    const dialog = this.#dialog;
    dialog.id = 'samples';
    dialog.setAttribute('aria-labelledby', 'samples-title');
    dialog.setAttribute('aria-describedby', 'samples-origin');
    document.body.append(dialog);
    render(frame(strings.samples), dialog);
    this.#preview = new SamplePreview(this.#part('#samples-preview .editor'), strings);
    dialog.addEventListener('keydown', (event) => this.#keepFocus(event));
    this.closed = new Promise((resolve) => {
      dialog.addEventListener('close', () => {
        this.#preview.dispose();
        dialog.remove();
        resolve(this.#chosen);
      });
    });
    this.#draw();
    // A modal dialog: what is behind takes no focus, Escape closes it, and the focus goes back to where it was.
    dialog.showModal();
    this.#part('input').focus();
    void this.#load();
  }

  async #load(): Promise<void> {
    try {
      const list = await this.host.list();
      this.#list = list;
      this.#part('#samples-origin').textContent = list.origin;
      this.#change(() => this.#model.list(list.samples));
    } catch (error) {
      this.#failed(error);
    }
  }

  #change(change: () => void): void {
    change();
    this.#problem = '';
    this.#draw();
    const { selected } = this.#model;
    if (selected) this.#dialog.querySelector(`#${optionId(selected)}`)?.scrollIntoView({ block: 'nearest' });
    void this.#show(selected);
  }

  async #show(sample: RankedSample | undefined): Promise<void> {
    try {
      const text = sample ? await this.#read(sample) : '';
      if (this.#model.selected === sample) this.#previewed(text);
    } catch (error) {
      if (this.#model.selected === sample) this.#failed(error);
    }
  }

  #previewed(text: string): void {
    const left = this.#preview.show(text);
    const { moreLines } = this.strings.samples;
    this.#part('#samples-preview p').textContent = left > 0 ? fill(moreLines, left) : '';
  }

  #read({ file }: RankedSample): Promise<string> {
    const known = this.#texts.get(file);
    if (known) return known;
    const reading = this.host.read(file);
    this.#texts.set(file, reading);
    // The next time may be better.
    reading.catch(() => this.#texts.delete(file));
    return reading;
  }

  async #use(): Promise<void> {
    const { selected } = this.#model;
    if (!selected) return;
    try {
      const text = await this.#read(selected);
      // Closed, or chosen another, while it was read.
      if (this.#model.selected !== selected) return;
      this.#chosen = text;
      this.#dialog.close();
    } catch (error) {
      this.#failed(error);
    }
  }

  #key(event: KeyboardEvent): void {
    // Enter ends what an input method composes.
    if (event.isComposing) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: pageStep,
      PageUp: -pageStep,
    };
    const step = steps[event.key];
    if (step !== undefined) this.#change(() => this.#model.move(step));
    else if (event.key === 'Enter') void this.#use();
    else return;
    event.preventDefault();
  }

  /** Out of the last control, Tab would leave the page. */
  #keepFocus(event: KeyboardEvent): void {
    if (event.key !== 'Tab' || event.defaultPrevented) return;
    const controls = [...this.#dialog.querySelectorAll<HTMLElement>('input, [tabindex="0"], button:enabled')];
    const [first, last] = [controls[0], controls.at(-1)];
    const [from, to] = event.shiftKey ? [first, last] : [last, first];
    if (document.activeElement !== from) return;
    event.preventDefault();
    to?.focus();
  }

  #failed(error: unknown): void {
    this.#problem = messageOf(error);
    this.#draw();
  }

  #draw(): void {
    const { samples: strings } = this.strings;
    render(searchField(this.#model, strings, this.#actions), this.#part('#samples-search'));
    render(optionList(this.#model, this.#list, strings, this.#actions), this.#part('#samples-list'));
    render(buttons(this.#model, this.#problem, strings, this.#actions), this.#part('footer'));
  }

  #part(selector: string): HTMLElement {
    const found = this.#dialog.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`The dialog has no ${selector}.`);
    return found;
  }
}
