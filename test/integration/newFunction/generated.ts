/** One package for every choice that New Function offers, made as the extension makes them. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createFunctionCreator } from '../../../src/adapters/newFunction/functionCreator';
import { eventType } from '../../../src/core/newFunction/eventTypes';
import { allChoices, type FunctionKind } from '../../../src/core/newFunction/kinds';
import { planNewFunction } from '../../../src/core/newFunction/plan';
import type { CreatedFunction } from '../../../src/core/newFunction/creator';
import { cache, OFFLINE, run, templates, update } from './cargo';

export interface Generated {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly created: CreatedFunction;
}

/** Where the packages are checked. */
export const workspace = path.join(cache, 'workspace');

function nameFor(kind: FunctionKind): string {
  switch (kind.kind) {
    case 'basic':
      return 'basic';
    case 'event':
      return kind.eventType.replaceAll('::', '-').toLowerCase();
    case 'http':
      return `http-${kind.trigger}`.toLowerCase();
    case 'extension':
      return ['extension', ...(kind.events ? ['events'] : []), ...(kind.records ? [kind.records] : [])].join(
        '-',
      );
  }
}

export const choices = allChoices.map(({ kind }) => ({ name: nameFor(kind), kind }));

/**
 * Runs the planned command for every choice, without a network, into one Cargo workspace; then brings `workspace`
 * up to date with it.
 * @throws when cargo-lambda fails for one of them
 */
export async function generateAll(): Promise<readonly Generated[]> {
  const root = await mkdtemp(path.join(tmpdir(), 'new-function-'));
  try {
    await writeFile(path.join(root, 'Cargo.toml'), '[workspace]\nresolver = "3"\nmembers = []\n');
    const creator = createFunctionCreator(createFiles());
    const all: Generated[] = [];
    for (const { name, kind } of choices) {
      const plan = planNewFunction({
        name,
        kind,
        parent: root,
        cargoPath: 'cargo',
        env: {},
        templates,
        workspaceRoot: root,
        taken: { packages: all.map((each) => each.name), binaries: [] },
      });
      const created = await creator.create(plan, async (command) => {
        const outcome = await run({ ...command, env: OFFLINE });
        if (outcome.code !== 0) throw new Error(`${name}: ${outcome.stderr}`);
      });
      all.push({ name, kind, created });
    }
    await writeTogether(root, all);
    await update(root, workspace, ['Cargo.lock']);
    return all.map((each) => ({
      ...each,
      created: { ...each.created, path: each.created.path.replace(root, workspace) },
    }));
  } finally {
    await rm(root, { recursive: true });
  }
}

/** The package that holds every handler at once. It is not generated: it is how their tests are run in one go. */
export const TOGETHER = 'together';

async function writeTogether(root: string, all: readonly Generated[]): Promise<void> {
  const features = [...new Set(choices.flatMap(({ kind }) => eventFeatures(kind)))].sort();
  const manifest = `[package]
name = "${TOGETHER}"
version = "0.0.0"
edition = "2024"

[dependencies]
aws_lambda_events = { version = "1.2", default-features = false, features = ${JSON.stringify(features)} }
lambda-extension = "1.1"
lambda_http = "1.3"
lambda_runtime = "1.5"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
`;
  await mkdir(path.join(root, TOGETHER, 'src'), { recursive: true });
  await writeFile(path.join(root, TOGETHER, 'Cargo.toml'), manifest);
  await writeFile(
    path.join(root, TOGETHER, 'src/lib.rs'),
    `#![allow(dead_code)]\n${all.map(moduleOf).join('')}`,
  );
  const text = `[workspace]\nresolver = "3"\nmembers = ${JSON.stringify([...all.map(({ name }) => name), TOGETHER])}\n`;
  await writeFile(path.join(root, 'Cargo.toml'), text);
}

const eventFeatures = (kind: FunctionKind): readonly string[] =>
  kind.kind === 'event' ? (eventType(kind.eventType)?.features ?? []) : [];

const identifier = (name: string): string => name.replaceAll('-', '_');

/** The handler's module, and for each payload beside it a test that hands it to the handler. */
function moduleOf({ name, kind, created }: Generated): string {
  if (kind.kind === 'extension') {
    const files = [...(kind.events ? ['events'] : []), ...(kind.records ? [kind.records] : [])];
    return files
      .map((file) => `#[path = "../../${name}/src/${file}.rs"]\nmod ${identifier(name)}_${file};\n`)
      .join('');
  }
  const file = path.basename(created.path);
  const module = identifier(name);
  const event =
    kind.kind === 'http'
      ? 'lambda_http::request::from_str(text).unwrap()'
      : 'lambda_runtime::LambdaEvent::new(serde_json::from_str(text).unwrap(), Default::default())';
  return `
#[path = "../../${name}/src/${file}"]
mod ${module};
#[cfg(test)]
mod ${module}_payloads {
    #[tokio::test]
    async fn are_handled() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../${name}/events");
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let text = &std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let event = ${event};
            super::${module}::function_handler(event).await.unwrap();
            println!("handled a payload of ${name}");
        }
    }
}
`;
}
