/** What AWS writes otherwise than its words, the longest first. */
const proper: readonly (readonly [RegExp, string])[] = [
  [/\bapigw\b/, 'API Gateway'],
  [/\bcloudwatch logs\b/, 'CloudWatch Logs'],
  [/\bs3 object lambda\b/, 'S3 Object Lambda'],
  [/\bvpc lattice\b/, 'VPC Lattice'],
  [/\bcode ?commit\b/, 'CodeCommit'],
  [/\bstep functions\b/, 'Step Functions'],
  [/\bfunction url\b/, 'Function URL'],
  [/\bws\b/, 'WebSocket'],
  ...[
    ...['ActiveMQ', 'ALB', 'API', 'AppSync', 'AWS', 'Bedrock', 'ClientVPN', 'CloudFormation', 'CloudTrail'],
    ...['CloudWatch', 'CodeBuild', 'CodeDeploy', 'CodePipeline', 'Cognito', 'Config', 'Connect'],
    ...['ControlTower', 'DocumentDB', 'DynamoDB', 'ECR', 'EventBridge', 'Firehose', 'HTTP', 'IAM', 'IoT', 'JWT'],
    ...['Kafka', 'Kinesis', 'Lex', 'RabbitMQ', 'REST', 'S3', 'SAM', 'SecretsManager', 'SES', 'SNS', 'SQS'],
    ...['VPC', 'WebSocket', 'X509'],
  ].map((name): readonly [RegExp, string] => [new RegExp(`\\b${name.toLowerCase()}\\b`), name]),
];

/** `example-apigw-v2-request-iam.json` → `API Gateway v2 request IAM` */
export function sampleName(file: string): string {
  const words = file
    .replace(/\.json$/, '')
    .replace(/^example-/, '')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  const name = proper.reduce((text, [word, written]) => text.replace(word, written), words);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
