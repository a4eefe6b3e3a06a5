import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../../tools/lib/paths.mjs';

describe('setting the AWS endpoint up', function () {
  this.timeout(120_000);
  let toolsDir: string;

  beforeEach(async () => (toolsDir = await fs.mkdtemp(path.join(os.tmpdir(), 'rust-lambda-setup-'))));
  afterEach(() => fs.rm(toolsDir, { recursive: true }));

  /** Starts the endpoint on a machine that has nothing yet, and fails. */
  async function failedStart(env: Record<string, string>): Promise<string> {
    const program = path.join(projectRoot, 'tools/aws/endpoint.mjs');
    const all = { ...process.env, RUST_LAMBDA_TOOLS_DIR: toolsDir, ...env };
    const told = await new Promise<string>((resolve, reject) => {
      execFile(process.execPath, [program], { env: all }, (error, _, stderr) => {
        if (error?.code === 1) resolve(stderr);
        else reject(new Error(`ended with ${String(error?.code ?? 0)}: ${stderr}`));
      });
    });
    await assert.rejects(fs.access(path.join(toolsDir, 'aws-endpoint/.complete')));
    return told;
  }

  it('says what to install where there is no Python, and the way round', async () => {
    const told = await failedStart({ PATH: toolsDir });
    assert.match(told, /needs Python 3\.10 or newer/);
    assert.match(told, /→ .*RUST_LAMBDA_MINISTACK_PYTHON=.*RUST_LAMBDA_RIE=/);
  });

  it('says so when the package index is out of reach, and the way round', async () => {
    const nowhere = { PIP_INDEX_URL: 'http://127.0.0.1:9/', PIP_FIND_LINKS: '', PIP_RETRIES: '0' };
    const told = await failedStart(nowhere);
    assert.match(told, /No matching distribution found for ministack/);
    assert.match(told, /→ .*is the Python package index.*RUST_LAMBDA_MINISTACK_PYTHON=/);
  });
});
