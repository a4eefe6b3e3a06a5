/** What real functions said of payloads that they rejected, and what they take. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { classify } from '../../../src/core/invocation/classify';
import type { Outcome } from '../../../src/core/invocation/outcome';
import type { ShapeSet } from '../../../src/core/shape/shape';
import { codec } from '../../../src/ui/invokePanel/codec';
import { shapeOf } from '../types/shaping';

export interface RecordedRejection {
  readonly name: string;
  readonly payload: string;
  /** By each version of lambda_runtime. */
  readonly rejections: readonly Extract<Outcome, { kind: 'rejectedPayload' }>[];
  readonly set: ShapeSet;
}

const fixtures = path.resolve(import.meta.dirname, '../../fixtures');

export async function recordedRejections(): Promise<readonly RecordedRejection[]> {
  const file = path.join(fixtures, 'output/lambda_runtime-rejections.json');
  const { rejections: recorded } = JSON.parse(await readFile(file, 'utf8')) as {
    readonly rejections: readonly {
      readonly name: string;
      readonly type: string;
      readonly payload: string;
      /** By the version of lambda_runtime. */
      readonly said: Readonly<Record<string, object>>;
    }[];
  };
  const source = await readFile(path.join(fixtures, 'rejections/src/main.rs'), 'utf8');
  const sets = new Map<string, ShapeSet>();
  for (const type of ['Order', 'Size', 'HashMap<u32, u8>'])
    sets.set(type.replace(/<.*/, ''), (await shapeOf(type, source)).set);
  return recorded.map(({ name, type, payload, said }) => {
    const set = sets.get(type === 'ById' ? 'HashMap' : type);
    assert.ok(set);
    const rejections = Object.values(said).map((answer) => {
      const body = Buffer.from(JSON.stringify(answer));
      const outcome = classify({ status: 500, headers: {}, body, durationMs: 1 }, codec);
      assert.ok(outcome.kind === 'rejectedPayload');
      return outcome;
    });
    return { name, payload, rejections, set };
  });
}
