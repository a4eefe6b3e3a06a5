{%- comment -%}
  One handler per kind of event; what has no case of its own gets the last one.

  cargo-lambda lists types under names that aws_lambda_events 1.2 no longer has, or has elsewhere. `import` and
  `type` are where they are now. src/core/newFunction/eventTypes.ts tells the person choosing.
{%- endcomment -%}
{%- assign import = event_type_import
  | replace: "event::kinesis_analytics::", "event::kinesis::analytics::"
  | replace: "event::s3_batch_job::", "event::s3::batch_job::"
  | replace: "::CloudwatchLogsEvent", "::LogsEvent"
  | replace: "::CloudwatchLogsLogEvent", "::LogEntry"
  | replace: "::CodeDeployDeploymentEvent", "::CodeDeployEvent"
  | replace: "::CodeDeployInstanceEvent", "::CodeDeployEvent"
  | replace: "::CodePipelineDeploymentEvent", "::CodePipelineCloudWatchEvent"
  | replace: "::CodePipelineEvent", "::CodePipelineCloudWatchEvent"
  | replace: "::CodePipelineInstanceEvent", "::CodePipelineCloudWatchEvent" -%}
{%- assign type = import | split: "::" | last -%}
{%- assign module = import | remove: "aws_lambda_events::event::" -%}
{%- case module -%}

{%- when "sqs::SqsEvent" -%}
use aws_lambda_events::event::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Handles a batch of messages. SQS delivers those named in the response again, and deletes the
/// others.
///
/// Turn on `ReportBatchItemFailures` in the queue's trigger. Without it Lambda ignores the
/// response, and messages that failed are deleted too.
pub async fn function_handler(event: LambdaEvent<SqsEvent>) -> Result<SqsBatchResponse, Error> {
    let mut response = SqsBatchResponse::default();
    for message in event.payload.records {
        if let Err(error) = process(&message).await {
            let id = message.message_id.unwrap_or_default();
            tracing::error!(message_id = id, error, "message failed");
            response.add_failure(id);
        }
    }
    Ok(response)
}

async fn process(message: &SqsMessage) -> Result<(), Error> {
    let body = message.body.as_deref().ok_or("the message has no body")?;
    tracing::info!(bytes = body.len(), "message received");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_runtime::Context;

    #[tokio::test]
    async fn names_the_message_that_failed() {
        let mut good = SqsMessage::default();
        good.message_id = Some("good".into());
        good.body = Some("hello".into());
        let mut bad = SqsMessage::default();
        bad.message_id = Some("bad".into());
        let mut batch = SqsEvent::default();
        batch.records = vec![good, bad];

        let event = LambdaEvent::new(batch, Context::default());
        let response = function_handler(event).await.unwrap();

        assert_eq!(response.batch_item_failures.len(), 1);
        assert_eq!(response.batch_item_failures[0].item_identifier, "bad");
    }
}

{%- when "kinesis::KinesisEvent" -%}
use aws_lambda_events::event::kinesis::{KinesisEvent, KinesisEventRecord};
use aws_lambda_events::event::streams::KinesisEventResponse;
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Handles a batch of records in order. It stops at the first that fails: Lambda continues there.
///
/// Turn on `ReportBatchItemFailures` in the stream's trigger. Without it Lambda ignores the
/// response and takes the batch as done.
pub async fn function_handler(
    event: LambdaEvent<KinesisEvent>,
) -> Result<KinesisEventResponse, Error> {
    let mut response = KinesisEventResponse::default();
    for record in event.payload.records {
        if let Err(error) = process(&record).await {
            let sequence_number = record.kinesis.sequence_number;
            tracing::error!(sequence_number, error, "record failed");
            response.add_failure(sequence_number);
            break;
        }
    }
    Ok(response)
}

async fn process(record: &KinesisEventRecord) -> Result<(), Error> {
    let data = &record.kinesis.data.0;
    tracing::info!(bytes = data.len(), "record received");
    Ok(())
}

{%- when "dynamodb::Event" -%}
use aws_lambda_events::event::dynamodb::{Event, EventRecord};
use aws_lambda_events::event::streams::{DynamoDbBatchItemFailure, DynamoDbEventResponse};
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Handles a batch of changes in order. It stops at the first that fails: Lambda continues there.
///
/// Turn on `ReportBatchItemFailures` in the stream's trigger. Without it Lambda ignores the
/// response and takes the batch as done.
pub async fn function_handler(event: LambdaEvent<Event>) -> Result<DynamoDbEventResponse, Error> {
    let mut response = DynamoDbEventResponse::default();
    for record in event.payload.records {
        if let Err(error) = process(&record).await {
            tracing::error!(event_id = record.event_id, error, "change failed");
            let mut failure = DynamoDbBatchItemFailure::default();
            failure.item_identifier = record.change.sequence_number;
            response.batch_item_failures.push(failure);
            break;
        }
    }
    Ok(response)
}

async fn process(record: &EventRecord) -> Result<(), Error> {
    // The item after the change; `serde_dynamo` turns it into a struct of yours.
    let attributes = record.change.new_image.len();
    tracing::info!(event_name = record.event_name, attributes, "item changed");
    Ok(())
}

{%- when "firehose::KinesisFirehoseEvent" -%}
use aws_lambda_events::event::firehose::{
    KinesisFirehoseEvent, KinesisFirehoseResponse, KinesisFirehoseResponseRecord,
};
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Transforms records on their way through Firehose. Each has to be answered for, by its id.
pub async fn function_handler(
    event: LambdaEvent<KinesisFirehoseEvent>,
) -> Result<KinesisFirehoseResponse, Error> {
    let mut response = KinesisFirehoseResponse::default();
    for record in event.payload.records {
        let mut answer = KinesisFirehoseResponseRecord::default();
        answer.record_id = record.record_id;
        // Or `Dropped`, to leave the record out on purpose.
        answer.result = Some("Ok".into());
        answer.data = record.data;
        match transform(&answer.data.0) {
            Ok(data) => answer.data.0 = data,
            Err(error) => {
                tracing::error!(record_id = answer.record_id, error, "record failed");
                answer.result = Some("ProcessingFailed".into());
            }
        }
        response.records.push(answer);
    }
    Ok(response)
}

fn transform(data: &[u8]) -> Result<Vec<u8>, Error> {
    let text = std::str::from_utf8(data)?;
    Ok(text.to_uppercase().into_bytes())
}

{%- when "kinesis::analytics::KinesisAnalyticsOutputDeliveryEvent" -%}
use aws_lambda_events::event::kinesis::analytics::{
    KinesisAnalyticsOutputDeliveryEvent, KinesisAnalyticsOutputDeliveryResponse,
    KinesisAnalyticsOutputDeliveryResponseRecord,
};
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Takes over the output of an application. Every record has to be answered for, by its id.
pub async fn function_handler(
    event: LambdaEvent<KinesisAnalyticsOutputDeliveryEvent>,
) -> Result<KinesisAnalyticsOutputDeliveryResponse, Error> {
    let mut response = KinesisAnalyticsOutputDeliveryResponse::default();
    for record in event.payload.records {
        tracing::info!(bytes = record.data.0.len(), "record received");
        let mut answer = KinesisAnalyticsOutputDeliveryResponseRecord::default();
        answer.record_id = record.record_id;
        // Or `DeliveryFailed`, to be given the record again.
        answer.result = Some("Ok".into());
        response.records.push(answer);
    }
    Ok(response)
}

{%- when "s3::batch_job::S3BatchJobEvent" -%}
use aws_lambda_events::event::s3::batch_job::{
    S3BatchJobEvent, S3BatchJobResponse, S3BatchJobResult,
};
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Handles the objects of an S3 Batch Operations job. Every task has to be answered for, by its id.
pub async fn function_handler(
    event: LambdaEvent<S3BatchJobEvent>,
) -> Result<S3BatchJobResponse, Error> {
    let job = event.payload;
    let mut response = S3BatchJobResponse::default();
    response.invocation_schema_version = job.invocation_schema_version;
    response.invocation_id = job.invocation_id;
    response.treat_missing_keys_as = Some("PermanentFailure".into());
    for task in job.tasks {
        tracing::info!(key = task.s3_key, "object received");
        let mut result = S3BatchJobResult::default();
        result.task_id = task.task_id;
        // Or `TemporaryFailure`, to be given the task again, or `PermanentFailure`.
        result.result_code = Some("Succeeded".into());
        response.results.push(result);
    }
    Ok(response)
}

{%- when "s3::S3Event" -%}
use aws_lambda_events::event::s3::S3Event;
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Called when objects of a bucket are created, removed and so on. An `Err` makes Lambda try again.
pub async fn function_handler(event: LambdaEvent<S3Event>) -> Result<(), Error> {
    for record in event.payload.records {
        let bucket = record.s3.bucket.name.unwrap_or_default();
        // Keys arrive URL-encoded, with `+` for a space; this is the key that S3 knows.
        let object = record.s3.object;
        let key = object.url_decoded_key.or(object.key).unwrap_or_default();
        tracing::info!(bucket, key, event_name = record.event_name, "object");
    }
    Ok(())
}

{%- when "sns::SnsEvent" -%}
use aws_lambda_events::event::sns::SnsEvent;
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Called with what was published to a topic. An `Err` makes Lambda try again later.
pub async fn function_handler(event: LambdaEvent<SnsEvent>) -> Result<(), Error> {
    for record in event.payload.records {
        let notification = record.sns;
        tracing::info!(
            message_id = notification.message_id,
            subject = notification.subject,
            bytes = notification.message.len(),
            "notification received"
        );
    }
    Ok(())
}

{%- when "eventbridge::EventBridgeEvent" -%}
use aws_lambda_events::event::eventbridge::EventBridgeEvent;
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Called with every event that matches the rule. An `Err` makes Lambda try again later.
///
/// `EventBridgeEvent` leaves `detail` as it is, a `serde_json::Value`. A type of yours goes in
/// angle brackets: `EventBridgeEvent<OrderPlaced>`.
pub async fn function_handler(event: LambdaEvent<EventBridgeEvent>) -> Result<(), Error> {
    let event = event.payload;
    tracing::info!(
        source = event.source,
        detail_type = event.detail_type,
        "event received"
    );
    Ok(())
}

{%- when "cloudwatch_logs::LogsEvent" -%}
use aws_lambda_events::event::cloudwatch_logs::LogsEvent;
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Called with lines of the log groups that the function is subscribed to.
///
/// Never subscribe it to its own log group: every line it logs would invoke it again.
pub async fn function_handler(event: LambdaEvent<LogsEvent>) -> Result<(), Error> {
    let data = event.payload.aws_logs.data;
    tracing::info!(
        log_group = data.log_group,
        lines = data.log_events.len(),
        "log lines received"
    );
    Ok(())
}

{%- when "secretsmanager::SecretsManagerSecretRotationEvent" -%}
use aws_lambda_events::event::secretsmanager::SecretsManagerSecretRotationEvent;
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Rotates a secret. Secrets Manager calls it once for each of four steps, and again when a step
/// fails, so each step has to bear being repeated.
pub async fn function_handler(
    event: LambdaEvent<SecretsManagerSecretRotationEvent>,
) -> Result<(), Error> {
    let rotation = event.payload;
    tracing::info!(secret_id = rotation.secret_id, "{}", rotation.step);
    match rotation.step.as_str() {
        // Make the new value and store it with the stage AWSPENDING.
        "createSecret" => Ok(()),
        // Give the new value to the service it is for.
        "setSecret" => Ok(()),
        // Use the new value once, to see that it works.
        "testSecret" => Ok(()),
        // Move the stage AWSCURRENT to the new value.
        "finishSecret" => Ok(()),
        step => Err(format!("unknown rotation step `{step}`").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_runtime::Context;

    fn step(name: &str) -> LambdaEvent<SecretsManagerSecretRotationEvent> {
        let mut rotation = SecretsManagerSecretRotationEvent::default();
        rotation.step = name.into();
        LambdaEvent::new(rotation, Context::default())
    }

    #[tokio::test]
    async fn takes_the_steps_of_a_rotation() {
        for name in ["createSecret", "setSecret", "testSecret", "finishSecret"] {
            assert!(function_handler(step(name)).await.is_ok(), "{name}");
        }
    }

    #[tokio::test]
    async fn refuses_an_unknown_step() {
        assert!(function_handler(step("deleteSecret")).await.is_err());
    }
}

{%- when "cognito::CognitoEvent", "cognito::CognitoEventUserPoolsPreTokenGenV2" -%}
use {{ import }};
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Cognito waits for the answer: the event it sent, changed where Cognito should act otherwise. An
/// `Err` refuses what the user asked for.
{%- assign length = type | size %}
{%- if length > 13 %}
pub async fn function_handler(
    event: LambdaEvent<{{ type }}>,
) -> Result<{{ type }}, Error> {
{%- else %}
pub async fn function_handler(event: LambdaEvent<{{ type }}>) -> Result<{{ type }}, Error> {
{%- endif %}
    let event = event.payload;
    tracing::info!("event received");
    Ok(event)
}

{%- when "connect::ConnectEvent" -%}
use aws_lambda_events::event::connect::{ConnectEvent, ConnectResponse};
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Called by a contact flow, which can use every name and value of the answer.
pub async fn function_handler(event: LambdaEvent<ConnectEvent>) -> Result<ConnectResponse, Error> {
    let contact = event.payload.details.contact_data;
    tracing::info!(channel = contact.channel, "contact received");
    let mut response = ConnectResponse::new();
    response.insert("greeting".into(), "Hello!".into());
    Ok(response)
}

{%- when "lex::LexEvent" -%}
use aws_lambda_events::event::lex::{LexDialogAction, LexEvent, LexResponse};
use lambda_runtime::{Error, LambdaEvent, tracing};

/// Fulfils an intent of a Lex V1 bot and ends the conversation.
pub async fn function_handler(event: LambdaEvent<LexEvent>) -> Result<LexResponse, Error> {
    let intent = event.payload.current_intent.unwrap_or_default().name;
    tracing::info!(intent, "intent received");

    let mut action = LexDialogAction::default();
    action.type_ = Some("Close".into());
    action.fulfillment_state = Some("Fulfilled".into());
    action.message = [("contentType", "PlainText"), ("content", "Done.")]
        .map(|(name, value)| (name.into(), value.into()))
        .into();
    let mut response = LexResponse::default();
    response.session_attributes = event.payload.session_attributes.unwrap_or_default();
    response.dialog_action = Some(action);
    Ok(response)
}

{%- when "bedrock_agent_runtime::AgentEvent" -%}
use aws_lambda_events::event::bedrock_agent_runtime::AgentEvent;
use lambda_runtime::{Error, LambdaEvent, tracing};
use serde_json::{Value, json};

/// Runs an action for a Bedrock agent. The agent reads the body of the answer.
pub async fn function_handler(event: LambdaEvent<AgentEvent>) -> Result<Value, Error> {
    let event = event.payload;
    tracing::info!(path = event.api_path, "action requested");

    let body = json!({ "answer": "It is done." });
    Ok(json!({
        "messageVersion": "1.0",
        "response": {
            "actionGroup": event.action_group,
            "apiPath": event.api_path,
            "httpMethod": event.http_method,
            "httpStatusCode": 200,
            "responseBody": { "application/json": { "body": body.to_string() } },
        },
    }))
}

{%- when "cloudformation::provider::CloudFormationCustomResourceRequest" -%}
use aws_lambda_events::event::cloudformation::provider::{
    CloudFormationCustomResourceRequest, CloudFormationCustomResourceResponse,
};
use lambda_runtime::{Error, LambdaEvent, tracing};
use serde_json::json;

/// Manages a custom resource for the provider framework of the AWS CDK, which answers
/// CloudFormation for it. An `Err` fails the deployment of the stack.
pub async fn function_handler(
    event: LambdaEvent<CloudFormationCustomResourceRequest>,
) -> Result<CloudFormationCustomResourceResponse, Error> {
    let id = match event.payload {
        CloudFormationCustomResourceRequest::Create(request) => {
            tracing::info!(request_id = request.common.request_id, "creating");
            format!("{}-1", request.common.logical_resource_id)
        }
        // Another id than before tells CloudFormation that the resource was replaced.
        CloudFormationCustomResourceRequest::Update(request) => request.physical_resource_id,
        CloudFormationCustomResourceRequest::Delete(request) => request.physical_resource_id,
        other => return Err(format!("unknown request: {other:?}").into()),
    };

    let mut response = CloudFormationCustomResourceResponse::default();
    response.physical_resource_id = Some(id);
    response.data = json!({});
    Ok(response)
}

{%- when "serde_json::Value" -%}
use lambda_runtime::{Error, LambdaEvent, tracing};
use serde_json::Value;

/// Takes any JSON and answers with it.
pub async fn function_handler(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let event = event.payload;
    tracing::info!(is_object = event.is_object(), "event received");
    Ok(event)
}

{%- else -%}
use {{ import }};
use lambda_runtime::{Error, LambdaEvent, tracing};
{%- if type == "SqsApiEventObj" %}
use serde_json::Value;
{%- assign type = "SqsApiEventObj<Value>" %}
{%- endif %}

/// Called once for each event. An `Err` is reported to Lambda as a function error.
{%- assign length = type | size %}
{%- if length > 26 %}
pub async fn function_handler(
    event: LambdaEvent<{{ type }}>,
) -> Result<(), Error> {
{%- else %}
pub async fn function_handler(event: LambdaEvent<{{ type }}>) -> Result<(), Error> {
{%- endif %}
    let event = event.payload;
    tracing::info!("event received");
    // Shown with AWS_LAMBDA_LOG_LEVEL=debug: events can hold what should not be in a log.
    tracing::debug!(?event);
    Ok(())
}
{%- endcase -%}
{%- case module -%}
{%- when "sqs::SqsEvent", "secretsmanager::SecretsManagerSecretRotationEvent" %}
{%- else %}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_runtime::Context;

    #[tokio::test]
    async fn handles_an_event() {
        let event = LambdaEvent::new(Default::default(), Context::default());

        assert!(function_handler(event).await.is_ok());
    }
}
{%- endcase %}
