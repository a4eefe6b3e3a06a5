import type { FunctionDefinition, Place } from './definition';

/** A function or closure that takes events. */
export type HandlerFunction = (
  | { readonly kind: 'function'; readonly definition: FunctionDefinition }
  | ({ readonly kind: 'closure' } & Place)
) & {
  /** Where its event's type may be written, the most telling first. */
  readonly events: readonly EventSource[];
};

/** A function or closure that is given the event. */
export interface EventSource {
  readonly definition: Place & Pick<FunctionDefinition, 'within'>;
  /** Which of its parameters the event is. */
  readonly eventIndex: number;
  /** What its type parameters stand for, or those of the function that it is written in. */
  readonly typeArguments?: readonly Place[];
}

export const functionHandler = (
  source: EventSource & { readonly definition: FunctionDefinition },
  ...others: readonly EventSource[]
): HandlerFunction => ({
  kind: 'function',
  definition: source.definition,
  events: [source, ...others],
});
