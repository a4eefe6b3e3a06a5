/** Whether what came from elsewhere (JSON, TOML, a message) is an object with keys. Nothing is said of its values. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
