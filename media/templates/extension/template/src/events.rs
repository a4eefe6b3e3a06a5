use lambda_extension::{Error, LambdaEvent, NextEvent, tracing};

/// Called when an invocation starts, and once before the environment is shut down. An invocation is
/// over when the function and this are done; a shutdown leaves two seconds.
pub async fn events_processor(event: LambdaEvent) -> Result<(), Error> {
    match event.next {
        NextEvent::Invoke(invoke) => {
            tracing::info!(request_id = invoke.request_id, "invocation started");
        }
        NextEvent::Shutdown(shutdown) => {
            tracing::info!(reason = shutdown.shutdown_reason, "shutting down");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_extension::ShutdownEvent;

    #[tokio::test]
    async fn takes_a_shutdown() {
        let next = NextEvent::Shutdown(ShutdownEvent {
            shutdown_reason: "SPINDOWN".into(),
            deadline_ms: 2_000,
        });

        assert!(events_processor(LambdaEvent { next }).await.is_ok());
    }
}
