import { html, nothing, render } from 'lit';
import { messageOf } from '../../core/errors';
import type {
  EmulatorView,
  EventTypeView,
  FromInvokeWebview,
  FunctionView,
  Init,
  InvokeMethods,
  RunView,
  ToInvokeWebview,
} from '../../protocol/invoke';
import type { InvokeStrings } from '../../protocol/invokeStrings';
import type { DraftUpdate, SavedPanel, Sends } from '../../protocol/draft';
import { takeEditorCommands } from '../shared/editorCommands';
import { Host } from '../shared/host';
import { header } from './header';
import { DraftKeeper } from './draftKeeper';
import { HttpFormView } from './http/httpForm';
import { Payload, type PayloadHost } from './payload';
import { payloadBar, payloadFoot, payloadStatus, type PayloadActions } from './payloadPane';
import { ResponsePane } from './responsePane';
import { payloadRequests } from './payloadRequests';
import { shell } from './shell';
import { progress, spoken, summary, type Ended } from './resultPane';
import { sendsBar, sendsTabs } from './sendsBar';

const root = document.querySelector<HTMLElement>('#panel');
if (!root) throw new Error('The page has no panel.');

takeEditorCommands();
const host = new Host<FromInvokeWebview, InvokeMethods>((message) => receive(message as ToInvokeWebview));
const tickMs = 100;
/** What ends sooner is shown by its result alone: nothing flickers, nothing is read aloud twice. */
const quickMs = 150;

/** What the page is made of, once the host has told its language. */
interface Page {
  readonly strings: InvokeStrings;
  readonly payload: Payload;
  readonly http: HttpFormView;
  readonly response: ResponsePane;
  /** What an invocation sends from now on. */
  readonly send: (choice: Sends) => void;
  /** The host could not follow: it gets the whole. */
  readonly tellDraft: () => void;
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
let notice = '';
/** The payload was to be edited as a request, and is none. */
let isNoRequest = false;
/** What a person chose to send. */
let sends: Sends | undefined;

function receive(message: ToInvokeWebview): void {
  switch (message.type) {
    case 'init':
      page = begin(message);
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
      if (page) {
        page.http.refusedTriggers = eventType.refusedTriggers;
        page.http.routes = eventType.routes;
      }
      break;
    case 'files':
      page?.payload.list(message.files);
      break;
    case 'renamed':
      page?.payload.renamed(message.from, message.to);
      break;
    case 'tellDraft':
      page?.tellDraft();
      break;
    case 'choose':
      page?.send('event');
      void page?.payload.choose(message.id).then((isShown) => {
        if (isShown) invoke();
      });
      break;
    case 'run':
      follow(message.run);
  }
  draw();
  // Only then it is known what one would want to type in.
  if (message.type === 'function') focusInput();
}

function follow(next: RunView): void {
  run = next;
  toldAt = performance.now();
  if (next.kind === 'active') notice = '';
  if (next.kind !== 'ended' || last?.run === next.run) return;
  last = next;
  page?.payload.mark(next.payloadMark);
}

function begin({ functionId, strings, draft, lastUsed }: Init): Page {
  // What it takes to restore the panel after a reload; the draft is the host's.
  host.save({ functionId } satisfies SavedPanel);
  last = undefined;
  sends = draft?.sends;
  render(shell(strings), root as HTMLElement);
  const keep = (update: DraftUpdate): void => {
    host.send({ type: 'draft', update: { ...update, ...(sends && { sends }) } });
    if (!isNoRequest) return;
    isNoRequest = false;
    draw();
  };
  const payloadHost: PayloadHost = {
    ...payloadRequests(host, strings),
    keep,
    invoke,
    changed: draw,
    failed: tell,
  };
  const payload = new Payload(element('#payload'), strings, draft, payloadHost, lastUsed);
  const keepAll = (): void => keep({ ...payload.model.update(), ...(http.state && { http: http.state }) });
  const keeper = new DraftKeeper(keepAll);
  const http = new HttpFormView(element('#http-panel'), strings, draft?.http, {
    changed: () => keeper.changed(http.characters),
    invoke,
    useAsEvent: (text) => {
      send('event');
      payload.type(text);
      payload.focus();
    },
    request: (method, takes) => host.request(method, takes),
    failed: tell,
  });
  const response = new ResponsePane(element('#response'), strings, {
    copy: (part) => ask(host.request('copyResponse', { part })),
    open: (part) => ask(host.request('openResponse', { part })),
  });
  const send = (choice: Sends): void => {
    sends = choice;
    keep(payload.model.update());
    draw();
  };
  const tellDraft = (): void => {
    payload.model.tellWhole();
    keepAll();
  };
  return { strings, payload, http, response, send, tellDraft };
}

function draw(): void {
  if (!page || !fn) return;
  const { strings, payload, response } = page;
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
  drawChoice(page);
  const actions: PayloadActions = {
    ...payload.actions,
    openFile,
    showSchema: () => host.send({ type: 'showSchema' }),
    createEventType: () => host.send({ type: 'createEventType', payload: payload.text }),
  };
  render(payloadBar(payload.model, eventType, strings, actions), element('#payload-bar'));
  render(eventType ? payloadStatus(eventType, strings, actions) : nothing, element('#payload-status'));
  render(payloadFoot(payload.problem, strings, payload.actions), element('#payload-foot'));
  drawRun(strings);
  response.show(last, shownRun().kind === 'active');
}

const sending = (): Sends => (fn?.http ? (sends ?? 'http') : 'event');

/** Functions that take HTTP requests have a form for them. */
function drawChoice({ strings, send }: Page): void {
  const chosen = sending();
  render(
    fn?.http ? sendsBar(chosen, strings, isNoRequest, { choose: send, editAsRequest }) : nothing,
    element('#sends'),
  );
  for (const { id } of sendsTabs(strings)) element(`#${id}-panel`).hidden = id !== chosen;
}

function editAsRequest(): void {
  if (!page) return;
  const { http, payload, send } = page;
  isNoRequest = !http.take(payload.text);
  if (isNoRequest) {
    draw();
    return;
  }
  send('http');
  http.focus();
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
  if (sending() === 'http') void invokeHttp(page.http);
  else host.send({ type: 'invoke', payload: page.payload.text, source: page.payload.shown });
}

async function invokeHttp(form: HttpFormView): Promise<void> {
  const payload = await form.event();
  const { binaryMediaTypes } = form;
  if (payload !== undefined)
    host.send({ type: 'invoke', payload, ...(binaryMediaTypes && { binaryMediaTypes }) });
}

const openFile = (): void => ask(host.request('openFile', page?.payload.edit ?? { id: '' }));

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
function focusInput(): void {
  if (!page || !fn || !document.hasFocus() || document.activeElement !== document.body) return;
  if (sending() === 'http') page.http.focus();
  else page.payload.focus();
}
window.addEventListener('focus', focusInput);

host.ready();
