import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import type { Architecture, LambdaClient } from '@aws-sdk/client-lambda';
import { startEndpoint } from '../../../tools/aws/endpoint.mjs';
import type { Endpoint } from '../../../tools/aws/endpoint.mjs';
import { which } from '../../../tools/lib/run.mjs';
import { active, BUILD_MS, builtProbe, clientOf, invoke, ROLE, zipOf } from './support.js';

const OTHER = process.arch === 'arm64' ? 'x86_64' : 'arm64';
const NATIVE = process.arch === 'arm64' ? 'arm64' : 'x86_64';

describe('the program in a deployed zip', function () {
  this.timeout(60_000);
  let endpoint: Endpoint;
  let client: LambdaClient;
  let program: Buffer;

  before(async function () {
    this.timeout(BUILD_MS);
    program = await fs.readFile(await builtProbe());
    endpoint = await startEndpoint();
    client = clientOf(endpoint);
  });
  after(() => endpoint.stop());

  async function create(FunctionName: string, ZipFile: Buffer, architecture: Architecture = NATIVE) {
    const common = { Role: ROLE, Runtime: 'provided.al2023', Handler: 'bootstrap' } as const;
    const Architectures = [architecture];
    await client.send(
      new CreateFunctionCommand({ FunctionName, Code: { ZipFile }, Architectures, ...common }),
    );
    await active(client, FunctionName);
  }

  /** The same program, marked as one for another processor: ELF header, machine at offset 18. */
  function marked(machine: number): Buffer {
    const copy = Buffer.from(program);
    copy.writeUInt16LE(machine, 18);
    return copy;
  }

  const invalid = [
    {
      what: 'is missing',
      zip: () => zipOf(program, 'main'),
      told: "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
    },
    {
      what: 'is not executable',
      zip: () => zipOf(program, 'bootstrap', 0o644),
      told: 'fork/exec /var/task/bootstrap: permission denied',
    },
    {
      what: 'is built for another architecture',
      zip: () => zipOf(marked(8)),
      told: 'fork/exec /var/task/bootstrap: exec format error',
    },
  ];
  for (const [index, { what, zip, told }] of invalid.entries()) {
    it(`is an invalid entry point when it ${what}`, async () => {
      await create(`invalid-${index}`, zip());
      const { functionError, answer, log, requestId } = await invoke(client, `invalid-${index}`, {});
      assert.equal(functionError, 'Unhandled');
      assert.deepEqual(answer, {
        errorType: 'Runtime.InvalidEntrypoint',
        errorMessage: `RequestId: ${requestId ?? ''} Error: ${told}`,
      });
      assert.match(log, /\tError Type: Runtime\.InvalidEntrypoint\n$/);
    });
  }

  it('is a function error when it leaves before it asks for an event', async () => {
    await create('leaving', zipOf(Buffer.from('#!/bin/sh\necho leaving\nexit 7\n')));
    const { functionError, answer, log, requestId } = await invoke(client, 'leaving', {});
    assert.equal(functionError, 'Unhandled');
    assert.deepEqual(answer, {
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${requestId ?? ''} Error: Runtime exited with error: exit status 7`,
    });
    assert.match(log, /\nleaving\n/);
  });

  it('keeps output without a line end apart from the lines of the platform', async () => {
    await create('terse', zipOf(Buffer.from('#!/bin/sh\nprintf terse\nexit 1\n')));
    const { log, requestId } = await invoke(client, 'terse', {});
    assert.deepEqual(log.split('\n').slice(0, 3), [
      `START RequestId: ${requestId ?? ''} Version: $LATEST`,
      'terse',
      `RequestId: ${requestId ?? ''} Error: Runtime exited with error: exit status 1`,
    ]);
  });

  it('is refused with the way to install an emulator when it is for a processor this machine lacks', async () => {
    const machines = { x86_64: 62, arm64: 183 };
    await create('elsewhere', zipOf(marked(machines[OTHER])), OTHER);
    const path = process.env['PATH'];
    process.env['PATH'] = '';
    try {
      await assert.rejects(invoke(client, 'elsewhere', {}), (error: Error) => {
        assert.equal(error.name, 'UnsupportedArchitectureOfEndpoint');
        assert.match(
          error.message,
          /qemu-\w+-static is not on PATH\. Install it \(Debian: apt-get install qemu-user-static/,
        );
        return true;
      });
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('runs under qemu when it is built for arm64', async function () {
    if (NATIVE === 'arm64') return; // Every other test shows it.
    if (!which('qemu-aarch64-static')) {
      console.log(
        '        skipped: no qemu-aarch64-static (Debian: apt-get install qemu-user-static libc6-arm64-cross libgcc-s1-arm64-cross)',
      );
      this.skip();
    }
    this.timeout(BUILD_MS);
    await create('emulated', zipOf(await fs.readFile(await builtProbe('arm64'))), 'arm64');
    const { answer, log } = await invoke(client, 'emulated', { do: 'ok' });
    assert.equal((answer as { version: string }).version, '$LATEST');
    assert.match(log, /\tInit Duration: /);
  });
});
