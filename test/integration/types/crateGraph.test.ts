import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isError } from '../../../src/core/errors';
import type { ProcessRunner } from '../../../src/core/ports';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import { readCrateGraph } from '../../../src/adapters/rust/crateGraphReader';
import { packageOf, type CrateGraph } from '../../../src/core/types/crateGraph';

const cargo = { path: 'cargo', env: {} };
const runner = createProcessRunner({ guardPath: 'unused' });

describe('The crates of a workspace', function () {
  this.timeout(60_000);
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'rust-lambda-crates-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const manifest = (member: string): string => path.join(folder, member, 'Cargo.toml');

  async function write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
  }

  const workspace = {
    'Cargo.toml': `[workspace]\nresolver = "3"\nmembers = ["orders", "shop-events", "core"]
      [workspace.dependencies]\nshared = { package = "shop-events", path = "shop-events" }`,
    'Cargo.lock': `version = 4\n${['core-types', 'orders', 'shop-events']
      .map(
        (name) =>
          `\n[[package]]\nname = "${name}"\nversion = "0.1.0"\n${name === 'orders' ? 'dependencies = [\n "core-types",\n "shop-events",\n]\n' : ''}`,
      )
      .join('')}`,
    'orders/Cargo.toml': `[package]\nname = "orders"\nversion = "0.1.0"\nedition = "2024"
      [features]\nextra = ["shared/audit"]
      [dependencies]\nshared = { workspace = true }
      [dev-dependencies]\ncore-types = { path = "../core" }`,
    'orders/src/main.rs': 'fn main() {}',
    'shop-events/Cargo.toml': `[package]\nname = "shop-events"\nversion = "0.1.0"\nedition = "2021"\n[features]\ndefault = ["json"]\njson = []\naudit = []`,
    'shop-events/src/lib.rs': '',
    'core/Cargo.toml': `[package]\nname = "core-types"\nversion = "0.1.0"\nedition = "2021"\n[lib]\npath = "code/all.rs"`,
    'core/code/all.rs': '',
  };

  it('are known by the names that a package has for them, with the features they are built with', async () => {
    await write(workspace);
    const read = (featureFlags: readonly string[]): Promise<CrateGraph> =>
      readCrateGraph(runner, { manifestPath: manifest('orders'), cargo, featureFlags });
    const graph = await read([]);
    const orders = packageOf(graph, manifest('orders'));
    assert.deepEqual([...(orders?.dependencies.keys() ?? [])], ['shared']);
    const events = graph.get(orders?.dependencies.get('shared') ?? '');
    assert.deepEqual(events?.library, {
      name: 'shop_events',
      path: path.join(folder, 'shop-events/src/lib.rs'),
    });
    assert.deepEqual([events.edition, ...events.features], ['2021', 'default', 'json']);
    assert.equal(packageOf(graph, manifest('core'))?.library?.path, path.join(folder, 'core/code/all.rs'));

    const extra = await read(['--features', 'extra']);
    assert.deepEqual(
      [...(packageOf(extra, manifest('shop-events'))?.features ?? [])],
      ['audit', 'default', 'json'],
    );
  });

  it('are not read by changing anything: without a lock file cargo says so', async () => {
    await write({ ...workspace, 'Cargo.lock': '' });
    await rm(path.join(folder, 'Cargo.lock'));
    await assert.rejects(
      readCrateGraph(runner, { manifestPath: manifest('orders'), cargo }),
      (error: Error) => {
        assert.equal((error as Error & { code?: string }).code, 'cargoFailed');
        return true;
      },
    );
    assert.equal(existsSync(path.join(folder, 'Cargo.lock')), false);
  });

  it("are those for this machine where those for Lambda's are not here", async () => {
    await write(workspace);
    // Stands in for a cargo on a Mac: on Linux the crates for this machine are those for Lambda.
    const onMac: ProcessRunner = {
      ...runner,
      run: (command, options) =>
        command.args.includes('x86_64-unknown-linux-gnu')
          ? Promise.resolve({ code: 101, signal: null, stdout: '', stderr: 'failed to download `libc`' })
          : runner.run(command, options),
    };
    const read = (machine: string): Promise<CrateGraph> =>
      readCrateGraph(onMac, { manifestPath: manifest('orders'), cargo }, machine);
    assert.ok(packageOf(await read('darwin arm64'), manifest('orders')));
    await assert.rejects(read('linux x64'), (error: unknown) => {
      assert.ok(isError(error, 'cargoFailed'));
      assert.match(error.details.message, /failed to download/);
      return true;
    });
  });
});
