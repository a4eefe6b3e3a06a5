/** The names of Lambda's crates that take a handler (lambda_runtime 1.5, lambda_http 1.3, lambda-extension 1.1). */

export type Role =
  /** Takes a service as its first argument and runs it for every event. */
  | 'runFunction'
  | 'runExtension'
  /** Makes a service of the function that is its first argument. */
  | 'serviceFn'
  /** Makes a service of the service that is its first argument. */
  | 'wrapService'
  /** Makes an extension whose methods take services. */
  | 'extension'
  /** Starts a chain of layers that ends with a service. */
  | 'serviceBuilder';

const roles = new Map(
  Object.entries<Role>({
    'lambda_runtime::run': 'runFunction',
    'lambda_runtime::run_concurrent': 'runFunction',
    'lambda_runtime::Runtime::new': 'runFunction',
    'lambda_http::run': 'runFunction',
    'lambda_http::run_concurrent': 'runFunction',
    'lambda_http::run_with_streaming_response': 'runFunction',
    'lambda_http::run_with_streaming_response_concurrent': 'runFunction',
    'lambda_http::runtime': 'runFunction',
    'lambda_http::runtime_concurrent': 'runFunction',
    'lambda_http::streaming_runtime': 'runFunction',
    'lambda_http::streaming_runtime_concurrent': 'runFunction',
    'lambda_extension::run': 'runExtension',
    'lambda_extension::Extension::new': 'extension',
    'tower::service_fn': 'serviceFn',
    'tower::util::service_fn': 'serviceFn',
    'lambda_runtime::handler_fn': 'serviceFn',
    'lambda_http::Adapter::from': 'wrapService',
    'lambda_http::StreamAdapter::from': 'wrapService',
    'lambda_extension::SharedService::new': 'wrapService',
    'tower::make::Shared::new': 'wrapService',
    'tower::ServiceBuilder::new': 'serviceBuilder',
    'tower::builder::ServiceBuilder::new': 'serviceBuilder',
  }),
);

/** Methods of `lambda_extension::Extension` that take a service, the most telling first. */
export const processorMethods: readonly string[] = [
  'with_events_processor',
  'with_telemetry_processor',
  'with_logs_processor',
];

/** Crates that re-export others whole. */
const reexports = new Map(
  Object.entries({
    'lambda_http::lambda_runtime': 'lambda_runtime',
    'lambda_runtime::tower': 'tower',
    'lambda_http::tower': 'tower',
    'lambda_extension::tower': 'tower',
    'lambda_runtime::service_fn': 'tower::service_fn',
    'lambda_http::service_fn': 'tower::service_fn',
    'lambda_extension::service_fn': 'tower::service_fn',
    'lambda_http::LambdaEvent': 'lambda_runtime::LambdaEvent',
  }),
);

/** The same thing always by the same path, whichever crate it was taken from. */
export function canonical(path: readonly string[]): readonly string[] {
  const replacement = reexports.get(path.slice(0, 2).join('::'));
  return replacement === undefined ? path : [...replacement.split('::'), ...path.slice(2)];
}

export const lambdaRole = (path: readonly string[]): Role | undefined =>
  roles.get(canonical(path).join('::'));

const names = new Set(
  [...roles.keys(), ...reexports.keys(), 'lambda_runtime::LambdaEvent', 'lambda_http::Request'].map((path) =>
    path.split('::').slice(0, 2).join('::'),
  ),
);

/** Whether `use crate::*` brings such a name, for the names that matter here. */
export const isLambdaName = (path: readonly string[]): boolean =>
  names.has(canonical(path).slice(0, 2).join('::')) || names.has(path.join('::'));
