/** Of a command, what a request has no place for. */
export interface LeftOut {
  /**
   * - `file`: its content would be sent
   * - `option`: it changes what is sent, or is not known
   * - `expansion`: the shell would put something in its place; it is taken as it is written
   * - `shell`: the rest of the line is for other commands
   * - `url`: only the first one is taken
   */
  readonly kind: 'file' | 'option' | 'expansion' | 'shell' | 'url';
  /** As it is written in the command. */
  readonly text: string;
}

export type Words =
  { readonly words: readonly string[]; readonly leftOut: readonly LeftOut[] } | { readonly problem: 'quote' };
