// @ts-check

/** @param {string | undefined} text @returns {string | undefined} the first x.y.z in it */
export function versionIn(text) {
  return /\d+\.\d+\.\d+/.exec(text ?? '')?.[0];
}

/** @param {string} version x.y.z @param {string} oldest x.y.z @returns {boolean} */
export function isAtLeast(version, oldest) {
  return version.localeCompare(oldest, 'en', { numeric: true }) >= 0;
}
