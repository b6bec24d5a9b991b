import { NEVER, type Observable } from 'rxjs';
import { SyncError } from '../../src/errors.js';
import type { PullRequest, PullResponse, PushRequest, PushResponse, Verdict } from '../../src/protocol/messages.js';
import type { Poke, SyncAdapter } from '../../src/sync/sync-adapter.js';

export { createTestConnectivity } from '../../src/testing/test-connectivity.js';

const server = { time: 0, store: 's1', v: [1, 1] as [number, number] };

/** A server that accepts all and has nothing to tell, unless a test says otherwise. */
export interface ScriptedAdapter extends SyncAdapter {
  readonly pushes: PushRequest[];
  readonly pulls: PullRequest[];
  onPush: (request: PushRequest) => PushResponse | Promise<PushResponse>;
  onPull: (request: PullRequest) => PullResponse | Promise<PullResponse>;
}

export function createScriptedAdapter(pokes$: Observable<Poke> = NEVER): ScriptedAdapter {
  const adapter: ScriptedAdapter = {
    pushes: [],
    pulls: [],
    pokes$,
    onPush: accept,
    onPull: () => nothingNew(),
    async push(request) {
      adapter.pushes.push(request);
      return adapter.onPush(request);
    },
    async pull(request) {
      adapter.pulls.push(request);
      return adapter.onPull(request);
    },
  };
  return adapter;
}

export const verdicts = (results: Readonly<Record<string, Verdict[]>>): PushResponse => ({
  v: 1,
  server,
  lastSeq: {},
  results,
});

/** Takes every operation, each at the revision of its number. */
export function accept({ txs }: PushRequest): PushResponse {
  const results: Record<string, Verdict[]> = {};
  for (const { journey, ops } of txs)
    (results[journey] ??= []).push(...ops.map(({ seq }) => ({ seq, st: 'ok' as const, rev: seq })));
  return verdicts(results);
}

export const nothingNew = (
  journeys: PullResponse['journeys'] = [],
  access: PullResponse['access'] = { j1: { rev: 100, spaces: { 'j1/circle': 'g1' } } },
): PullResponse => ({
  v: 1,
  server,
  lastSeq: {},
  results: {},
  access,
  journeys,
});

export const failure = (status: number | undefined, more: { readonly retryAfterMs?: number } = {}): SyncError =>
  status === 401
    ? new SyncError('CORDEE_SYNC_AUTH', 'refused token', { status, retryable: true })
    : status === undefined || status >= 500 || status === 429
      ? new SyncError('CORDEE_SYNC_OFFLINE', 'no answer', {
          ...(status === undefined ? {} : { status }),
          retryable: true,
          ...more,
        })
      : new SyncError('CORDEE_SYNC_REFUSED', 'refused', { status, retryable: false, ...more });
