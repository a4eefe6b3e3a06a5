/** Reading of JSON that another program printed: nothing about its shape is taken for granted. */
import { isRecord } from '../record';

export type Json = Readonly<Record<string, unknown>>;

export const objectOf = (value: unknown): Json | undefined => (isRecord(value) ? value : undefined);
export const objectsOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined;

/** undefined when the text is no JSON object. */
export function parseObject(text: string): Json | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
