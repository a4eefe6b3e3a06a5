/** Bytes of an ELF file that are enough for `architectureOf`. */
export const elfHeadBytes = 20;

/** The processor an ELF file is for (`e_machine`; values of the ELF specification). */
export function architectureOf(head: Uint8Array): 'x86_64' | 'arm64' | 'unknown' {
  const isElf = [0x7f, 0x45, 0x4c, 0x46].every((byte, index) => head[index] === byte);
  if (!isElf || head.length < elfHeadBytes) return 'unknown';
  const littleEndian = head[5] === 1;
  const [low = 0, high = 0] = littleEndian ? [head[18], head[19]] : [head[19], head[18]];
  const machine = low + high * 256;
  return machine === 62 ? 'x86_64' : machine === 183 ? 'arm64' : 'unknown';
}
