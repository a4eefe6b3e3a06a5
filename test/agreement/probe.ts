/** serde's own verdicts, by a program that is built for the types and asked line by line. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import fs from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../tools/lib/run.mjs';
import { toolsDir } from '../../tools/lib/paths.mjs';
import type { GeneratedType } from './model';
import { rustSource } from './rust';

export interface Verdict {
  readonly accepted: boolean;
  /** Of serde_path_to_error; `null` for what it does not know. */
  readonly path: readonly (string | number | null)[];
  readonly message: string;
}

export interface Question {
  readonly type: number;
  readonly text: string;
}

export interface Probe {
  /** Answers in the order of the questions. */
  ask(questions: readonly Question[]): Promise<readonly Verdict[]>;
}

const source = path.join(import.meta.dirname, 'probe');
const target = path.join(toolsDir, 'target/agreement');

/** Where a probe is built. */
export const probeFolder = (name: string): string => path.join(toolsDir, 'agreement', name);

/**
 * @param name of the folder beside this file with its manifest, its lock file and what else is its source
 * @throws {ToolError} with cargo's words when it does not build
 */
export async function buildProbe(types: readonly GeneratedType[], name = 'probe'): Promise<Probe> {
  const folder = probeFolder(name);
  const from = path.join(import.meta.dirname, name);
  for (const file of await fs.readdir(from, { recursive: true })) {
    if (/\.(toml|lock|rs)$/.test(file) && path.basename(file) !== 'generated.rs')
      await write(path.join(folder, file), await fs.readFile(path.join(from, file), 'utf8'));
  }
  await write(path.join(folder, 'src/main.rs'), await fs.readFile(path.join(source, 'src/main.rs'), 'utf8'));
  await write(path.join(folder, 'src/generated.rs'), rustSource(types));
  const env = { ...process.env, CARGO_TARGET_DIR: target, CARGO_TERM_COLOR: 'never' };
  await run('cargo', ['build', '--locked', '--quiet'], { cwd: folder, env });
  const program = path.join(
    target,
    'debug',
    process.platform === 'win32' ? `agreement-${name}.exe` : `agreement-${name}`,
  );
  return { ask: (questions) => ask(program, questions) };
}

/** Only what changed, for cargo looks at times. */
async function write(file: string, text: string): Promise<void> {
  const old = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (old === text) return;
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, text);
}

async function ask(program: string, questions: readonly Question[]): Promise<readonly Verdict[]> {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // Its end tells what went wrong; a pipe that breaks before is no news.
  child.stdin.on('error', () => undefined);
  const answers: Verdict[] = [];
  const read = (async () => {
    for await (const line of createInterface({ input: child.stdout })) answers.push(verdict(line));
  })();
  for (const { type, text } of questions) {
    if (!child.stdin.write(`${JSON.stringify([type, text])}\n`)) {
      await Promise.race([new Promise((resolve) => child.stdin.once('drain', resolve)), ended]);
    }
  }
  child.stdin.end();
  const [code] = await Promise.all([ended, read]);
  if (code !== 0 || answers.length !== questions.length) {
    const last = questions[answers.length];
    throw new Error(
      `The probe ended with ${code} at ${last ? `type ${last.type}: ${last.text}` : 'its end'}`,
    );
  }
  return answers;
}

function verdict(line: string): Verdict {
  if (line === '1') return { accepted: true, path: [], message: '' };
  const { path: segments, message } = JSON.parse(line) as Omit<Verdict, 'accepted'>;
  return { accepted: false, path: segments, message };
}

/** `serde 1.0.229`, for every crate of a probe that a type is from. */
export async function crateVersions(name: string): Promise<readonly string[]> {
  const folder = path.join(import.meta.dirname, name);
  const lock = await fs.readFile(path.join(folder, 'Cargo.lock'), 'utf8');
  const manifest = await fs.readFile(path.join(folder, 'Cargo.toml'), 'utf8');
  const direct = [...manifest.matchAll(/^([a-z_]+) = (?:"|\{)/gm)].map(([, name]) => name);
  return [...lock.matchAll(/^name = "(.+)"\nversion = "(.+)"/gm)]
    .filter(([, name]) => direct.includes(name))
    .map(([, name, version]) => `${name} ${version}`);
}
