/** What stands between a client and the function: it makes the event of a request. */

/** `$default` has no name in paths (HTTP APIs). */
interface Staged {
  readonly stage: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

export type Endpoint =
  | { readonly trigger: 'functionUrl' }
  /** `route` is the path of a route, `/orders/{id}`; the `$default` route without it. */
  | (Staged & { readonly trigger: 'httpApi'; readonly route?: string })
  /** `resource` is `/{proxy+}` without it. `binaryMediaTypes` are those of the API, `image/*`. */
  | (Staged & {
      readonly trigger: 'restApi';
      readonly resource?: string;
      readonly binaryMediaTypes?: readonly string[];
    })
  /** `multiValue`: the target group's attribute `lambda.multi_value_headers.enabled`. */
  | { readonly trigger: 'alb'; readonly multiValue: boolean }
  /** `route`: `$connect`, `$disconnect`, `$default`, or a route key of the API. */
  | (Staged & { readonly trigger: 'webSocket'; readonly route: string; readonly connectionId?: string });

export type Trigger = Endpoint['trigger'];

/** What differs from request to request, and what core has no means for. */
export interface HttpStamp {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** A new one at every call. */
  readonly uuid: () => string;
  /** Of bytes, or of the text in UTF-8. */
  readonly base64: (content: string | Uint8Array) => string;
  /** Text of UTF-8; bytes that are none become U+FFFD. */
  readonly text: (bytes: Uint8Array) => string;
}

/** The account and the names of AWS's documentation. */
export const account = '123456789012';
export const sourceIp = '192.0.2.1';
export const apiId = 'abcdef1234';
/** Of a WebSocket API. */
export const usualConnection = 'AbCdEfGhIjKlMnO=';
export const apiDomain = `${apiId}.execute-api.us-east-1.amazonaws.com`;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000`: the common log format, which API Gateway writes `$context.requestTime` in. */
export function requestTime(time: number): string {
  const [date = '', clock = ''] = new Date(time).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${months[Number(month) - 1] ?? ''}/${year}:${clock.slice(0, 8)} +0000`;
}

/** `ANY /orders/{id}` of the path `/orders/7` has `id` 7; undefined when the route is not that path's. */
export function pathParameters(route: string, path: string): Readonly<Record<string, string>> | undefined {
  const parts = path.split('/');
  const found: Record<string, string> = {};
  const wanted = route.split('/');
  for (const [index, part] of wanted.entries()) {
    const [, name, greedy] = /^\{([^{}+]+)(\+)?\}$/.exec(part) ?? [];
    const value = greedy ? parts.slice(index).join('/') : parts[index];
    if (name === undefined ? part !== value : !value) return undefined;
    if (name !== undefined && value) found[name] = value;
    if (greedy) return found;
  }
  return wanted.length === parts.length ? found : undefined;
}
