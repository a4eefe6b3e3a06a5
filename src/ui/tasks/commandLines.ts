/** Command lines with what settings say. */
import {
  buildCommand,
  watchCommand,
  type BuildTarget,
  type CargoSettings,
} from '../../core/cargoLambda/commands';
import type { WatchState } from '../../core/cargoLambda/watchMachine';
import type { CommandLine, LocalAddress } from '../../core/ports';
import type { ReleaseChoice } from '../features';
import { settingOfPath } from '../settings';

/** How cargo is run in a folder: settings may differ from folder to folder. */
export const cargoSettings = (folder: string): CargoSettings => ({
  cargoPath: settingOfPath('cargoPath', folder),
  env: settingOfPath('env', folder),
});

/** Of a build that isn't for release; undefined leaves it to Cargo.toml and cargo-lambda's default, which is zig. */
export function devCompiler(folder: string): 'cargo' | 'cross' | undefined {
  const compiler = settingOfPath('build.compiler', folder);
  return compiler === 'cargo-zigbuild' ? undefined : compiler;
}

export function buildLine(
  target: BuildTarget,
  { release }: { readonly release?: ReleaseChoice },
): CommandLine {
  const compiler = devCompiler(target.workspaceRoot);
  return buildCommand(target, {
    ...cargoSettings(target.workspaceRoot),
    release: release !== undefined,
    ...(release ?? (compiler && { compiler })),
  });
}

/** What cargo-lambda itself would use: for showing a command while nothing runs. */
export const usualAddress: LocalAddress = { host: '127.0.0.1', port: 9000 };

export const watchLine = (root: string, state: WatchState): CommandLine =>
  watchLineOn(root, state.kind === 'ready' ? state.address : usualAddress);

/** @param more arguments, after those of the settings */
export const watchLineOn = (root: string, address: LocalAddress, more: readonly string[] = []): CommandLine =>
  watchCommand(root, address, {
    ...cargoSettings(root),
    extraArgs: [...settingOfPath('watch.arguments', root), ...more],
  });
