import { Observable } from 'rxjs';
import type { TraceRequest } from '../api/trace.js';
import type { SyncAdapter } from '../sync/sync-adapter.js';
import { type Tracer, codeOf, statusOf } from './tracer.js';

/** What is known of the bodies of one request. */
export interface Traffic {
  status?: number;
  sentBytes?: number;
  receivedBytes?: number;
}

export interface TracedLine {
  /** For the adapter over HTTP: counts what travels. */
  readonly fetch: typeof fetch;
  /** Tells of what is asked through an adapter. */
  readonly adapter: (inner: SyncAdapter) => SyncAdapter;
}

/** Traces requests twice: what they carry where `fetch` is called, and how they end at the adapter, which may ask with a second token. */
export function traceLine(inner: typeof fetch, { now, tell, timed }: Tracer): TracedLine {
  let requests = 0;
  /** Of the last request on each path. A path has nothing of a person in it. */
  const traffic = new Map<string, Traffic>();

  async function ask<T>(kind: TraceRequest, path: string, run: () => Promise<T>): Promise<T> {
    const request = (requests += 1);
    traffic.delete(path);
    tell({ type: 'request-begun', request, kind });
    let answered = {};
    return timed(
      () =>
        run().catch((error: unknown) => {
          answered = statusOf(error);
          throw error;
        }),
      (end) => {
        const known = traffic.get(path);
        traffic.delete(path);
        return {
          type: 'request-ended',
          request,
          kind,
          ...known,
          ...answered,
          ...end,
        };
      },
    );
  }

  return {
    async fetch(input, init) {
      const path = new URL(input instanceof Request ? input.url : input).pathname.replace(/^.*\/v1\//, '');
      const known: Traffic = {};
      if (typeof init?.body === 'string') known.sentBytes = new TextEncoder().encode(init.body).length;
      traffic.set(path, known);
      const response = await inner(input, init);
      known.status = response.status;
      const length = Number(response.headers.get('content-length') ?? undefined);
      if (length >= 0) known.receivedBytes = length;
      return response;
    },
    adapter(adapter) {
      const call = adapter.call?.bind(adapter);
      return {
        push: (request, signal) => ask('push', 'push', () => adapter.push(request, signal)),
        pull: (request, signal) => ask('pull', 'pull', () => adapter.pull(request, signal)),
        ...(call && {
          call: (path: string, body: unknown, signal: AbortSignal) => ask('call', path, () => call(path, body, signal)),
        }),
        pokes$: new Observable((subscriber) => {
          const began = now();
          const request = (requests += 1);
          let opened: number | undefined;
          let wakes = 0;
          let failure: object = {};
          tell({ type: 'request-begun', request, kind: 'stream' });
          subscriber.add(() => {
            tell({ type: 'request-ended', request, kind: 'stream', durationMs: now() - began, ...failure });
            if (opened !== undefined) tell({ type: 'stream-closed', wakes, durationMs: now() - opened, ...failure });
          });
          subscriber.add(
            adapter.pokes$.subscribe({
              next(poke) {
                if (poke.kind === 'moved') wakes += 1;
                if (poke.kind === 'open' && opened === undefined) {
                  opened = now();
                  tell({ type: 'stream-opened', durationMs: opened - began });
                }
                subscriber.next(poke);
              },
              error(error: unknown) {
                failure = { code: codeOf(error), ...statusOf(error) };
                subscriber.error(error);
              },
              complete: () => subscriber.complete(),
            }),
          );
        }),
      };
    },
  };
}
