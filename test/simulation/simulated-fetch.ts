import { newestProtocol, protocolVersion } from '../../src/protocol/version.js';
import type { Device } from './device.js';
import type { Life } from './life.js';
import type { ServerNode } from './server-node.js';
import type { Answer } from './simulated-network.js';
import type { World } from './world.js';

const aborted = (): DOMException => new DOMException('The request was aborted.', 'AbortError');

/** As much of a response as the adapter reads. */
const responseOf = ({ status, body, retryAfterS }: Answer): Response =>
  ({
    ok: status >= 200 && status < 300,
    status,
    headers: {
      get: (name: string) => (name === 'retry-after' && retryAfterS !== undefined ? String(retryAfterS) : null),
    },
    json: async (): Promise<unknown> => JSON.parse(body),
  }) as unknown as Response;

/** What a device says that speaks the first version of the protocol. */
const asOld = (body: string): string => body.replace(`"v":${newestProtocol}`, `"v":${protocolVersion}`);

/** `fetch` as one page has it: its requests travel over the device's wire to one of the nodes. */
export function createFetch(world: World, device: Device, life: Life): typeof fetch {
  return (input, init) =>
    new Promise<Response>((resolve, reject) => {
      const signal = init?.signal;
      if (signal?.aborted) return reject(aborted());
      signal?.addEventListener('abort', () => reject(aborted()));
      if (!device.isOnline)
        return void world.scheduler.after(2, () => life.enter(() => reject(new TypeError('No network.'))));
      const path = new URL(String(input)).pathname.replace('/v1/', '');
      const token = (
        new Map(Object.entries((init?.headers ?? {}) as Record<string, string>)).get('authorization') ?? ''
      ).slice('Bearer '.length);
      if (path === 'events') return openStream(world, device, life, token, signal ?? undefined, resolve, reject);
      const body = device.planned.isOld ? asOld(String(init?.body)) : String(init?.body);
      world.checks.request(device, path, body);
      device.wire
        .send(life, { path, token, body }, async (request) => {
          const sinceMs = world.scheduler.now;
          const answer = await world.nodeFor(device).handle(request);
          world.checks.answer(device, path, body, answer, sinceMs);
          return answer;
        })
        .then((answer) => resolve(responseOf(answer)), reject);
    });
}

/** The stream of wake-ups: what the server says comes in its order, later, or not at all once the wire is cut. */
function openStream(
  world: World,
  device: Device,
  life: Life,
  token: string,
  signal: AbortSignal | undefined,
  resolve: (response: Response) => void,
  reject: (error: Error) => void,
): void {
  const { wire } = device;
  const { scheduler } = world;
  let nextAt = 0;
  const deliver = (run: () => void): void => {
    nextAt = Math.max(nextAt + 1, scheduler.now + wire.lineDelayMs());
    scheduler.after(nextAt - scheduler.now, () => wire.isCut || life.enter(run));
  };
  scheduler.after(wire.delayMs(), () => {
    const node = world.nodeFor(device);
    if (wire.isCut) return;
    if (!node.isUp) return deliver(() => reject(new TypeError('Nobody listens.')));
    void node.stream(token, device.planned.isOld ? protocolVersion : newestProtocol).then(
      (opened) => begin(node, opened),
      () => deliver(() => reject(new TypeError('The server failed.'))),
    );
  });
  const begin = (node: ServerNode, opened: ReadableStreamDefaultReader<Uint8Array> | Answer): void => {
    if ('status' in opened) return deliver(() => resolve(responseOf(opened)));
    const client = new ChunkQueue();
    const leave = (): void => void scheduler.after(wire.delayMs(), () => void opened.cancel().catch(() => undefined));
    signal?.addEventListener('abort', () => (client.end(aborted()), leave()));
    life.onDeath(leave);
    node.life.onDeath(() => deliver(() => client.end()));
    deliver(() =>
      resolve({
        ok: true,
        status: 200,
        body: { pipeThrough: () => ({ getReader: () => client }) },
      } as unknown as Response),
    );
    const pump = async (): Promise<void> => {
      for (;;) {
        const { done, value } = await opened.read();
        if (done) return deliver(() => client.end());
        const text = Buffer.from(value).toString('utf8');
        world.checks.stream(device, text);
        deliver(() => client.push(text));
      }
    };
    void pump();
  };
}

/** What has come of a stream and has not been read. */
class ChunkQueue {
  readonly #chunks: string[] = [];
  #wake: (() => void) | undefined;
  #end: { readonly error: Error | undefined } | undefined;

  push(chunk: string): void {
    this.#chunks.push(chunk);
    this.#wake?.();
  }

  end(error?: Error): void {
    this.#end ??= { error };
    this.#wake?.();
  }

  async read(): Promise<{ readonly done: boolean; readonly value: string | undefined }> {
    while (this.#chunks.length === 0) {
      if (this.#end?.error) throw this.#end.error;
      if (this.#end) return { done: true, value: undefined };
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return { done: false, value: this.#chunks.shift() };
  }

  async cancel(): Promise<void> {
    this.end();
  }
}
