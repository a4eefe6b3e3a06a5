/** Tasks of type `cargo-lambda` as people write them in tasks.json. */
import type { Architecture, Compiler } from './commands';
import { textOf, type Json } from './json';

export interface TaskRequest {
  readonly command: 'build' | 'watch';
  readonly packageName?: string;
  readonly binaryName?: string;
  /** As written: relative to the workspace folder, or absolute. */
  readonly manifestPath?: string;
  readonly release: boolean;
  readonly architecture?: Architecture;
  readonly compiler?: Compiler;
  readonly args: readonly string[];
}

const oneOf = <T extends string>(value: unknown, choices: readonly T[]): T | undefined =>
  choices.find((choice) => choice === value);

/** undefined when it is none of ours. What else is wrong in it is left out: tasks.json underlines it. */
export function parseTaskDefinition(definition: Json): TaskRequest | undefined {
  const command = oneOf(definition['command'], ['build', 'watch']);
  if (command === undefined) return undefined;
  const packageName = textOf(definition['package']);
  const binaryName = textOf(definition['binary']);
  const manifestPath = textOf(definition['manifestPath']);
  const architecture = oneOf(definition['architecture'], ['x86_64', 'arm64']);
  const compiler = oneOf(definition['compiler'], ['cargo-zigbuild', 'cargo', 'cross']);
  const args: unknown = definition['args'];
  return {
    command,
    release: definition['release'] === true,
    args: Array.isArray(args) ? args.filter((arg) => typeof arg === 'string') : [],
    ...(packageName && { packageName }),
    ...(binaryName && { binaryName }),
    ...(manifestPath && { manifestPath }),
    ...(architecture && { architecture }),
    ...(compiler && { compiler }),
  };
}
