import type { Observable } from 'rxjs';
import type { PullRequest, PullResponse, PushRequest, PushResponse } from '../protocol/messages.js';

/** What the stream said: it is open, a journey moved, or the server asks to come back later. */
export type Poke =
  | { readonly kind: 'open' }
  | { readonly kind: 'moved'; readonly revs: Readonly<Record<string, number>> }
  | { readonly kind: 'bye'; readonly afterMs: number };

/**
 * The port to a server. Whoever writes another server writes one of these, or speaks the protocol
 * behind `createHttpAdapter`. Every failure is a `SyncError` whose `retryable` says whether the
 * same request may do better later.
 */
export interface SyncAdapter {
  push(request: PushRequest, signal: AbortSignal): Promise<PushResponse>;
  pull(request: PullRequest, signal: AbortSignal): Promise<PullResponse>;
  /** Asks something that is no sync, such as to invite, or a query (`query`): `path` is below `v1/`. A server that has nothing of it leaves this out. */
  call?(path: string, body: unknown, signal: AbortSignal): Promise<unknown>;
  /** Wake-ups without content. Subscribing connects; it completes or fails when the connection ends. */
  readonly pokes$: Observable<Poke>;
}
