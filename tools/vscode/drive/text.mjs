// @ts-check

/** @param {string} text @returns {RegExp} that matches exactly this text, whatever white space is around it */
export function exactly(text) {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
