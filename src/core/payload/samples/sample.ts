/** Events that somebody has written down. */
export interface Sample {
  /** Its name in the folder of samples, `example-sqs-event.json`. */
  readonly file: string;
  /** For people, `SQS event`. */
  readonly name: string;
  /** The Rust type that its source says it is read as, without arguments: `SqsEvent`. */
  readonly type?: string;
}

export interface RankedSample extends Sample {
  /** The function's event type takes it, and reads most of it. */
  readonly fits: boolean;
}
