/** What the invoke panel's webview says by itself; the host sends it in the person's language. */
import type { Stage } from '../core/invocation/state';
import type { Envelope } from '../core/payload/envelopes';
import type { Fix } from '../core/payload/fixes';
import type { JsonFault } from '../core/payload/json';
import type { HttpFormStrings } from './httpForm';

export interface InvokeStrings extends Readonly<Record<JsonFault, string>> {
  readonly payload: string;
  readonly payloadEditor: string;
  readonly payloadFile: string;
  readonly unsavedPayload: string;
  /** {0}: a payload file's name. */
  readonly editedFile: string;
  /** {0}: a payload file's name. */
  readonly deletedFile: string;
  readonly format: string;
  readonly save: string;
  readonly saveAs: string;
  readonly fromClipboard: string;
  readonly createEventType: string;
  readonly generate: string;
  readonly generateRequired: string;
  readonly generateAll: string;
  readonly wrap: string;
  readonly unwrap: string;
  readonly more: string;
  readonly showSchema: string;
  readonly envelopes: Readonly<Record<Envelope, string>>;
  readonly openFile: string;
  readonly revert: string;
  readonly editorHint: string;
  /** {0}: line, {1}: column, {2}: what is wrong. */
  readonly problemAt: string;
  readonly empty: string;
  /** {0}: its bytes, {1}: how many are taken. */
  readonly tooLarge: string;
  readonly goToProblem: string;
  /** {0}: which one, {1}: how many. */
  readonly problemCount: string;
  /** {0}: what it is about. */
  readonly fixes: Readonly<Record<Fix['kind'], string>>;
  readonly invoke: string;
  readonly cancel: string;
  readonly cancelling: string;
  /** {0}: a number. */
  readonly seconds: string;
  readonly openHandler: string;
  readonly http: string;
  readonly response: string;
  readonly previousResponse: string;
  readonly responseViewer: string;
  readonly noResponse: string;
  readonly timeline: string;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly copy: string;
  readonly openInEditor: string;
  readonly saveBinary: string;
  /** {0}: size of the whole. */
  readonly cut: string;
  readonly body: string;
  readonly headers: string;
  readonly raw: string;
  readonly cookies: string;
  readonly responseParts: string;
  readonly noHeaders: string;
  readonly noCookies: string;
  readonly noBody: string;
  /** {0}: its size. */
  readonly image: string;
  readonly columns: readonly [name: string, value: string, attributes: string];
  readonly output: string;
  readonly problems: string;
  readonly samples: SampleStrings;
  readonly request: HttpFormStrings;
  /** CodeMirror's own phrases, English text to translation. https://codemirror.net/examples/translate/ */
  readonly phrases: Readonly<Record<string, string>>;
}

export interface SampleStrings {
  readonly open: string;
  readonly title: string;
  readonly search: string;
  readonly list: string;
  readonly others: string;
  readonly preview: string;
  /** {0}: how many. */
  readonly found: string;
  readonly none: string;
  /** {0}: how many lines. */
  readonly moreLines: string;
  readonly use: string;
  readonly cancel: string;
  readonly loading: string;
}
