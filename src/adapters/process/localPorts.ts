import { connect, createServer } from 'node:net';
import type { LocalPorts } from '../../core/ports';

/** A local connect answers in microseconds; a packet filter may swallow it. */
const connectMs = 1_000;

export const localPorts: LocalPorts = {
  free: () =>
    new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() =>
          typeof address === 'object' && address !== null
            ? resolve(address.port)
            : reject(new Error('no port')),
        );
      });
    }),

  isOpen: ({ host, port }) =>
    new Promise((resolve) => {
      const socket = connect({ host, port, timeout: connectMs });
      const done = (open: boolean): void => {
        socket.destroy();
        resolve(open);
      };
      socket.once('connect', () => done(true));
      socket.once('timeout', () => done(false));
      socket.once('error', () => done(false));
    }),
};
