import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createFunctionCreator } from '../../../src/adapters/newFunction/functionCreator';
import { isError, type ErrorCode } from '../../../src/core/errors';
import { planNewFunction, type NewFunctionPlan } from '../../../src/core/newFunction/plan';
import type { CommandLine } from '../../../src/core/ports';

const MANIFEST = '[workspace]\nmembers = ["a"]\n';

describe('Creating a function', () => {
  const creator = createFunctionCreator(createFiles());
  let root: string;
  let plan: NewFunctionPlan;

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'new function é '));
    await writeFile(path.join(root, 'Cargo.toml'), MANIFEST);
    plan = planNewFunction({
      name: 'orders',
      kind: { kind: 'basic' },
      parent: path.join(root, 'deep', 'functions'),
      cargoPath: 'cargo',
      env: {},
      templates: '/unused',
      workspaceRoot: root,
    });
  });
  afterEach(() => rm(root, { recursive: true }));

  /** Stands in for cargo-lambda, which the integration test runs. */
  const writes = async (command: CommandLine): Promise<void> => {
    const folder = path.join(command.cwd, command.args[2]!);
    await mkdir(path.join(folder, 'src'), { recursive: true });
    await writeFile(path.join(folder, 'Cargo.toml'), '');
    await writeFile(path.join(folder, 'src/basic_handler.rs'), '\npub async fn function_handler() {}\n');
  };
  const manifest = (): Promise<string> => readFile(path.join(root, 'Cargo.toml'), 'utf8');
  const nothingIsLeft = async (): Promise<void> => {
    assert.deepEqual(await readdir(root), ['Cargo.toml']);
    assert.equal(await manifest(), MANIFEST);
  };
  const fails = (creating: Promise<unknown>, code: ErrorCode): Promise<void> =>
    assert.rejects(creating, (error) => isError(error, code));

  it('makes the folder, adds the member and says what to open', async () => {
    const created = await creator.create(plan, writes);
    assert.deepEqual(created, {
      folder: plan.folder,
      path: path.join(plan.folder, 'src/basic_handler.rs'),
      line: 1,
      membership: 'added',
      leftOut: false,
    });
    assert.equal(await manifest(), '[workspace]\nmembers = ["a", "deep/functions/orders"]\n');
  });

  it('touches nothing in a folder that exists, and does not run', async () => {
    await mkdir(plan.folder, { recursive: true });
    await writeFile(path.join(plan.folder, 'Cargo.toml'), 'mine');
    let ran = false;
    const run = (): Promise<void> => {
      ran = true;
      return Promise.resolve();
    };
    await fails(creator.create(plan, run), 'alreadyExists');
    assert.equal(ran, false);
    assert.equal(await readFile(path.join(plan.folder, 'Cargo.toml'), 'utf8'), 'mine');
    assert.equal(await manifest(), MANIFEST);
  });

  it('takes a file of that name for what exists, too', async () => {
    await mkdir(path.dirname(plan.folder), { recursive: true });
    await writeFile(plan.folder, 'mine');
    await fails(creator.create(plan, writes), 'alreadyExists');
    assert.equal(await readFile(plan.folder, 'utf8'), 'mine');
  });

  it('leaves nothing behind when the command fails half-way, and says why', async () => {
    const error = new Error('the template cannot be had');
    const run = async (command: CommandLine): Promise<never> => {
      await writes(command);
      throw error;
    };
    await assert.rejects(creator.create(plan, run), error);
    await nothingIsLeft();
  });

  it('leaves nothing behind when it is cancelled, although the command came to its end', async () => {
    const abort = new AbortController();
    const run = (command: CommandLine): Promise<void> => {
      abort.abort();
      return writes(command);
    };
    await fails(creator.create(plan, run, abort.signal), 'cancelled');
    await nothingIsLeft();
  });

  it('takes a command that ended well without making anything for cancelled', async () => {
    await fails(
      creator.create(plan, () => Promise.resolve()),
      'cancelled',
    );
    await nothingIsLeft();
  });

  it('leaves nothing behind when the command cannot be started', async () => {
    const error = new Error('no such program');
    await assert.rejects(
      creator.create(plan, () => Promise.reject(error)),
      error,
    );
    await nothingIsLeft();
  });

  it('leaves nothing behind when the manifest cannot be written', async () => {
    const denied = createFunctionCreator({
      readText: (file) => readFile(file, 'utf8'),
      writeText: () => Promise.reject(new Error('denied')),
    });
    await assert.rejects(denied.create(plan, writes), /denied/);
    await nothingIsLeft();
  });

  it('keeps what someone else put beside it meanwhile', async () => {
    const other = path.join(root, 'deep', 'other.txt');
    const run = async (command: CommandLine): Promise<never> => {
      await writeFile(other, 'mine');
      await writes(command);
      throw new Error('failed');
    };
    await assert.rejects(creator.create(plan, run), /failed/);
    assert.equal(await readFile(other, 'utf8'), 'mine');
    assert.deepEqual(await readdir(path.join(root, 'deep')), ['other.txt']);
  });

  it('does not begin when the manifest is not TOML, or would break', async () => {
    let ran = false;
    const run = (): Promise<void> => {
      ran = true;
      return Promise.resolve();
    };
    await writeFile(path.join(root, 'Cargo.toml'), '[workspace');
    await fails(creator.create(plan, run), 'cargoFailed');
    await writeFile(path.join(root, 'Cargo.toml'), '[workspace]\nmembers = ["*"]\n');
    await fails(creator.create(plan, run), 'folderTakenForPackage');
    assert.equal(ran, false);
    assert.deepEqual(await readdir(root), ['Cargo.toml']);
  });

  it('adds the member to the manifest as it is when the command has ended', async () => {
    const run = async (command: CommandLine): Promise<void> => {
      await writeFile(path.join(root, 'Cargo.toml'), '[workspace]\nmembers = ["a", "b"]\n');
      return writes(command);
    };
    await creator.create(plan, run);
    assert.equal(await manifest(), '[workspace]\nmembers = ["a", "b", "deep/functions/orders"]\n');
  });
});
