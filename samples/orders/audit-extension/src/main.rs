mod audit;

use audit::{events_processor, telemetry_processor};
use lambda_extension::{Error, Extension, SharedService, service_fn, tracing};

#[tokio::main]
async fn main() -> Result<(), Error> {
    tracing::init_default_subscriber();

    Extension::new()
        .with_events_processor(service_fn(events_processor))
        // Without `extension`: what this extension logs would come back to it, without end.
        .with_telemetry_types(&["platform", "function"])
        .with_telemetry_processor(SharedService::new(service_fn(telemetry_processor)))
        .run()
        .await
}
