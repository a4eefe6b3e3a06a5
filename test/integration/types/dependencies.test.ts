/** Event types from wherever cargo has crates: folders, repositories, registries; under other names, in two versions. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import { readCrateGraph } from '../../../src/adapters/rust/crateGraphReader';
import { foreignFiles } from '../../../src/core/types/crateGraph';
import { createEventReader } from '../../../src/core/types/eventReader';
import type { TypeShape } from '../../../src/core/types/eventShape';
import { Splits } from '../../../src/core/rust/sources';
import { outline } from '../../../src/core/shape/outline';
import { parser } from '../../unit/rust/finding';

const run = promisify(execFile);
const runner = createProcessRunner({ guardPath: 'unused' });

const library = (name: string, version: string, field: string): Readonly<Record<string, string>> => ({
  'Cargo.toml': `[package]\nname = "${name}"\nversion = "${version}"\nedition = "2021"
    [dependencies]\nserde = { version = "1", features = ["derive"] }`,
  'src/lib.rs': `#[derive(serde::Deserialize)] pub struct Order { pub ${field}: u8 }`,
});

const main = (type: string): string => `
  use lambda_runtime::{run, service_fn, Error, LambdaEvent};
  #[tokio::main] async fn main() -> Result<(), Error> { run(service_fn(handle)).await }
  async fn handle(_: LambdaEvent<${type}>) -> Result<(), Error> { Ok(()) }`;

describe('Event types of dependencies', function () {
  this.timeout(120_000);
  let folder = '';

  before(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'rust-lambda-dependencies-')));
    await write('orders', {
      'Cargo.toml': `[workspace]\nresolver = "3"\nmembers = ["api", "linked"]
        [workspace.dependencies]
        elsewhere = { path = "../elsewhere" }
        lambda_runtime = "1"
        tokio = { version = "1", features = ["macros", "rt"] }
        [workspace.package]\nedition = "2024"`,
      'api/Cargo.toml': `[package]\nname = "api"\nversion = "0.1.0"\nedition.workspace = true
        [dependencies]
        lambda_runtime.workspace = true\ntokio.workspace = true\nelsewhere.workspace = true
        old = { package = "shop", path = "../../shop" }
        shop = { git = "file://${folder}/shop-repository" }`,
      'api/src/main.rs': main('elsewhere::Order'),
    });
    // A member that is a link to a folder somewhere else.
    await write('real', {
      'Cargo.toml': `[package]\nname = "linked"\nversion = "0.1.0"\nedition.workspace = true
        [dependencies]\nlambda_runtime.workspace = true\ntokio.workspace = true\nelsewhere.workspace = true`,
      'src/main.rs': main('elsewhere::Order'),
    });
    await symlink(path.join(folder, 'real'), path.join(folder, 'orders/linked'), 'junction');
    await write('elsewhere', library('elsewhere', '0.1.0', 'from_elsewhere'));
    await write('shop', library('shop', '0.1.0', 'from_folder'));
    await write('shop-repository', library('shop', '0.2.0', 'from_repository'));
    const repository = path.join(folder, 'shop-repository');
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      [...author, 'commit', '-q', '-m', 'Version 0.2.0'],
    ])
      await run('git', args, { cwd: repository });
    await run('cargo', ['fetch'], { cwd: path.join(folder, 'orders') });
  });
  after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

  async function write(below: string, files: Readonly<Record<string, string>>): Promise<void> {
    for (const [file, text] of Object.entries(files)) {
      const to = path.join(folder, below, file);
      await mkdir(path.dirname(to), { recursive: true });
      await writeFile(to, text);
    }
  }

  /** @returns the shape, and the files of its sources that count as never changing */
  async function shapeOf(
    member: string,
    type: string,
  ): Promise<{ shape: TypeShape | undefined; fixed: readonly string[] }> {
    const source = path.join(folder, 'orders', member, 'src/main.rs');
    await writeFile(source, main(type));
    const manifestPath = path.join(folder, 'orders', member, 'Cargo.toml');
    const graph = await readCrateGraph(runner, { manifestPath, cargo: { path: 'cargo', env: {} } });
    const binary = { id: member, kind: 'function', sourcePath: source, manifestPath } as const;
    const files: string[] = [];
    const { shape } = await createEventReader(parser, new Splits()).read(binary, graph, (file) => {
      files.push(file);
      return readFile(file, 'utf8').catch(() => undefined);
    });
    return { shape, fixed: files.filter(foreignFiles(graph)) };
  }

  const outlined = (shape: TypeShape | undefined): string =>
    shape ? `${shape.certainty} ${outline(shape.set, 20).replace(/\s+/g, ' ')}` : 'none';

  it('are read from a folder outside of the workspace, which the workspace names for its members', async () => {
    const { shape, fixed } = await shapeOf('api', 'elsewhere::Order');
    assert.equal(outlined(shape), 'exact { "from_elsewhere": u8 }');
    assert.deepEqual(fixed, []);
  });

  it('are read from a repository, and from a folder under another name: two versions of one crate', async () => {
    const repository = await shapeOf('api', 'shop::Order');
    assert.equal(outlined(repository.shape), 'exact { "from_repository": u8 }');
    assert.ok(
      repository.fixed.some((file) => file.endsWith('lib.rs')),
      'a copy of a repository never changes',
    );
    assert.equal(outlined((await shapeOf('api', 'old::Order')).shape), 'exact { "from_folder": u8 }');
    assert.equal(
      outlined((await shapeOf('api', '(old::Order, shop::Order)')).shape),
      'exact [{ "from_folder": u8 }, { "from_repository": u8 }]',
    );
  });

  it('are open where the source has no such type', async () => {
    const { shape } = await shapeOf('api', 'shop::Invoice');
    assert.equal(shape?.certainty, 'unknown');
    assert.match(shape.reasons.join(), /shop::Invoice is not found/);
  });

  it('are read by a member behind a link', async () => {
    const { shape } = await shapeOf('linked', 'elsewhere::Order');
    assert.equal(outlined(shape), 'exact { "from_elsewhere": u8 }');
  });
});

const author = ['-c', 'user.name=Shop', '-c', 'user.email=shop@example.com'];
