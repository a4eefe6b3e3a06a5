/**
 * The event types that cargo-lambda 1.9.2 lists for `new --event-type` (its crates/cargo-lambda-new/src/events.rs),
 * and where aws_lambda_events 1.2 has them. Labels and descriptions are English; the UI translates them.
 */

export type EventGroup =
  'messages' | 'data' | 'schedule' | 'identity' | 'operations' | 'developer' | 'devices';

export interface EventType {
  /** As cargo-lambda lists it: what `--event-type` is given. */
  readonly listed: string;
  /** The type in the generated code, below `aws_lambda_events::event`; `serde_json::Value` stands for itself. */
  readonly rustType: string;
  readonly group: EventGroup;
  readonly label: string;
  readonly description: string;
  /** Features of aws_lambda_events in the generated manifest. */
  readonly features: readonly string[];
}

/** Types that are elsewhere or gone, by the name cargo-lambda lists. The bundled template knows the same. */
const MOVED: Readonly<Record<string, string>> = {
  'cloudwatch_logs::CloudwatchLogsEvent': 'cloudwatch_logs::LogsEvent',
  'cloudwatch_logs::CloudwatchLogsLogEvent': 'cloudwatch_logs::LogEntry',
  'codedeploy::CodeDeployDeploymentEvent': 'codedeploy::CodeDeployEvent',
  'codedeploy::CodeDeployInstanceEvent': 'codedeploy::CodeDeployEvent',
  'codepipeline_cloudwatch::CodePipelineDeploymentEvent':
    'codepipeline_cloudwatch::CodePipelineCloudWatchEvent',
  'codepipeline_cloudwatch::CodePipelineEvent': 'codepipeline_cloudwatch::CodePipelineCloudWatchEvent',
  'codepipeline_cloudwatch::CodePipelineInstanceEvent':
    'codepipeline_cloudwatch::CodePipelineCloudWatchEvent',
  'kinesis_analytics::KinesisAnalyticsOutputDeliveryEvent':
    'kinesis::analytics::KinesisAnalyticsOutputDeliveryEvent',
  's3_batch_job::S3BatchJobEvent': 's3::batch_job::S3BatchJobEvent',
  'sqs::SqsApiEventObj': 'sqs::SqsApiEventObj<serde_json::Value>',
};

function features(listed: string): readonly string[] {
  if (listed === 'serde_json::Value') return [];
  const module = listed.split('::')[0] ?? '';
  // The answer to a batch of Kinesis records is in a module, and behind a feature, of its own.
  return module === 'kinesis' ? ['kinesis', 'streams'] : [module];
}

const GROUPS: Readonly<
  Record<EventGroup, readonly (readonly [listed: string, label: string, description: string])[]>
> = {
  messages: [
    ['sqs::SqsEvent', 'SQS messages', 'A batch from a queue, with the failed messages named in the answer'],
    ['sns::SnsEvent', 'SNS notification', 'What was published to a topic'],
    ['eventbridge::EventBridgeEvent', 'EventBridge event', 'An event that matches a rule, from any source'],
    ['kafka::KafkaEvent', 'Kafka records', 'A batch from an MSK or self-managed Kafka topic'],
    ['activemq::ActiveMqEvent', 'ActiveMQ messages', 'A batch from an Amazon MQ queue (ActiveMQ)'],
    ['rabbitmq::RabbitMqEvent', 'RabbitMQ messages', 'A batch from an Amazon MQ queue (RabbitMQ)'],
    ['ses::SimpleEmailEvent', 'SES e-mail', 'An e-mail that was received'],
    [
      'sqs::SqsApiEvent',
      'SQS ReceiveMessage result',
      'Messages as the SQS API gives them, through a pipe or Step Functions',
    ],
    [
      'sqs::SqsApiEventObj',
      'SQS ReceiveMessage result, JSON bodies',
      'The same, with each body read as JSON',
    ],
  ],
  data: [
    ['s3::S3Event', 'S3 objects', 'Objects of a bucket were created, removed or restored'],
    ['dynamodb::Event', 'DynamoDB stream', 'Items of a table changed, in order'],
    ['kinesis::KinesisEvent', 'Kinesis records', 'A batch from a data stream, in order'],
    [
      'firehose::KinesisFirehoseEvent',
      'Firehose transformation',
      'Records to be changed on their way to where Firehose delivers them',
    ],
    [
      'kinesis_analytics::KinesisAnalyticsOutputDeliveryEvent',
      'Kinesis Data Analytics output',
      'Results of an application, to be delivered',
    ],
    ['documentdb::DocumentDbEvent', 'DocumentDB changes', 'Documents of a collection changed'],
    ['s3_batch_job::S3BatchJobEvent', 'S3 Batch Operations task', 'One object of a job over many'],
  ],
  schedule: [
    ['cloudwatch_events::CloudWatchEvent', 'Schedule', 'A scheduled rule, or an event of an AWS service'],
  ],
  identity: [
    [
      'cognito::CognitoEventUserPoolsPreTokenGenV2',
      'Cognito token generation',
      'Claims of a token before it is issued (version 2)',
    ],
    ['cognito::CognitoEvent', 'Cognito Sync', 'A data set of an identity was synchronised'],
    [
      'secretsmanager::SecretsManagerSecretRotationEvent',
      'Secret rotation',
      'One of the four steps of rotating a secret',
    ],
  ],
  operations: [
    ['cloudwatch_alarms::CloudWatchAlarm', 'CloudWatch alarm', 'An alarm that invokes the function itself'],
    [
      'sns::CloudWatchAlarmPayload',
      'CloudWatch alarm in a notification',
      'The message of an alarm that SNS delivered, unwrapped',
    ],
    [
      'cloudwatch_logs::CloudwatchLogsEvent',
      'CloudWatch log lines',
      'Lines of a log group with a subscription filter',
    ],
    ['cloudwatch_logs::CloudwatchLogsLogEvent', 'CloudWatch log line', 'One line of such a batch'],
    ['autoscaling::AutoScalingEvent', 'Auto Scaling', 'An instance is launched or terminated'],
    ['config::ConfigEvent', 'AWS Config rule', 'A resource to be checked against a rule of yours'],
    ['ecr_scan::EcrScanEvent', 'ECR image scan', 'The findings of a scanned image'],
    [
      'cloudformation::provider::CloudFormationCustomResourceRequest',
      'Custom resource (CDK provider)',
      'A resource managed by the function; the CDK answers CloudFormation',
    ],
    [
      'cloudformation::provider::CloudFormationCustomResourceResponse',
      'Custom resource answer (CDK provider)',
      'What such a function answers, taken as the event',
    ],
    [
      'cloudformation::CloudFormationCustomResourceRequest',
      'Custom resource',
      'A resource managed by the function, which answers CloudFormation itself',
    ],
    [
      'cloudformation::CloudFormationCustomResourceResponse',
      'Custom resource answer',
      'What such a function answers, taken as the event',
    ],
  ],
  developer: [
    ['serde_json::Value', 'Any JSON', 'No type of its own: the event as a serde_json::Value'],
    ['code_commit::CodeCommitEvent', 'CodeCommit push', 'A branch or tag of a repository changed'],
    ['codebuild::CodeBuildEvent', 'CodeBuild state', 'A build changed its state or phase'],
    [
      'codedeploy::CodeDeployEvent',
      'CodeDeploy state',
      'A deployment, or one instance of it, changed its state',
    ],
    [
      'codedeploy::CodeDeployDeploymentEvent',
      'CodeDeploy deployment state',
      'A deployment changed its state',
    ],
    [
      'codedeploy::CodeDeployInstanceEvent',
      'CodeDeploy instance state',
      'One instance of a deployment changed its state',
    ],
    [
      'codedeploy::CodeDeployLifecycleEvent',
      'CodeDeploy hook',
      'A step of a deployment that the function validates',
    ],
    [
      'codepipeline_cloudwatch::CodePipelineCloudWatchEvent',
      'CodePipeline state',
      'A pipeline, stage or action changed its state',
    ],
    [
      'codepipeline_cloudwatch::CodePipelineEvent',
      'CodePipeline execution state',
      'A run of a pipeline changed its state',
    ],
    [
      'codepipeline_cloudwatch::CodePipelineDeploymentEvent',
      'CodePipeline stage state',
      'A stage of a pipeline changed its state',
    ],
    [
      'codepipeline_cloudwatch::CodePipelineInstanceEvent',
      'CodePipeline action state',
      'An action of a pipeline changed its state',
    ],
    [
      'codepipeline_job::CodePipelineJobEvent',
      'CodePipeline job',
      'An action of a pipeline that the function carries out',
    ],
  ],
  devices: [
    ['bedrock_agent_runtime::AgentEvent', 'Bedrock agent action', 'An action that an agent asks for'],
    ['lex::LexEvent', 'Lex intent', 'What a user of a Lex V1 bot wants'],
    ['connect::ConnectEvent', 'Connect contact', 'A contact flow asks for attributes'],
    ['chime_bot::ChimeBotEvent', 'Chime bot', 'A bot was mentioned in a room'],
    ['iot_button::IoTButtonEvent', 'IoT button', 'A button was pressed'],
    ['iot_1_click::IoTOneClickEvent', 'IoT 1-Click', 'A device of a placement was pressed'],
    [
      'iot_1_click::IoTOneClickDeviceEvent',
      'IoT 1-Click device',
      'The part of such an event about the device',
    ],
  ],
};

export const eventTypes: readonly EventType[] = (Object.keys(GROUPS) as EventGroup[]).flatMap((group) =>
  GROUPS[group].map(([listed, label, description]) => ({
    listed,
    rustType: MOVED[listed] ?? listed,
    group,
    label,
    description,
    features: features(listed),
  })),
);

export const eventType = (listed: string): EventType | undefined =>
  eventTypes.find((type) => type.listed === listed);

export const groupLabels: Readonly<Record<EventGroup, string>> = {
  messages: 'Messages',
  data: 'Data and streams',
  schedule: 'Schedule',
  identity: 'Identity and secrets',
  operations: 'Operations',
  developer: 'Development',
  devices: 'Assistants and devices',
};
