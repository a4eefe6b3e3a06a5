import assert from 'node:assert/strict';
import { refusedTriggers } from '../../../../src/core/payload/http/refusedTriggers';
import type { Shape, ShapeSet } from '../../../../src/core/shape/shape';

const set = (root: Shape): ShapeSet => ({ root, definitions: new Map() });

describe('Triggers that a function refuses', () => {
  it('are none when it takes anything', () => {
    assert.deepEqual(refusedTriggers(set({ kind: 'any' })), []);
  });

  it('are those whose events its type does not take', () => {
    // In payload format 2.0 alone it is a text.
    const struct: Shape = {
      kind: 'struct',
      expected: 'struct Event',
      fields: [
        {
          name: 'version',
          aliases: [],
          shape: { kind: 'string' },
          absent: 'error',
          rust: { name: 'version' },
        },
      ],
      flattened: [],
      denyUnknown: false,
      asSequence: true,
      rust: { name: 'Event' },
    };
    assert.deepEqual(refusedTriggers(set(struct)), [
      'restApi',
      'alb',
      'albMultiValue',
      'webSocketConnect',
      'webSocketMessage',
      'webSocketDisconnect',
    ]);
  });
});
