/** The events of Lambda: types that others wrote. */
import { readProbe } from '../integration/types/lambdaEvents';
import { publicTypes } from '../integration/types/publicTypes';
import type { GeneratedType } from './model';
import { sourceType } from './sources';

/** @throws {ToolError} as `readProbe` does */
export async function eventTypes(): Promise<readonly GeneratedType[]> {
  const { source } = await readProbe();
  const types = await publicTypes(source);
  return [
    ...types.map(({ name, words }) => sourceType('aws_lambda_events', `aws_lambda_events::${name}`, words)),
    sourceType('aws_lambda_events', 'lambda_http::request::LambdaRequest', []),
  ];
}
