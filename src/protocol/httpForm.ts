/** What the invoke panel's form of an HTTP request says: texts come from the host. */
import type { CurlShell } from '../core/payload/http/curl/export';
import type { LeftOut } from '../core/payload/http/curl/leftOut';
import type { BodyKind, FormTrigger, RowList } from '../core/payload/http/form';
import type { RequestProblem } from '../core/payload/http/request';

export interface HttpFormStrings {
  readonly title: string;
  readonly trigger: string;
  readonly triggers: Readonly<Record<FormTrigger, string>>;
  readonly method: string;
  readonly otherMethod: string;
  readonly path: string;
  /** {0}: the parameter's name. */
  readonly parameter: string;
  readonly stage: string;
  readonly route: string;
  readonly resource: string;
  readonly routeKey: string;
  /** `{0}` is a feature of lambda_http. */
  readonly triggerRefused: string;
  readonly routeMismatch: string;
  readonly connectionId: string;
  readonly binaryMediaTypes: string;
  readonly parts: string;
  readonly lists: Readonly<Record<RowList, string>>;
  /** {0}: the row's number. */
  readonly rowName: Readonly<Record<RowList, string>>;
  readonly rowValue: Readonly<Record<RowList, string>>;
  readonly name: string;
  readonly value: string;
  /** {0}: the row's name. */
  readonly remove: string;
  readonly rowsHint: string;
  readonly body: string;
  readonly bodyKinds: Readonly<Record<BodyKind, string>>;
  readonly bodyText: string;
  readonly editorHint: string;
  readonly noBody: string;
  readonly chooseFile: string;
  readonly noFile: string;
  readonly fileLimit: string;
  readonly base64: string;
  /** {0}: a media type. */
  readonly contentType: string;
  readonly event: string;
  /** Of the event. */
  readonly preview: string;
  readonly eventViewer: string;
  readonly copyEvent: string;
  readonly useAsEvent: string;
  readonly importCurl: string;
  readonly copyCurl: string;
  readonly curlShells: Readonly<Record<CurlShell, string>>;
  /** cmd.exe can't hold the request. */
  readonly noCmd: string;
  readonly copied: string;
  readonly curlCommand: string;
  readonly curlProblems: Readonly<Record<'quote' | 'noCurl' | 'noUrl', string>>;
  readonly editAsRequest: string;
  readonly noRequest: string;
  /** The payload was. */
  readonly taken: string;
  /** {0}: paths in the event. */
  readonly lost: string;
  readonly undo: string;
  readonly imported: string;
  /** {0}: what the command says. */
  readonly leftOut: Readonly<Record<LeftOut['kind'], string>>;
  readonly import: string;
  readonly close: string;
  readonly problems: Readonly<Record<RequestProblem['part'] | 'file' | 'base64', string>>;
}
