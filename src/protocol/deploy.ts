/**
 * What the deploy panel and the extension tell each other. The panel draws a view and reports what was pressed; all
 * decisions and all words are the extension's.
 */
import { isRecord } from '../core/record';

export type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'busy';

export interface Button {
  readonly id: string;
  readonly title: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
}

export interface Chip {
  readonly text: string;
  readonly tone: Tone;
}

/** One of several; `more` adds a last entry that asks the extension for another value. */
export interface Select {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly more?: Button;
}

export interface Text {
  readonly label: string;
  readonly value: string;
  readonly problem?: string;
  /** Offers existing ones. */
  readonly more?: Button;
}

/** Something to know before deploying. */
export interface Notice {
  readonly tone: Tone;
  readonly text: string;
  readonly buttons: readonly Button[];
}

export interface Row {
  readonly label: string;
  readonly cells: readonly string[];
}

export interface DeployView {
  readonly title: string;
  /** While something runs, nothing can be chosen. */
  readonly locked: boolean;
  readonly profile: Select;
  readonly region: Select;
  readonly name: Text;
  readonly account: {
    readonly tone: Tone;
    /** Parts in bold alternate with plain ones, which come first. */
    readonly parts: readonly string[];
    readonly origins: string;
    readonly chips: readonly Chip[];
    readonly buttons: readonly Button[];
  };
  readonly code: {
    readonly title: string;
    readonly chip: Chip;
    readonly columns: readonly string[];
    readonly rows: readonly Row[];
    /** Where the artifact is, and what changed since. */
    readonly facts: readonly Row[];
    readonly architecture: Select;
    readonly compiler: Select;
  };
  readonly notices: readonly Notice[];
  readonly command: { readonly title: string; readonly lines: readonly string[]; readonly copy: Button };
  readonly status?: {
    readonly tone: Tone;
    readonly text: string;
    /** Since it began, ms, when it still runs: the panel counts on. */
    readonly elapsedMs?: number;
    /** How it is said. {0}: a number. */
    readonly seconds?: string;
    readonly buttons: readonly Button[];
  };
  /** What was deployed. */
  readonly result?: {
    readonly title: string;
    readonly rows: readonly { readonly label: string; readonly value: string }[];
    readonly buttons: readonly Button[];
  };
  readonly buttons: readonly Button[];
}

export interface ShowView {
  readonly type: 'view';
  readonly view: DeployView;
}

const choosable = ['profile', 'region', 'name', 'architecture', 'compiler'] as const;
export type Choosable = (typeof choosable)[number];

export type FromDeployPanel =
  | { readonly type: 'choose'; readonly what: Choosable; readonly value: string }
  /** A button, by its id. */
  | { readonly type: 'press'; readonly id: string };

/** Looks at an untrusted message; undefined when it is none of these. */
export function parseFromDeployPanel(message: unknown): FromDeployPanel | undefined {
  if (!isRecord(message)) return undefined;
  const { type, what, value, id } = message;
  if (type === 'press' && typeof id === 'string') return { type, id };
  const field = choosable.find((name) => name === what);
  return type === 'choose' && field && typeof value === 'string' ? { type, what: field, value } : undefined;
}

export const isShowView = (message: unknown): message is ShowView =>
  isRecord(message) && message['type'] === 'view' && isRecord(message['view']);
