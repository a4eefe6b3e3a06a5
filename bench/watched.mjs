// @ts-check
// A running `cargo lambda watch` with a function that is built, for benchmarks of invocations.
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from '../tools/lib/child.mjs';
import { atEnd } from '../tools/lib/lifetime.mjs';
import { say, ToolError } from '../tools/lib/log.mjs';
import { toolsDir } from '../tools/lib/paths.mjs';
import { freePort } from '../tools/lib/port.mjs';
import { run } from '../tools/lib/run.mjs';
import { copyWorkspace } from '../tools/testing/hostSuites.mjs';
import { rustEnvironment } from '../tools/testing/tiers.mjs';

const WORKSPACE = 'test/fixtures/workspaces/loop';
const FUNCTION = 'first';
const PAYLOAD = '{"do":"ok"}';
const START_TIMEOUT_MS = 30_000;

/**
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work gets an environment that says where the function is
 * @returns {Promise<T>}
 */
export async function withWatch(work) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'rust-lambda-bench-'));
  atEnd(() => fs.rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const cwd = await copyWorkspace(WORKSPACE, path.join(folder, 'loop'));
  const env = { ...(await rustEnvironment()), CARGO_TARGET_DIR: path.join(toolsDir, 'target/loop') };
  say(`Building ${FUNCTION} …`);
  await run('cargo', ['build', '--bin', FUNCTION], { cwd, env });
  const port = await freePort();
  const watch = startChild(
    'cargo',
    ['lambda', 'watch', '--invoke-address', '127.0.0.1', '--invoke-port', String(port)],
    { cwd, env, output: { file: path.join(folder, 'watch.log') } },
  );
  try {
    await untilListening(port, watch.exited);
    return await work({
      ...env,
      RUST_LAMBDA_BENCH_PORT: String(port),
      RUST_LAMBDA_BENCH_FUNCTION: FUNCTION,
      RUST_LAMBDA_BENCH_PAYLOAD: PAYLOAD,
    });
  } finally {
    await watch.stop();
  }
}

/** @param {number} port @param {Promise<number>} exited */
async function untilListening(port, exited) {
  let ended = false;
  void exited.then(() => (ended = true));
  for (const deadline = performance.now() + START_TIMEOUT_MS; !(await listens(port)); await delay(20)) {
    if (ended || performance.now() > deadline)
      throw new ToolError('cargo lambda watch did not start.', `Try it by hand in ${WORKSPACE}.`);
  }
}

/** @param {number} port @returns {Promise<boolean>} */
const listens = (port) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
