/** The events of Lambda: types that others wrote. */
import path from 'node:path';
import { readProbe } from '../integration/types/lambdaEvents';
import { publicTypes } from '../integration/types/publicTypes';
import type { GeneratedType } from './model';
import { sourceType } from './sources';

/** undefined when cargo has not downloaded the crate yet: `cargo fetch` in samples/orders does. */
export async function eventTypes(): Promise<readonly GeneratedType[] | undefined> {
  const library = (await readProbe())?.events.library;
  if (!library) return undefined;
  const types = await publicTypes(path.dirname(library.path));
  return [
    ...types.map(({ name, words }) => sourceType('aws_lambda_events', `aws_lambda_events::${name}`, words)),
    sourceType('aws_lambda_events', 'lambda_http::request::LambdaRequest', []),
  ];
}
