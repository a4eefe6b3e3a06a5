import type { HttpStamp } from '../../../../src/core/payload/http/endpoint';

export const stamp: HttpStamp = {
  time: Date.UTC(2026, 0, 2, 3, 4, 5),
  uuid: () => '059f36b4-87a3-44ab-83d2-000000000000',
  base64: (content) => Buffer.from(content).toString('base64'),
  text: (bytes) => Buffer.from(bytes).toString(),
};

/** undefined for what is no base64. */
export const decoded = (base64: string): Uint8Array | undefined => {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  return Buffer.from(bytes).toString('base64') === base64 ? bytes : undefined;
};
