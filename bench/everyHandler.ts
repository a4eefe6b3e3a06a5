/** The handlers of all functions of a large workspace, against reading the files that they lead to. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { mapBounded } from '../src/adapters/project/bounded';
import { createFiles } from '../src/adapters/files';
import { rustParser } from '../src/adapters/rust/treeSitter';
import { createHandlerFinder } from '../src/core/rust/finder';
import type { Measurement } from './measurement';
import { timed } from './program';
import { rustFile } from './rustFile';

const PACKAGES = 1000;
const RUNS = 5;
/** As the functions view does. */
const AT_ONCE = 2;

interface Binary {
  readonly id: string;
  readonly kind: 'function';
  readonly sourcePath: string;
  readonly manifestPath: string;
}

/** Each package has a handler in a module of its own, and runs it by a function of a crate that all share. */
async function generate(root: string): Promise<readonly Binary[]> {
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  };
  await write(
    'Cargo.toml',
    '[workspace]\nmembers = ["crates/*"]\n[workspace.dependencies]\nshared.path = "shared"\n',
  );
  await write('shared/Cargo.toml', '[package]\nname = "shared"\n');
  await write(
    'shared/src/lib.rs',
    `use lambda_runtime::{Error, run, service_fn};
pub async fn start<F>(handler: F) -> Result<(), Error> { run(service_fn(handler)).await }
`,
  );
  const module = rustFile(300);
  return Promise.all(
    Array.from({ length: PACKAGES }, async (_, index): Promise<Binary> => {
      const folder = `crates/function-${index}`;
      await write(
        `${folder}/Cargo.toml`,
        `[package]\nname = "function-${index}"\n[dependencies]\nshared.workspace = true\n`,
      );
      await write(`${folder}/src/handling.rs`, module);
      await write(
        `${folder}/src/main.rs`,
        `mod handling;\n\n#[tokio::main]\nasync fn main() -> Result<(), lambda_runtime::Error> {\n    shared::start(handling::handler).await\n}\n`,
      );
      const manifestPath = path.join(root, folder, 'Cargo.toml');
      return {
        id: manifestPath,
        kind: 'function',
        manifestPath,
        sourcePath: path.join(root, folder, 'src/main.rs'),
      };
    }),
  );
}

/** The longest that nothing else could run, ms. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

export async function everyHandler(wasm: string): Promise<readonly Measurement[]> {
  const root = await mkdtemp(path.join(tmpdir(), 'rust-lambda-bench-'));
  try {
    const binaries = await generate(root);
    const files = createFiles();
    const read = new Set<string>();
    const readText = (file: string): Promise<string | undefined> => {
      read.add(file);
      return files.readText(file).catch(() => undefined);
    };
    const total: number[] = [];
    const blocked: number[] = [];
    const reading: number[] = [];
    const blockedReading: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      // With the grammar still to be loaded, as when the window was just opened.
      const finder = createHandlerFinder(rustParser({ folder: wasm }));
      const find = async (binary: Binary): Promise<void> => {
        const { location } = await finder.find(binary, readText);
        if (location?.name !== 'handler') throw new Error(`found ${location?.name} in ${binary.id}`);
      };
      blocked.push(
        await longestBlock(async () => {
          total.push(await timed(() => mapBounded(binaries, AT_ONCE, find)));
        }),
      );
      const readAll = (): Promise<unknown> => mapBounded([...read], AT_ONCE, readText);
      blockedReading.push(
        await longestBlock(async () => {
          reading.push(await timed(readAll));
        }),
      );
    }
    return [
      {
        what: `handlers of ${PACKAGES.toLocaleString('en')} packages`,
        unit: 'ms',
        values: total,
        baseline: { name: 'reading their files', values: reading },
        budget: { limit: 3000, of: 'median' },
      },
      {
        what: `longest block of the host meanwhile`,
        unit: 'ms',
        values: blocked,
        // Whatever else runs on the machine holds up this as well.
        baseline: { name: 'reading their files', values: blockedReading },
        budget: { limit: 50, of: 'median' },
      },
    ];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
