/** The life of one invocation as a panel shows it. Times are milliseconds of a clock that only goes forward. */
import type { Outcome } from './outcome';

export const stages = ['checking', 'building', 'starting', 'running'] as const;
export type Stage = (typeof stages)[number];

export interface StageStart {
  readonly stage: Stage;
  readonly at: number;
}

export type Invocation =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'active';
      readonly stage: Stage;
      readonly starts: readonly StageStart[];
      /** Cancel was asked for; it ends as soon as what runs has stopped. */
      readonly cancelling: boolean;
      /** A process ended, and it may be the one that should answer. */
      readonly doubtful: boolean;
    }
  | {
      readonly kind: 'done' | 'cancelled';
      readonly outcome: Outcome;
      readonly starts: readonly StageStart[];
      readonly endedAt: number;
    };

export type Happening =
  | { readonly kind: 'begin' }
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'doubt' }
  | { readonly kind: 'end'; readonly outcome: Outcome };

export const idle: Invocation = { kind: 'idle' };

/** What does not fit the state changes nothing: answers and cancellations may cross. */
export function next(invocation: Invocation, happening: Happening, now: number): Invocation {
  if (happening.kind === 'begin') {
    if (invocation.kind === 'active') return invocation;
    const starts: StageStart[] = [{ stage: 'checking', at: now }];
    return { kind: 'active', stage: 'checking', starts, cancelling: false, doubtful: false };
  }
  if (invocation.kind !== 'active') return invocation;
  switch (happening.kind) {
    case 'stage':
      if (stages.indexOf(happening.stage) <= stages.indexOf(invocation.stage)) return invocation;
      return {
        ...invocation,
        stage: happening.stage,
        starts: [...invocation.starts, { stage: happening.stage, at: now }],
      };
    case 'cancel':
      return { ...invocation, cancelling: true };
    case 'doubt':
      return { ...invocation, doubtful: true };
    case 'end':
      return {
        kind: happening.outcome.kind === 'cancelled' ? 'cancelled' : 'done',
        outcome: happening.outcome,
        starts: invocation.starts,
        endedAt: now,
      };
  }
}

/** How long each stage took, in order; the one that runs is measured until now. */
export function durations(
  invocation: Exclude<Invocation, { kind: 'idle' }>,
  now: number,
): readonly { readonly stage: Stage; readonly ms: number }[] {
  const end = invocation.kind === 'active' ? now : invocation.endedAt;
  return invocation.starts.map(({ stage, at }, index) => ({
    stage,
    ms: (invocation.starts[index + 1]?.at ?? end) - at,
  }));
}
