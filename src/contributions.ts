/**
 * Every id that package.json contributes, once. A unit test holds this file and package.json together, and
 * `CommandTable` makes a command without an implementation a type error.
 */
import type { FunctionTarget } from './core/project/model';

/** What a command is called with: the palette gives nothing, tree and lens give their function. */
export interface CommandArguments {
  newFunction: [];
  build: [target?: FunctionTarget];
  buildRelease: [target?: FunctionTarget];
  watch: [target?: FunctionTarget];
  stop: [target?: FunctionTarget];
  invoke: [target?: FunctionTarget];
  deploy: [target?: FunctionTarget];
  refresh: [];
  openHandler: [target?: FunctionTarget];
  showEventSchema: [target?: FunctionTarget];
  openManifest: [target?: FunctionTarget];
  copyCommandLine: [target?: FunctionTarget];
  revealArtifact: [target?: FunctionTarget];
  refreshDeployed: [];
  selectAwsTarget: [];
  installCargoLambda: [];
  newPayload: [target?: FunctionTarget];
  openPayload: PayloadArguments;
  renamePayload: PayloadArguments;
  duplicatePayload: PayloadArguments;
  deletePayload: PayloadArguments;
  revealPayload: PayloadArguments;
  copyPayloadPath: PayloadArguments;
  showLog: [];
}

/** The row that was clicked, and all that are selected; `focused`: by keyboard, for which VS Code gives no row. */
export type PayloadArguments = [target?: FunctionTarget | 'focused', selected?: readonly FunctionTarget[]];

export type CommandName = keyof CommandArguments;

/** The names at run time; complete by type. */
export const commandNames: Readonly<Record<CommandName, true>> = {
  newFunction: true,
  build: true,
  buildRelease: true,
  watch: true,
  stop: true,
  invoke: true,
  deploy: true,
  refresh: true,
  openHandler: true,
  showEventSchema: true,
  openManifest: true,
  copyCommandLine: true,
  revealArtifact: true,
  refreshDeployed: true,
  selectAwsTarget: true,
  installCargoLambda: true,
  newPayload: true,
  openPayload: true,
  renamePayload: true,
  duplicatePayload: true,
  deletePayload: true,
  revealPayload: true,
  copyPayloadPath: true,
  showLog: true,
};
export type CommandTable = { [Name in CommandName]: (...args: CommandArguments[Name]) => unknown };
export const commandId = (name: CommandName): string => `rustLambda.${name}`;

export const viewIds = { functions: 'rustLambda.functions' } as const;
export const panelIds = { invoke: 'rustLambda.invoke', deploy: 'rustLambda.deploy' } as const;
export const taskType = 'cargo-lambda';

/** Values of `when` clauses. `rustLambda.state` chooses the welcome text of the functions view. */
export interface ContextKeys {
  'rustLambda.state': 'loading' | 'ready' | 'noCargoProject' | 'noFunctions' | 'cargoMissing' | 'failed';
  'rustLambda.activeEditorHasFunction': boolean;
}

/** Settings under `rustLambda.`; names and types as in package.json. */
export interface Settings {
  cargoPath: string;
  env: Readonly<Record<string, string>>;
  template: string;
  'build.compiler': 'cargo-zigbuild' | 'cargo' | 'cross';
  'build.architecture': 'x86_64' | 'arm64';
  'watch.arguments': readonly string[];
  'invoke.timeoutSeconds': number;
  'codeLens.enabled': boolean;
  'handlerHints.enabled': boolean;
  'aws.profile': string;
  'aws.region': string;
}
