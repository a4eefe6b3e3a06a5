/** Where a value is written, which may tell what it is. */
export interface Spot {
  /** The field in JSON, or the key of a map; undefined where there is neither. */
  readonly key?: string;
  /** The field's Rust type as written. */
  readonly type?: string;
  /** Of AWS, whose event it is: a module of `aws_lambda_events`, such as `sqs`. */
  readonly service?: string;
}

/** `eventSourceARN` → `event_source_arn` */
export const wordsOf = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toLowerCase();

/** @param id of a definition: the file it is in, and its name */
export const serviceOf = (id: string): string | undefined =>
  /[\\/]aws_lambda_events-[^\\/]*[\\/]src[\\/]event[\\/](\w+)/.exec(id)?.[1];

/** What rules are about: `sqs event_source_arn`, without a service ` event_source_arn`. */
export const subjectOf = ({ key = '', service = '' }: Spot): string => `${service} ${wordsOf(key)}`;

/** The moment at which generated events happen: 2026-01-02T03:04:05.678Z, milliseconds since the epoch. */
export const momentMs = 1_767_323_045_678;
