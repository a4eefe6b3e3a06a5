// @ts-check
// Which VS Code this machine gets: the installed desktop one, a downloaded desktop one, or one served to a browser.
import { say, ToolError } from '../lib/log.mjs';
import { downloadedDesktop, installedDesktop, whyNoWindow } from './desktopVSCode.mjs';
import { ensureServedVSCode, whyNotServed } from './servedVSCode.mjs';

/**
 * @typedef {'desktop' | 'browser'} HostKind
 * @typedef {{kind: 'desktop', program: string} | {kind: 'browser', served: import('./servedVSCode.mjs').ServedVSCode}} VSCodeHost
 */

/** The environment variable that decides instead of the order above. */
const FORCED = 'RUST_LAMBDA_HOST';

/**
 * Finds or installs a VS Code.
 * @param {string} [forced] "desktop" or "browser"; default: RUST_LAMBDA_HOST, else whatever is to be had
 * @returns {Promise<VSCodeHost>}
 * @throws {ToolError} when the forced kind, or either kind, is not to be had
 */
export async function ensureVSCode(forced = process.env[FORCED] || undefined) {
  if (forced !== undefined && forced !== 'desktop' && forced !== 'browser') {
    throw new ToolError(`There is no host "${forced}".`, `Use --host or ${FORCED} with desktop or browser.`);
  }
  if (forced !== 'browser') {
    const noWindow = whyNoWindow();
    const program = noWindow ? undefined : (installedDesktop() ?? (await downloadedDesktop()));
    if (program) return { kind: 'desktop', program };
    if (forced === 'desktop') {
      throw new ToolError(
        `There is no desktop VS Code to use${noWindow ? `: ${noWindow}` : ''}.`,
        'Install VS Code (https://code.visualstudio.com), or leave out the choice of host.',
      );
    }
    const reason = whyNotServed();
    if (reason) {
      throw new ToolError(
        `There is no desktop VS Code to use${noWindow ? `: ${noWindow}` : ''}. ${reason}`,
        'Install VS Code: https://code.visualstudio.com',
      );
    }
    say(`Using a VS Code served to a browser${noWindow ? `: ${noWindow}` : ''}.`);
  }
  return { kind: 'browser', served: await ensureServedVSCode() };
}
