import { assembleWorkspace } from '../../../src/core/project/assemble';
import type { CargoWorkspace, ProjectModel } from '../../../src/core/project/model';

/** A workspace whose packages have these binaries, all of them functions unless the package is called `…-extension`. */
export function workspace(
  root: string,
  packages: Readonly<Record<string, readonly string[]>>,
  place = (name: string): string => `${root}/${name}`,
): CargoWorkspace {
  return assembleWorkspace({
    root,
    targetDirectory: `${root}/target`,
    source: 'cargo',
    furtherManifests: [`${root}/Cargo.toml`],
    packages: Object.entries(packages).map(([name, binaries]) => ({
      name,
      manifestPath: `${place(name)}/Cargo.toml`,
      dependencies: new Set([name.endsWith('-extension') ? 'lambda-extension' : 'lambda_runtime']),
      binaries: binaries.map((binary) => ({
        name: binary,
        sourcePath: `${place(name)}/src/bin/${binary}.rs`,
      })),
    })),
  });
}

export const model = (...workspaces: CargoWorkspace[]): ProjectModel => ({ workspaces, broken: [] });
