/** What an editor of payloads asks, and what it is told. Places are UTF-16 code units. */
import type { ShapeSet } from '../../shape/shape';
import type { Fault } from '../../shape/problem';
import type { Certainty } from '../../types/certainty';
import type { Fix, TextEdit } from '../fixes';
import type { JsonFault } from '../json';

export type { TextEdit };

/** What the JSON is to fit. */
export interface ExpectedEvent extends Pick<Certainty, 'certainty'> {
  readonly set: ShapeSet;
}

/** Without `set`, which is sent as text. */
export interface SentEvent extends Pick<Certainty, 'certainty'> {
  /** `shapeText` of the set. */
  readonly shape: string;
}

export interface Marked {
  readonly offset: number;
  /** 0 where the text ends too early. */
  readonly length: number;
  /** `warning`: the type is not known for sure, and serde may take it after all. */
  readonly severity: 'error' | 'warning';
}

export type PlacedProblem = Marked &
  (
    | { readonly kind: 'notJson'; readonly fault: JsonFault }
    | { readonly kind: 'tooLarge'; readonly bytes: number }
    | { readonly kind: 'empty' }
    | {
        readonly kind: 'refused';
        readonly code: Fault['code'];
        /** In serde's words. */
        readonly message: string;
        readonly path: readonly (string | number)[];
      }
  );

export interface Verdict {
  /** In the order of the text; the first of them when there are very many. */
  readonly problems: readonly PlacedProblem[];
  /** How many there are besides. */
  readonly more: number;
}

export interface PayloadFix extends Fix {
  /** Index in the verdict's problems. */
  readonly problem: number;
  /** What most likely was meant. */
  readonly isPreferred: boolean;
}

export interface Completion {
  readonly kind: 'field' | 'value';
  /** A field's name, or a value as JSON. */
  readonly label: string;
  /** The Rust type. */
  readonly detail?: string;
  /** The doc comment, Markdown. */
  readonly documentation?: string;
  /** Required fields come first, then in the order of the struct. */
  readonly sortText: string;
  /** What is typed has to be the beginning of this: with quotes. */
  readonly filterText: string;
  readonly edit: TextEdit;
  /** Where one goes on typing, within the edit's text; undefined: behind it. */
  readonly placeholder?: { readonly offset: number; readonly length: number };
  /** Completion goes on there. */
  readonly continues: boolean;
}

export interface PayloadHover {
  /** Markdown: the Rust type, and the doc comment. */
  readonly text: string;
  readonly offset: number;
  readonly length: number;
}
