import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rest } from './bench.ts';

/** Servers that take in whatever comes, on one port of loopback. */
export interface Sink {
  port: number;
  /** Resolves when so many more have arrived since the last call. */
  until(n: number, ms: number): Promise<void>;
  close(): void;
}

export async function startSink(): Promise<Sink> {
  let arrived = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      arrived++;
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    until: async (n, ms) => {
      const late = performance.now() + ms;
      while (arrived < n) {
        if (performance.now() > late) throw new Error(`${arrived} of ${n} deliveries arrived`);
        await rest(2);
      }
      arrived -= n;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
