import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PayloadClient } from '../../../../src/core/payload/engine/client';
import type { PayloadWorker } from '../../../../src/core/ports';
import { bundled, removeFolders } from '../../process/rig';
import { nextVerdict, threadOf } from './rig';

describe('The thread with the payload engine', function () {
  this.timeout(60_000);
  let program: string;
  let mortal: string;
  let worker: PayloadWorker | undefined;
  before(async () => {
    program = await bundled('src/adapters/payload/worker.ts', 'payloadWorker');
    // The same, but it dies of a payload that is called so.
    mortal = path.join(path.dirname(program), 'mortal.cjs');
    const dies = `require('node:worker_threads').parentPort.on('message', ({ id }) => {
      if (id === 'deadly') throw new Error('it was deadly');
    });`;
    await writeFile(mortal, `require(${JSON.stringify(program)});\n${dies}\n`);
  });
  afterEach(() => worker?.dispose());
  after(removeFolders);

  const dies = (of: 'onRestart' | 'onEnd'): Promise<Error> =>
    new Promise((resolve) => worker?.[of]((reason) => resolve(reason)));

  it('judges beside the host', async () => {
    worker = await threadOf(program);
    const client = new PayloadClient(worker);
    client.open('a', '{"a": }');
    const { problems } = await nextVerdict(client, 'a');
    assert.deepEqual(problems, [
      { kind: 'notJson', fault: 'value', offset: 6, length: 1, severity: 'error' },
    ]);
  });

  it('is started again once when it dies, and says why', async () => {
    worker = await threadOf(mortal);
    const client = new PayloadClient(worker);
    const restarted = dies('onRestart');
    client.open('deadly', '');
    assert.match((await restarted).message, /it was deadly/);
    client.forget();
    client.open('a', '[');
    assert.equal((await nextVerdict(client, 'a')).problems.length, 1);
    const ended = dies('onEnd');
    client.open('deadly', '');
    assert.match((await ended).message, /it was deadly/);
    client.open('a', '[');
  });

  it('says that it can not be started', async () => {
    const missing = path.join(path.dirname(program), 'missing.js');
    worker = await threadOf(missing);
    const { message } = await dies('onEnd');
    assert.ok(message.includes('missing.js'), message);
  });

  it('ends when it is disposed, whatever it is doing', async () => {
    worker = await threadOf(program);
    const before = threads();
    assert.ok(before > 0);
    new PayloadClient(worker).open('a', `[${'1,'.repeat(2_000_000)}1]`);
    worker.dispose();
    while (threads() >= before) await new Promise((resolve) => setImmediate(resolve));
  });
});

/** That Node runs at this moment. */
const threads = (): number =>
  process.getActiveResourcesInfo().filter((each) => each === 'MessagePort' || each === 'Worker').length;
