import assert from 'node:assert/strict';
import { unixLineEnds, withLineEndsOf } from '../../../src/core/payload/lineEnds';

describe('line ends of a payload', () => {
  it('are those of Unix where it is edited', () => {
    assert.equal(unixLineEnds('{\r\n"a": 1,\r"b": 2\n}\r\n'), '{\n"a": 1,\n"b": 2\n}\n');
  });

  it('are in its file as they were', () => {
    assert.equal(withLineEndsOf('{\n\n}\n', '{\r\n}'), '{\r\n\r\n}\r\n');
    assert.equal(withLineEndsOf('{\n}\n', '{\n}\r\n'), '{\n}\n');
    assert.equal(withLineEndsOf('{\n}', '{}'), '{\n}');
  });
});
