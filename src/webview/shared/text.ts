/** Fills `{0}`, `{1}` … of a text that the host has translated. */
export const fill = (text: string, ...values: readonly (string | number)[]): string =>
  text.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));

/** Whether the ⌘ key is what others call Ctrl. */
export const isMac = /Mac/.test(navigator.userAgent);

export const language = document.documentElement.lang || 'en';
