import { html, type TemplateResult } from 'lit';
import { isBase64 } from '../../../core/payload/http/body';
import type { HttpForm } from '../../../core/payload/http/form';
import { contentTypeOf } from '../../../core/payload/http/request';
import type { InvokeStrings } from '../../../protocol/invokeStrings';
import { tabs } from '../tabs';
import { bodyPane } from './bodyPane';
import { EventPane } from './eventPane';
import type { FormModel } from './formModel';
import { JsonBody } from './jsonBody';
import { listOf, paneTabs, type Pane, type ShownProblem } from './panes';
import { rowsEditor } from './rows';

export interface PanesHost {
  change(change: Partial<HttpForm>): void;
  chooseFile(): void;
  copy(text: string): void;
  invoke(): void;
  /** Another pane. */
  shown(): void;
  useAsEvent(text: string): void;
}

/** The parts of the request below its line, one at a time. */
export class PanesView {
  pane: Pane = 'request-query';
  readonly #json: JsonBody;
  readonly #event: EventPane;

  constructor(
    private readonly strings: InvokeStrings,
    private readonly model: FormModel,
    private readonly host: PanesHost,
  ) {
    this.#json = new JsonBody(strings, {
      changed: (text) => host.change({ text }),
      invoke: () => host.invoke(),
    });
    this.#event = new EventPane(strings, host);
  }

  /** @param event makes the request's; only where it is shown */
  view(problem: ShownProblem | undefined, event: () => string): TemplateResult {
    const shown = paneTabs(this.model.form, this.strings);
    const { id: chosen } = shown.find(({ id }) => id === this.pane) ?? shown[0];
    return html`<div class="bar">
        ${tabs(this.strings.request.parts, shown, chosen, (pane) => {
          this.pane = pane;
          this.host.shown();
        })}
      </div>
      <div id="${chosen}-panel" class="request-part" role="tabpanel" aria-labelledby="${chosen}-tab">
        ${this.#content(chosen, problem, event)}
      </div>`;
  }

  #content(pane: Pane, problem: ShownProblem | undefined, event: () => string): TemplateResult {
    const { request: strings } = this.strings;
    const { form, file, request, endpoint } = this.model;
    switch (pane) {
      case 'request-event':
        return this.#event.view(problem ? { problem: problem.message } : { text: event() });
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
          this.host,
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
          (rows) => this.host.change({ [list]: rows }),
        );
      }
    }
  }
}
