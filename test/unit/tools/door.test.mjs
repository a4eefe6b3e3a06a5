// @ts-check
// Who may come in to a served VS Code.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { openDoor } from '../../../tools/vscode/door.mjs';

describe('the door of a served VS Code', () => {
  const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'rust-lambda-door-'));
  const socketPath = path.join(temp, 'socket');
  /** What VS Code's server is here: it says what it was asked, and echoes over an upgraded connection. */
  const behind = http.createServer((request, response) => response.end(`asked for ${request.url}`));
  behind.on('upgrade', (_request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n');
    socket.pipe(socket);
  });
  /** @type {import('../../../tools/vscode/door.mjs').Door} */
  let door;

  before(async () => {
    behind.listen(socketPath);
    await once(behind, 'listening');
    door = await openDoor({ socketPath, home: '/?folder=/home' });
  });
  after(async () => {
    await door.close();
    behind.close();
    fs.rmSync(temp, { recursive: true });
  });

  /** @param {string} address @param {Record<string, string>} [headers] */
  const get = (address, headers = {}) => fetch(address, { headers, redirect: 'manual' });

  /** @returns {Promise<string>} the cookie a browser has after opening the address */
  const letIn = async () => (await get(door.address())).headers.get('set-cookie')?.split(';')[0] ?? '';

  it('refuses who does not have the address that was printed', async () => {
    for (const target of ['/', '/?token=', '/?token=guess', '/stable/workbench.js']) {
      const response = await get(door.origin + target);
      assert.equal(response.status, 403, target);
      assert.doesNotMatch(await response.text(), /asked for/);
    }
    assert.equal((await get(door.origin, { cookie: (await letIn()).replace(/=.*/, '=guess') })).status, 403);
  });

  it('lets a browser in by the address, and takes the token out of it', async () => {
    const response = await get(door.address('/?folder=/a%20b'));
    assert.equal(response.status, 302);
    assert.equal(response.headers.get('location'), '/?folder=%2Fa+b');
    assert.match(response.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Lax/);
  });

  it('passes on what a known browser asks, unchanged', async () => {
    const target = '/x?a=%2F+b%20c&d';
    const response = await get(door.origin + target, { cookie: await letIn() });
    assert.equal(await response.text(), `asked for ${target}`);
  });

  it('leads the bare address home', async () => {
    const response = await get(door.origin, { cookie: await letIn() });
    assert.equal(response.headers.get('location'), '/?folder=/home');
  });

  it('upgrades connections of known browsers only, and ends them when it closes', async () => {
    const other = await openDoor({ socketPath });
    const cookie = (await get(other.address())).headers.get('set-cookie')?.split(';')[0];
    const upgrade = async (/** @type {string | undefined} */ header) => {
      const socket = net.connect(Number(new URL(other.origin).port), '127.0.0.1');
      const lines = ['GET / HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: echo', header ?? 'X: y'];
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      return { socket, answer: String((await once(socket, 'data'))[0]) };
    };
    assert.match((await upgrade(undefined)).answer, /^HTTP\/1.1 403/);
    const { socket, answer } = await upgrade(`Cookie: ${cookie}`);
    assert.match(answer, /^HTTP\/1.1 101/);
    socket.write('hello');
    assert.equal(String((await once(socket, 'data'))[0]), 'hello');
    await Promise.all([once(socket, 'close'), other.close()]);
  });

  it('says so when the port is taken', async () => {
    const port = Number(new URL(door.origin).port);
    await assert.rejects(openDoor({ socketPath, port }), { code: 'EADDRINUSE' });
  });
});
