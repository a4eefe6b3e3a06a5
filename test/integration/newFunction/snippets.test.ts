/** Every snippet, with its placeholders accepted as they stand, is code that compiles. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cache, cargo, update } from './cargo';
import { render } from './snippetText';

const MINUTES = 60_000;
const workspace = path.join(cache, 'snippets');

const MANIFEST = `[package]
name = "snippets"
version = "0.0.0"
edition = "2024"

[dependencies]
aws-config = "1"
aws-sdk-sqs = "1"
aws_lambda_events = "1.2"
axum = "0.8"
futures-util = "0.3"
lambda-extension = "1.1"
lambda_http = "1.3"
lambda_runtime = { version = "1.5", features = ["concurrency-tokio", "graceful-shutdown"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
thiserror = "2"
tokio = { version = "1", features = ["macros", "rt-multi-thread", "sync"] }
tower-http = { version = "0.7", features = ["cors"] }

[workspace]
`;

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** What the tests among the snippets are put beside. */
const TESTED: Readonly<Record<string, string>> = {
  'lambda-test': 'lambda-runtime',
  'lambda-test-file': 'lambda-runtime',
  'lambda-test-http': 'lambda-http',
};

/** A whole file for the snippet: its code, the handler it tests, and a `main` if it has none. */
function fileOf(all: readonly Snippet[], snippet: Snippet): string {
  const code = render(snippet.body.join('\n'));
  const beside = all.find(({ prefix }) => prefix === TESTED[snippet.prefix]);
  const before = beside ? `${render(beside.body.join('\n'))}\n` : '';
  if (/\bfn main\(/.test(before + code)) return `${before}${code}\n`;
  // A handler that nobody calls.
  return `#![allow(dead_code)]\n${code}\nfn main() {}\n`;
}

describe('A rendered snippet', () => {
  it('has the defaults of its placeholders, wherever they are repeated', () => {
    assert.equal(render('fn $1() {$0} ${1:main}'), 'fn main() {} main');
    assert.equal(render('${1:a${2:b}c}-$2-${1}'), 'abc-b-abc');
    assert.equal(render('${1|one,two|} $1'), 'one one');
    assert.equal(render('\\$1 ${1:{0\\} \\\\n}'), '$1 {0} \\n');
    assert.throws(() => render('$TM_FILENAME'));
    assert.throws(() => render('${1:open'));
  });
});

describe('The snippets', () => {
  let all: readonly Snippet[];
  let complaints: ReadonlyMap<string, string>;

  before('are compiled', async function () {
    // The first time, with the AWS SDK.
    this.timeout(10 * MINUTES);
    const text = await readFile(
      path.resolve(import.meta.dirname, '../../../snippets/rust-lambda.json'),
      'utf8',
    );
    all = Object.values(JSON.parse(text) as Record<string, Snippet>);
    const root = await mkdtemp(path.join(tmpdir(), 'snippets-'));
    try {
      await mkdir(path.join(root, 'src/bin'), { recursive: true });
      await mkdir(path.join(root, 'src/events'));
      await writeFile(path.join(root, 'Cargo.toml'), MANIFEST);
      await writeFile(path.join(root, 'src/events/example.json'), '{}\n');
      for (const snippet of all)
        await writeFile(path.join(root, `src/bin/${snippet.prefix}.rs`), fileOf(all, snippet));
      await update(root, workspace, ['Cargo.lock']);
    } finally {
      await rm(root, { recursive: true });
    }
    const { stdout } = await cargo(
      workspace,
      ...['check', '--quiet', '--all-targets', '--keep-going', '--message-format', 'json'],
    );
    complaints = complaintsOf(stdout);
  });

  it('cover every shape of handler', () => {
    const prefixes = all.map(({ prefix }) => prefix);
    assert.equal(new Set(prefixes).size, prefixes.length);
    assert.equal(prefixes.length, 25);
    for (const { prefix, description, body } of all) {
      assert.match(prefix, /^lambda-[a-z-]+$/);
      assert.match(description, /\((lambda_runtime|lambda_http|lambda-extension)\b.*\)$/, prefix);
      assert.ok(
        body.some((line) => line.includes('$0') || line.includes('${0:')),
        `${prefix} ends nowhere`,
      );
    }
  });

  it('compile without a warning', () => {
    assert.deepEqual([...complaints], []);
  });
});

/** The first error or warning of each binary, as rustc shows it; `cargo` when cargo itself failed. */
function complaintsOf(stdout: string): ReadonlyMap<string, string> {
  type Message =
    | {
        readonly reason: 'compiler-message';
        readonly target: { name: string };
        readonly message: { rendered: string };
      }
    | { readonly reason: 'build-finished'; readonly success: boolean }
    | { readonly reason: 'compiler-artifact' | 'build-script-executed' };
  const messages = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Message);
  const found = new Map<string, string>();
  for (const each of messages)
    if (each.reason === 'compiler-message' && !found.has(each.target.name))
      found.set(each.target.name, each.message.rendered);
  const finished = messages.find((each) => each.reason === 'build-finished');
  if (finished?.success !== true && found.size === 0) found.set('cargo', stdout.slice(-2_000));
  return found;
}
