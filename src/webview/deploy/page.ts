import { html, nothing, type TemplateResult } from 'lit';
import type { Button, DeployView, Notice } from '../../protocol/deploy';
import { fill } from '../shared/text';
import { button, chip, dot, nameInput, select, type Handlers } from './controls';

/** @param running how long what runs has been running, ms */
export function page(view: DeployView, handlers: Handlers, running: number | undefined): TemplateResult {
  const { press } = handlers;
  return html`
    <header class="row">
      <h1>${view.title}</h1>
      <div class="fields row">
        ${select('profile', view.profile, view.locked, handlers)}
        ${select('region', view.region, view.locked, handlers)} ${nameInput(view.name, view.locked, handlers)}
      </div>
    </header>
    ${account(view.account, press)} ${result(view.result, press)}
    ${
      view.notices.length === 0
        ? nothing
        : html`<ul class="notices">
            ${view.notices.map((entry) => notice(entry, press))}
          </ul>`
    }
    ${code(view, handlers)} ${command(view.command, press)} ${footer(view, press, running)}
  `;
}

type Press = Handlers['press'];

function account({ tone, parts, origins, chips, buttons }: DeployView['account'], press: Press) {
  return html`<div class="account row">
    <span role="status" class="row">
      ${dot(tone)}
      <span>${parts.map((part, index) => (index % 2 === 1 ? html` <b>${part}</b> ` : part))}</span>
    </span>
    ${chips.map(chip)} ${origins === '' ? nothing : html`<span class="muted">${origins}</span>`}
    ${buttons.map((each) => button(each, press, 'link'))}
  </div>`;
}

const notice = ({ tone, text, buttons }: Notice, press: Press) =>
  html`<li class="row">
    ${dot(tone)}<span class="text">${text}</span>${buttons.map((each) => button(each, press))}
  </li>`;

function code({ code: shown, locked }: DeployView, handlers: Handlers) {
  return html`<section class="card" aria-labelledby="code">
    <div class="row head">
      <h2 id="code">${shown.title}</h2>
      <span class="grow"></span>
      ${chip(shown.chip)}
    </div>
    <table>
      <thead>
        <tr>
          <td></td>
          ${shown.columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${shown.rows.map(
          ({ label, cells }) =>
            html`<tr>
              <th scope="row">${label}</th>
              ${cells.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
    <div class="row foot">
      ${select('architecture', shown.architecture, locked, handlers)}
      ${select('compiler', shown.compiler, locked, handlers)}
      ${shown.facts.map(
        ({ label, cells }) => html`<span class="fact"><span class="muted">${label}</span> ${cells}</span>`,
      )}
    </div>
  </section>`;
}

const command = ({ title, lines, copy }: DeployView['command'], press: Press) =>
  html`<section class="command" aria-labelledby="command">
    <div class="row">
      <h2 id="command">${title}</h2>
      <span class="grow"></span>
      ${button(copy, press, 'link')}
    </div>
    <pre>${lines.join('\n')}</pre>
  </section>`;

function result(shown: DeployView['result'], press: Press) {
  if (!shown) return nothing;
  return html`<section id="result" class="card" aria-labelledby="deployed">
    <div class="row head"><h2 id="deployed">${shown.title}</h2></div>
    <dl>
      ${shown.rows.map(
        ({ label, value }) =>
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <div class="row foot">${shown.buttons.map((each) => button(each, press))}</div>
  </section>`;
}

function footer({ status, buttons }: DeployView, press: Press, running: number | undefined) {
  const elapsed = running === undefined ? '' : fill(status?.seconds ?? '', Math.floor(running / 1_000));
  return html`<footer class="row">
    <div class="status row">
      <span role="status" class="row">
        ${status ? html`${dot(status.tone)}<span class="text">${status.text}</span>` : nothing}
      </span>
      ${elapsed === '' ? nothing : html`<span class="muted" aria-hidden="true">${elapsed}</span>`}
      ${status?.buttons.map((each) => button(each, press)) ?? nothing}
    </div>
    <div class="row buttons">${buttons.map((each: Button) => button(each, press))}</div>
  </footer>`;
}
