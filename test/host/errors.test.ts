// @workspace test/fixtures/workspaces/loop
// What a person is told of each failure: a sentence, and what to do next.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { RustLambdaError, type ErrorCode, type ErrorDetails } from '../../src/core/errors';
import { describe as tell } from '../../src/ui/errors/describe';

/** One of each; a new code does not compile without its line. */
const examples: { readonly [C in ErrorCode]: ErrorDetails[C] } = {
  cancelled: {},
  programMissing: { program: 'cargo' },
  cargoLambdaMissing: {},
  cargoLambdaNotOnPath: {},
  cargoLambdaTooOld: { found: '1.2.0', needed: '1.8.0' },
  zigMissing: { ways: [] },
  cargoFailed: { manifestPath: '/w/Cargo.toml', message: 'invalid type' },
  commandFailed: { command: 'cargo lambda build', code: 101, signal: null, output: 'linker failed' },
  noFolder: {},
  noFunction: {},
  untrusted: {},
  ambiguousBinary: { name: 'orders', packages: ['a', 'b'], manifestPath: '/w/a/Cargo.toml' },
  portTaken: { attempts: 3 },
  watchFailed: { output: 'unexpected argument' },
  compileError: { errors: 1, first: { file: '/w/src/main.rs', line: 3, message: 'mismatched types' } },
  payloadUnfit: { reason: 'noEnvelope' },
  payloadInvalid: { reason: 'empty', bytes: 0 },
  payloadRefused: { name: 'two.json', reason: 'gone' },
  endpointUnreachable: { address: '127.0.0.1:9000' },
  nameInvalid: { name: 'fn', problem: { reason: 'keyword' } },
  alreadyExists: { path: '/w/orders' },
  folderTakenForPackage: { manifestPath: '/w/Cargo.toml', folder: 'crates', pattern: '*' },
  artifactMissing: { path: '/w/target/lambda/orders/bootstrap' },
  wrongArchitecture: { found: 'arm64', wanted: 'x86_64' },
  aws: { reason: 'expired', name: 'ExpiredToken', message: 'expired', region: 'eu-west-1' },
  fileFailed: { path: '/w/events/a.json', message: 'EACCES: permission denied' },
};

/** Why there is no button. */
const withoutNextStep: Partial<Record<ErrorCode, string>> = {
  cancelled: 'it is what the person wanted, and is not shown',
  payloadUnfit: 'it is said beside the payload, which is where it is put right',
  payloadInvalid: 'without its file it is said beside the payload, which is where it is put right',
  fileFailed: 'what helps depends on the reason of the system, which the sentence ends with',
};

const steps: Partial<Record<ErrorCode, readonly string[]>> = {
  ambiguousBinary: ['Open Cargo.toml'],
  commandFailed: ['Show Terminal'],
  watchFailed: ['Show Terminal', 'Open Setting'],
  portTaken: ['Start Watch'],
  endpointUnreachable: ['Start Watch'],
  nameInvalid: ['New Function…'],
  alreadyExists: ['New Function…'],
};

describe('What a person is told of a failure', () => {
  for (const code of Object.keys(examples) as ErrorCode[]) {
    const reason = withoutNextStep[code];
    it(`${code}: a sentence${reason === undefined ? ' and a next step' : `, and no button, since ${reason}`}`, () => {
      const { message, actions } = tell(new RustLambdaError(code, examples[code]));
      assert.match(message, /^\S.*\S$/s);
      assert.doesNotMatch(message, /\{\d\}|undefined|null|\[object/);
      assert.equal(actions.length > 0, reason === undefined);
      const titles = actions.map(({ title }) => title);
      assert.equal(new Set(titles).size, titles.length);
      const expected = steps[code];
      if (expected) assert.deepEqual(titles, expected);
    });
  }

  it('says in words what is wrong with a name', () => {
    const problem = { reason: 'binaryExists', existing: 'orders' } as const;
    const { message } = tell(new RustLambdaError('nameInvalid', { name: 'orders', problem }));
    assert.match(message, /There is a binary “orders” already\.$/);
  });

  it('opens the manifest in which a name has to be changed', async () => {
    const manifestPath = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'first/Cargo.toml');
    const details = { name: 'first', packages: ['first', 'other'], manifestPath: manifestPath.fsPath };
    await tell(new RustLambdaError('ambiguousBinary', details)).actions[0]?.run();
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, manifestPath.fsPath);
  });

  it('shows the log, not a terminal, for what ran in none', async () => {
    const unseen = { ...examples.commandFailed, unseen: true } as const;
    const { actions } = tell(new RustLambdaError('commandFailed', unseen));
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Show Log'],
    );
    await vscode.extensions.getExtension('rust-lambda.rust-lambda')?.activate();
    await actions[0]?.run();
  });

  it('shows the terminal of what failed, and the problems of what did not compile', async () => {
    for (const code of ['commandFailed', 'compileError'] as const) {
      // A command that VS Code does not have would be refused.
      await tell(new RustLambdaError(code, examples[code])).actions[0]?.run();
    }
    assert.ok(vscode.window.activeTerminal);
  });
});
