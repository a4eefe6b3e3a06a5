import { open } from 'node:fs/promises';

const chunkBytes = 64 * 1024;

/** The first bytes of a file within a zip, reading no more of the zip than that takes; empty without such a file. */
export async function zipEntryHead(zipPath: string, entry: string, bytes: number): Promise<Uint8Array> {
  const { Unzip, UnzipInflate } = await import('fflate');
  let head = new Uint8Array(0);
  const unzip = new Unzip((file) => {
    if (file.name !== entry) return;
    file.ondata = (error, data) => {
      if (error) throw error;
      if (head.length < bytes) head = Uint8Array.of(...head, ...data.subarray(0, bytes - head.length));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  const zip = await open(zipPath);
  try {
    for (let position = 0; head.length < bytes;) {
      const { bytesRead, buffer } = await zip.read(new Uint8Array(chunkBytes), 0, chunkBytes, position);
      if (bytesRead === 0) break;
      unzip.push(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
  } finally {
    await zip.close();
  }
  return head;
}
