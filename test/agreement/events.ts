/** The events of Lambda: types that others wrote. */
import type { GeneratedType } from './model';

/** As a type of the harness. @param rust `aws_lambda_events::event::sqs::SqsEvent` */
export const eventType = (rust: string, open: boolean): GeneratedType => ({
  rule: open ? 'aws_lambda_events (open)' : 'aws_lambda_events',
  root: { rust, shape: { kind: 'open', why: 'it is read from its source' } },
  items: [],
  ...(open && { open }),
});
