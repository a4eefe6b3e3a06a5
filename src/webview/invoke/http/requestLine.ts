import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { formEndpoint, formParts, usualStage } from '../../../core/payload/http/formRequest';
import { pathParameters } from '../../../core/payload/http/endpoint';
import type { HttpForm } from '../../../core/payload/http/form';
import { filledPath, gatewayPath, parameterNames } from '../../../core/payload/http/pathTemplate';
import { sentPath } from '../../../core/payload/http/percent';
import type { HttpFormStrings } from '../../../protocol/httpForm';
import type { RouteView } from '../../../protocol/invoke';
import { fill } from '../../shared/text';

export interface LineView {
  readonly form: HttpForm;
  readonly routes: readonly RouteView[];
  /** The method is typed, not chosen. */
  readonly typesMethod: boolean;
  readonly methodProblem: string | undefined;
  readonly strings: HttpFormStrings;
}

export interface LineActions {
  readonly change: (change: Partial<HttpForm>) => void;
  readonly typeMethod: (types: boolean) => void;
  /** A path was typed to its end, or chosen. */
  readonly pathGiven: (path: string) => void;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const other = '…';

const valueOf = ({ target }: Event): string => (target as HTMLInputElement | HTMLSelectElement).value;

export const requestLine = (view: LineView, actions: LineActions): TemplateResult => html`
  ${formParts(view.form.trigger).line ? line(view, actions) : nothing}
  <div class="settings">${[...parameters(view, actions), ...settings(view, actions)]}</div>
  ${isOtherRoute(view.form) ? html`<p id="route-mismatch" class="advice">${view.strings.routeMismatch}</p>` : nothing}
`;

const line = (view: LineView, actions: LineActions): TemplateResult => {
  const { form, routes, methodProblem, strings } = view;
  const paths = [...new Set(routes.map(({ path }) => path))];
  return html`<div class="request-line">
      ${method(view, actions)}
      <input
        id="path"
        type="text"
        autocomplete="off"
        spellcheck="false"
        list="routes"
        aria-label=${strings.path}
        .value=${live(form.path)}
        @input=${(event: Event) => actions.change({ path: valueOf(event) })}
        @change=${(event: Event) => actions.pathGiven(valueOf(event))}
      />
      <datalist id="routes">${paths.map((path) => html`<option value=${path}></option>`)}</datalist>
    </div>
    ${methodProblem ? html`<p id="method-problem" class="problem" role="alert">${methodProblem}</p>` : nothing}`;
};

/** A list to choose from, which Chromium's own suggestions are not: they hide all but what is there already. */
const method = (
  { form, typesMethod, methodProblem, strings }: LineView,
  { change, typeMethod }: LineActions,
): TemplateResult => {
  const invalid = methodProblem ? 'true' : nothing;
  const describedBy = methodProblem ? 'method-problem' : nothing;
  if (typesMethod)
    return html`<input
      id="method"
      type="text"
      autocomplete="off"
      spellcheck="false"
      aria-label=${strings.method}
      aria-invalid=${invalid}
      aria-describedby=${describedBy}
      .value=${live(form.method)}
      @input=${(event: Event) => change({ method: valueOf(event) })}
      @blur=${() => !methodProblem && typeMethod(false)}
    />`;
  const all = methods.includes(form.method) ? methods : [...methods, form.method];
  return html`<select
    id="method"
    aria-label=${strings.method}
    aria-invalid=${invalid}
    aria-describedby=${describedBy}
    @change=${(event: Event) =>
      valueOf(event) === other ? typeMethod(true) : change({ method: valueOf(event) })}
  >
    ${all.map((name) => html`<option value=${name} .selected=${live(name === form.method)}>${name}</option>`)}
    <option value=${other}>${strings.otherMethod}</option>
  </select>`;
};

const setting = (
  id: string,
  label: string,
  value: string,
  placeholder: string,
  change: (value: string) => void,
  { list, describedBy }: { readonly list?: string; readonly describedBy?: string | undefined } = {},
): TemplateResult => html`
  <label for=${id}>${label}</label>
  <input
    id=${id}
    type="text"
    autocomplete="off"
    spellcheck="false"
    list=${list ?? nothing}
    placeholder=${placeholder}
    aria-describedby=${describedBy ?? nothing}
    .value=${live(value)}
    @input=${(event: Event) => change(valueOf(event))}
  />
`;

function parameters({ form, strings }: LineView, { change }: LineActions): readonly TemplateResult[] {
  if (!formParts(form.trigger).line) return [];
  return parameterNames(form.path).map((name) =>
    setting(
      `parameter-${name}`,
      fill(strings.parameter, name),
      (Object.hasOwn(form.parameters, name) && form.parameters[name]) || '',
      name,
      (value) => change({ parameters: { ...form.parameters, [name]: value } }),
    ),
  );
}

function settings({ form, routes, strings }: LineView, { change }: LineActions): readonly TemplateResult[] {
  const { trigger } = form;
  const paths = [...new Set(routes.map(({ path }) => gatewayPath(path)))];
  const stage = (): TemplateResult =>
    setting('stage', strings.stage, form.stage, usualStage(trigger), (value) => change({ stage: value }));
  const route = (label: string, usual: string, list?: 'gateway-routes'): TemplateResult =>
    html`${setting('route', label, form.route, usual, (value) => change({ route: value }), {
      ...(list && { list }),
      describedBy: isOtherRoute(form) ? 'route-mismatch' : undefined,
    })}
    ${
      list
        ? html`<datalist id=${list}>${paths.map((path) => html`<option value=${path}></option>`)}</datalist>`
        : nothing
    }`;
  const text = (name: 'binaryMediaTypes' | 'connectionId', placeholder: string): TemplateResult =>
    setting(name, strings[name], form[name], placeholder, (value) => change({ [name]: value }));
  switch (trigger) {
    case 'functionUrl':
    case 'alb':
    case 'albMultiValue':
      return [];
    case 'httpApi':
      return [stage(), route(strings.route, '$default', 'gateway-routes')];
    case 'restApi':
      return [
        stage(),
        route(strings.resource, '/{proxy+}', 'gateway-routes'),
        text('binaryMediaTypes', 'image/*, application/pdf'),
      ];
    case 'webSocketConnect':
    case 'webSocketDisconnect':
      return [stage(), text('connectionId', 'AbCdEfGhIjKlMnO=')];
    case 'webSocketMessage':
      return [stage(), route(strings.routeKey, '$default'), text('connectionId', 'AbCdEfGhIjKlMnO=')];
  }
}

function isOtherRoute(form: HttpForm): boolean {
  const endpoint = formEndpoint(form);
  const route =
    endpoint.trigger === 'httpApi'
      ? endpoint.route
      : endpoint.trigger === 'restApi'
        ? endpoint.resource
        : undefined;
  return route !== undefined && !pathParameters(route, sentPath(filledPath(form.path, form.parameters)));
}
