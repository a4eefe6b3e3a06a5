export type NameProblem = 'empty' | 'characters' | 'tooLong';

/**
 * Longest names AWS takes, in characters: `FunctionName` of CreateFunction and `LayerName` of PublishLayerVersion
 * in the Lambda API reference (an extension is deployed as a layer).
 */
export const longestName = { function: 64, extension: 140 } as const;

/**
 * What is wrong with a name, or undefined. AWS would say so only after the upload, and cargo lambda has by then
 * created an execution role.
 */
export function nameProblem(name: string, kind: keyof typeof longestName): NameProblem | undefined {
  if (name === '') return 'empty';
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return 'characters';
  return name.length > longestName[kind] ? 'tooLong' : undefined;
}
