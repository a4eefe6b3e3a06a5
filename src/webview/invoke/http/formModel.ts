import type { Endpoint, HttpStamp } from '../../../core/payload/http/endpoint';
import { httpEvent } from '../../../core/payload/http/event';
import { emptyForm, formTriggers, type FormTrigger, type HttpForm } from '../../../core/payload/http/form';
import { formOfEvent, type EventForm } from '../../../core/payload/http/formOfEvent';
import { formEndpoint, formOf, formRequest, sentBody } from '../../../core/payload/http/formRequest';
import { addressParts, parameterNames, suggestedParameter } from '../../../core/payload/http/pathTemplate';
import { queryOf } from '../../../core/payload/http/percent';
import { requestProblem, type HttpRequest, type RequestProblem } from '../../../core/payload/http/request';
import type { BodyFile, RouteView } from '../../../protocol/invoke';
import { base64, bytesOf } from './stamp';

/** `file`: it is not chosen, or could not be read. `base64`: the text is none. */
export type FormProblem = RequestProblem | { readonly part: 'file' | 'base64' };

/** What is filled in, what it becomes, and what keeps it from being sent. */
export class FormModel {
  #form: HttpForm;
  #isUntouched: boolean;
  #routes: readonly RouteView[] = [];
  #refused: readonly FormTrigger[] = [];
  /** The body that is a file. */
  file: BodyFile | undefined;
  /** As long as what was filled in at once can be taken back. */
  #before: { readonly form: HttpForm; readonly isUntouched: boolean } | undefined;
  #decoded: { readonly text: string; readonly bytes: Uint8Array | undefined } | undefined;

  constructor(form: HttpForm | undefined) {
    this.#form = form ?? emptyForm;
    this.#isUntouched = form === undefined;
  }

  get form(): HttpForm {
    return this.#form;
  }

  /** For the draft: undefined while nobody has filled in anything. */
  get kept(): HttpForm | undefined {
    return this.#isUntouched ? undefined : this.#form;
  }

  get routes(): readonly RouteView[] {
    return this.#routes;
  }

  /** What the function's router takes: the first is what one would want to send. */
  set routes(routes: readonly RouteView[]) {
    this.#routes = routes;
    const [first] = routes;
    if (this.#isUntouched && first) this.#form = { ...this.#form, ...this.#routed(first.path) };
  }

  /** Triggers whose requests the function can't read: the first of the others is what one would want to send. */
  set refused(triggers: readonly FormTrigger[]) {
    this.#refused = triggers;
    const taken = formTriggers.find((trigger) => !triggers.includes(trigger));
    if (this.#isUntouched && taken) this.#form = { ...this.#form, trigger: taken };
  }

  get isRefused(): boolean {
    return this.#refused.includes(this.#form.trigger);
  }

  change(change: Partial<HttpForm>): void {
    this.#form = { ...this.#form, ...change };
    this.#isUntouched = false;
  }

  /** A path that was typed to its end, chosen, or pasted as an address that has more than a path. */
  takePath(typed: string): void {
    const { path, query } = addressParts(typed);
    this.change({ ...this.#routed(path), query: [...this.#form.query, ...queryOf(query)] });
  }

  /** What a key sends while it is typed is a path to its end, too. */
  endTyping(): void {
    const { path } = this.#form;
    if (addressParts(path).path !== path) this.takePath(path);
  }

  import(request: HttpRequest): void {
    this.#fill(formOf(request, this.#form, base64));
  }

  /** undefined when the payload is no event of a request. */
  read(payload: string, stamp: HttpStamp): EventForm | undefined {
    return formOfEvent(payload, this.#form, stamp, bytesOf);
  }

  take({ form }: EventForm): void {
    this.#fill(form);
  }

  /** What was filled in before another request took its place. */
  undo(): void {
    if (!this.#before) return;
    this.#form = this.#before.form;
    this.#isUntouched = this.#before.isUntouched;
    this.#before = undefined;
  }

  #fill(form: HttpForm): void {
    this.#before = { form: this.#form, isUntouched: this.#isUntouched };
    this.change(form);
  }

  get request(): HttpRequest {
    return formRequest(this.#form, this.#bytes);
  }

  get #bytes(): Uint8Array | undefined {
    if (sentBody(this.#form) === 'file') return this.file?.content;
    if (sentBody(this.#form) !== 'base64') return undefined;
    const { text } = this.#form;
    if (this.#decoded?.text !== text) this.#decoded = { text, bytes: bytesOf(text) };
    return this.#decoded.bytes;
  }

  get endpoint(): Endpoint {
    return formEndpoint(this.#form);
  }

  get problem(): FormProblem | undefined {
    const kind = sentBody(this.#form);
    if ((kind === 'file' || kind === 'base64') && !this.#bytes) return { part: kind };
    return requestProblem(this.request);
  }

  /** undefined when there is a problem. */
  event(stamp: HttpStamp): string | undefined {
    const event = this.problem ? undefined : httpEvent(this.request, this.endpoint, stamp);
    return event && 'json' in event ? event.json : undefined;
  }

  /** The path with values for what it asks for, and a method that its route takes. */
  #routed(path: string): Pick<HttpForm, 'path' | 'method' | 'parameters'> {
    const { method, parameters } = this.#form;
    const methods = this.#routes.filter((route) => route.path === path).map((route) => route.method);
    const isTaken = methods.length === 0 || methods.includes('ANY') || methods.includes(method);
    const suggested = parameterNames(path).map((name) => [name, suggestedParameter(name)] as const);
    return {
      path,
      method: isTaken ? method : (methods[0] ?? method),
      parameters: { ...Object.fromEntries(suggested), ...parameters },
    };
  }
}
