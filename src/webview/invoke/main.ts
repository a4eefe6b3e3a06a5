import { html, nothing, render } from 'lit';
import { messageOf } from '../../core/errors';
import type {
  EmulatorView,
  EventTypeView,
  FromInvokeWebview,
  FunctionView,
  Init,
  InvokeMethods,
  InvokeStrings,
  ResponsePart,
  RunView,
  ToInvokeWebview,
} from '../../protocol/invoke';
import { parseSavedPanel } from '../../protocol/invoke';
import { Host } from '../shared/host';
import { header } from './header';
import { BodyViewer } from './bodyViewer';
import { Payload, type PayloadHost } from './payload';
import { payloadBar, payloadFoot, payloadStatus } from './payloadPane';
import { bodyBar, progress, spoken, summary, type Ended } from './resultPane';

const root = document.querySelector<HTMLElement>('#panel');
if (!root) throw new Error('The page has no panel.');

const host = new Host<FromInvokeWebview, InvokeMethods>((message) => receive(message as ToInvokeWebview));
const tickMs = 100;
/** What ends sooner is shown by its result alone: nothing flickers, nothing is read aloud twice. */
const quickMs = 150;

/** What the page is made of, once the host has told its language. */
interface Page {
  readonly strings: InvokeStrings;
  readonly payload: Payload;
  readonly viewer: BodyViewer;
}
let page: Page | undefined;
let fn: FunctionView | undefined;
let emulator: EmulatorView | undefined;
let eventType: EventTypeView | undefined;
let run: RunView = { kind: 'idle' };
/** performance.now() when the run's elapsed time was told. */
let toldAt = 0;
/** The result before the run under way: stays readable until there is a new one. */
let last: Ended | undefined;
let part: ResponsePart = 'body';
let notice = '';
/** The payload of the last invocation. */
let sent: string | undefined;

function receive(message: ToInvokeWebview): void {
  switch (message.type) {
    case 'init':
      page = begin(message);
      focusPayload();
      break;
    case 'function':
      fn = message.function;
      break;
    case 'emulator':
      emulator = message.emulator;
      break;
    case 'eventType':
      eventType = message.eventType;
      page?.payload.expect(eventType.event);
      break;
    case 'files':
      page?.payload.list(message.files);
      break;
    case 'renamed':
      page?.payload.renamed(message.from, message.to);
      break;
    case 'choose':
      void page?.payload.choose(message.id).then((isShown) => {
        if (isShown) invoke();
      });
      break;
    case 'run':
      follow(message.run);
  }
  draw();
}

function follow(next: RunView): void {
  run = next;
  toldAt = performance.now();
  if (next.kind === 'active') notice = '';
  if (next.kind !== 'ended' || last?.run === next.run) return;
  last = next;
  part = 'body';
  const { payloadMark: mark } = next;
  // Places in what was sent mean nothing in what was typed since.
  if (mark && page?.payload.text === sent) page?.payload.mark(mark.offset, mark.length, mark.message);
}

function begin({ functionId, strings, draft, lastUsed }: Init): Page {
  const saved = parseSavedPanel(host.saved);
  const kept = saved?.functionId === functionId ? (saved.draft ?? draft) : draft;
  // A panel of which nothing is saved can't be restored after a reload.
  host.save({ functionId, ...(kept && { draft: kept }) });
  last = undefined;
  render(shell(strings), root as HTMLElement);
  const payloadHost: PayloadHost = {
    keep: (current) => {
      host.save({ functionId, draft: current });
      host.send({ type: 'draft', draft: current });
    },
    read: (id) => host.request('readFile', { id }),
    saveAs: (text, id) => host.request('saveFile', { text, id }),
    save: (edit) => host.request('writeFile', edit),
    readClipboard: () => host.request('readClipboard', {}),
    generate: (wish) => host.request('generate', { wish }),
    wrap: (text, envelope) => host.request('wrap', { text, envelope }),
    unwrap: (text) => host.request('unwrap', { text }),
    invoke,
    changed: draw,
    failed: tell,
  };
  const payload = new Payload(element('#payload'), strings, kept, payloadHost, lastUsed);
  return { strings, payload, viewer: new BodyViewer(element('#viewer'), strings) };
}

/** What stays: the parts that change are drawn into it, and CodeMirror lives in it. */
const shell = (strings: InvokeStrings) => html`
  <div id="header"></div>
  <p id="spoken" class="spoken" role="status"></p>
  <div id="columns">
    <section aria-labelledby="payload-title">
      <div id="payload-bar" class="bar row"></div>
      <div id="payload-status"></div>
      <div id="payload" class="editor"></div>
      <div id="payload-foot" class="foot row"></div>
    </section>
    <section id="result" aria-label=${strings.response}>
      <div id="summary"></div>
      <div id="body-bar"></div>
      <div id="viewer" class="editor"></div>
    </section>
  </div>
`;

function draw(): void {
  if (!page || !fn) return;
  const { strings, payload, viewer } = page;
  render(
    header(
      { function: fn, emulator, run: shownRun(), strings },
      {
        invoke,
        cancel: () => host.send({ type: 'cancel' }),
        openHandler: () => host.send({ type: 'openHandler' }),
      },
    ),
    element('#header'),
  );
  const actions = { ...payload.actions, openFile, showSchema: () => host.send({ type: 'showSchema' }) };
  render(payloadBar(payload.model, eventType, strings, actions), element('#payload-bar'));
  render(eventType ? payloadStatus(eventType, strings, actions) : nothing, element('#payload-status'));
  render(payloadFoot(payload.problem, strings, payload.actions), element('#payload-foot'));
  drawRun(strings);
  const shown = last;
  const body = part === 'raw' ? shown?.http?.raw : shown?.body;
  const hasBody = body !== undefined && body.bytes > 0;
  render(
    shown?.body ? bodyBar(shown, part, shownRun().kind === 'active', strings, { show, copy, open }) : nothing,
    element('#body-bar'),
  );
  element('#viewer').hidden = !hasBody;
  if (hasBody) viewer.show(body);
}

const elapsed = ({ elapsedMs }: Extract<RunView, { kind: 'active' }>): number =>
  elapsedMs + performance.now() - toldAt;

const shownRun = (): RunView => (run.kind === 'active' && last && elapsed(run) < quickMs ? last : run);

function drawRun(strings: InvokeStrings): void {
  const now = shownRun();
  element('#result').setAttribute('aria-busy', String(now.kind === 'active'));
  const act = (index: number): void => host.send({ type: 'action', index });
  render(
    html`${now.kind === 'active' ? progress(now, elapsed(now), strings) : nothing}
    ${now.kind === 'ended' ? summary(now, strings, { act }) : nothing}
    ${now.kind === 'idle' ? html`<p class="advice">${strings.noResponse}</p>` : nothing}
    ${notice ? html`<pre class="message bad" role="alert">${notice}</pre>` : nothing}`,
    element('#summary'),
  );
  // Only when it says something else: a screen reader reads every change aloud.
  const words = spoken(now, strings);
  if (element('#spoken').textContent !== words) element('#spoken').textContent = words;
}

function invoke(): void {
  if (!page || run.kind === 'active' || fn?.hindrance) return;
  sent = page.payload.text;
  host.send({ type: 'invoke', payload: sent, source: page.payload.model.source });
}

const openFile = (): void => ask(host.request('openFile', page?.payload.edit ?? { id: '' }));
const copy = (): void => ask(host.request('copyResponse', { part }));
const open = (): void => ask(host.request('openResponse', { part }));
function show(next: ResponsePart): void {
  part = next;
  draw();
}

/** A request whose answer says nothing, but may be refused. */
function ask(request: Promise<unknown>): void {
  request.catch(tell);
}

function tell(error: unknown): void {
  notice = messageOf(error);
  draw();
}

function element(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}

setInterval(() => {
  if (run.kind === 'active') draw();
}, tickMs);

/** VS Code gives the window the focus, maybe before there is a page; a person expects it where they type. */
function focusPayload(): void {
  if (document.hasFocus() && document.activeElement === document.body) page?.payload.focus();
}
window.addEventListener('focus', focusPayload);

host.ready();
