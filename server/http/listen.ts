import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from './network-address.js';

/** Who does not send a request in time is let go, so that slow connections hold nothing. */
const headersTimeoutMs = 10_000;
const requestTimeoutMs = 30_000;
const checkEveryMs = 5_000;
const headerBytes = 16_384;
const maxSockets = 20_000;
/** Longer than a push may take; who has not been answered by then asks again and gets the same answer. */
const drainMs = 15_000;

export interface ListenOptions {
  readonly app: Pick<Hono, 'fetch'>;
  readonly port: number;
  readonly host: string;
  /** Connections of one address, or of one /64 of IPv6, at once. Take it away (`Infinity`) behind a proxy, which is one address. */
  readonly socketsPerAddress: number;
  readonly onError: (error: Error) => void;
}

export interface Listening {
  readonly port: number;
  /** Takes no new request, ends those under way well within 15 seconds, and settles. */
  close(): Promise<void>;
}

/** Serves an app over HTTP with an end to everything that somebody could draw out. */
export async function listen({ app, port, host, socketsPerAddress, onError }: ListenOptions): Promise<Listening> {
  const http = await new Promise<Server>((resolve, reject) => {
    const made = serve(
      {
        fetch: app.fetch,
        port,
        hostname: host,
        serverOptions: {
          connectionsCheckingInterval: checkEveryMs,
          headersTimeout: headersTimeoutMs,
          requestTimeout: requestTimeoutMs,
          maxHeaderSize: headerBytes,
        },
      },
      () => resolve(made as Server),
    ) as Server;
    made.once('error', reject);
  });
  http.on('error', onError);
  http.maxConnections = maxSockets;
  limitAddresses(http, socketsPerAddress);
  const address = http.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async close() {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeIdleConnections();
      // What is kept alive is idle only once its last answer is out.
      const sweep = setInterval(() => http.closeIdleConnections(), 100);
      const end = setTimeout(() => http.closeAllConnections(), drainMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(end);
    },
  };
}

function limitAddresses(http: Server, most: number): void {
  const open = new Map<string, number>();
  http.on('connection', (socket: Socket) => {
    const address = networkOf(socket.remoteAddress ?? '') ?? '';
    const count = (open.get(address) ?? 0) + 1;
    if (count > most) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}
