{%- if events -%}
mod events;
{% endif %}
{%- if logs -%}
mod logs;
{% endif %}
{%- if telemetry -%}
mod telemetry;
{% endif %}
{%- if events %}
use events::events_processor;
{%- endif %}
{%- if logs or telemetry %}
use lambda_extension::{Error, Extension, SharedService, service_fn, tracing};
{%- else %}
use lambda_extension::{Error, Extension, service_fn, tracing};
{%- endif %}
{%- if logs %}
use logs::logs_processor;
{%- endif %}
{%- if telemetry %}
use telemetry::telemetry_processor;
{%- endif %}

#[tokio::main]
async fn main() -> Result<(), Error> {
    tracing::init_default_subscriber();

    Extension::new()
{%- if events %}
        .with_events_processor(service_fn(events_processor))
{%- else %}
        // Not called for each invocation, so that none of them waits for this extension.
        .with_events(&["SHUTDOWN"])
{%- endif %}
{%- if logs %}
        // Without `extension`: what this extension logs would come back to it, without end.
        .with_log_types(&["platform", "function"])
        .with_logs_processor(SharedService::new(service_fn(logs_processor)))
{%- endif %}
{%- if telemetry %}
        // Without `extension`: what this extension logs would come back to it, without end.
        .with_telemetry_types(&["platform", "function"])
        .with_telemetry_processor(SharedService::new(service_fn(telemetry_processor)))
{%- endif %}
        .run()
        .await
}
