use lambda_extension::{
    Error, LambdaEvent, LambdaTelemetry, LambdaTelemetryRecord, NextEvent, tracing,
};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Since the environment was started. An environment runs one invocation at a time.
static INVOCATIONS: AtomicU64 = AtomicU64::new(0);
static LOG_BYTES: AtomicU64 = AtomicU64::new(0);

/// Counts invocations, and says how many there were when the environment ends.
pub async fn events_processor(event: LambdaEvent) -> Result<(), Error> {
    match event.next {
        NextEvent::Invoke(invoke) => {
            let number = INVOCATIONS.fetch_add(1, Relaxed) + 1;
            tracing::info!(request_id = invoke.request_id, number, "invocation started");
        }
        NextEvent::Shutdown(shutdown) => tracing::info!(
            reason = shutdown.shutdown_reason,
            invocations = INVOCATIONS.load(Relaxed),
            log_bytes = LOG_BYTES.load(Relaxed),
            "environment ends"
        ),
    }
    Ok(())
}

/// Notes what each invocation took, and how much the function logs.
pub async fn telemetry_processor(records: Vec<LambdaTelemetry>) -> Result<(), Error> {
    for telemetry in records {
        match telemetry.record {
            LambdaTelemetryRecord::Function(line) => {
                LOG_BYTES.fetch_add(line.len() as u64, Relaxed);
            }
            LambdaTelemetryRecord::PlatformReport {
                request_id,
                metrics,
                ..
            } => tracing::info!(
                request_id,
                duration_ms = metrics.duration_ms,
                max_memory_used_mb = metrics.max_memory_used_mb,
                "invocation done"
            ),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn counts_the_bytes_that_are_logged() {
        let records = r#"[
            { "time": "2026-01-01T00:00:00Z", "type": "function", "record": "hello" },
            { "time": "2026-01-01T00:00:01Z", "type": "function", "record": "world!" }
        ]"#;

        telemetry_processor(serde_json::from_str(records).unwrap())
            .await
            .unwrap();

        assert_eq!(LOG_BYTES.load(Relaxed), 11);
    }
}
