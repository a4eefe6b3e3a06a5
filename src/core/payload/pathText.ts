/** A place in a payload as serde_path_to_error writes it: `Records[0].body`; empty for the whole. */
export const pathText = (path: readonly (string | number)[]): string =>
  path
    .map((segment, index) =>
      typeof segment === 'number' ? `[${segment}]` : index === 0 ? segment : `.${segment}`,
    )
    .join('');
