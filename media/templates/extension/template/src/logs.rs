use lambda_extension::{Error, LambdaLog, LambdaLogRecord, tracing};

/// Called with a batch of log records: lines of the function, and what the platform says about it.
///
/// The Telemetry API has replaced the Logs API, which is kept as it is.
pub async fn logs_processor(logs: Vec<LambdaLog>) -> Result<(), Error> {
    for log in logs {
        match log.record {
            LambdaLogRecord::Function(line) => tracing::info!(bytes = line.len(), "line logged"),
            LambdaLogRecord::PlatformReport {
                request_id,
                metrics,
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
    async fn takes_a_line() {
        let logs = serde_json::from_str(
            r#"[{ "time": "2026-01-01T00:00:00Z", "type": "function", "record": "hello" }]"#,
        );

        assert!(logs_processor(logs.unwrap()).await.is_ok());
    }
}
