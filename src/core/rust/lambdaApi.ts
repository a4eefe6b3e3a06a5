/**
 * The names that lead to handlers: of Lambda's crates (lambda_runtime 1.5, lambda_http 1.3, lambda-extension 1.1), of
 * what became of them before (lambda_runtime and lambda_http 0.1 to 0.13, lambda, netlify_lambda, netlify_lambda_http),
 * and of tower and axum.
 */

export type Role =
  /** Takes a service as its first argument and runs it for every event. */
  | 'runFunction'
  | 'runExtension'
  /** Runs the function that is its first argument, or the one it is an attribute of. */
  | 'runHandler'
  /** Makes a service of the function that is its first argument. */
  | 'serviceFn'
  /** Makes a service of the service that is its first argument. */
  | 'wrapService'
  /** Makes an extension whose methods take services. */
  | 'extension'
  /** Starts a chain of layers that ends with a service. */
  | 'serviceBuilder'
  /** The trait of services. */
  | 'serviceTrait'
  /** Makes an empty router. */
  | 'router';

const roles = new Map(
  Object.entries<Role>({
    'lambda_runtime::run': 'runFunction',
    'lambda_runtime::run_concurrent': 'runFunction',
    'lambda_runtime::run_with_streaming_response': 'runFunction',
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
    'lambda_extension::Extension::default': 'extension',
    'tower::service_fn': 'serviceFn',
    'tower::util::service_fn': 'serviceFn',
    'lambda_runtime::handler_fn': 'serviceFn',
    'lambda_runtime::start': 'runHandler',
    'lambda_runtime::lambda': 'runHandler',
    'lambda_runtime_core::lambda': 'runHandler',
    'lambda_runtime_core::start': 'runHandler',
    'lambda_http::start': 'runHandler',
    'lambda_http::lambda': 'runHandler',
    'lambda_http::handler': 'serviceFn',
    'lambda::run': 'runFunction',
    'lambda::handler_fn': 'serviceFn',
    'lambda::lambda': 'runHandler',
    'netlify_lambda::run': 'runFunction',
    'netlify_lambda::handler_fn': 'serviceFn',
    'netlify_lambda::lambda': 'runHandler',
    'netlify_lambda_http::handler': 'serviceFn',
    // A module and, within it, the attribute are both named so.
    'netlify_lambda_http::lambda': 'runHandler',
    'lambda_extension::extension_fn': 'serviceFn',
    'lambda_http::Adapter::from': 'wrapService',
    'lambda_http::StreamAdapter::from': 'wrapService',
    'lambda_extension::SharedService::new': 'wrapService',
    'tower::make::Shared::new': 'wrapService',
    'tower::ServiceBuilder::new': 'serviceBuilder',
    'tower::builder::ServiceBuilder::new': 'serviceBuilder',
    'tower::ServiceBuilder::default': 'serviceBuilder',
    'tower::util::BoxService::new': 'wrapService',
    'tower::util::BoxCloneService::new': 'wrapService',
    'tower::util::BoxCloneSyncService::new': 'wrapService',
    'tower::Service': 'serviceTrait',
    'tower_service::Service': 'serviceTrait',
    'axum::Router::new': 'router',
    'axum::Router::default': 'router',
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
    'lambda_runtime::Service': 'tower::Service',
    'lambda_http::Service': 'tower::Service',
    'lambda_extension::Service': 'tower::Service',
    'lambda_http::LambdaEvent': 'lambda_runtime::LambdaEvent',
  }),
);

/** Crates within others by a name that something else in them has too. */
const modules = new Map(
  Object.entries({
    'lambda_http::lambda': 'lambda',
    'netlify_lambda_http::lambda': 'netlify_lambda',
  }),
);

/** The same thing always by the same path, whichever crate it was taken from. */
export function canonical(path: readonly string[]): readonly string[] {
  const module = path.length > 2 ? modules.get(path.slice(0, 2).join('::')) : undefined;
  if (module !== undefined) return [module, ...path.slice(2)];
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
