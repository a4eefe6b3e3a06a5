import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { RustLambdaError } from '../../../src/core/errors';
import { functionId, type LambdaBinary } from '../../../src/core/project/model';
import type { RunView } from '../../../src/protocol/invoke';
import type { Watches } from '../../../src/ui/features';
import { codec } from '../../../src/ui/invokePanel/codec';
import { Emulators } from '../../../src/ui/invokePanel/emulators';
import { Freshness } from '../../../src/ui/invokePanel/freshness';
import { Runs } from '../../../src/ui/invokePanel/runs';

const manifestPath = '/w/Cargo.toml';
const binary: LambdaBinary = {
  ...{ id: functionId(manifestPath, 'f'), name: 'f', kind: 'function', http: false, packageName: 'f' },
  ...{ manifestPath, sourcePath: '/w/src/main.rs', workspaceRoot: '/w', targetDirectory: '/w/target' },
  clashesWith: [],
};
const unused = (): never => {
  throw new Error('Nothing is sent here.');
};
const watches: Watches = {
  state: () => ({ kind: 'stopped' }),
  onDidChange: () => ({ dispose: () => {} }),
  ...{ ensure: unused, stop: unused, commandLine: unused },
};

describe('The runs of an invoke panel', () => {
  let log: vscode.LogOutputChannel;
  before(() => (log = vscode.window.createOutputChannel('runs', { log: true })));
  after(() => log.dispose());

  /** Runs whose build fails with a compile error at a place; looking at files gives `stat`. */
  function runsWith(stat: () => Promise<undefined>): { readonly runs: Runs; readonly views: RunView[] } {
    const first = { file: 'src/main.rs', line: 0, message: 'expected `;`' };
    const files = { stat, readText: unused };
    const runs = new Runs({
      builds: {
        buildForWatch: () => Promise.reject(new RustLambdaError('compileError', { errors: 1, first })),
      },
      emulators: new Emulators(watches, files),
      freshness: new Freshness(files),
      hasUnsaved: () => false,
      eventShapes: { of: unused, onDidChange: () => ({ dispose: () => {} }) },
      payloadJobs: { run: unused },
      ...{ invoker: { invoke: unused }, codec, files, log },
    });
    const views: RunView[] = [];
    runs.onDidChange((view) => views.push(view));
    return { runs, views };
  }

  it('go through their stages and end with what came of it', async () => {
    const { runs, views } = runsWith(() => Promise.resolve(undefined));
    await runs.start(binary, '{}');
    const told = views.map((view) => (view.kind === 'active' ? view.stage : view.kind));
    assert.deepEqual(told, ['checking', 'building', 'ended']);
    assert.ok(runs.view.kind === 'ended');
    assert.deepEqual([runs.view.verdict, runs.view.problems[0]?.message], ['Build failed', 'expected `;`']);
  });

  it('end also when telling what came of it fails, and can be begun again', async () => {
    const { runs } = runsWith(() => {
      throw new Error('the disk is on fire');
    });
    for (const run of [1, 2]) {
      await runs.start(binary, '{}');
      assert.ok(runs.view.kind === 'ended');
      assert.equal(runs.view.run, run);
      assert.match(runs.view.message, /the disk is on fire/);
    }
  });
});
