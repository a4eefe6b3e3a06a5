use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use lambda_runtime::{Error, LambdaEvent, run, service_fn, tracing};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    order_id: String,
    total_cents: u64,
}

/// Takes orders from a queue. Those that fail are named in the response, and SQS delivers them again; the
/// queue's trigger needs `ReportBatchItemFailures` for that.
async fn function_handler(event: LambdaEvent<SqsEvent>) -> Result<SqsBatchResponse, Error> {
    let mut response = SqsBatchResponse::default();
    for message in event.payload.records {
        if let Err(error) = process(&message).await {
            let id = message.message_id.unwrap_or_default();
            tracing::error!(message_id = id, error, "order failed");
            response.add_failure(id);
        }
    }
    Ok(response)
}

async fn process(message: &SqsMessage) -> Result<(), Error> {
    let body = message.body.as_deref().ok_or("the message has no body")?;
    let order: Order = serde_json::from_str(body)?;
    if order.total_cents == 0 {
        return Err(format!("order {} costs nothing", order.order_id).into());
    }
    tracing::info!(
        order_id = order.order_id,
        total_cents = order.total_cents,
        "order shipped"
    );
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    tracing::init_default_subscriber();
    run(service_fn(function_handler)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_runtime::Context;

    async fn failures(payload: &str) -> Vec<String> {
        let event = LambdaEvent::new(serde_json::from_str(payload).unwrap(), Context::default());
        let response = function_handler(event).await.unwrap();
        let failures = response.batch_item_failures.into_iter();
        failures.map(|failure| failure.item_identifier).collect()
    }

    #[tokio::test]
    async fn ships_a_whole_batch() {
        let failed = failures(include_str!("../events/two-orders.json")).await;

        assert!(failed.is_empty());
    }

    #[tokio::test]
    async fn names_the_messages_that_failed() {
        let failed = failures(include_str!("../events/one-of-three-fails.json")).await;

        assert_eq!(failed, ["message-2"]);
    }
}
