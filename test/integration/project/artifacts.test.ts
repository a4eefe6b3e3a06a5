import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createArtifacts } from '../../../src/adapters/project/artifacts';
import type { ArtifactState } from '../../../src/core/ports';
import { binariesOf, type LambdaBinary } from '../../../src/core/project/model';
import {
  emptyFolder,
  files,
  manifestsIn,
  packageOf,
  reader,
  removeFolders,
  runner,
  withCargo,
  write,
} from './workspaces';

const artifacts = createArtifacts(files);

/**
 * Two functions and an extension that only look like it: what cargo lambda builds need not use the crates, and
 * without them it takes a second. The empty crates named like AWS's make cargo see the dependency.
 */
async function workspace(
  name = 'with space',
): Promise<{ folder: string; binary: (name: string) => LambdaBinary }> {
  const folder = await emptyFolder(name);
  const local = (name: string): string =>
    `${name} = { path = "../${name}" }\nshared = { path = "../shared" }`;
  const main = 'mod part;\nfn main() { println!("{} {}", part::X, shared::X) }\n';
  await write(folder, {
    'Cargo.toml':
      '[workspace]\nmembers = ["*"]\nexclude = ["target", ".cargo"]\nresolver = "3"\n' +
      // What cargo lambda would choose optimises for minutes.
      '[profile.release]\nopt-level = 0\nlto = false\ncodegen-units = 16\n',
    'shared/Cargo.toml': packageOf('shared', ''),
    'shared/src/lib.rs': 'pub const X: u8 = 1;\n',
    'lambda_runtime/Cargo.toml': packageOf('lambda_runtime', ''),
    'lambda_runtime/src/lib.rs': '',
    'lambda-extension/Cargo.toml': packageOf('lambda-extension', ''),
    'lambda-extension/src/lib.rs': '',
    'my-fn/Cargo.toml': packageOf('my-fn', local('lambda_runtime')),
    'my-fn/src/main.rs': main,
    'my-fn/src/part.rs': 'pub const X: u8 = 2;\n',
    'other/Cargo.toml': packageOf('other', local('lambda_runtime')),
    'other/src/main.rs': main,
    'other/src/part.rs': 'pub const X: u8 = 3;\n',
    'ext/Cargo.toml': packageOf('ext', local('lambda-extension')),
    'ext/src/main.rs': 'fn main() {}\n',
  });
  const model = await reader.read(await manifestsIn(folder), withCargo);
  const binary = (name: string): LambdaBinary => {
    const found = binariesOf(model).find((each) => each.name === name);
    assert.ok(found, name);
    return found;
  };
  return { folder, binary };
}

async function build(folder: string, ...args: string[]): Promise<void> {
  // `cargo` compiles without zig, which is quicker and all that matters here.
  const command = {
    command: 'cargo',
    args: ['lambda', 'build', '--compiler', 'cargo', ...args],
    cwd: folder,
  };
  const { code, stderr } = await runner.run(command);
  assert.equal(code, 0, stderr);
}

async function built(binary: LambdaBinary): Promise<ArtifactState> {
  const state = await artifacts.state(binary);
  assert.ok(state, `${binary.name} was not built`);
  return state;
}

/** A date after everything that was built, without waiting for the clock. */
async function touchLater(path: string, seconds = 5): Promise<void> {
  const later = new Date(Date.now() + seconds * 1000);
  await utimes(path, later, later);
}

const hostArchitecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

describe('The artifact of a function', function () {
  this.timeout(120_000);
  afterEach(removeFolders);

  it('is not there before it was built', async () => {
    const { binary } = await workspace();
    assert.equal(await artifacts.state(binary('my-fn')), undefined);
  });

  it('is known with profile, architecture and size, and is fresh after a build', async () => {
    const { folder, binary } = await workspace();
    await build(folder);
    const state = await built(binary('my-fn'));
    const path = join(folder, 'target/lambda/my-fn/bootstrap');
    const { size, mtimeMs } = await stat(path);
    assert.deepEqual(state, {
      path,
      kind: 'binary',
      architecture: hostArchitecture,
      profile: 'debug',
      bytes: size,
      modified: mtimeMs,
      stale: false,
      newerSources: [],
    });
  });

  it('shows the profile of the last build', async () => {
    const { folder, binary } = await workspace();
    await build(folder);
    await build(folder, '--release');
    assert.equal((await built(binary('my-fn'))).profile, 'release');
    await build(folder);
    assert.equal((await built(binary('my-fn'))).profile, 'debug');
  });

  it('does not take a later cargo build for its own', async () => {
    const { folder, binary } = await workspace();
    await build(folder, '--release');
    const { code } = await runner.run({ command: 'cargo', args: ['build'], cwd: folder });
    assert.equal(code, 0);
    assert.equal((await built(binary('my-fn'))).profile, 'release');
  });

  it('is stale when a source of its own or of a package it uses is newer, and fresh again once built', async () => {
    const { folder, binary } = await workspace();
    await build(folder);
    for (const source of ['my-fn/src/part.rs', 'shared/src/lib.rs']) {
      await appendFile(join(folder, source), '// more\n');
      const { stale, newerSources } = await built(binary('my-fn'));
      assert.deepEqual({ stale, newerSources }, { stale: true, newerSources: [join(folder, source)] });
      await build(folder);
      assert.equal((await built(binary('my-fn'))).stale, false, source);
    }
  });

  it('is fresh again, and of the profile built last, also with a single source, of which cargo notes nothing new', async () => {
    const { folder, binary } = await workspace('plain');
    await write(folder, {
      'solo/Cargo.toml': packageOf('solo', ''),
      'solo/src/main.rs': 'fn main() {}\n',
    });
    // With a path dependency or a space in its path, cargo would write the record anew at every build.
    const manifestPath = join(folder, 'solo/Cargo.toml');
    const solo: LambdaBinary = { ...binary('my-fn'), name: 'solo', packageName: 'solo', manifestPath };
    const one = ['--bin', 'solo'];
    await build(folder, ...one);
    await build(folder, ...one, '--release');
    await build(folder, ...one);
    assert.equal((await built(solo)).profile, 'debug');
    for (const [file, comment] of [
      ['src/main.rs', '// more\n'],
      ['Cargo.toml', '\n# more\n'],
    ] as const) {
      await appendFile(join(folder, 'solo', file), comment);
      const later = ((await built(solo)).modified + 1) / 1000;
      await utimes(join(folder, 'solo', file), later, later);
      assert.deepEqual((await built(solo)).newerSources, [join(folder, 'solo', file)]);
      await build(folder, ...one);
      assert.equal((await built(solo)).stale, false, file);
    }
  });

  it('is not stale because of a source it is not built from', async () => {
    const { folder, binary } = await workspace();
    await build(folder);
    await touchLater(join(folder, 'other/src/part.rs'));
    await write(folder, { 'my-fn/src/unused.rs': 'not compiled' });
    await touchLater(join(folder, 'my-fn/src/unused.rs'));
    assert.equal((await built(binary('my-fn'))).stale, false);
    assert.equal((await built(binary('other'))).stale, true);
  });

  it('is stale after a manifest, the lock file or a configuration changed, until cargo looked again', async () => {
    const { folder, binary } = await workspace();
    await build(folder);
    await write(folder, { '.cargo/config.toml': '', 'rust-toolchain': 'stable\n' });
    await build(folder);
    for (const manifest of [
      ...['my-fn/Cargo.toml', 'shared/Cargo.toml', 'Cargo.toml', 'Cargo.lock'],
      ...['.cargo/config.toml', 'rust-toolchain'],
    ]) {
      // File systems date by the kernel's ticks: a build that had nothing to do may be of the same one.
      const later = ((await built(binary('my-fn'))).modified + 1) / 1000;
      await utimes(join(folder, manifest), later, later);
      assert.deepEqual((await built(binary('my-fn'))).newerSources, [join(folder, manifest)]);
      // Nothing to compile, but that is what cargo has to say.
      await build(folder);
      assert.equal((await built(binary('my-fn'))).stale, false, manifest);
    }
  });

  it('is stale when a source was deleted', async () => {
    const { folder, binary } = await workspace();
    await build(folder);
    await rm(join(folder, 'my-fn/src/part.rs'));
    assert.deepEqual((await built(binary('my-fn'))).newerSources, [join(folder, 'my-fn/src/part.rs')]);
  });

  it('is stale when a source was saved while it was compiled', async () => {
    const { folder, binary } = await workspace();
    await build(folder);
    const started = Math.max(...(await compileStarts(folder, 'my-fn')));
    const source = join(folder, 'my-fn/src/part.rs');
    const { modified } = await built(binary('my-fn'));
    assert.ok(started + 1 < modified);
    await utimes(source, (started + 1) / 1000, (started + 1) / 1000);
    assert.deepEqual((await built(binary('my-fn'))).newerSources, [source]);
  });

  it('does not get fresh because another binary was built and it was copied along', async () => {
    const { folder, binary } = await workspace();
    // After a zip build the binary stays in the profile folder, from where every build collects it again.
    await build(folder, '-o', 'zip');
    await appendFile(join(folder, 'my-fn/src/part.rs'), '// more\n');
    const before = await built(binary('my-fn'));
    await build(folder, '-o', 'zip', '-p', 'other');
    const after = await built(binary('my-fn'));
    assert.ok(after.modified > before.modified, 'it was copied');
    assert.equal(after.stale, true);
    assert.equal((await built(binary('other'))).stale, false);
  });

  it('may be a zip; its architecture is that of the binary within', async () => {
    const { folder, binary } = await workspace();
    await build(folder, '-o', 'zip', '--release');
    const { kind, architecture, profile, path } = await built(binary('my-fn'));
    assert.deepEqual(
      { kind, architecture, profile },
      { kind: 'zip', architecture: hostArchitecture, profile: 'release' },
    );
    assert.ok(path.endsWith('bootstrap.zip'));
  });

  it('is the binary when there is a zip too, as that is what cargo lambda deploy takes', async () => {
    const { folder, binary } = await workspace();
    await build(folder);
    await build(folder, '-o', 'zip');
    assert.equal((await built(binary('my-fn'))).kind, 'binary');
  });

  it('lies among the extensions for an extension, as a binary and in a zip', async () => {
    const { folder, binary } = await workspace();
    await build(folder, '--extension', '-o', 'zip', '--bin', 'ext');
    const zipped = await built(binary('ext'));
    assert.deepEqual([zipped.kind, zipped.architecture], ['zip', hostArchitecture]);
    await build(folder, '--extension', '--bin', 'ext');
    const plain = await built(binary('ext'));
    assert.deepEqual([plain.kind, plain.path], ['binary', join(folder, 'target/lambda/extensions/ext')]);
  });

  it('goes by the sources of the package when cargo kept no record', async () => {
    const { folder, binary } = await workspace();
    await build(folder);
    for (const name of [
      'debug',
      `${hostArchitecture === 'arm64' ? 'aarch64' : 'x86_64'}-unknown-linux-gnu`,
    ]) {
      await rm(join(folder, 'target', name), { recursive: true, force: true });
    }
    const fresh = await built(binary('my-fn'));
    assert.deepEqual([fresh.profile, fresh.stale], [undefined, false]);
    await touchLater(join(folder, 'my-fn/src/part.rs'));
    assert.deepEqual((await built(binary('my-fn'))).newerSources, [join(folder, 'my-fn/src/part.rs')]);
  });

  it('is of unknown architecture when it is no binary for Lambda', async () => {
    const { folder, binary } = await workspace();
    await write(folder, {
      'target/lambda/my-fn/bootstrap': '#!/bin/sh\n',
      'target/lambda/other/bootstrap.zip': 'no zip',
    });
    assert.equal((await built(binary('my-fn'))).architecture, 'unknown');
    assert.equal((await built(binary('other'))).architecture, 'unknown');
    await writeFile(join(folder, 'target/lambda/my-fn/bootstrap'), '');
    assert.equal((await built(binary('my-fn'))).architecture, 'unknown');
  });

  it('of the other architecture is told apart by its bytes', async () => {
    const { folder, binary } = await workspace();
    await build(folder, '--bin', 'my-fn');
    const path = join(folder, 'target/lambda/my-fn/bootstrap');
    const bytes = await readFile(path);
    bytes.writeUInt16LE(hostArchitecture === 'arm64' ? 62 : 183, 18);
    await writeFile(path, bytes);
    assert.equal(
      (await built(binary('my-fn'))).architecture,
      hostArchitecture === 'arm64' ? 'x86_64' : 'arm64',
    );
  });
});

/** Dates of cargo's fingerprints of a binary (ms). */
async function compileStarts(folder: string, name: string): Promise<number[]> {
  const found = (await readdir(join(folder, 'target'), { recursive: true })).filter((path) =>
    path.endsWith(`dep-bin-${name}`),
  );
  return Promise.all(found.map(async (path) => (await stat(join(folder, 'target', path))).mtimeMs));
}
