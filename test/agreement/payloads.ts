/** The payloads that a type is tried with. */
import type { ShapeSet } from '../../src/core/shape/shape';
import { print } from './document';
import { mutated, mutations, reworded, type Mutated } from './mutate';
import { randomFrom } from './random';
import { samples, validPayload } from './valid';

export interface Payload {
  /** `valid`, or the last mutation. */
  readonly origin: string;
  readonly text: string;
  /** The payload that one change made this one of, and where its value is that was changed. */
  readonly change?: { readonly of: string; readonly at: readonly (string | number)[] };
}

/** What UTF-8 can't hold, and thus no payload. */
const loneSurrogate = /\p{Surrogate}/u;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @returns at most `count`, no two of the same text; the same for the same arguments */
export function payloadsFor(
  set: ShapeSet,
  {
    seed,
    count,
    onlyJson,
    words = [],
  }: {
    readonly seed: number;
    readonly count: number;
    readonly onlyJson: boolean;
    /** Names that may be those of fields and variants. */
    readonly words?: readonly string[] | undefined;
  },
): readonly Payload[] {
  const random = randomFrom(seed);
  const found = new Map<string, Payload>();
  const add = (origin: string, text: string, change?: Payload['change']): void => {
    if (onlyJson && !isJson(text)) return;
    if (loneSurrogate.test(text) || found.has(text)) return;
    found.set(text, { origin, text, ...(change && { change }) });
  };
  for (const sample of samples) add('other', print(sample));
  // More tries than payloads: small types have few.
  for (let tries = 0; found.size < count && tries < 2 * count; tries++) {
    const doc = validPayload(set, random);
    if (random.chance(0.2)) {
      add('valid', print(doc));
      continue;
    }
    if (words.length > 0 && random.chance(0.3)) {
      add('reworded', print(reworded(doc, words, random) ?? doc));
      continue;
    }
    let spoilt = doc;
    let origin = 'valid';
    const changes: Mutated[] = [];
    for (let left = random.chance(0.25) ? 2 : 1; left > 0; left--) {
      const mutation = random.pick(mutations);
      const changed = mutated(spoilt, mutation, random);
      if (!changed) continue;
      spoilt = changed.doc;
      origin = mutation;
      changes.push(changed);
    }
    const at = changes.length === 1 ? changes[0]?.at : undefined;
    add(origin, print(spoilt), at && { of: print(doc), at });
  }
  return [...found.values()];
}
