/** The tree's model for generated workspaces, against the time that `cargo metadata` itself takes in the same read. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFiles } from '../src/adapters/files';
import { createProcessRunner } from '../src/adapters/process/processRunner';
import { createProjectReader } from '../src/adapters/project/projectReader';
import type { ProcessRunner } from '../src/core/ports';
import { outline } from '../src/core/project/outline';
import type { Measurement } from './measurement';
import { report, timed } from './program';

const SIZES = [
  { packages: 1, runs: 15 },
  { packages: 100, runs: 15 },
  { packages: 1000, runs: 9 },
] as const;

/** A Cargo workspace with that many functions. @returns its manifests, the root's first */
async function generate(root: string, packages: number): Promise<readonly string[]> {
  const names = Array.from({ length: packages }, (_, index) => `function-${index}`);
  const manifest = path.join(root, 'Cargo.toml');
  await writeFile(
    manifest,
    `[workspace]\nresolver = "3"\nmembers = ["crates/*"]\n[workspace.dependencies]\nlambda_runtime = "1.5"\nserde = "1"\n`,
  );
  const members = names.map(async (name) => {
    const folder = path.join(root, 'crates', name);
    await mkdir(path.join(folder, 'src'), { recursive: true });
    await writeFile(path.join(folder, 'src/main.rs'), 'fn main() {}\n');
    await writeFile(
      path.join(folder, 'Cargo.toml'),
      `[package]\nname = "${name}"\nversion = "0.1.0"\nedition = "2024"\n[dependencies]\nlambda_runtime.workspace = true\nserde.workspace = true\n`,
    );
    return path.join(folder, 'Cargo.toml');
  });
  return [manifest, ...(await Promise.all(members))];
}

async function measure(packages: number, runs: number): Promise<readonly Measurement[]> {
  const root = await mkdtemp(path.join(tmpdir(), 'rust-lambda-bench-'));
  try {
    const manifests = await generate(root, packages);
    const total: number[] = [];
    const cargo: number[] = [];
    // The first run fills the disk's caches for both.
    for (let run = -1; run < runs; run++) {
      let cargoMs = 0;
      const real = createProcessRunner({ guardPath: 'unused' });
      const runner: ProcessRunner = {
        ...real,
        run: async (...args) => {
          const start = performance.now();
          const exit = await real.run(...args);
          cargoMs += performance.now() - start;
          return exit;
        },
      };
      const reader = createProjectReader(runner, createFiles());
      const ms = await timed(async () => {
        const model = await reader.read(manifests, {
          execute: true,
          cargo: () => ({ path: 'cargo', env: {} }),
        });
        const rows = outline(model, [{ name: 'bench', path: root }]);
        if (rows.length !== packages) throw new Error(`${rows.length} rows for ${packages} packages`);
      });
      if (run < 0) continue;
      total.push(ms);
      cargo.push(cargoMs);
    }
    return [
      {
        what: `tree of ${packages.toLocaleString('en')} package${packages === 1 ? '' : 's'}`,
        unit: 'ms',
        values: total,
        baseline: { name: 'cargo metadata', values: cargo },
        budget: { limit: 100, of: 'difference' },
      },
    ];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function all(): Promise<void> {
  const measurements: Measurement[] = [];
  for (const { packages, runs } of SIZES) measurements.push(...(await measure(packages, runs)));
  report(measurements);
}

void all();
