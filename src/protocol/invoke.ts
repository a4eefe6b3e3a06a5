/** Messages between the invoke panel and its webview. All text for people comes from the host, in their language. */
import type { DisplayBody } from '../core/invocation/display';
import type { Stage } from '../core/invocation/state';
import type { SentEvent } from '../core/payload/engine/model';
import type { Envelope } from '../core/payload/envelopes';
import type { FormTrigger } from '../core/payload/http/form';
import type { NameValue } from '../core/payload/http/request';
import type { SetCookie } from '../core/payload/http/setCookie';
import type { RankedSample } from '../core/payload/samples/sample';
import { isRecord } from '../core/record';
import { parseDraftUpdate, type Draft, type DraftUpdate } from './draft';
import type { InvokeStrings } from './invokeStrings';

// ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

export interface FunctionView {
  readonly name: string;
  /** Where it is, e.g. `orders/consumer · src/main.rs`; empty while the project is read. */
  readonly place: string;
  readonly http: boolean;
  /** Why it can't be invoked now; empty when it can. */
  readonly hindrance: string;
}

/** Colour is only the second sign: the word says the same. */
export type Tone = 'ok' | 'bad' | 'warn' | 'plain' | 'busy';

export interface EmulatorView {
  readonly tone: Tone;
  readonly text: string;
}

/** What the handler's event must be, as far as it is known. */
export interface EventTypeView {
  /** As the handler has it, `SqsEvent`; empty when it says none. */
  readonly name: string;
  readonly tone: Tone;
  /** `Checked against SqsEvent · exact` */
  readonly text: string;
  readonly why: string;
  /** Variants that a payload can be generated of, `Order::Created`; their index is what `generate` takes. */
  readonly choices: readonly string[];
  /** What the function's router takes; empty when it has none. */
  readonly routes: readonly RouteView[];
  /** Whose requests it can't read. */
  readonly refusedTriggers: readonly FormTrigger[];
  /** undefined: anything may be taken. */
  readonly event?: SentEvent;
}

export interface PayloadFileView {
  /** From the package's folder, with `/`: `events/orders/two.json`. */
  readonly id: string;
  readonly label: string;
  /** Changes when the file does. */
  readonly version: number;
}

/** What the function's router takes. */
export interface RouteView {
  /** `GET`, or `ANY`. */
  readonly method: string;
  /** `/orders/{id}` */
  readonly path: string;
}

export interface ActionView {
  /** Position in the host's list of what this result offers. */
  readonly index: number;
  readonly title: string;
}

export interface ProblemView {
  readonly message: string;
  /** `src/main.rs:41`, opened by the action; undefined when there is no place. */
  readonly place?: ActionView;
}

export interface BodyView extends DisplayBody {
  /** Of the whole body, for people. */
  readonly size: string;
  /** Of a picture, whole. */
  readonly image?: { readonly type: string; readonly bytes: Uint8Array };
}

export type RunView =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'active';
      readonly stage: Stage;
      /** Since the beginning, ms, at the moment of sending. */
      readonly elapsedMs: number;
      readonly cancelling: boolean;
      /** What may keep it from ending; empty when nothing is known. */
      readonly doubt: string;
    }
  | {
      readonly kind: 'ended';
      /** Differs for each run. */
      readonly run: number;
      readonly tone: Tone;
      /** The verdict in a word or two: `Success`, `Panicked`. */
      readonly verdict: string;
      /** What happened, for error messages and endings without a response. */
      readonly message: string;
      /** The message is the function's or a tool's, not ours. */
      readonly isQuote: boolean;
      /** Why, and what to do next. */
      readonly advice: string;
      /** `3.1 ms`, `118 bytes`, an error's type. */
      readonly facts: readonly string[];
      readonly timeline: readonly { readonly stage: Stage; readonly ms: number; readonly text: string }[];
      readonly problems: readonly ProblemView[];
      readonly actions: readonly ActionView[];
      /** The end of what the function printed, for a process that died. */
      readonly output: readonly string[];
      readonly body?: BodyView;
      /** The response stands for HTTP: `body` is its body, `raw` the response itself. */
      readonly http?: {
        readonly headers: readonly NameValue[];
        readonly cookies: readonly SetCookie[];
        readonly raw: BodyView;
      };
      readonly payloadMark?: PayloadMark;
    };

/** What in a payload was refused. Places mean nothing in another text. */
export interface PayloadMark {
  /** UTF-16 code units. */
  readonly offset: number;
  readonly length: number;
  readonly message: string;
  /** Fingerprint of the payload as it was sent. */
  readonly of: string;
}

// ── Host to webview ──────────────────────────────────────────────────────────────────────────────────────

export interface Init {
  readonly type: 'init';
  readonly functionId: string;
  readonly strings: InvokeStrings;
  /** undefined: nothing is known of an earlier draft. */
  readonly draft?: Draft;
  /** Id of the payload file that was invoked last. */
  readonly lastUsed?: string;
}

export type ToInvokeWebview =
  | Init
  | { readonly type: 'function'; readonly function: FunctionView }
  | { readonly type: 'eventType'; readonly eventType: EventTypeView }
  | { readonly type: 'emulator'; readonly emulator: EmulatorView }
  | { readonly type: 'files'; readonly files: readonly PayloadFileView[] }
  /** Ids: what was typed over the file goes with it. */
  | { readonly type: 'renamed'; readonly from: string; readonly to: string }
  /** The host can't follow the edits of a draft: it is to be told whole. */
  | { readonly type: 'tellDraft' }
  /** A payload file was chosen elsewhere, to be invoked with. */
  | { readonly type: 'choose'; readonly id: string }
  | { readonly type: 'run'; readonly run: RunView };

// ── Webview to host ──────────────────────────────────────────────────────────────────────────────────────

export type FromInvokeWebview =
  | { readonly type: 'draft'; readonly update: DraftUpdate }
  | {
      readonly type: 'invoke';
      readonly payload: string;
      /** Id of the payload file that it is, or was typed over. */
      readonly source?: string;
      /** Of the REST API that is played: the event does not tell them. */
      readonly binaryMediaTypes?: readonly string[];
    }
  | { readonly type: 'cancel' }
  | { readonly type: 'action'; readonly index: number }
  | { readonly type: 'openHandler' }
  | { readonly type: 'showSchema' }
  /** A Rust type is to be made that takes the payload. */
  | { readonly type: 'createEventType'; readonly payload: string };

export interface SampleListView {
  /** Where they come from, for people. */
  readonly origin: string;
  /** Above those that fit. */
  readonly fitTitle: string;
  /** Those that fit first. */
  readonly samples: readonly RankedSample[];
}

export interface InvokeMethods {
  /** The text of a payload file. */
  readonly readFile: { readonly takes: { readonly id: string }; readonly gives: string };
  /** Asks for a name; gives the file's id, and its text: placeholders may stand for secrets in it. */
  readonly saveFile: {
    readonly takes: { readonly text: string; readonly id: string };
    readonly gives: { readonly id: string; readonly text: string };
  };
  /** `wish`: `required`, `all`, or the index of a choice. Gives the payload. */
  readonly generate: { readonly takes: { readonly wish: string }; readonly gives: string };
  /** Gives the event in which the service hands over the payload. */
  readonly wrap: {
    readonly takes: { readonly text: string; readonly envelope: Envelope };
    readonly gives: string;
  };
  readonly listSamples: { readonly takes: null; readonly gives: SampleListView };
  /** The text of a sample that was listed. */
  readonly readSample: { readonly takes: { readonly file: string }; readonly gives: string };
  /** Asks for the file that is sent as a body. */
  readonly chooseBodyFile: { readonly takes: null; readonly gives: BodyFile };
  /** The file that was chosen for this function, as it is now. */
  readonly readBodyFile: { readonly takes: null; readonly gives: BodyFile };
  /** Where the function can be asked by HTTP while it runs here. */
  readonly origin: { readonly takes: null; readonly gives: string };
  readonly copyText: { readonly takes: { readonly text: string }; readonly gives: null };
  /** Gives what such an event hands over. */
  readonly unwrap: { readonly takes: { readonly text: string }; readonly gives: string };
  /** Puts edits into their file; gives its text. `base`: as of a draft, empty when it is not known. */
  readonly writeFile: { readonly takes: FileEdit; readonly gives: string };
  /** In an editor, with the panel's edits when there are some: unsaved, as they were here. */
  readonly openFile: { readonly takes: { readonly id: string } & Partial<FileEdit>; readonly gives: null };
  /** JSON from the clipboard. */
  readonly readClipboard: { readonly takes: Readonly<Record<string, never>>; readonly gives: string };
  /** What the last response holds: all of it, though less is shown. */
  readonly copyResponse: { readonly takes: { readonly part: ResponsePart }; readonly gives: null };
  readonly openResponse: { readonly takes: { readonly part: ResponsePart }; readonly gives: null };
}

export interface BodyFile {
  readonly name: string;
  /** For people. */
  readonly size: string;
  readonly content: Uint8Array;
}

export interface FileEdit {
  readonly id: string;
  readonly text: string;
  readonly base: string;
}

export type ResponsePart = 'body' | 'raw';

// ── Looking at what comes in ─────────────────────────────────────────────────────────────────────────────

/** undefined when it is none of these messages. */
export function parseFromInvokeWebview(message: unknown): FromInvokeWebview | undefined {
  if (!isRecord(message)) return undefined;
  switch (message['type']) {
    case 'draft': {
      const update = parseDraftUpdate(message['update']);
      return update && { type: 'draft', update };
    }
    case 'invoke':
      return parseInvoke(message);
    case 'action':
      return isIndex(message['index']) ? { type: 'action', index: message['index'] } : undefined;
    case 'cancel':
      return { type: 'cancel' };
    case 'openHandler':
      return { type: 'openHandler' };
    case 'showSchema':
      return { type: 'showSchema' };
    case 'createEventType':
      return typeof message['payload'] === 'string'
        ? { type: 'createEventType', payload: message['payload'] }
        : undefined;
    default:
      return undefined;
  }
}

function parseInvoke({
  payload,
  source,
  binaryMediaTypes: types,
}: Readonly<Record<string, unknown>>): FromInvokeWebview | undefined {
  if (typeof payload !== 'string') return undefined;
  const isTexts = Array.isArray(types) && types.every((type): type is string => typeof type === 'string');
  return {
    ...{ type: 'invoke', payload },
    ...(typeof source === 'string' && { source }),
    ...(isTexts && { binaryMediaTypes: types }),
  };
}

const isIndex = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Reads one text of a request. @throws when it is not there */
export function textIn(takes: unknown, name: string): string {
  const value = isRecord(takes) ? takes[name] : undefined;
  if (typeof value !== 'string') throw new TypeError(`${name} is not a text`);
  return value;
}
