use crate::pricing::{CATALOGUE, OrderRequest, price};
use lambda_http::http::{Method, StatusCode};
use lambda_http::{Body, Error, Request, RequestExt, Response, tracing};
use serde::Serialize;
use serde_json::json;

/// `GET /products` lists what can be ordered, `POST /orders` places an order.
pub async fn function_handler(request: Request) -> Result<Response<Body>, Error> {
    match (request.method(), request.uri().path()) {
        (&Method::GET, "/products") => respond(StatusCode::OK, &CATALOGUE),
        (&Method::POST, "/orders") => place_order(&request),
        (method, path) => {
            tracing::info!(%method, path, "no such route");
            respond(
                StatusCode::NOT_FOUND,
                &json!({ "message": "no such route" }),
            )
        }
    }
}

fn place_order(request: &Request) -> Result<Response<Body>, Error> {
    let order: OrderRequest = match serde_json::from_slice(request.body()) {
        Ok(order) => order,
        Err(error) => return refuse(&error.to_string()),
    };
    let total_cents = match price(&order) {
        Ok(total) => total,
        Err(error) => return refuse(&error.to_string()),
    };

    // Every invocation has an id of its own, which is in the logs too.
    let order_id = request.lambda_context().request_id;
    tracing::info!(
        order_id,
        total_cents,
        lines = order.lines.len(),
        "order placed"
    );
    respond(
        StatusCode::CREATED,
        &json!({ "orderId": order_id, "totalCents": total_cents, "lines": order.lines }),
    )
}

fn refuse(reason: &str) -> Result<Response<Body>, Error> {
    tracing::warn!(reason, "order refused");
    respond(
        StatusCode::UNPROCESSABLE_ENTITY,
        &json!({ "message": reason }),
    )
}

fn respond(status: StatusCode, body: &impl Serialize) -> Result<Response<Body>, Error> {
    let response = Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .body(serde_json::to_string(body)?.into())?;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_http::request::from_str;
    use serde_json::Value;

    async fn answer(payload: &str) -> (u16, Value) {
        let request = from_str(payload)
            .unwrap()
            .with_lambda_context(Default::default());
        let response = function_handler(request).await.unwrap();
        let body = serde_json::from_slice(response.body()).unwrap();
        (response.status().as_u16(), body)
    }

    #[tokio::test]
    async fn lists_products() {
        let (status, products) = answer(include_str!("../events/list-products.json")).await;

        assert_eq!(status, 200);
        assert_eq!(products[0]["sku"], "BOOK");
    }

    #[tokio::test]
    async fn places_an_order() {
        let (status, order) = answer(include_str!("../events/place-order.json")).await;

        assert_eq!(status, 201);
        assert_eq!(order["totalCents"], 3_990 + 2 * 850);
    }

    #[tokio::test]
    async fn refuses_an_unknown_product() {
        let (status, body) = answer(include_str!("../events/unknown-product.json")).await;

        assert_eq!(status, 422);
        assert_eq!(body["message"], "there is no product `TEAPOT`");
    }

    #[tokio::test]
    async fn knows_no_other_route() {
        let payload = include_str!("../events/list-products.json").replace("/products", "/teapot");

        assert_eq!(answer(&payload).await.0, 404);
    }
}
