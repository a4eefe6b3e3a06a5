import assert from 'node:assert/strict';
import {
  copyName,
  expectationOf,
  fileNameProblem,
  isPayloadFile,
  payloadFileName,
  payloadFolders,
} from '../../../src/core/payload/files';
import { functionId, type LambdaBinary, type ProjectModel } from '../../../src/core/project/model';

const binary = (folder: string, name: string): LambdaBinary => {
  const manifestPath = `${folder}/Cargo.toml`;
  return {
    id: functionId(manifestPath, name),
    name,
    kind: 'function',
    http: false,
    sourcePath: `${folder}/src/main.rs`,
    packageName: 'p',
    manifestPath,
    workspaceRoot: folder,
    targetDirectory: `${folder}/target`,
    clashesWith: [],
  };
};
const modelOf = (...binaries: LambdaBinary[]): ProjectModel => ({
  workspaces: [
    {
      root: '/w',
      targetDirectory: '/w/target',
      names: { packages: [], binaries: [] },
      manifests: [],
      packages: [{ name: 'p', manifestPath: '/w/p/Cargo.toml', binaries, builtFrom: [] }],
      source: 'cargo',
    },
  ],
  broken: [],
});

describe('the payload files of a function', () => {
  it('lie in its own folder and in events when it is the only function of its package', () => {
    const only = binary('/w/p', 'orders');
    assert.deepEqual(payloadFolders(only, modelOf(only)), [
      { path: '/w/p/events/orders', relative: 'events/orders' },
      { path: '/w/p/events', relative: 'events' },
    ]);
  });

  it('lie in its own folder alone when there are others', () => {
    const first = binary('/w/p', 'orders');
    const paths = payloadFolders(first, modelOf(first, binary('/w/p', 'invoices')));
    assert.deepEqual(
      paths.map(({ relative }) => relative),
      ['events/orders'],
    );
  });

  it('are the JSON files that are not hidden', () => {
    assert.deepEqual(
      ['a.json', 'B.JSON', '.a.json', 'a.expect.json', 'a.jsonc', 'readme.md'].filter(isPayloadFile),
      ['a.json', 'B.JSON'],
    );
  });

  it('have names that every system can hold', () => {
    assert.equal(fileNameProblem('two orders'), undefined);
    assert.equal(fileNameProblem('größe.v2.json'), undefined);
    assert.equal(fileNameProblem(' .json'), 'empty');
    assert.equal(fileNameProblem('../secret'), 'folder');
    assert.equal(fileNameProblem('a\\b'), 'folder');
    for (const name of ['a:b', 'what?', '.hidden', 'dot.', 'a\nb']) {
      assert.equal(fileNameProblem(name), 'character', name);
    }
    assert.equal(fileNameProblem('con.json'), 'reserved');
    assert.equal(fileNameProblem('x'.repeat(101)), 'tooLong');
  });

  it('have what is expected of them beside them, which is no payload', () => {
    assert.equal(expectationOf('/w/events/two.json'), '/w/events/two.expect.json');
    assert.equal(fileNameProblem('two.expect.json'), 'expectation');
  });

  it('are copied under the first name that is free', () => {
    assert.equal(copyName('two.json', []), 'two-copy.json');
    assert.equal(copyName('two.json', ['Two-Copy.json']), 'two-copy-2.json');
    assert.equal(copyName('two-copy-2.json', ['two-copy.json', 'two-copy-2.json']), 'two-copy-3.json');
  });

  it('end in .json once', () => {
    assert.equal(payloadFileName(' two '), 'two.json');
    assert.equal(payloadFileName('two.json'), 'two.json');
  });
});
