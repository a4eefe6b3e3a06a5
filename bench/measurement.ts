/** What a benchmark hands over: every single value, so that the report alone decides what is made of them. */
export interface Measurement {
  readonly what: string;
  readonly unit: 'ms' | 'KB' | 'MB';
  readonly values: readonly number[];
  /** Measured in the same run, by turns. */
  readonly baseline?: { readonly name: string; readonly values: readonly number[] };
  /** What may not be exceeded: by the median, or by how much it lies above the baseline's. */
  readonly budget?: { readonly limit: number; readonly of: 'median' | 'difference' };
}

/** What is measured in one new VS Code. */
export interface HostTimes {
  /** Loading the entry bundle, and `activate()`, ms. */
  readonly load: number;
  readonly activate: number;
  readonly lens?: {
    readonly first: number;
    readonly edits: readonly number[];
    /** The same requests for a file that belongs to no package: what VS Code takes for itself. */
    readonly withoutLens: { readonly first: number; readonly edits: readonly number[] };
  };
}
