import assert from 'node:assert/strict';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createBuildReport } from '../../../src/core/cargoLambda/buildReport';
import {
  buildCommand,
  watchedBuildCommand,
  readingArgs,
  type BuildOptions,
  type BuildTarget,
} from '../../../src/core/cargoLambda/commands';
import { createLineReader } from '../../../src/core/cargoLambda/lines';
import { parseSystemReport } from '../../../src/core/cargoLambda/systemReport';
import { isAtLeast, oldestCargoLambda, versionIn } from '../../../src/core/cargoLambda/version';
import type { Problem } from '../../../src/core/cargoLambda/problems';
import type { CommandLine } from '../../../src/core/ports';
import { emptyFolder, removeFolders, runnerWith } from '../process/rig';

const runner = runnerWith('unused');
const minute = 60_000;
const settings = { cargoPath: 'cargo', env: {} };

async function write(folder: string, contents: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(contents)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

const packageOf = (name: string, rest = ''): string =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n${rest}`;

/** What cargo lambda builds need not use AWS's crates; without them it takes a second. */
async function workspace(members: Readonly<Record<string, string>>, name?: string): Promise<string> {
  const root = await emptyFolder(name);
  const names = Object.keys(members).map((member) => JSON.stringify(member));
  await write(root, {
    'Cargo.toml': `[workspace]\nresolver = "3"\nmembers = [${names.join(', ')}]\n[profile.release]\nlto = false\n`,
    ...Object.fromEntries(
      Object.entries(members).flatMap(([member, source]) => [
        [`${member}/Cargo.toml`, packageOf(member)],
        [`${member}/src/main.rs`, source],
      ]),
    ),
  });
  return root;
}

async function build(target: BuildTarget, options: Partial<BuildOptions> = {}) {
  return follow(buildCommand(target, { ...settings, release: false, ...options }));
}

async function follow(command: CommandLine) {
  const line = { ...command, args: [...command.args, ...readingArgs(command)] };
  const problems: Problem[] = [];
  const shown: string[] = [];
  const report = createBuildReport(line.cwd, {
    onPackage: () => {},
    onProblem: (problem) => problems.push(problem),
  });
  const lines = createLineReader(new TextDecoder(), (text) => shown.push(report.read(text) ?? ''));
  const running = await runner.start(line, {
    onOutput: (chunk, stream) => {
      if (stream === 'stdout') lines.push(chunk);
      else shown.push(Buffer.from(chunk).toString());
    },
  });
  const exit = await running.exited;
  lines.end();
  return { exit, problems, report, shown: shown.join('') };
}

const machineOf = async (file: string): Promise<number> => (await readFile(file)).readUInt16LE(18);
const elf = { x86_64: 62, arm64: 183 };

describe('cargo lambda build', function () {
  this.timeout(10 * minute);
  after(removeFolders);

  it('is one this extension works with, by its own words', async () => {
    const { stdout } = await runner.run({ command: 'cargo', args: ['lambda', '--version'], cwd: '/' });
    const version = versionIn(stdout);
    assert.ok(version !== undefined && isAtLeast(version, oldestCargoLambda), stdout);
  });

  it('tells whether zig is there without installing it', async () => {
    const args = ['lambda', 'system', '--output-format', 'json'];
    const { stdout } = await runner.run({
      command: 'cargo',
      args,
      cwd: await workspace({ one: 'fn main() {}' }),
    });
    assert.equal(parseSystemReport(stdout)?.zig.kind, 'found', stdout);
  });

  it('builds for this machine below a folder with spaces and unicode, and leaves the others alone', async () => {
    const root = await workspace({ one: 'fn main() {}', two: 'fn main() {}' }, 'zwei Wörter 🦀');
    const { exit, problems, shown } = await build({
      workspaceRoot: root,
      packageName: 'one',
      binaryName: 'one',
    });
    assert.deepEqual(exit, { code: 0, signal: null }, shown);
    assert.deepEqual(problems, []);
    await stat(path.join(root, 'target/lambda/one/bootstrap'));
    await assert.rejects(stat(path.join(root, 'target/lambda/two/bootstrap')));
  });

  for (const architecture of ['x86_64', 'arm64'] as const) {
    it(`builds a release for ${architecture} with zig`, async () => {
      const root = await workspace({ one: 'fn main() {}' });
      const { exit, shown } = await build(
        { workspaceRoot: root, packageName: 'one', binaryName: 'one' },
        { release: true, architecture, compiler: 'cargo-zigbuild' },
      );
      assert.deepEqual(exit, { code: 0, signal: null }, shown);
      assert.equal(await machineOf(path.join(root, 'target/lambda/one/bootstrap')), elf[architecture]);
    });
  }

  it('builds with cargo itself, and puts an extension where extensions go', async () => {
    const root = await workspace({ audit: 'fn main() {}' });
    const { exit, shown } = await build(
      { workspaceRoot: root, packageName: 'audit', binaryName: 'audit', extension: true },
      { compiler: 'cargo' },
    );
    assert.deepEqual(exit, { code: 0, signal: null }, shown);
    await stat(path.join(root, 'target/lambda/extensions/audit'));
  });

  it('with a compile error tells its place below a folder with spaces and unicode', async () => {
    const source = 'fn main() {\n    let _name: u8 = "é🦀"; let _other: u8 = "x";\n}\n';
    const root = await workspace({ one: source }, 'zwei Wörter 🦀');
    const { exit, problems, report, shown } = await build({ workspaceRoot: root, packageName: 'one' });
    assert.equal(exit.code, 101);
    assert.equal(report.errors, 2);
    const line = source.split('\n')[1]!;
    assert.deepEqual(
      problems.map(({ file, range, code }) => [file, range.start, code]),
      ['"é🦀"', '"x"'].map((text) => [
        path.join(root, 'one/src/main.rs'),
        { line: 1, character: line.indexOf(text) },
        'E0308',
      ]),
    );
    assert.match(shown, /mismatched types/);
    assert.doesNotMatch(shown, /"reason"/);
  });

  it('with a failing linker has an error that belongs to no file', async function () {
    const linker = await runner.run({ command: 'cargo', args: ['config', 'get', 'target'], cwd: '/' });
    if (process.arch !== 'x64' || linker.stdout.includes('aarch64')) this.skip(); // Would run on x86_64 without a linker for arm64.
    const root = await workspace({ one: 'fn main() {}' });
    const { exit, report } = await build(
      { workspaceRoot: root, packageName: 'one' },
      { release: true, architecture: 'arm64', compiler: 'cargo' },
    );
    assert.notEqual(exit.code, 0);
    assert.equal(report.first, undefined);
    assert.match(report.placeless ?? '', /linking with/);
  });

  it('cannot tell two binaries of one name apart: the second takes the place of the first', async () => {
    const main = (name: string): string => `fn main() { println!("this is ${name}") }`;
    const bin = '[[bin]]\nname = "same"\npath = "src/main.rs"\n';
    const root = await workspace({ one: main('one'), two: main('two') });
    await write(root, { 'one/Cargo.toml': packageOf('one', bin), 'two/Cargo.toml': packageOf('two', bin) });
    const built = async (packageName: string): Promise<string | undefined> => {
      const { exit, shown } = await build({ workspaceRoot: root, packageName, binaryName: 'same' });
      assert.equal(exit.code, 0, shown);
      const bytes = await readFile(path.join(root, 'target/lambda/same/bootstrap'), 'latin1');
      return /this is (\w{3})/.exec(bytes)?.[1];
    };
    assert.equal(await built('one'), 'one');
    assert.equal(await built('two'), 'two');
    const run = await runner.run({ command: 'cargo', args: ['run', '--bin', 'same'], cwd: root });
    assert.match(run.stderr, /at most one executable/);
  });

  it('is prepared for watch so that watch compiles nothing again, whatever features the members choose', async () => {
    const root = await workspace({ one: 'fn main() { shared::a(); }', two: 'fn main() { shared::b(); }' });
    const needs = (feature: string): string =>
      `[dependencies]\nshared = { path = "../shared", features = ["${feature}"] }\n`;
    await write(root, {
      'Cargo.toml': '[workspace]\nresolver = "3"\nmembers = ["one", "two", "shared"]\n',
      'shared/Cargo.toml': packageOf('shared', '[features]\na = []\nb = []\n'),
      'shared/src/lib.rs': '#[cfg(feature = "a")]\npub fn a() {}\n#[cfg(feature = "b")]\npub fn b() {}\n',
      'one/Cargo.toml': packageOf('one', needs('a')),
      'two/Cargo.toml': packageOf('two', needs('b')),
    });
    const built = await follow(watchedBuildCommand(root, 'one', settings));
    assert.equal(built.exit.code, 0, built.shown);
    // As watch runs it, see cargo-lambda-1.9.2-watch-crash.stdout.
    const args = ['run', '--color', 'never', '--manifest-path', 'Cargo.toml', '--bin', 'one'];
    const run = await runner.run({ command: 'cargo', args, cwd: root });
    assert.match(run.stderr, /Finished/);
    assert.doesNotMatch(run.stderr, /Compiling/);
  });
});
