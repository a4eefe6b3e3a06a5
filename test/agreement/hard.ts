/** Types written by hand: each `pub type` of the files in hard/src. */
import fs from 'node:fs/promises';
import path from 'node:path';
import type { RustParser } from '../../src/core/rust/syntax';
import type { TypeShape } from '../../src/core/types/eventShape';
import { measure, type Measurement, type Options } from './measure';
import type { GeneratedType } from './model';
import { buildProbe } from './probe';
import { shapesFromSource } from './sources';

const folder = path.join(import.meta.dirname, 'hard/src');

/**
 * With `/// Open: …` before it, a type is one that can not be exact; with `/// Bytes: …` one that takes control
 * characters as they are, which no JSON has.
 */
const declaration = /^((?:\/\/\/ .*\n)*)pub type (\w+(?:<'a>)?) =/gm;

export async function hardTypes(): Promise<readonly GeneratedType[]> {
  const files = (await fs.readdir(folder)).filter((file) => file !== 'lib.rs').sort();
  const types: GeneratedType[] = [];
  for (const file of files) {
    const text = await fs.readFile(path.join(folder, file), 'utf8');
    const words = [...new Set(text.match(/[\p{L}_][\p{L}\p{N}_-]*/gu))];
    for (const [, doc = '', name = ''] of text.matchAll(declaration)) {
      types.push({
        rule: 'written by hand',
        root: {
          rust: `agreement_hard::${file.replace('.rs', '')}::${name}`,
          shape: { kind: 'open', why: 'it is read from its source' },
        },
        items: [],
        words,
        ...(doc.includes('/// Open: ') && { open: true }),
        ...(doc.includes('/// Bytes: ') && { rawBytes: true }),
      });
    }
  }
  return types;
}

export interface HardMeasurement extends Measurement {
  readonly types: readonly GeneratedType[];
  /** In the order of the types. */
  readonly shapes: readonly TypeShape[];
}

export async function measureHard(
  parser: RustParser,
  { seed, count }: Pick<Options, 'seed' | 'count'>,
): Promise<HardMeasurement> {
  const types = await hardTypes();
  const probe = await buildProbe(types, 'hard');
  const shapes = await shapesFromSource(
    parser,
    'hard',
    types.map(({ root }) => root.rust),
  );
  const shapeSetOf = (type: GeneratedType) => shapes[types.indexOf(type)]!.set;
  return { ...(await measure(types, probe, { seed, count, shapeSetOf })), types, shapes };
}
