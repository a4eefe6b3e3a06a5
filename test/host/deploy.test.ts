// @workspace test/fixtures/workspaces/deployable
// The deploy panel in a real extension host: its tabs, and what it shows of a plan. AWS is not there: no credentials.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { createAws } from '../../src/adapters/aws/aws';
import { createFiles } from '../../src/adapters/files';
import { createArtifacts } from '../../src/adapters/project/artifacts';
import { buildCommand } from '../../src/core/cargoLambda/commands';
import type { DeployedFunction } from '../../src/core/ports';
import { functionId, type LambdaBinary } from '../../src/core/project/model';
import type { Button, DeployView } from '../../src/protocol/deploy';
import { ChoiceStore } from '../../src/ui/deployPanel/choices';
import { Facts } from '../../src/ui/deployPanel/facts';
import { takeSnapshot, type SnapshotInputs } from '../../src/ui/deployPanel/snapshot';
import { deployView } from '../../src/ui/deployPanel/view';

const root = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
const manifestPath = path.join(root, 'probe/Cargo.toml');
const settings = {
  cargoPath: 'cargo',
  env: {},
  profile: '',
  region: 'eu-west-1',
  architecture: 'arm64',
  compiler: 'cargo-zigbuild',
} as const;
const running: DeployedFunction = {
  ...{ name: 'probe', arn: 'arn:aws:lambda:eu-west-1:123456789012:function:probe', version: '12' },
  ...{ lastModified: 0, architecture: 'x86_64', runtime: 'provided.al2023' },
  ...{ memoryMb: 128, timeoutSeconds: 30, codeBytes: 1_700_000 },
};

const deployTabs = (): readonly string[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && /rustLambda\.deploy$/.test(input.viewType),
    )
    .map(({ label }) => label);

/** Tabs are told of a little after a panel was opened or closed. */
async function untilTabs(...labels: readonly string[]): Promise<void> {
  const shown = (): boolean => JSON.stringify(deployTabs()) === JSON.stringify(labels);
  if (shown()) return;
  await new Promise<void>((resolve) => {
    const subscription = vscode.window.tabGroups.onDidChangeTabs(() => {
      if (!shown()) return;
      subscription.dispose();
      resolve();
    });
  });
}

describe('Deploy', () => {
  const awsVariables = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  let folder: string;
  let binary: LambdaBinary;

  before(async () => {
    for (const [name] of awsVariables) Reflect.deleteProperty(process.env, name);
    folder = await mkdtemp(path.join(tmpdir(), 'rust-lambda-deploy-'));
    Object.assign(process.env, {
      ...{ AWS_CONFIG_FILE: path.join(folder, 'config'), AWS_EC2_METADATA_DISABLED: 'true' },
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
    });
    binary = {
      ...{ id: functionId(manifestPath, 'probe'), name: 'probe', kind: 'function', http: false },
      ...{ packageName: 'probe', manifestPath, sourcePath: path.join(root, 'probe/src/main.rs') },
      ...{ workspaceRoot: root, targetDirectory: path.join(folder, 'target'), clashesWith: [] },
    };
  });
  after(async () => {
    Object.assign(process.env, Object.fromEntries(awsVariables));
    await rm(folder, { recursive: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens a panel for the function it is called with, once', async () => {
    const target = { functionId: binary.id };
    await vscode.commands.executeCommand('rustLambda.deploy', target);
    await untilTabs('Deploy probe');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await untilTabs();
    await vscode.commands.executeCommand('rustLambda.deploy', target);
    await vscode.commands.executeCommand('rustLambda.deploy', target);
    await untilTabs('Deploy probe');
  });

  /** What the panel shows, with facts from disk and the SDK, unless a test says otherwise. */
  async function view(
    changed: Partial<SnapshotInputs> = {},
    adapt?: (facts: Facts) => void,
  ): Promise<DeployView> {
    const aws = createAws({ mfaCode: () => Promise.resolve(undefined) });
    const facts = new Facts(
      () => binary,
      { aws, artifacts: createArtifacts(createFiles()), deployConfig: () => Promise.resolve({}) },
      () => {},
    );
    await Promise.all([
      facts.readConfiguration(),
      facts.readArtifact(),
      facts.readAws({ region: settings.region }, 'probe'),
    ]);
    adapt?.(facts);
    const snapshot = takeSnapshot({
      ...{ binary, gone: false, chosen: {}, remembered: {}, workspaceTarget: {}, settings, facts },
      phase: { kind: 'planning' },
      buildCommand: (release) =>
        buildCommand(
          { workspaceRoot: root, binaryName: 'probe' },
          { ...settings, release: true, ...release },
        ),
      ...changed,
    });
    return deployView(snapshot, { shell: 'posix', now: 86_400_000, clock: 5_000 });
  }
  const known = (facts: Facts): void => {
    facts.account = {
      state: 'ready',
      value: { account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/deployer/ann' },
    };
    facts.deployed = { state: 'ready', value: undefined };
  };
  const button = (buttons: readonly Button[], id: string): Button => {
    const found = buttons.find((each) => each.id === id);
    assert.ok(found, id);
    return found;
  };

  it('shows why nothing can be deployed, and offers to look again', async () => {
    const { account, buttons, region } = await view();
    assert.equal(account.tone, 'bad');
    assert.match(account.parts.join(''), /No AWS credentials were found/);
    assert.deepEqual(account.buttons, [{ id: 'refresh', title: 'Try Again' }]);
    assert.equal(account.origins, 'region from the settings');
    assert.equal(region.value, 'eu-west-1');
    assert.equal(button(buttons, 'deploy').disabled, true);
  });

  it('shows account, commands and what is missing, and offers to build and deploy', async () => {
    const { account, buttons, code, command, notices } = await view({}, known);
    assert.deepEqual(account.parts, ['Account', '1234-5678-9012', 'as', 'role/deployer']);
    assert.deepEqual(command.lines, [
      'cargo lambda build --release --arm64 --compiler cargo-zigbuild --bin probe',
      'cargo lambda deploy probe --region eu-west-1 --output-format json',
    ]);
    assert.equal(code.chip.text, 'not built');
    assert.match(notices.map(({ text }) => text).join('\n'), /probe does not exist there/);
    const deploy = button(buttons, 'deploy');
    assert.deepEqual([deploy.title, deploy.disabled], ['Build and Deploy', false]);
  });

  it('puts what is deployed beside what would be uploaded', async () => {
    const lambda = path.join(binary.targetDirectory, 'lambda/probe');
    await mkdir(lambda, { recursive: true });
    // The head of an ELF file for arm64, as far as it is looked at.
    const head = Buffer.alloc(64);
    head.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1], 0);
    head.writeUInt16LE(0xb7, 18);
    await writeFile(path.join(lambda, 'bootstrap'), head);
    const { code, notices, command, buttons } = await view({ chosen: { architecture: 'arm64' } }, (facts) => {
      known(facts);
      facts.deployed = { state: 'ready', value: running };
    });
    const row = (label: string) => code.rows.find((each) => each.label === label)?.cells;
    assert.match(row('Artifact')?.[0] ?? '', /^version 12, /);
    assert.deepEqual(row('Architecture'), ['x86_64', 'arm64']);
    assert.deepEqual(row('Size'), ['1.6 MB zip', '1 KB']);
    assert.deepEqual(row('Memory, timeout, runtime'), ['128 MB, 30 s, provided.al2023', '']);
    const told = notices.map(({ text }) => text).join('\n');
    assert.match(told, /exists there with version 12/);
    assert.match(told, /runs on x86_64 now; this deploy moves it to arm64/);
    assert.equal(command.lines.length, 1);
    assert.equal(button(buttons, 'deploy').title, 'Deploy');
  });

  it('says what is wrong with a name where it is written', async () => {
    const { name, buttons, notices } = await view({ chosen: { name: 'no spaces' } }, known);
    assert.equal(name.problem, 'Only letters, digits, hyphens and underscores.');
    assert.equal(button(buttons, 'deploy').disabled, true);
    assert.ok(!notices.some(({ text }) => text === name.problem));
  });

  it('shows what runs and for how long, with nothing to choose meanwhile', async () => {
    const { status, locked, buttons } = await view({ phase: { kind: 'deploying', since: 2_000 } }, known);
    assert.deepEqual([status?.tone, status?.elapsedMs, locked], ['busy', 3_000, true]);
    assert.equal(button(buttons, 'stop').title, 'Cancel');
    assert.equal(button(buttons, 'deploy').disabled, true);
  });

  it('shows ARN, version and URL with buttons to use them', async () => {
    const result = { arn: `${running.arn}:13`, version: '13', url: 'https://x.lambda-url.eu-west-1.on.aws/' };
    const shown = (await view({ phase: { kind: 'done', result } }, known)).result;
    assert.deepEqual(shown?.rows, [
      { label: 'ARN', value: result.arn },
      { label: 'Version', value: '13' },
      { label: 'URL', value: result.url },
    ]);
    assert.deepEqual(
      shown.buttons.map(({ id }) => id),
      ['copyArn', 'copyVersion', 'copyUrl', 'openUrl', 'openConsole'],
    );
  });

  it('does not call a deploy failed whose answer was not understood', async () => {
    const { status, result } = await view({ phase: { kind: 'done', result: undefined } }, known);
    assert.equal(status?.tone, 'ok');
    assert.match(result?.rows[0]?.value ?? '', /see its terminal/);
  });

  it('keeps choices of earlier deploys in the workspace state', async () => {
    const state = new Map<string, unknown>();
    const store = new ChoiceStore({
      get: (key) => state.get(key),
      update: (key, value) => Promise.resolve(void state.set(key, value)),
    });
    await store.remember(binary.id, { name: 'probe-prod', region: 'us-east-1' });
    const { name, region, account } = await view({ remembered: store.get(binary.id) }, known);
    assert.deepEqual([name.value, region.value], ['probe-prod', 'us-east-1']);
    assert.equal(account.origins, 'region as chosen before');
  });
});
