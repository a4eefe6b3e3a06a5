use lambda_extension::{Error, LambdaTelemetry, LambdaTelemetryRecord, tracing};

/// Called with a batch of records: lines that the function logged, and what the platform measured.
pub async fn telemetry_processor(records: Vec<LambdaTelemetry>) -> Result<(), Error> {
    for telemetry in records {
        match telemetry.record {
            LambdaTelemetryRecord::Function(line) => {
                tracing::info!(bytes = line.len(), "line logged");
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
    async fn takes_a_line() {
        let records = serde_json::from_str(
            r#"[{ "time": "2026-01-01T00:00:00Z", "type": "function", "record": "hello" }]"#,
        );

        assert!(telemetry_processor(records.unwrap()).await.is_ok());
    }
}
