/* eslint-disable no-control-regex -- escapes are control characters */

/** CSI sequences (colours, erasing), OSC sequences (links, titles) and two-character escapes. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;

export const withoutEscapes = (text: string): string => text.replace(escapes, '');
