import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { commandId, commandNames, panelIds, taskType, viewIds } from '../../src/contributions';
import type { CommandName } from '../../src/contributions';
import { settingChecks } from '../../src/ui/settingChecks';

interface Manifest {
  activationEvents: string[];
  icon: string;
  contributes: {
    commands: { command: string; title: string; enablement?: string }[];
    views: Record<string, { id: string; icon: string }[]>;
    viewsWelcome: { view: string; contents: string }[];
    menus: Record<string, { command: string; when?: string }[]>;
    keybindings: { command: string }[];
    configuration: { properties: Record<string, object> };
    taskDefinitions: { type: string }[];
    snippets: { path: string }[];
  };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
}

const root = path.resolve(__dirname, '../..');
const text = fs.readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const nls = JSON.parse(fs.readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<
  string,
  string
>;
const { contributes } = manifest;
const sorted = (values: Iterable<string>): string[] => [...values].sort();
const ids = sorted(Object.keys(commandNames).map((name) => commandId(name as CommandName)));

describe('package.json and contributions.ts', () => {
  it('name the same commands', () => {
    assert.deepEqual(sorted(contributes.commands.map(({ command }) => command)), ids);
  });

  it('name the same settings', () => {
    assert.deepEqual(
      sorted(Object.keys(contributes.configuration.properties)),
      sorted(Object.keys(settingChecks).map((name) => `rustLambda.${name}`)),
    );
  });

  it('name the same views, panels and task type', () => {
    const views = Object.values(contributes.views).flat();
    assert.deepEqual(
      views.map(({ id }) => id),
      Object.values(viewIds),
    );
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${panelIds.invoke}`));
    assert.deepEqual(
      contributes.taskDefinitions.map(({ type }) => type),
      [taskType],
    );
  });

  it('use no command in a menu, key or welcome text that does not exist', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(
      ({ command }) => command,
    );
    const welcome = Object.values(nls).flatMap((value) =>
      [...value.matchAll(/\(command:(rustLambda\.\w+)/g)].map((match) => match[1] ?? ''),
    );
    for (const command of [...used, ...welcome]) assert.ok(ids.includes(command), command);
  });

  it('have a text for every key, and no text without use', () => {
    const keys = [...text.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
    assert.deepEqual(sorted(new Set(keys)), sorted(Object.keys(nls)));
  });

  it('name only files that exist', () => {
    const files = [
      manifest.icon,
      ...Object.values(contributes.views).flatMap((views) => views.map(({ icon }) => icon)),
      ...contributes.snippets.map((snippet) => snippet.path),
    ];
    for (const file of files) assert.ok(fs.existsSync(path.join(root, file)), file);
  });
});

describe('workspace trust', () => {
  it('keeps every command that runs something disabled in an untrusted workspace', () => {
    const reading = [
      'refresh',
      'openHandler',
      'showEventSchema',
      'openManifest',
      'copyCommandLine',
      'revealArtifact',
      'newPayload',
      'openPayload',
      'renamePayload',
      'duplicatePayload',
      'deletePayload',
      'revealPayload',
      'copyPayloadPath',
      'showLog',
    ];
    for (const { command, enablement } of contributes.commands) {
      const reads = reading.some((name) => commandId(name as CommandName) === command);
      assert.equal(enablement?.includes('isWorkspaceTrusted') ?? false, !reads, command);
    }
  });

  it('restricts every setting that decides what is run, with which credentials or environment', () => {
    const harmless = [
      'build.architecture',
      'invoke.timeoutSeconds',
      'codeLens.enabled',
      'handlerHints.enabled',
    ];
    assert.deepEqual(
      sorted(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations),
      sorted(
        Object.keys(settingChecks)
          .filter((name) => !harmless.includes(name))
          .map((name) => `rustLambda.${name}`),
      ),
    );
  });
});
