{%- if http_function -%}
{%- assign runtime = "lambda_http" -%}
{%- assign module = "http_handler" -%}
{%- elsif basic_example -%}
{%- assign runtime = "lambda_runtime" -%}
{%- assign module = "basic_handler" -%}
{%- else -%}
{%- assign runtime = "lambda_runtime" -%}
{%- assign module = "event_handler" -%}
{%- endif -%}
mod {{ module }};

use {{ module }}::function_handler;
use {{ runtime }}::{Error, run, service_fn, tracing};

#[tokio::main]
async fn main() -> Result<(), Error> {
    tracing::init_default_subscriber();

    // Create clients here, once: the process lives on and handles many invocations.
    run(service_fn(function_handler)).await
}
