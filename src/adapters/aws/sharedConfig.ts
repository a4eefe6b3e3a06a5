import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { getHomeDir, loadSharedConfigFiles } from '@smithy/core/config';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Sections of both files: a profile under its name, others as `sso-session.NAME` and `services.NAME`. */
export type Sections = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

/**
 * Reads ~/.aws/config and ~/.aws/credentials, or what AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name. Files
 * that aren't there have no sections. What holds a secret stays within this folder.
 */
export async function readSharedConfig(env: Environment): Promise<Sections> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({
    // The loader would give what it read first for as long as VS Code runs, whoever signed in since.
    ignoreCache: true,
    ...(env['AWS_CONFIG_FILE'] && { configFilepath: env['AWS_CONFIG_FILE'] }),
    ...(env['AWS_SHARED_CREDENTIALS_FILE'] && { filepath: env['AWS_SHARED_CREDENTIALS_FILE'] }),
  });
  const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  return Object.fromEntries(
    [...names].map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]),
  );
}

export const profileNames = (sections: Sections): readonly string[] =>
  Object.keys(sections).filter((name) => !/^(sso-session|services)\./.test(name));

/** Changes when one of the files does, or when the environment names others. */
export async function configStamp(env: Environment): Promise<string> {
  const paths = [
    env['AWS_CONFIG_FILE'] || join(getHomeDir(), '.aws', 'config'),
    env['AWS_SHARED_CREDENTIALS_FILE'] || join(getHomeDir(), '.aws', 'credentials'),
  ];
  const stamps = paths.map((path) =>
    stat(path).then(
      ({ mtimeMs, size }) => `${path} ${mtimeMs} ${size}`,
      () => path,
    ),
  );
  return (await Promise.all(stamps)).join('\n');
}
