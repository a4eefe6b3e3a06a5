/** Keys that maps of that name have in AWS's own events. */
import { subjectOf, type Spot } from './spot';

const byName: readonly (readonly [RegExp, string])[] = [
  [/[ _]headers$/, 'content-type'],
  [/[ _]query_string_parameters$/, 'status'],
  [/[ _]path_parameters$/, 'id'],
  [/[ _]stage_variables$/, 'environment'],
  [/[ _]claims$/, 'sub'],
  [/[ _]user_attributes$/, 'email'],
  [/[ _]message_attributes$/, 'source'],
  [/^sqs attributes$/, 'ApproximateReceiveCount'],
  [/[ _]response_elements$/, 'x-amz-request-id'],
  [/^dynamodb (keys|new_image|old_image)$/, 'id'],
  [/^kafka records$/, 'orders-0'],
];

export function sensibleKey(spot: Spot): string {
  const subject = subjectOf(spot);
  return byName.find(([pattern]) => pattern.test(subject))?.[1] ?? 'key';
}
