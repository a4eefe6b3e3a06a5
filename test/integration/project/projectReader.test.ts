import assert from 'node:assert/strict';
import { chmod, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createProjectReader } from '../../../src/adapters/project/projectReader';
import { isError } from '../../../src/core/errors';
import type { CommandLine, ProcessRunner } from '../../../src/core/ports';
import { binariesOf, type ProjectModel } from '../../../src/core/project/model';
import {
  copyOf,
  emptyFolder,
  files,
  manifestsIn,
  packageOf,
  reader,
  removeFolders,
  runner,
  withCargo,
  withoutCargo,
  write,
} from './workspaces';

const read = async (folder: string, options = withCargo): Promise<ProjectModel> =>
  reader.read(await manifestsIn(folder), options);
const names = (model: ProjectModel): string[] =>
  binariesOf(model)
    .map((binary) => binary.name)
    .sort();
const inOrder = (model: ProjectModel) => [...model.workspaces].sort((a, b) => (a.root < b.root ? -1 : 1));

/** The real runner, with a note of what it was asked. */
function counted(): { readonly runner: ProcessRunner; readonly commands: CommandLine[]; peak: () => number } {
  const commands: CommandLine[] = [];
  let running = 0;
  let peak = 0;
  const run: ProcessRunner['run'] = async (command, options) => {
    commands.push(command);
    peak = Math.max(peak, ++running);
    try {
      return await runner.run(command, options);
    } finally {
      running--;
    }
  };
  return { runner: { ...runner, run }, commands, peak: () => peak };
}

describe('Reading a project with cargo', () => {
  afterEach(removeFolders);

  it('finds the functions of virtual, nested and excluded workspaces, each in its own', async () => {
    const folder = await copyOf('shapes');
    const model = await read(folder);
    assert.deepEqual(model.broken, []);
    const shape = inOrder(model).map((each) => [each.root, each.packages.length, each.source]);
    assert.deepEqual(shape, [
      [folder, 8, 'cargo'],
      [join(folder, 'excluded'), 1, 'cargo'],
      [join(folder, 'nested'), 1, 'cargo'],
    ]);
  });

  it('asks cargo once per workspace, not once per manifest', async () => {
    const folder = await copyOf('shapes');
    const { runner: noted, commands } = counted();
    await createProjectReader(noted, files).read(await manifestsIn(folder), withCargo);
    assert.equal(commands.length, 3);
  });

  it('tells of two binaries of one name', async () => {
    const model = await read(await copyOf('shapes'));
    const clashing = binariesOf(model).filter((binary) => binary.clashesWith.length > 0);
    assert.deepEqual(
      clashing.map(({ name, packageName, clashesWith }) => [packageName, name, clashesWith]),
      [['several', 'duplicate', ['plain']]],
    );
  });

  it('takes the target folder of cargo configuration and of the environment it is given', async () => {
    const folder = await copyOf('shapes');
    const [nested] = (await reader.read([join(folder, 'nested/Cargo.toml')], withCargo)).workspaces;
    assert.equal(nested?.targetDirectory, join(folder, 'nested/built-here'));
    const cargo = () => ({ path: 'cargo', env: { CARGO_TARGET_DIR: join(folder, 'else where') } });
    const [other] = (await reader.read([join(folder, 'Cargo.toml')], { ...withCargo, cargo })).workspaces;
    assert.equal(other?.targetDirectory, join(folder, 'else where'));
  });

  it('reads folders with spaces and letters of any script', async () => {
    const folder = await copyOf('shapes', "mein Projekt ä 日本 'x' $HOME");
    const model = await read(folder);
    assert.deepEqual(model.broken, []);
    assert.equal(names(model).length, 13);
    assert.ok(binariesOf(model).every((binary) => binary.sourcePath.startsWith(folder)));
  });

  it('keeps the paths of a folder that was opened through a link', async () => {
    const folder = await copyOf('shapes');
    const link = `${folder}-link`;
    await symlink(folder, link);
    const model = await reader.read([join(link, 'crates/renamed/Cargo.toml')], withCargo);
    assert.equal(model.workspaces[0]?.root, link);
  });

  it('finds the workspace above a folder that is one of its members', async () => {
    const folder = await copyOf('shapes');
    const model = await reader.read([join(folder, 'crates/renamed/Cargo.toml')], withCargo);
    assert.equal(model.workspaces[0]?.root, folder);
    assert.ok(names(model).includes('renamed'));
  });

  it('has nothing to do without manifests', async () => {
    assert.deepEqual(await reader.read([], withCargo), { workspaces: [], broken: [] });
  });

  it('says that cargo is missing', async () => {
    const folder = await copyOf('shapes');
    const cargo = () => ({ path: 'no-such-cargo', env: {} });
    const reading = reader.read(await manifestsIn(folder), { ...withCargo, cargo });
    await assert.rejects(reading, (error) => isError(error, 'programMissing'));
  });

  it('ends what it started when it is cancelled', async () => {
    const folder = await copyOf('shapes');
    const aborting = new AbortController();
    const started: Promise<unknown>[] = [];
    const run: ProcessRunner['run'] = (command, options) => {
      const running = runner.run(command, options);
      started.push(running);
      aborting.abort();
      return running;
    };
    const reading = createProjectReader({ ...runner, run }, files).read(await manifestsIn(folder), {
      ...withCargo,
      signal: aborting.signal,
    });
    await assert.rejects(reading, (error) => isError(error, 'cancelled'));
    const ends = await Promise.allSettled(started);
    assert.deepEqual([...new Set(ends.map((end) => end.status))], ['rejected']);
  });

  it('skips a folder that was deleted after it was found', async () => {
    const folder = await copyOf('shapes');
    const manifests = await manifestsIn(folder);
    await rm(join(folder, 'excluded'), { recursive: true });
    const model = await reader.read(manifests, withCargo);
    assert.deepEqual(model.broken, []);
    assert.equal(model.workspaces.length, 2);
  });
});

describe('A manifest that cargo refuses', () => {
  afterEach(removeFolders);

  it("is shown with cargo's words and place, while its workspace and all others stay", async () => {
    const folder = await copyOf('shapes');
    const before = names(await read(folder));
    const manifest = join(folder, 'crates/renamed/Cargo.toml');
    await writeFile(manifest, '[package]\nname = "renamed\n');
    const model = await read(folder);
    assert.deepEqual(
      model.broken.map(({ manifestPath, position }) => ({ manifestPath, position })),
      [{ manifestPath: manifest, position: { line: 1, character: 15 } }],
    );
    assert.match(model.broken[0]?.message ?? '', /invalid basic string/);
    assert.deepEqual(
      names(model),
      before.filter((name) => name !== 'renamed'),
    );
    assert.deepEqual(
      inOrder(model).map((each) => each.source),
      ['manifests', 'cargo', 'cargo'],
    );
  });

  it('may be fine TOML that means nothing to cargo', async () => {
    const folder = await copyOf('shapes');
    await writeFile(join(folder, 'crates/renamed/Cargo.toml'), '[package]\nversion = "1.0.0"\n');
    const model = await read(folder);
    assert.match(model.broken[0]?.message ?? '', /missing field `package.name`/);
    assert.ok(names(model).includes('several'));
  });

  it('is not alone when several are broken: each is shown', async () => {
    const folder = await copyOf('shapes');
    const broken = ['crates/renamed', 'crates/several', 'excluded'].map((at) =>
      join(folder, at, 'Cargo.toml'),
    );
    for (const manifest of broken) await writeFile(manifest, 'nonsense');
    const model = await read(folder);
    assert.deepEqual(model.broken.map((each) => each.manifestPath).sort(), broken.sort());
    assert.ok(names(model).includes('inherited'));
    assert.ok(names(model).includes('inner'));
  });

  it('may be the root: functions below stay, and cargo is not asked for each of them', async () => {
    const folder = await copyOf('shapes');
    await writeFile(join(folder, 'Cargo.toml'), '[workspace\n');
    const { runner: noted, commands } = counted();
    const model = await createProjectReader(noted, files).read(await manifestsIn(folder), withCargo);
    assert.deepEqual(
      model.broken.map((each) => [each.manifestPath, each.position]),
      [[join(folder, 'Cargo.toml'), { line: 0, character: 10 }]],
    );
    assert.ok(names(model).includes('several'));
    assert.ok(names(model).includes('inner'));
    assert.equal(commands.length, 2, 'the root and the nested workspace');
  });

  it('may list a member that is missing', async () => {
    const folder = await emptyFolder();
    await write(folder, {
      'Cargo.toml': '[workspace]\nmembers = ["a", "gone"]\n',
      'a/Cargo.toml': packageOf('a'),
      'a/src/main.rs': 'fn main() {}',
    });
    const model = await read(folder);
    assert.deepEqual(
      model.broken.map((each) => each.manifestPath),
      [join(folder, 'Cargo.toml')],
    );
    assert.deepEqual(names(model), ['a']);
  });

  it('may want a toolchain that is not there', async () => {
    const folder = await emptyFolder();
    await write(folder, { 'Cargo.toml': packageOf('a'), 'src/main.rs': 'fn main() {}' });
    // Stands for rustup, which ends so without a network; the real one would try to download.
    await write(folder, {
      cargo: '#!/bin/sh\necho "error: toolchain \'none\' is not installed" >&2; exit 1\n',
    });
    await chmod(join(folder, 'cargo'), 0o755);
    const cargo = () => ({ path: join(folder, 'cargo'), env: {} });
    const model = await read(folder, { ...withCargo, cargo });
    assert.deepEqual(model.broken, [
      { manifestPath: join(folder, 'Cargo.toml'), message: "toolchain 'none' is not installed" },
    ]);
  });
});

describe('Reading a project without cargo', () => {
  afterEach(removeFolders);

  const comparable = (model: ProjectModel) =>
    inOrder(model).map(({ root, packages, manifests }) => ({
      root,
      manifests: [...manifests].sort(),
      packages: packages.map((pkg) => ({
        ...pkg,
        binaries: pkg.binaries.map((binary) => ({ ...binary, targetDirectory: '' })),
      })),
    }));

  it('finds what cargo finds, apart from configured target folders', async () => {
    const folder = await copyOf('shapes');
    const told = await read(folder);
    const seen = await read(folder, withoutCargo);
    assert.deepEqual(comparable(seen), comparable(told));
    assert.deepEqual([...new Set(seen.workspaces.map((each) => each.source))], ['manifests']);
  });

  // [what the workspace lists, packages that are in it]
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['members = ["a", "fn/*"]\nexclude = ["fn/new"]', ['a', 'other']],
    ['members = ["a", "fn/new"]\nexclude = ["fn"]', ['a', 'new']],
    ['members = ["a", "fn/*", "fn/new"]\nexclude = ["fn"]', ['a', 'new']],
    ['members = ["./a/", "**/new"]\nexclude = ["fn/other/"]', ['a', 'new']],
    ['members = ["[!b-z]", "fn/?ew"]\nexclude = ["fn/other"]', ['a', 'new']],
  ];
  for (const [listed, expected] of lists)
    it(`takes the members that cargo takes: ${listed.replace('\n', ', ')}`, async () => {
      const folder = await emptyFolder();
      await write(folder, { 'Cargo.toml': `[workspace]\nresolver = "3"\n${listed}\n` });
      for (const place of ['a', 'fn/new', 'fn/other'])
        await write(join(folder, place), {
          'Cargo.toml': packageOf(basename(place)),
          'src/main.rs': 'fn main() {}',
        });
      const told = await read(folder);
      assert.deepEqual(told.broken, []);
      assert.deepEqual(comparable(await read(folder, withoutCargo)), comparable(told));
      const names = inOrder(told)[0]?.packages.map((pkg) => pkg.name);
      assert.deepEqual(names?.sort(), expected);
    });

  it('starts no process', async () => {
    const { runner: noted, commands } = counted();
    const folder = await copyOf('shapes');
    await createProjectReader(noted, files).read(await manifestsIn(folder), withoutCargo);
    assert.deepEqual(commands, []);
  });

  it('says where a manifest stops being TOML', async () => {
    const folder = await emptyFolder();
    await write(folder, { 'Cargo.toml': '[package]\nname = \n' });
    const [broken] = (await read(folder, withoutCargo)).broken;
    assert.equal(broken?.position?.line, 1);
    assert.match(broken.message, /TOML/);
  });
});

describe('A project of 1,000 packages', () => {
  const count = 1000;
  afterEach(removeFolders);

  it('is read with one cargo when they are one workspace', async function () {
    this.timeout(60_000);
    const folder = await emptyFolder();
    await write(folder, { 'Cargo.toml': '[workspace]\nmembers = ["p/*"]\nresolver = "3"\n' });
    await write(folder, generated(count, 'p/'));
    const { runner: noted, commands } = counted();
    const model = await createProjectReader(noted, files).read(await manifestsIn(folder), withCargo);
    assert.equal(binariesOf(model).length, count);
    assert.equal(commands.length, 1);
  });

  it('is read with few cargos at a time when each stands alone', async function () {
    this.timeout(120_000);
    const folder = await emptyFolder();
    await write(folder, generated(200, ''));
    const { runner: noted, commands, peak } = counted();
    const model = await createProjectReader(noted, files).read(await manifestsIn(folder), withCargo);
    assert.equal(binariesOf(model).length, 200);
    assert.equal(commands.length, 200);
    assert.ok(peak() <= 4, `${peak()} at once`);
  });
});

const generated = (count: number, prefix: string): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n): [string, string][] => [
      [`${prefix}fn-${n}/Cargo.toml`, packageOf(`fn-${n}`)],
      [`${prefix}fn-${n}/src/main.rs`, 'fn main() {}'],
    ]).flat(),
  );
