import { type Server, type Socket, connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Somebody's way to a server, which can be pulled out and put in again, whatever browser is at its end. */
export interface Cable {
  readonly url: string;
  unplug(): Promise<void>;
  plug(): Promise<void>;
}

export async function layCable(to: string): Promise<Cable> {
  const port = Number(new URL(to).port);
  const open = new Set<Socket>();
  let server: Server | undefined;

  const listen = (on: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const made = createServer((here) => {
        const there = connect(port, '127.0.0.1');
        for (const [end, other] of [
          [here, there],
          [there, here],
        ] as const) {
          open.add(end);
          end.once('close', () => {
            open.delete(end);
            other.destroy();
          });
          end.on('error', () => other.destroy());
          end.pipe(other);
        }
      });
      made.once('error', reject);
      made.listen(on, '127.0.0.1', () => {
        server = made;
        resolve((made.address() as AddressInfo).port);
      });
    });

  const own = await listen(0);
  return {
    url: `http://127.0.0.1:${own}`,
    async unplug() {
      const closing = new Promise((resolve) => server?.close(resolve));
      for (const end of open) end.destroy();
      await closing;
      server = undefined;
    },
    async plug() {
      if (!server) await listen(own);
    },
  };
}
