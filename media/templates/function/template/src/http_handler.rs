{%- if http_feature == "apigw_websockets" -%}
use lambda_http::request::RequestContext;
use lambda_http::{Body, Error, Request, RequestExt, Response, tracing};

/// Called when a client connects, sends a message or disconnects. The response's body reaches the
/// client only if the route has a route response; the `PostToConnection` API sends at any time.
pub async fn function_handler(request: Request) -> Result<Response<Body>, Error> {
    let Some(RequestContext::WebSocket(context)) = request.request_context_ref() else {
        return Err("not an event of an API Gateway WebSocket API".into());
    };
    let connection = context.connection_id.as_deref().unwrap_or_default();
    let message = String::from_utf8_lossy(request.body());

    let answer = match context.route_key.as_deref() {
        Some("$connect") => {
            tracing::info!(connection, "client connected");
            String::new()
        }
        Some("$disconnect") => {
            tracing::info!(connection, "client disconnected");
            String::new()
        }
        route => {
            tracing::info!(connection, route, "message received");
            format!("You said: {message}")
        }
    };
    Ok(Response::new(answer.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_http::aws_lambda_events::apigw::ApiGatewayWebsocketProxyRequestContext;

    #[tokio::test]
    async fn echoes_a_message() {
        let mut context = ApiGatewayWebsocketProxyRequestContext::default();
        context.route_key = Some("$default".into());
        let request =
            Request::new("hello".into()).with_request_context(RequestContext::WebSocket(context));

        let response = function_handler(request).await.unwrap();

        assert_eq!(response.body(), &Body::from("You said: hello"));
    }

    #[tokio::test]
    async fn refuses_other_events() {
        assert!(function_handler(Request::default()).await.is_err());
    }
}
{%- else -%}
use lambda_http::{Body, Error, Request, RequestExt, Response, tracing};

/// Called once for each HTTP request. An `Err` is a function error, which clients see as a response
/// with a 5xx status; for every other outcome build the response that fits.
pub async fn function_handler(request: Request) -> Result<Response<Body>, Error> {
    tracing::info!(method = %request.method(), path = request.raw_http_path(), "request received");

    let params = request.query_string_parameters();
    let name = params.first("name").unwrap_or("world");

    let response = Response::builder()
        .header("content-type", "text/plain; charset=utf-8")
        .body(format!("Hello, {name}!").into())?;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[tokio::test]
    async fn greets_the_world() {
        let response = function_handler(Request::default()).await.unwrap();

        assert_eq!(response.status(), 200);
        assert_eq!(response.body(), &Body::from("Hello, world!"));
    }

    #[tokio::test]
    async fn greets_by_name() {
        let params = HashMap::from([("name".to_string(), "Ferris".to_string())]);
        let request = Request::default().with_query_string_parameters(params);

        let response = function_handler(request).await.unwrap();

        assert_eq!(response.body(), &Body::from("Hello, Ferris!"));
    }
}
{%- endif %}
