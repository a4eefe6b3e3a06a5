use lambda_runtime::{Error, LambdaEvent, tracing};
use serde::{Deserialize, Serialize};

/// What the function is sent: JSON such as `{"name": "Ferris"}`.
#[derive(Debug, Deserialize)]
pub struct Request {
    name: String,
}

/// What the function answers, as JSON.
#[derive(Debug, Serialize, PartialEq)]
pub struct Response {
    message: String,
    request_id: String,
}

/// Called once for each invocation. An `Err` is reported to Lambda as a function error.
pub async fn function_handler(event: LambdaEvent<Request>) -> Result<Response, Error> {
    let (request, context) = event.into_parts();
    tracing::info!(name = request.name, "saying hello");

    Ok(Response {
        message: format!("Hello, {}!", request.name),
        request_id: context.request_id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_runtime::Context;

    #[tokio::test]
    async fn greets_by_name() {
        let request = Request {
            name: "Ferris".into(),
        };
        let event = LambdaEvent::new(request, Context::default());

        let response = function_handler(event).await.unwrap();

        assert_eq!(response.message, "Hello, Ferris!");
    }
}
