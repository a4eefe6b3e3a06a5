/** The events that lambda_http 1.x makes a `Request` of. */
import type { Shape } from '../shape/shape';
import { variantsOf } from './declaration';
import { open } from './primitives';
import { scopeOf } from './scope';
import type { Found, Shapes } from './shapes';

/**
 * It tries one trigger after the other, as its features are on: `LambdaRequest` has a variant for each, with the event
 * of aws_lambda_events in it. With `pass_through` it takes everything, for which it has a variant with a `String`.
 */
export async function httpRequest(shapes: Shapes, { module, item }: Found): Promise<Shape> {
  const node = shapes.sources.item(module.file, item);
  const variants = node ? variantsOf(node, module.features) : [];
  const events: Shape[] = [];
  for (const { fields } of variants) {
    const [event] = fields.form === 'tuple' ? fields.fields : [];
    if (event?.type.text === 'String') return { kind: 'any' };
    if (event) events.push(await shapes.type(event.type, scopeOf(module)));
  }
  if (events.length === 0) return open('no trigger of lambda_http is on');
  return {
    kind: 'union',
    of: events,
    expected: 'an event of API Gateway, a load balancer or a function URL',
  };
}
