/** What core says about names and members is what the real cargo and cargo-lambda do. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createFunctionCreator } from '../../../src/adapters/newFunction/functionCreator';
import { createProcessRunner } from '../../../src/adapters/process/processRunner';
import { isError } from '../../../src/core/errors';
import { nameProblem } from '../../../src/core/newFunction/packageName';
import { planNewFunction, type NewFunctionRequest } from '../../../src/core/newFunction/plan';
import { addWorkspaceMember } from '../../../src/core/newFunction/workspaceMembers';
import { cargo, OFFLINE, run, templates } from './cargo';

let root: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'new function é ')));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
};
const writePackage = async (folder: string, name = path.basename(folder)): Promise<void> => {
  await write(`${folder}/Cargo.toml`, `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n`);
  await write(`${folder}/src/main.rs`, 'fn main() {}\n');
};
/** Names of the workspace's packages as cargo has them, or cargo's error. */
async function members(folder = root): Promise<readonly string[] | string> {
  const { code, stdout, stderr } = await cargo(
    folder,
    ...['metadata', '--no-deps', '--offline', '--format-version', '1'],
  );
  if (code !== 0) return stderr;
  return (JSON.parse(stdout) as { packages: { name: string }[] }).packages.map(({ name }) => name).sort();
}

describe('Names of packages', function () {
  this.timeout(60_000);

  it('are refused where cargo new refuses or warns', async () => {
    for (const name of ['self', 'Self', 'async', 'yield', 'typeof', 'test', 'core', 'std', 'alloc']) {
      assert.ok(nameProblem(name), name);
      const { code, stderr } = await cargo(root, 'new', '--vcs', 'none', name);
      assert.ok(code !== 0 || stderr.includes('warning'), `${name}: ${stderr}`);
    }
    for (const name of ['build', 'deps', 'examples', 'incremental', 'con', 'NUL', 'com1', 'proc-macro']) {
      assert.ok(nameProblem(name), name);
      const { code, stderr } = await cargo(root, 'new', '--vcs', 'none', name);
      assert.ok(code !== 0 || stderr.includes('warning'), `${name}: ${stderr}`);
    }
  });

  it('are accepted where cargo new has nothing to say, and cargo-lambda takes them', async () => {
    for (const name of ['ab', 'order_consumer', 'orders-2', 'union', 'a'.repeat(64)]) {
      assert.equal(nameProblem(name), undefined, name);
      const made = await cargo(root, 'new', '--vcs', 'none', `cargo/${name}`);
      assert.equal(made.code, 0, made.stderr);
      assert.doesNotMatch(made.stderr, /warning/);
      const plan = planNewFunction(request({ name }));
      const { code, stderr } = await run({ ...plan.command, env: OFFLINE });
      assert.equal(code, 0, stderr);
    }
  });
});

const request = (more: Partial<NewFunctionRequest> = {}): NewFunctionRequest => ({
  name: 'orders',
  kind: { kind: 'basic' },
  parent: root,
  cargoPath: 'cargo',
  env: {},
  templates,
  ...more,
});

describe('Members of a workspace', function () {
  this.timeout(60_000);

  const cases: readonly (readonly [workspace: string, what: string])[] = [
    ['members = ["a"]', 'added'],
    ['members = [\n  "a", # first\n]', 'added'],
    ['', 'added'],
    ['members = ["a", "./fn/new/"]', 'alreadyMember'],
    ['members = ["a", "fn/*"]', 'alreadyMember'],
    ['members = ["a", "**/new"]', 'alreadyMember'],
    ['members = ["a", "fn/[m-o]e?"]', 'alreadyMember'],
    ['members = ["a", "fn/new"]\nexclude = ["fn"]', 'alreadyMember'],
  ];
  for (const [workspace, what] of cases)
    it(`${what}: ${workspace.replace(/\s+/g, ' ') || '(no members)'}`, async () => {
      await writePackage('a');
      await writePackage('fn/new');
      const text = `[workspace]\nresolver = "3"\n${workspace}\n`;
      await write('Cargo.toml', text);
      const before = await members();
      assert.equal(before.includes('new'), what === 'alreadyMember', String(before));

      const edit = addWorkspaceMember(text, 'fn/new');
      assert.equal(edit.outcome, what);
      await write('Cargo.toml', edit.text);
      assert.ok((await members()).includes('new'));
      assert.ok((await members(path.join(root, 'fn/new'))).includes('new'));
    });

  it('leave an excluded package alone, which cargo takes for one of its own', async () => {
    await writePackage('a');
    await writePackage('fn/new');
    const text = '[workspace]\nresolver = "3"\nmembers = ["a", "fn/*"]\nexclude = ["fn"]\n';
    await write('Cargo.toml', text);
    assert.equal(addWorkspaceMember(text, 'fn/new').outcome, 'excluded');
    assert.deepEqual(await members(), ['a']);
    assert.deepEqual(await members(path.join(root, 'fn/new')), ['new']);
  });

  it('are not needed in a package that is no workspace', async () => {
    await writePackage('.', 'outer');
    await writePackage('new');
    const text = await readFile(path.join(root, 'Cargo.toml'), 'utf8');
    assert.equal(addWorkspaceMember(text, 'new').outcome, 'notAWorkspace');
    assert.deepEqual(await members(path.join(root, 'new')), ['new']);
  });

  it('would be broken by a folder that a pattern takes for a package', async () => {
    await writePackage('a');
    await writePackage('fn/new');
    const text = '[workspace]\nresolver = "3"\nmembers = ["*"]\n';
    await write('Cargo.toml', text);
    assert.equal(addWorkspaceMember(text, 'fn/new', ['fn']).outcome, 'folderTakenForPackage');
    assert.match(String(await members()), /failed to load manifest for workspace member/);
  });

  it('hide a binary that default-members leaves out', async () => {
    await writePackage('a');
    await writePackage('new');
    const text = '[workspace]\nresolver = "3"\nmembers = ["a", "new"]\ndefault-members = ["a"]\n';
    await write('Cargo.toml', text);
    const edit = addWorkspaceMember(text, 'new');
    assert.ok(edit.outcome === 'alreadyMember' && edit.leftOut);
    const { code, stderr } = await cargo(root, 'run', '--offline', '--bin', 'new');
    assert.notEqual(code, 0);
    assert.match(stderr, /no bin target named `new` in default-run packages/);
  });
});

describe('Creating a function with cargo-lambda', function () {
  this.timeout(60_000);

  const MANIFEST = '# mine\n[workspace]\nresolver = "3"\nmembers = []\n';
  const creator = createFunctionCreator(createFiles());
  const offline = async (command: Parameters<typeof run>[0]): Promise<void> => {
    const { code, stderr } = await run({ ...command, env: OFFLINE });
    assert.equal(code, 0, stderr);
  };
  const nothingIsLeft = async (): Promise<void> => {
    assert.deepEqual(await readdir(root), ['Cargo.toml']);
    assert.equal(await readFile(path.join(root, 'Cargo.toml'), 'utf8'), MANIFEST);
  };
  const inFunctions = (more: Partial<NewFunctionRequest> = {}): NewFunctionRequest =>
    request({ parent: path.join(root, 'functions'), workspaceRoot: root, ...more });
  beforeEach(() => write('Cargo.toml', MANIFEST));

  it('makes a member that cargo takes without a warning', async () => {
    const created = await creator.create(planNewFunction(inFunctions()), offline);
    assert.equal(created.membership, 'added');
    assert.deepEqual(await members(), ['orders']);
    const tree = await cargo(root, 'metadata', '--no-deps', '--offline', '--format-version', '1');
    assert.equal(tree.stderr, '');
    assert.equal(
      await readFile(path.join(root, 'Cargo.toml'), 'utf8'),
      MANIFEST.replace('[]', '["functions/orders"]'),
    );
  });

  it('makes a package on its own, with a .gitignore', async () => {
    const created = await creator.create(
      planNewFunction(request({ parent: path.join(root, 'own') })),
      offline,
    );
    assert.equal(created.membership, undefined);
    assert.ok((await readdir(created.folder)).includes('.gitignore'));
  });

  it('leaves nothing behind when the template cannot be had', async () => {
    for (const customTemplate of ['https://example.com/template.zip', path.join(root, 'nowhere')]) {
      const creating = creator.create(planNewFunction(inFunctions({ customTemplate })), offline);
      await assert.rejects(creating, assert.AssertionError);
      await nothingIsLeft();
    }
  });

  it('leaves nothing behind when it is ended while it waits for a template', async () => {
    // A server that takes the request and never answers: cargo-lambda is then surely in the middle of it.
    const { createServer } = await import('node:net');
    let connected = (): void => {};
    const connection = new Promise<void>((resolve) => (connected = resolve));
    const server = createServer(() => connected());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    try {
      const plan = planNewFunction(inFunctions({ customTemplate: 'https://example.com/template.zip' }));
      const creating = creator.create(plan, async (command) => {
        const env = { ...OFFLINE, HTTPS_PROXY: `http://127.0.0.1:${port}`, https_proxy: '' };
        const running = await createProcessRunner({ guardPath: 'unused' }).start(
          { ...command, env },
          { onOutput: () => {} },
        );
        await connection;
        assert.deepEqual(await readdir(path.join(root, 'functions')), ['orders']);
        return running.stop();
      });
      await assert.rejects(creating, (error) => isError(error, 'cancelled'));
      await nothingIsLeft();
    } finally {
      server.close();
    }
  });
});
