/** What may be a name in a source, also of a field as JSON has it. */
export const wordsOf = (text: string): readonly string[] => [
  ...new Set(text.match(/[\p{L}_][\p{L}\p{N}_-]*/gu)),
];
