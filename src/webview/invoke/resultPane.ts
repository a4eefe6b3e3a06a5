import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { ActionView, RunView } from '../../protocol/invoke';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import { fill, language } from '../shared/text';

export type Ended = Extract<RunView, { kind: 'ended' }>;
type Active = Extract<RunView, { kind: 'active' }>;

export interface ResultActions {
  readonly act: (index: number) => void;
}

/** While it runs: what is being done, and for how long. */
export const progress = (
  { stage, doubt }: Active,
  elapsedMs: number,
  strings: InvokeStrings,
): TemplateResult => html`
  <div class="row verdict">
    <span class="dot busy"></span>
    <strong>${strings.stages[stage]}…</strong>
    <span class="muted elapsed" aria-hidden="true">${seconds(elapsedMs, strings)}</span>
  </div>
  <div class="progress" aria-hidden="true"></div>
  ${doubt ? html`<p class="advice">${doubt}</p>` : nothing}
`;

/** What it came to, in words; the response itself is in the viewer below. */
export const summary = (run: Ended, strings: InvokeStrings, actions: ResultActions): TemplateResult => html`
  <div class="row verdict">
    <strong class="chip row ${run.tone}" id="verdict"
      ><span class="dot ${run.tone}"></span>${run.verdict}</strong
    >
    <span class="muted">${run.facts.join(' · ')}</span>
  </div>
  ${run.timeline.length > 0 ? timeline(run, strings) : nothing}
  ${run.message ? html`<pre class="message ${run.tone} ${run.isQuote ? 'quote' : ''}">${run.message}</pre>` : nothing}
  ${run.advice ? html`<p class="advice">${run.advice}</p>` : nothing}
  ${run.problems.length > 0 ? problems(run, strings, actions) : nothing}
  ${
    run.actions.length > 0
      ? html`<p class="row actions">${run.actions.map((action) => actionButton(action, actions))}</p>`
      : nothing
  }
  ${
    run.output.length > 0
      ? html`<details open>
          <summary>${strings.output}</summary>
          <pre class="output">${run.output.join('\n')}</pre>
        </details>`
      : nothing
  }
`;

const actionButton = ({ index, title }: ActionView, { act }: ResultActions): TemplateResult =>
  html`<button class="link" @click=${() => act(index)}>${title}</button>`;

const problems = (run: Ended, strings: InvokeStrings, actions: ResultActions): TemplateResult => html`
  <ul class="problems" aria-label=${strings.problems}>
    ${run.problems.map(
      ({ message, place }) =>
        html`<li>
          <span>${message}</span>
          ${place ? actionButton(place, actions) : nothing}
        </li>`,
    )}
  </ul>
`;

/** A bar in proportion, and the same as a list of words. */
const timeline = (run: Ended, strings: InvokeStrings): TemplateResult => html`
  <div class="timeline" aria-hidden="true">
    ${run.timeline.map(({ stage, ms }) => html`<span class=${stage} ${ref(grow(ms))}></span>`)}
  </div>
  <ol class="row times" aria-label=${strings.timeline}>
    ${run.timeline.map(
      ({ stage, text }) =>
        html`<li>
          <span class="key ${stage}"></span>${strings.stages[stage]} <span class="muted">${text}</span>
        </li>`,
    )}
  </ol>
`;

/** By script, as the page's policy takes no style attributes. */
const grow = (ms: number) => (element?: Element) => {
  if (element instanceof HTMLElement) element.style.flexGrow = String(Math.max(ms, 0.001));
};

/** `1.2 s` */
export const seconds = (ms: number, strings: InvokeStrings): string =>
  fill(
    strings.seconds,
    (ms / 1000).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  );

/** What a screen reader is told. */
export function spoken(run: RunView, strings: InvokeStrings): string {
  switch (run.kind) {
    case 'idle':
      return '';
    case 'active':
      return [strings.stages[run.stage], run.doubt].filter(Boolean).join('. ');
    case 'ended':
      // The same words again are news, too: they differ by a space that is not heard.
      return [run.verdict, ...run.facts, run.message, run.advice]
        .filter(Boolean)
        .join('. ')
        .concat(run.run % 2 === 0 ? '' : '\u00a0');
  }
}
