import { html, nothing, render } from 'lit';
import { curlCommand, type CurlShell } from '../../../core/payload/http/curl/export';
import type { FormTrigger, HttpForm } from '../../../core/payload/http/form';
import { binaryMediaTypes, sentBody } from '../../../core/payload/http/formRequest';
import type { InvokeMethods, RouteView } from '../../../protocol/invoke';
import type { InvokeStrings } from '../../../protocol/invokeStrings';
import { fill } from '../../shared/text';
import { CurlImporter } from './curlImport';
import { formBar } from './formBar';
import { FormModel } from './formModel';
import { shownProblem, type ProblemField, type ShownProblem } from './panes';
import { PanesView } from './panesView';
import { requestLine } from './requestLine';
import { base64, Stamping } from './stamp';
import { takenNotice, type Taken } from './taken';

export interface HttpFormHost {
  changed(): void;
  invoke(): void;
  useAsEvent(text: string): void;
  request<Name extends 'chooseBodyFile' | 'readBodyFile' | 'origin' | 'copyText'>(
    method: Name,
    takes: InvokeMethods[Name]['takes'],
  ): Promise<InvokeMethods[Name]['gives']>;
  failed(error: unknown): void;
}

/** The form of an HTTP request, drawn into an element. Its state is the draft's. */
export class HttpFormView {
  readonly #model: FormModel;
  #typesMethod = false;
  #stamping = new Stamping();
  #note = '';
  #taken: Taken | undefined;
  readonly #panes: PanesView;
  readonly #curl: CurlImporter;

  constructor(
    private readonly element: HTMLElement,
    private readonly strings: InvokeStrings,
    form: HttpForm | undefined,
    private readonly host: HttpFormHost,
  ) {
    this.#model = new FormModel(form);
    this.#panes = new PanesView(strings, this.#model, {
      change: (change) => this.#change(change),
      chooseFile: () => void this.#chooseFile(),
      copy: (text) => void this.#copy(text),
      invoke: () => host.invoke(),
      shown: () => this.draw(),
      useAsEvent: (text) => host.useAsEvent(text),
    });
    this.#curl = new CurlImporter(strings.request, {
      imported: ({ request, leftOut }) => {
        this.#model.import(request);
        const { imported: title, leftOut: lines } = strings.request;
        this.#filled({ title, leftOut: leftOut.map(({ kind, text }) => fill(lines[kind], text)) });
      },
      changed: () => this.draw(),
      closed: () => document.getElementById('import-curl')?.focus(),
    });
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      event.preventDefault();
      host.invoke();
    });
    if (this.#model.form.file !== '') void this.#readFile();
    this.draw();
  }

  /** undefined while nobody has filled in anything. */
  get state(): HttpForm | undefined {
    return this.#model.kept;
  }

  /** What is stored each time that something changes. */
  get characters(): number {
    return this.#model.form.text.length;
  }

  /** Of a REST API: whether it decodes a response depends on them. */
  get binaryMediaTypes(): readonly string[] | undefined {
    const { form } = this.#model;
    return form.trigger === 'restApi' ? binaryMediaTypes(form) : undefined;
  }

  /** What the function's router takes. */
  set routes(routes: readonly RouteView[]) {
    this.#model.routes = routes;
    this.draw();
  }

  /** Triggers whose requests the function can't read. */
  set refusedTriggers(triggers: readonly FormTrigger[]) {
    this.#model.refused = triggers;
    this.draw();
  }

  /** Fills in the request that the payload is an event of; false when it is none. */
  take(payload: string): boolean {
    const read = this.#model.read(payload, this.#stamping.stamp);
    if (!read) return false;
    this.#model.take(read);
    const { taken: title, lost } = this.strings.request;
    this.#filled({ title, leftOut: read.lost.length > 0 ? [fill(lost, read.lost.join(', '))] : [] });
    return true;
  }

  focus(): void {
    (this.#find('path') ?? this.#find('trigger'))?.focus();
  }

  /** The event to be sent now; undefined when there is none, which is told at its field. */
  async event(): Promise<string | undefined> {
    this.#model.endTyping();
    const { form } = this.#model;
    if (sentBody(form) === 'file' && form.file !== '') await this.#readFile();
    this.#stamping = new Stamping();
    const problem = this.#problem();
    if (problem) this.#show(problem.field);
    else this.draw();
    return this.#model.event(this.#stamping.stamp);
  }

  draw(): void {
    const { request: strings } = this.strings;
    const { form, routes } = this.#model;
    const problem = this.#problem();
    render(
      html`${formBar(
        { form, strings, note: this.#note, importsCurl: this.#curl.isOpen, isRefused: this.#model.isRefused },
        {
          choose: (trigger) => this.#change({ trigger }),
          importCurl: () => this.#curl.toggle(),
          copyCurl: (shell) => void this.#copyCurl(shell),
        },
      )}
      ${this.#curl.isOpen ? this.#curl.view() : nothing}
      ${takenNotice(this.#taken, strings, {
        undo: () => {
          this.#model.undo();
          this.#filled(undefined);
        },
        close: () => this.#filled(undefined),
      })}
      ${requestLine(
        {
          ...{ form, routes, typesMethod: this.#typesMethod, strings },
          methodProblem: problem?.field.id === 'method' ? problem.message : undefined,
        },
        {
          change: (change) => this.#change(change),
          typeMethod: (types) => this.#typeMethod(types),
          pathGiven: (path) => {
            this.#model.takePath(path);
            this.#changed();
          },
        },
      )}
      ${this.#panes.view(problem, () => this.#model.event(this.#stamping.stamp) ?? '')}`,
      this.element,
    );
  }

  #change(change: Partial<HttpForm>): void {
    this.#model.change(change);
    this.#changed();
  }

  #changed(): void {
    this.#note = '';
    this.draw();
    this.host.changed();
  }

  /** All of the form is another one. */
  #filled(taken: Taken | undefined): void {
    this.#taken = taken;
    this.#typesMethod = false;
    this.#changed();
    this.focus();
  }

  #typeMethod(types: boolean): void {
    this.#typesMethod = types;
    this.draw();
    if (!types) return;
    const input = this.#find('method');
    if (input instanceof HTMLInputElement) input.select();
  }

  #problem(): ShownProblem | undefined {
    return shownProblem(this.#model, this.strings.request);
  }

  #show({ id, pane }: ProblemField): void {
    if (pane) this.#panes.pane = pane;
    this.draw();
    this.#find(id)?.focus();
  }

  async #chooseFile(): Promise<void> {
    await this.#tried(async () => {
      const file = await this.host.request('chooseBodyFile', null);
      this.#model.file = file;
      this.#change({ file: file.name });
    });
  }

  async #readFile(): Promise<void> {
    this.#model.file = undefined;
    await this.#tried(async () => {
      this.#model.file = await this.host.request('readBodyFile', null);
    });
    this.draw();
  }

  async #copyCurl(shell: CurlShell): Promise<void> {
    const problem = this.#problem();
    if (problem) {
      this.#show(problem.field);
      return;
    }
    await this.#tried(async () => {
      const origin = await this.host.request('origin', null);
      const command = curlCommand(this.#model.request, origin, shell, { base64 });
      if (command === undefined) throw new Error(this.strings.request.noCmd);
      await this.#copy(command);
    });
  }

  async #copy(text: string): Promise<void> {
    // Once more is told once more.
    this.#note = '';
    this.draw();
    await this.#tried(async () => {
      await this.host.request('copyText', { text });
      this.#note = this.strings.request.copied;
      this.draw();
    });
  }

  async #tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.host.failed(error);
    }
  }

  #find(id: string): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
  }
}
