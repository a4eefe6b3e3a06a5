import { html, nothing, render, type TemplateResult } from 'lit';
import { isBase64 } from '../../../core/payload/http/body';
import { curlCommand } from '../../../core/payload/http/curl/export';
import type { FormTrigger, HttpForm } from '../../../core/payload/http/form';
import { binaryMediaTypes, sentBody } from '../../../core/payload/http/formRequest';
import { contentTypeOf } from '../../../core/payload/http/request';
import type { InvokeMethods, RouteView } from '../../../protocol/invoke';
import type { InvokeStrings } from '../../../protocol/invokeStrings';
import { tabs } from '../tabs';
import { bodyPane } from './bodyPane';
import { CurlImporter } from './curlImport';
import { EventPane } from './eventPane';
import { formBar } from './formBar';
import { FormModel } from './formModel';
import { JsonBody } from './jsonBody';
import { listOf, paneTabs, shownProblem, type Pane, type ProblemField, type ShownProblem } from './panes';
import { requestLine } from './requestLine';
import { rowsEditor } from './rows';
import { base64, Stamping } from './stamp';

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
  #pane: Pane = 'request-query';
  #typesMethod = false;
  #stamping = new Stamping();
  #note = '';
  readonly #json: JsonBody;
  readonly #event: EventPane;
  readonly #curl: CurlImporter;

  constructor(
    private readonly element: HTMLElement,
    private readonly strings: InvokeStrings,
    form: HttpForm | undefined,
    private readonly host: HttpFormHost,
  ) {
    this.#model = new FormModel(form);
    this.#json = new JsonBody(strings, {
      changed: (text) => this.#change({ text }),
      invoke: () => host.invoke(),
    });
    this.#event = new EventPane(strings, {
      copy: (text) => void this.#copy(text),
      useAsEvent: (text) => host.useAsEvent(text),
    });
    this.#curl = new CurlImporter(strings.request, {
      imported: ({ request }) => {
        this.#model.import(request);
        this.#changed();
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
          copyCurl: () => void this.#copyCurl(),
        },
      )}
      ${this.#curl.isOpen ? this.#curl.view() : nothing}
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
      ${this.#panes(problem)}`,
      this.element,
    );
  }

  #panes(problem: ShownProblem | undefined): TemplateResult {
    const shown = paneTabs(this.#model.form, this.strings);
    const { id: chosen } = shown.find(({ id }) => id === this.#pane) ?? shown[0];
    return html`<div class="bar">
        ${tabs(this.strings.request.parts, shown, chosen, (pane) => {
          this.#pane = pane;
          this.draw();
        })}
      </div>
      <div id="${chosen}-panel" class="request-part" role="tabpanel" aria-labelledby="${chosen}-tab">
        ${this.#content(chosen, problem)}
      </div>`;
  }

  #content(pane: Pane, problem: ShownProblem | undefined): TemplateResult | typeof nothing {
    const { request: strings } = this.strings;
    const { form, file, request, endpoint } = this.#model;
    switch (pane) {
      case 'request-event':
        return this.#event.view(
          problem ? { problem: problem.message } : { text: this.#model.event(this.#stamping.stamp) ?? '' },
        );
      case 'request-body': {
        this.#json.show(form.text);
        return bodyPane(
          {
            ...{ form, strings, editor: this.#json.element },
            fileSize: file?.size,
            problem: problem?.field.pane === 'request-body' ? problem.message : undefined,
            contentType: request.body && contentTypeOf(request),
            isBase64: (request.body?.content.length ?? 0) > 0 && isBase64(request, endpoint),
          },
          { change: (change) => this.#change(change), chooseFile: () => void this.#chooseFile() },
        );
      }
      default: {
        const list = listOf(pane);
        const row = problem?.field.row;
        return rowsEditor(
          {
            list,
            rows: form[list],
            ...(problem && row?.list === list && { problem: { ...row, message: problem.message } }),
          },
          strings,
          (rows) => this.#change({ [list]: rows }),
        );
      }
    }
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
    if (pane) this.#pane = pane;
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

  async #copyCurl(): Promise<void> {
    const problem = this.#problem();
    if (problem) {
      this.#show(problem.field);
      return;
    }
    await this.#tried(async () => {
      const origin = await this.host.request('origin', null);
      await this.#copy(curlCommand(this.#model.request, origin, { base64 }) ?? '');
    });
  }

  async #copy(text: string): Promise<void> {
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
