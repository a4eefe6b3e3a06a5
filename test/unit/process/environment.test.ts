import assert from 'node:assert/strict';
import { childEnvironment } from '../../../src/adapters/process/environment';

describe('The environment of a child', () => {
  it('has nothing of the editor’s own', () => {
    const base = {
      PATH: '/bin',
      VSCODE_PID: '1',
      ELECTRON_RUN_AS_NODE: '1',
      vscode_nls_config: '{}',
      HOME: '/h',
    };
    assert.deepEqual(childEnvironment(base), { PATH: '/bin', HOME: '/h' });
  });

  it('has what is added over what was there', () => {
    assert.deepEqual(childEnvironment({ A: '1', B: undefined }, { A: '2', C: '3' }, 'linux'), {
      A: '2',
      C: '3',
    });
  });

  it('knows names by their spelling, except on Windows', () => {
    const added = { PATH: 'new' };
    assert.deepEqual(childEnvironment({ Path: 'old' }, added, 'linux'), { Path: 'old', PATH: 'new' });
    assert.deepEqual(childEnvironment({ Path: 'old' }, added, 'win32'), { PATH: 'new' });
  });
});
