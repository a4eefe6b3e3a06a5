/**
 * What New Function can make, and what `cargo lambda new` is told for each. Labels and descriptions are English;
 * the UI translates them.
 */
import { eventTypes, type EventType } from './eventTypes';

const httpTriggers = ['functionUrl', 'apigw_http', 'apigw_rest', 'apigw_websockets', 'alb', 'any'] as const;
export type HttpTrigger = (typeof httpTriggers)[number];

export type FunctionKind =
  | { readonly kind: 'basic' }
  /** `eventType`: as cargo-lambda lists it, e.g. `sqs::SqsEvent`. */
  | { readonly kind: 'event'; readonly eventType: string }
  | { readonly kind: 'http'; readonly trigger: HttpTrigger }
  /** At least one of the two; cargo-lambda takes logs or telemetry, not both. */
  | {
      readonly kind: 'extension';
      readonly events: boolean;
      readonly records?: 'logs' | 'telemetry';
    };

export interface KindChoice {
  readonly kind: FunctionKind;
  readonly label: string;
  readonly description: string;
}

export const basicChoice: KindChoice = {
  kind: { kind: 'basic' },
  label: 'Basic',
  description: 'Takes and answers JSON of your own',
};

const HTTP: Readonly<Record<HttpTrigger, readonly [label: string, description: string]>> = {
  functionUrl: ['Function URL', 'An HTTPS address of the function itself'],
  apigw_http: ['API Gateway HTTP API', 'Payload format 2.0'],
  apigw_rest: ['API Gateway REST API', 'Payload format 1.0'],
  apigw_websockets: ['API Gateway WebSocket API', 'Connections, messages and disconnections of clients'],
  alb: ['Application Load Balancer', 'The function as a target group'],
  any: ['Any HTTP trigger', 'Understands all of them, and VPC Lattice; a little larger'],
};

export const httpChoices: readonly KindChoice[] = httpTriggers.map((trigger) => ({
  kind: { kind: 'http', trigger },
  label: HTTP[trigger][0],
  description: HTTP[trigger][1],
}));

/** The type that is generated, and the name cargo-lambda has for it where that is another. */
export function typeNote({ listed, rustType }: EventType): string {
  const name = (path: string): string => path.slice(path.lastIndexOf('::') + 2);
  return rustType === listed || rustType.startsWith(`${listed}<`) || name(rustType) === name(listed)
    ? rustType
    : `${rustType} (cargo-lambda lists it as ${name(listed)})`;
}

export const eventChoices: readonly (KindChoice & { readonly eventType: EventType })[] = eventTypes.map(
  (eventType) => ({
    kind: { kind: 'event', eventType: eventType.listed },
    label: eventType.label,
    description: eventType.description,
    eventType,
  }),
);

const extension = (
  label: string,
  description: string,
  events: boolean,
  records?: 'logs' | 'telemetry',
): KindChoice => ({
  kind: { kind: 'extension', events, ...(records ? { records } : {}) },
  label,
  description,
});

export const extensionChoices: readonly KindChoice[] = [
  extension('Events', 'Called when an invocation starts and before the environment ends', true),
  extension('Telemetry', 'Gets what the function logs and what the platform measures', false, 'telemetry'),
  extension('Events and telemetry', 'Both', true, 'telemetry'),
  extension('Logs', 'Gets what the function logs, by the older Logs API', false, 'logs'),
  extension('Events and logs', 'Both', true, 'logs'),
];

export const allChoices: readonly KindChoice[] = [
  basicChoice,
  ...eventChoices,
  ...httpChoices,
  ...extensionChoices,
];

/** Options of `cargo lambda new` that say the kind, so that it asks nothing. */
export function kindArguments(kind: FunctionKind): readonly string[] {
  switch (kind.kind) {
    case 'basic':
      return ['--no-interactive'];
    case 'event':
      return ['--event-type', kind.eventType];
    case 'http':
      // Never with --no-interactive: cargo-lambda then forgets that the function is an HTTP function. A function
      // URL sends what an HTTP API sends.
      return kind.trigger === 'any'
        ? ['--http']
        : ['--http-feature', kind.trigger === 'functionUrl' ? 'apigw_http' : kind.trigger];
    case 'extension':
      return [
        '--extension',
        ...(kind.events ? ['--events'] : []),
        ...(kind.records ? [`--${kind.records}`] : []),
      ];
  }
}

/** The file with the handler in the bundled template, and the handler's name. */
export function handlerOf(kind: FunctionKind): { readonly file: string; readonly name: string } {
  switch (kind.kind) {
    case 'basic':
      return { file: 'src/basic_handler.rs', name: 'function_handler' };
    case 'event':
      return { file: 'src/event_handler.rs', name: 'function_handler' };
    case 'http':
      return { file: 'src/http_handler.rs', name: 'function_handler' };
    case 'extension':
      return kind.records
        ? { file: `src/${kind.records}.rs`, name: `${kind.records}_processor` }
        : { file: 'src/events.rs', name: 'events_processor' };
  }
}
