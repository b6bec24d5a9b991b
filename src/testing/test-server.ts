import { Subject } from 'rxjs';
import type { Env } from '../env.js';
import { SyncError } from '../errors.js';
import { canReadSpace } from '../model/access/space.js';
import { type MembershipState, type Role } from '../model/people/membership.js';
import { isTemplate } from '../model/scope/scope-key.js';
import type { Fields } from '../model/value/json.js';
import type { Id } from '../model/value/ids.js';
import type { Page, PullRequest, PullResponse, PushRequest, PushResponse, Verdict } from '../protocol/messages.js';
import type { Refusal } from '../protocol/refusal.js';
import type { Poke, SyncAdapter } from '../sync/sync-adapter.js';
import type { TestJourney, TestRecord } from './test-records.js';

/** A record, or the place where one was, with the revision at which it last changed. */
interface Kept extends TestRecord {
  readonly rev: number;
  readonly isDeleted?: boolean;
}

interface Scope {
  rev: number;
  readonly records: Map<string, Kept>;
}

/** A command as it came: what a record of the model does not say by itself. */
export interface TestCommand {
  readonly journey: string;
  readonly name: string;
  readonly args: Fields;
}

/**
 * A server for tests. It holds journeys, gives a person what they may read, and takes every change: it checks no
 * rule and merges nothing. What commands do is the test's own.
 */
export interface TestServer {
  readonly adapter: SyncAdapter;
  /** Every change that was sent and taken, oldest first. */
  readonly taken: readonly (TestCommand | (TestRecord & { readonly journey: string }))[];
  /** Writes as somebody else would; devices hear of it. */
  put(journey: string, ...records: readonly TestRecord[]): void;
  delete(journey: string, type: string, id: Id): void;
  /** What is there now, whoever may read it. */
  read(journey: string): readonly TestRecord[];
  /** Refuses what is pushed from now on with this reason; takes it again without one. */
  refuse(reason?: Refusal): void;
  /** Fails every request from now on with this status, 0 for no answer at all; answers again without one. */
  fail(status?: number): void;
  /** Keeps every request waiting until what it gives is called. */
  hold(): () => void;
  /** What a command writes. Undefined: the command is taken and writes nothing. */
  onCommand: ((command: TestCommand) => readonly TestRecord[] | undefined) | undefined;
  /** Answers what is no sync, such as an invitation. Absent: it is refused. */
  onCall: ((path: string, body: unknown) => unknown) | undefined;
}

/** @param person For whom it answers. */
export function createTestServer(person: Id, journeys: readonly TestJourney[], env: Pick<Env, 'now'>): TestServer {
  const scopes = new Map<string, Scope>();
  const answered = new Map<string, Verdict>();
  const taken: TestServer['taken'][number][] = [];
  const pokes = new Subject<Poke>();
  let refusal: Refusal | undefined;
  let failure: number | undefined;
  let held: Promise<void> = Promise.resolve();

  const scopeOf = (journey: string): Scope => {
    const scope = scopes.get(journey) ?? { rev: 0, records: new Map() };
    scopes.set(journey, scope);
    return scope;
  };
  const write = (journey: string, records: readonly (TestRecord & { readonly isDeleted?: boolean })[]): number => {
    const scope = scopeOf(journey);
    scope.rev += 1;
    for (const record of records) scope.records.set(`${record.type}/${record.id}`, { ...record, rev: scope.rev });
    return scope.rev;
  };
  const wake = (journey: string): void => pokes.next({ kind: 'moved', revs: { [journey]: scopeOf(journey).rev } });

  /** Names of the spaces that the person reads, after the journey. */
  function spacesOf(journey: string): readonly string[] {
    const all = [...scopeOf(journey).records.values()];
    const names = [...new Set(all.map(({ space }) => space))];
    if (isTemplate(journey)) return names;
    const membership = all.find(({ type, fields }) => type === 'member' && fields['person'] === person);
    if (!membership) return [];
    const { role, state } = membership.fields as { readonly role: Role; readonly state: MembershipState };
    const reader = { id: membership.id, person, role, state };
    return [...new Set(['circle', 'guides', 'path', ...names])].filter((name) =>
      canReadSpace(`${journey}/${name}`, reader),
    );
  }

  function accessOf(): PullResponse['access'] {
    const entries = [...scopes].map(([journey, { rev }]) => {
      const spaces = spacesOf(journey).map((name) => [`${journey}/${name}`, 'granted'] as const);
      return [journey, { rev, spaces: Object.fromEntries(spaces) }] as const;
    });
    return Object.fromEntries(entries.filter(([, { spaces }]) => Object.keys(spaces).length > 0));
  }

  function pageOf({ id, cursor, spaces }: PullRequest['journeys'][number], access: PullResponse['access']): Page[] {
    const readable = access[id]?.spaces;
    if (!readable) return [];
    const { rev, records } = scopeOf(id);
    const since = Number(cursor?.slice(1) ?? 0);
    const changed = [...records.values()]
      .map((record) => ({ ...record, space: `${id}/${record.space}` }))
      .filter(({ space, rev: at }) => Object.hasOwn(readable, space) && (at > since || !Object.hasOwn(spaces, space)));
    return [
      {
        id,
        mode: 'delta',
        to: `c${rev}`,
        more: false,
        puts: changed
          .filter(({ isDeleted }) => !isDeleted)
          .map(({ type, id: of, space, rev: at, fields }) => ({ t: type, id: of, space, rev: at, f: fields, s: {} })),
        dels: changed
          .filter(({ isDeleted }) => isDeleted)
          .map(({ type, id: of, space, rev: at }) => ({ t: type, id: of, space, rev: at })),
      },
    ];
  }

  function take(journey: string, op: PushRequest['txs'][number]['ops'][number]): Verdict {
    const { seq } = op;
    if (refusal !== undefined) return { seq, st: 'no', code: refusal };
    if (op.k === 'do') {
      const command = { journey, name: op.name, args: op.args };
      taken.push(command);
      const records = server.onCommand?.(command);
      return { seq, st: 'ok', rev: records ? write(journey, records) : scopeOf(journey).rev };
    }
    const before = scopeOf(journey).records.get(`${op.t}/${op.id}`);
    const record: TestRecord = {
      type: op.t as TestRecord['type'],
      id: op.id,
      space: op.k === 'set' ? op.space.slice(journey.length + 1) : (before?.space ?? ''),
      fields: op.k === 'set' ? { ...before?.fields, ...op.f } : {},
    };
    taken.push({ ...record, journey });
    return { seq, st: 'ok', rev: write(journey, [{ ...record, isDeleted: op.k === 'del' }]) };
  }

  /** The verdict on a change is the same however often it is sent. */
  function verdictOn(replica: Id, journey: string, op: PushRequest['txs'][number]['ops'][number]): Verdict {
    const key = `${replica} ${journey} ${op.seq}`;
    const verdict = answered.get(key) ?? take(journey, op);
    answered.set(key, verdict);
    return verdict;
  }

  const head = () => ({ v: 1 as const, server: { time: env.now(), store: 's1', v: [1, 1] as [number, number] } });
  async function answer<T>(give: () => T): Promise<T> {
    await held;
    if (failure !== undefined) throw errorOf(failure);
    return give();
  }

  const server: TestServer = {
    onCommand: undefined,
    onCall: undefined,
    taken,
    adapter: {
      pokes$: pokes,
      push: ({ replica, txs }) =>
        answer((): PushResponse => {
          const results: Record<string, Verdict[]> = {};
          for (const { journey, ops } of txs)
            (results[journey] ??= []).push(...ops.map((op) => verdictOn(replica, journey, op)));
          return { ...head(), lastSeq: {}, results };
        }),
      pull: ({ journeys: asked }) =>
        answer((): PullResponse => {
          const access = accessOf();
          return {
            ...head(),
            lastSeq: {},
            results: {},
            access,
            journeys: asked.flatMap((one) => pageOf(one, access)),
          };
        }),
      call: (path, body) =>
        answer(() => {
          if (!server.onCall) throw errorOf(404);
          return server.onCall(path, body);
        }),
    },
    put(journey, ...records) {
      write(journey, records);
      wake(journey);
    },
    delete(journey, type, id) {
      const before = scopeOf(journey).records.get(`${type}/${id}`);
      if (before) write(journey, [{ ...before, isDeleted: true }]);
      wake(journey);
    },
    read: (journey) =>
      [...scopeOf(journey).records.values()].flatMap(({ rev: _, isDeleted, ...record }) => (isDeleted ? [] : [record])),
    refuse(reason) {
      refusal = reason;
    },
    fail(status) {
      failure = status;
    },
    hold() {
      let release = (): void => undefined;
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
  };
  for (const { id, records } of journeys) write(id, records);
  return server;
}

function errorOf(status: number): SyncError {
  const options = { ...(status > 0 && { status }), retryable: status === 0 || status === 401 || status >= 429 };
  if (status === 401) return new SyncError('CORDEE_SYNC_AUTH', 'The test’s server refuses the token.', options);
  if (status === 0 || status >= 429)
    return new SyncError('CORDEE_SYNC_OFFLINE', 'The test’s server does not answer.', options);
  return new SyncError('CORDEE_SYNC_REFUSED', 'The test’s server refuses the request.', options);
}
