import { Observable } from 'rxjs';
import { type Audience, type Poke, type SyncAdapter, SyncError, isInAudience } from '../../src/index.js';
import {
  type Operation,
  type Page,
  type PullResponse,
  type PushResponse,
  type Verdict,
  checksumOf,
} from '../../src/protocol/index.js';

/** Somebody's place on the rope. */
export interface Place {
  readonly id: string;
  readonly person: string;
  readonly role: 'coachee' | 'coach' | 'companion';
}

interface Kept {
  readonly t: string;
  readonly id: string;
  readonly space: string;
  readonly rev: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly isDeleted: boolean;
}

interface Replica {
  readonly person: string;
  readonly answers: { readonly verdict: Verdict; readonly sent: string }[];
}

type Code = Extract<Verdict, { readonly st: 'no' }>['code'];
class Refused extends Error {
  readonly code: Code;
  constructor(code: Code) {
    super(code);
    this.code = code;
  }
}

/** A "no" to a whole request, as `createHttpAdapter` would give it. */
const no = (status: number, code: string, more: object = {}): SyncError =>
  new SyncError('CORDEE_SYNC_REFUSED', code, {
    status,
    retryable: status === 409,
    cause: { code, message: code, ...more },
  });

/**
 * A server of one journey, in memory: topics and contributions for the circle and the guides. Enough
 * to pass the contract of a `SyncAdapter`, and to read how little a server must do.
 */
export function createMemoryServer(
  journey: string,
  places: readonly Place[],
): { readonly adapterFor: (person: string) => SyncAdapter } {
  const records = new Map<string, Kept>();
  const replicas = new Map<string, Replica>();
  const listeners = new Map<(poke: Poke) => void, string>();
  const server = { time: 0, store: 'memory', v: [1, 1] as [number, number] };
  let rev = 0;

  const audienceOf = (space: string): Audience => ({ kind: space === `${journey}/guides` ? 'guides' : 'circle' });
  const placeOf = (person: string): Place | undefined => places.find((place) => place.person === person);
  const reads = (place: Place, space: string): boolean =>
    isInAudience(audienceOf(space), '', { ...place, state: 'active' });

  function apply(place: Place, operation: Operation, draft: Map<string, Kept>): Verdict['st'] {
    if (operation.k === 'do') {
      if (operation.name === 'change.withdraw') return 'noop';
      throw new Refused('invalid');
    }
    const key = `${operation.t}/${operation.id}`;
    if (operation.t !== 'topic' && operation.t !== 'contribution') throw new Refused('invalid');
    const known = draft.get(key) ?? records.get(key);
    // What they may not know is answered like what is not theirs.
    if (known !== undefined && !reads(place, known.space)) throw new Refused('forbidden');
    if (known?.isDeleted) throw new Refused('record_gone');
    if (known !== undefined && known.fields['by'] !== place.person) throw new Refused('forbidden');
    if (operation.k === 'del') {
      if (known === undefined) throw new Refused('record_gone');
      draft.set(key, { ...known, rev: rev + 1, fields: {}, isDeleted: true });
      return 'ok';
    }
    const kind = (operation.f['audience'] as Audience | undefined)?.kind;
    const space = known?.space ?? `${journey}/${kind}`;
    if (
      known === undefined &&
      ((kind !== 'circle' && kind !== 'guides') || space !== operation.space || !reads(place, space))
    )
      throw new Refused('forbidden');
    // Who wrote it is whose token it was. A field is replaced by the last who wrote it; ours asks what each had seen.
    const fields = { ...known?.fields, ...operation.f, by: place.person };
    if (known !== undefined && JSON.stringify(fields) === JSON.stringify(known.fields)) return 'noop';
    draft.set(key, { t: operation.t, id: operation.id, space, rev: rev + 1, fields, isDeleted: false });
    return 'ok';
  }

  /** All or nothing: the verdicts of one transaction. */
  function run(person: string, at: string, operations: readonly Operation[]): readonly Verdict[] {
    const draft = new Map<string, Kept>();
    try {
      const place = at === journey ? placeOf(person) : undefined;
      if (place === undefined) throw new Refused('not_a_member');
      const states = operations.map((operation) => apply(place, operation, draft));
      if (draft.size > 0) rev += 1;
      for (const [key, kept] of draft) records.set(key, kept);
      const touched = new Set([...draft.values()].map(({ space }) => space));
      for (const [tell, listener] of listeners) {
        const reader = placeOf(listener);
        if (reader && [...touched].some((space) => reads(reader, space)))
          tell({ kind: 'moved', revs: { [journey]: rev } });
      }
      return operations.map(({ seq }, index) =>
        states[index] === 'noop' ? { seq, st: 'noop' } : { seq, st: 'ok', rev },
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return operations.map(({ seq }) => ({ seq, st: 'no', code: error.code }));
    }
  }

  const numbersOf = (replica: string, at: string): string => `${replica} ${at}`;

  function push(person: string, request: Parameters<SyncAdapter['push']>[0]): PushResponse {
    const results: Record<string, Verdict[]> = {};
    const lastSeq: Record<string, number> = {};
    for (const { journey: at, ops } of request.txs) {
      const { person: owner, answers } = replicas.get(numbersOf(request.replica, at)) ?? { person, answers: [] };
      if ([...replicas].some(([key, other]) => key.startsWith(`${request.replica} `) && other.person !== person))
        throw no(403, 'replica_owner');
      const first = ops[0]?.seq ?? 0;
      if (first > answers.length + 1) throw no(409, 'seq_gap', { journey: at, expected: answers.length + 1 });
      const again = answers.slice(first - 1, first - 1 + ops.length);
      // A withdrawal comes too late when what it takes back has arrived.
      const isAnother = (op: Operation, index: number): boolean =>
        !again[index] ||
        (again[index].sent !== JSON.stringify(op) && !(op.k === 'do' && op.name === 'change.withdraw'));
      if (first <= answers.length && ops.some(isAnother)) throw no(409, 'op_mismatch', { journey: at });
      if (first > answers.length)
        for (const [index, verdict] of run(person, at, ops).entries())
          answers.push({ verdict, sent: JSON.stringify(ops[index]) });
      replicas.set(numbersOf(request.replica, at), { person: owner, answers });
      (results[at] ??= []).push(...answers.slice(first - 1, first - 1 + ops.length).map(({ verdict }) => verdict));
      lastSeq[at] = answers.length;
    }
    return { v: 1, server, lastSeq, results };
  }

  function pageFor(
    place: Place,
    asked: { readonly cursor?: string | undefined; readonly spaces: Readonly<Record<string, string>> },
    limit: number,
  ): Page {
    const isOurs = asked.cursor === undefined || /^memory-\d+$/.test(asked.cursor);
    const from = isOurs ? Number(asked.cursor?.slice('memory-'.length) ?? 0) : 0;
    const readable = [...records.values()].filter(({ space }) => reads(place, space));
    const news = readable.filter((kept) => kept.rev > from).toSorted((a, b) => a.rev - b.rev);
    // A page ends where a revision ends.
    const to = news.length > limit ? (news[limit - 1]?.rev ?? 0) : Math.max(from, ...readable.map((kept) => kept.rev));
    const page = news.filter((kept) => kept.rev <= to);
    const more = page.length < news.length;
    const living = readable.filter(({ isDeleted }) => !isDeleted);
    const sum = [...new Set(living.map(({ space }) => space))].map((space) => {
      const there = living.filter((kept) => kept.space === space);
      return [space, [there.length, checksumOf(there)]] as const;
    });
    return {
      id: journey,
      mode: isOurs ? 'delta' : 'reset',
      to: `memory-${to}`,
      more,
      puts: page
        .filter(({ isDeleted }) => !isDeleted)
        .map(({ t, id, space, rev: at, fields }) => ({
          t,
          id,
          space,
          rev: at,
          f: fields as Page['puts'][number]['f'],
          s: {},
        })),
      dels: page.filter(({ isDeleted }) => isDeleted).map(({ t, id, space, rev: at }) => ({ t, id, space, rev: at })),
      ...(isOurs ? {} : { why: 'store' }),
      ...(more ? {} : { sum: Object.fromEntries(sum) as Page['sum'] }),
    };
  }

  function pull(person: string, request: Parameters<SyncAdapter['pull']>[0]): PullResponse {
    const lastSeq: Record<string, number> = {};
    const results: Record<string, Verdict[]> = {};
    const { answers = [] } = replicas.get(numbersOf(request.replica, journey)) ?? {};
    if (answers.length > 0) {
      lastSeq[journey] = answers.length;
      results[journey] = answers.slice(request.resultsAck?.[journey] ?? 0).map(({ verdict }) => verdict);
    }
    const place = placeOf(person);
    // Complete: what is not named here is forgotten on the device.
    if (place === undefined) return { v: 1, server, lastSeq, results, access: {}, journeys: [] };
    const spaces = [`${journey}/circle`, `${journey}/guides`].filter((space) => reads(place, space));
    const asked = request.journeys.find(({ id }) => id === journey);
    return {
      v: 1,
      server,
      lastSeq,
      results,
      access: { [journey]: { rev, spaces: Object.fromEntries(spaces.map((space) => [space, 'g1'])) } },
      journeys: asked === undefined ? [] : [pageFor(place, asked, request.limit?.records ?? 500)],
    };
  }

  return {
    adapterFor: (person) => ({
      push: async (request) => push(person, request),
      pull: async (request) => pull(person, request),
      pokes$: new Observable<Poke>((subscriber) => {
        const tell = (poke: Poke): void => subscriber.next(poke);
        listeners.set(tell, person);
        tell({ kind: 'open' });
        return () => void listeners.delete(tell);
      }),
    }),
  };
}
