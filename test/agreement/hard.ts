/** Types written by hand: each `pub type` of the files in hard/src. */
import fs from 'node:fs/promises';
import path from 'node:path';
import type { GeneratedType } from './model';
import { sourceType } from './sources';
import { wordsOf } from './words';

const folder = path.join(import.meta.dirname, 'hard/src');

/**
 * With `/// Open: …` before it, a type is one that can not be exact; with `/// Bytes: …` one that takes control
 * characters as they are, which no JSON has.
 */
const declaration = /^((?:\/\/\/ .*\n)*)pub type (\w+(?:<'a>)?) =/gm;

export interface HardType extends GeneratedType {
  readonly saysWhyOpen: boolean;
}

export async function hardTypes(): Promise<readonly HardType[]> {
  const files = (await fs.readdir(folder)).filter((file) => file !== 'lib.rs').sort();
  const types: HardType[] = [];
  for (const file of files) {
    const text = await fs.readFile(path.join(folder, file), 'utf8');
    for (const [, doc = '', name = ''] of text.matchAll(declaration)) {
      types.push({
        ...sourceType(
          'written by hand',
          `agreement_hard::${file.replace('.rs', '')}::${name}`,
          wordsOf(text),
        ),
        saysWhyOpen: doc.includes('/// Open: '),
        ...(doc.includes('/// Bytes: ') && { rawBytes: true }),
      });
    }
  }
  return types;
}
