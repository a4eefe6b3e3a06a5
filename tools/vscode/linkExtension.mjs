// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * Has an extension run from its source folder: what is built there counts from the next reload of a window. (A served
 * VS Code takes `extensionDevelopmentPath` from automated windows only.)
 *
 * VS Code looks through the folder of extensions when it finds no list of them there, and then writes that list; so the
 * list, and what was remembered of it, is removed. Other installed extensions are found again in the same way.
 * @param {{dataDir: string, extensionsDir: string}} folders of a VS Code that is not running
 * @param {string} source folder with the extension's package.json
 */
export async function linkExtension({ dataDir, extensionsDir }, source) {
  const { publisher, name } = JSON.parse(await fs.readFile(path.join(source, 'package.json'), 'utf8'));
  const link = path.join(extensionsDir, `${publisher}.${name}-source`);
  await fs.mkdir(extensionsDir, { recursive: true });
  await fs.rm(link, { recursive: true, force: true });
  await fs.symlink(source, link, 'junction');
  await fs.rm(path.join(extensionsDir, 'extensions.json'), { force: true });
  await fs.rm(path.join(dataDir, 'CachedProfilesData'), { recursive: true, force: true });
}
