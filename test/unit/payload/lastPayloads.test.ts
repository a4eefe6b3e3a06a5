import assert from 'node:assert/strict';
import { LastPayloads } from '../../../src/ui/payloads/lastPayloads';

class Memory {
  readonly values = new Map<string, string>();
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as VS Code declares it
  get = <T>(key: string): T | undefined => {
    const text = this.values.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  };
  update = (key: string, value: unknown): Promise<void> => {
    this.values.set(key, JSON.stringify(value));
    return Promise.resolve();
  };
}

describe('The payload that a function was invoked with last', () => {
  it('is remembered over reloads, by function', () => {
    const memory = new Memory();
    const told: string[] = [];
    const last = new LastPayloads(memory, () => 5);
    last.onDidChange((id) => told.push(id));
    last.set('f', 'events/a.json');
    last.set('g', 'events/b.json');
    assert.deepEqual(new LastPayloads(memory).get('f'), { id: 'events/a.json', at: 5 });
    assert.deepEqual(told, ['f', 'g']);
  });

  it('gets another name with its file, and is forgotten with it', () => {
    const last = new LastPayloads(new Memory(), () => 5);
    last.set('f', 'a');
    last.rename('f', 'other', 'c');
    last.rename('f', 'a', 'b');
    assert.deepEqual(last.get('f'), { id: 'b', at: 5 });
    last.set('f', undefined);
    assert.equal(last.get('f'), undefined);
  });

  it('is bounded, those used longest ago go', () => {
    const last = new LastPayloads(new Memory());
    for (let each = 0; each < 600; each++) last.set(`f${each}`, 'a');
    last.set('f100', 'b');
    last.set('f600', 'a');
    assert.deepEqual(
      ['f0', 'f99', 'f100', 'f101', 'f102', 'f600'].map((id) => last.get(id)?.id),
      [undefined, undefined, 'b', undefined, 'a', 'a'],
    );
  });

  it('is unknown where something else was stored', () => {
    const memory = new Memory();
    for (const stored of [null, [], 'text', { f: 'text' }, { f: { id: 1, at: 1 } }]) {
      memory.values.set('rustLambda.lastPayload', JSON.stringify(stored));
      assert.equal(new LastPayloads(memory).get('f'), undefined);
    }
  });
});
