// @workspace test/fixtures/workspaces/loop
// @untrusted
// A profile can name a program that gives the credentials, and a deploy runs cargo.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isError } from '../../src/core/errors';
import { DeployedFunctions } from '../../src/ui/aws/deployed';
import { createDeployment, type DeploymentParts } from '../../src/ui/deployPanel/deployment';

describe('Deploy in an untrusted workspace', () => {
  it('refuses each of its commands, and asks nobody anything', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const asked: string[] = [];
    const never = (what: string, given: object = {}): never =>
      new Proxy(given, {
        get: (target: object, name): unknown =>
          Reflect.get(target, name) ??
          (() => {
            asked.push(`${what}.${String(name)}`);
            throw new Error(`${what}.${String(name)} was called`);
          }),
      }) as never;
    const log = vscode.window.createOutputChannel('untrusted', { log: true });
    const deployed = new DeployedFunctions();
    const parts: DeploymentParts = {
      ...{ aws: never('aws'), artifacts: never('artifacts') },
      // To listen is to ask for nothing.
      project: never('project', { onDidChange: () => ({ dispose: () => {} }) }),
      ...{ picker: never('picker'), terminals: never('terminals'), tools: never('tools') },
      builds: {
        onDidBuild: () => ({ dispose: () => {} }),
        build: () => never('build'),
        commandLine: () => never('commandLine'),
        buildForWatch: () => never('buildForWatch'),
      },
      ...{ deployed, log, extensionUri: vscode.Uri.file('/'), state: never('state') },
    };
    const deployment = createDeployment(parts);
    for (const name of ['deploy', 'refreshDeployed', 'selectAwsTarget'] as const) {
      await assert.rejects(
        Promise.resolve().then(() => deployment.commands[name]()),
        (error: unknown) => isError(error, 'untrusted'),
        name,
      );
    }
    assert.deepEqual(asked, []);
    deployment.dispose();
    deployed.dispose();
    log.dispose();
  });
});
