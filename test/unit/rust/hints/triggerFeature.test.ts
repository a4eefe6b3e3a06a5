import assert from 'node:assert/strict';
import type { CrateGraph } from '../../../../src/core/types/crateGraph';
import { graphOf, hints, main, pointed } from './hinting';

const program = `use lambda_http::{run, service_fn, Error, Request};
async fn handler(request: Request) -> Result<String, Error> { Ok(String::new()) }
#[tokio::main]
async fn main() -> Result<(), Error> { run(service_fn(handler)).await }
`;
const router = `use axum::{Router, routing::get};
async fn list() -> String { String::new() }
#[tokio::main]
async fn main() { lambda_http::run(Router::new().route("/", get(list))).await }
`;
/** As in lambda_http 1.3. */
const lambdaHttp = {
  '/lambda_http/src/lib.rs': 'pub mod request;\npub use http::Request;',
  '/lambda_http/src/request.rs': `pub enum LambdaRequest {
    #[cfg(feature = "apigw_rest")]
    ApiGatewayV1(ApiGatewayProxyRequest),
    #[cfg(feature = "apigw_http")]
    ApiGatewayV2(ApiGatewayV2httpRequest),
    #[cfg(feature = "pass_through")]
    PassThrough(String),
}`,
};
const manifest = '[package]\nname = "orders"\n[dependencies]\nlambda_http = "1"\n';

const built = (features: readonly string[], deps = { lambda_http: 'lambda_http' }): CrateGraph =>
  graphOf({ orders: { deps }, lambda_http: { features } });
const at = (
  source: string,
  graph: CrateGraph | undefined,
  more: Readonly<Record<string, string>> = lambdaHttp,
): Parameters<typeof hints> => [{ [main]: source, '/orders/Cargo.toml': manifest, ...more }, graph];

describe('lambda_http without a trigger is pointed at', () => {
  it('where its request is named', async () => {
    assert.equal(await pointed(...at(program, built(['tracing']))), 'Request');
  });

  it('where its request is named by its path', async () => {
    const source = program.replace('request: Request', 'request: lambda_http::Request');
    assert.equal(await pointed(...at(source, built([]))), 'lambda_http::Request');
  });

  it('where its router starts', async () => {
    assert.equal(await pointed(...at(router, built([]))), 'Router::new');
  });

  it('with the features for triggers, of which it has to have one', async () => {
    const [hint, ...others] = (await hints(...at(program, built([])))) ?? [];
    assert.deepEqual(others, []);
    assert.ok(hint?.kind === 'triggerFeature');
    assert.deepEqual(hint.features, ['apigw_rest', 'apigw_http']);
    assert.deepEqual([hint.dependency, hint.manifestPath], ['lambda_http', '/orders/Cargo.toml']);
  });
});

describe('Nothing is said of lambda_http', () => {
  const always = { ...lambdaHttp };
  always['/lambda_http/src/request.rs'] =
    'pub enum LambdaRequest { One(u8), #[cfg(feature = "alb")] Alb(u8) }';
  const half = { ...lambdaHttp };
  half['/lambda_http/src/request.rs'] = 'pub enum LambdaRequest { #[cfg(feature = "alb")] Alb(';
  const cases: Readonly<Record<string, Parameters<typeof hints>>> = {
    'with a trigger': at(program, built(['apigw_http'])),
    'that passes everything through': at(program, built(['pass_through'])),
    'when it is not known how it is built': at(program, undefined),
    'when the package has no such dependency': at(program, graphOf({ orders: {}, lambda_http: {} })),
    'when its sources are not there': at(program, built([]), {}),
    'that has a request for which it needs no feature': at(program, built([]), always),
    'that is no complete Rust': at(program, built([]), half),
    'in a function that takes no requests': at(
      program.replaceAll('lambda_http', 'lambda_runtime').replaceAll('Request', 'LambdaEvent'),
      built([]),
    ),
    'when features of the package decide': at(program, built([]), {
      ...lambdaHttp,
      '/orders/Cargo.toml': `${manifest}[features]\nrest = ["lambda_http/apigw_rest"]`,
    }),
  };
  for (const [when, given] of Object.entries(cases)) {
    it(when, async () => assert.equal(await pointed(...given), ''));
  }
});
