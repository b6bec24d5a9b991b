import type { Observable } from 'rxjs';
import type { DatabaseReader } from './database.js';
import type { Failover } from './failover.js';
import { type KeptDigest, digestOf, keepDigests } from './kept-digests.js';
import { show } from './optimistic-view.js';
import { readRow, readRows } from './rows.js';
import type { HeldScope, ScopeCache } from './scope-cache.js';
import { readState } from './scope-transaction.js';
import type { Commit, Digest } from './store.js';
import type { TurnQueue } from './turn-queue.js';

/**
 * Answers for screens that do not open a journey. A digest is kept on the disk with the version of the journey that it
 * was made of; one of another version is never given.
 */
export interface Digests {
  /** [ST15] The digest of that name as it is kept; undefined when the journey is in memory, or has changed since. */
  kept(name: string, journey: string): Promise<unknown>;
  /** [ST16] A digest of every journey: from memory, then from what is kept, and from the records where these have changed. */
  all(digest: Digest): Promise<ReadonlyMap<string, unknown>>;
  /** Whether those that are wanted are not kept as of this version of a journey. */
  isUnkept(scope: HeldScope): boolean;
  /** Keeps those that are wanted of a journey in memory, in turn, unless something is under way or another page was faster. */
  keep(journey: string): Promise<void>;
  /** The journeys of which something that was read is in memory. */
  names(): Iterable<string>;
  /** Says that what was read of a journey may not be right any more. */
  forget(journey: string): void;
}

export interface DigestContext {
  /** Those that are kept without being asked for. */
  readonly wanted: readonly Digest[];
  readonly commits$: Observable<Commit>;
  readonly turns: Pick<TurnQueue, 'take'>;
  readonly cache: Pick<ScopeCache, 'get' | 'has' | 'isOpening'>;
  readonly disk: Pick<Failover, 'current' | 'read'>;
}

interface Answer {
  readonly values: Map<string, unknown>;
  readonly stale: Set<string>;
}

export function createDigests({ wanted, commits$, turns, cache, disk }: DigestContext): Digests {
  const keep = (made: readonly Required<KeptDigest>[]): Promise<void> =>
    disk.current.write(['journeys', 'extracts'], 'relaxed', (tx) => keepDigests(tx, made));

  const answers = new Map<string, Answer>();
  /** What was read of journeys that are not in memory, by journey and name. */
  const asides = new Map<string, Map<string, Promise<unknown>>>();
  /** Of which version those that are wanted are kept. */
  const keptAt = new Map<string, number>();
  commits$.subscribe(({ journeys }) => {
    for (const { stale } of answers.values()) for (const journey of journeys) stale.add(journey);
  });

  const readKept = async (tx: DatabaseReader, name: string, journey: string): Promise<unknown> => {
    const [{ version, isGone }, found] = await Promise.all([
      readRow(tx, journey),
      tx.get('extracts', ['digest', name, journey]) as Promise<KeptDigest | undefined>,
    ]);
    if (isGone || found?.version !== version) return undefined;
    keptAt.set(journey, version);
    return found.value;
  };

  const firstAnswer = async (name: string): Promise<Answer> => {
    const answer: Answer = { values: new Map(), stale: new Set() };
    answers.set(name, answer);
    const reading = disk.read(async (tx) => {
      const [rows, stored] = await Promise.all([readRows(tx), tx.values('extracts', ['digest', name])]);
      const kept = new Map((stored as readonly KeptDigest[]).map((digest) => [digest.journey, digest]));
      for (const { journey, version, isGone } of rows) {
        const found = kept.get(journey);
        const held = cache.get(journey);
        const isOld = found?.version !== version || (held && (held.echoes.length > 0 || held.row.version !== version));
        if (isGone || isOld) answer.stale.add(journey);
        else answer.values.set(journey, found.value);
      }
    });
    // Half an answer must not pass for one: the next who asks reads it again.
    reading.catch(() => answers.delete(name));
    await reading;
    return answer;
  };

  const answerAll = async (digest: Digest): Promise<ReadonlyMap<string, unknown>> => {
    const { values, stale } = answers.get(digest.name) ?? (await firstAnswer(digest.name));
    const made: Required<KeptDigest>[] = [];
    for (const journey of [...stale]) {
      stale.delete(journey);
      try {
        const held = cache.get(journey);
        const { row, records } =
          held ??
          (await disk.read(async (tx) => {
            const state = await readState(tx, journey);
            return { ...state, records: show(journey, state.base, state.pending) };
          }));
        if (row.isGone || (!held && row.version === 0)) values.delete(journey);
        else {
          const one = digestOf(digest, records, row.version);
          values.set(journey, one.value);
          if (!held?.echoes.length) made.push(one);
        }
      } catch (error) {
        stale.add(journey);
        throw error;
      }
    }
    if (made.length > 0) turns.take(() => keep(made)).catch(() => undefined);
    return new Map(values);
  };

  return {
    async kept(name, journey) {
      if (cache.has(journey) || cache.isOpening(journey)) return undefined;
      let named = asides.get(journey);
      if (!named) asides.set(journey, (named = new Map<string, Promise<unknown>>()));
      let asked = named.get(name);
      if (!asked) {
        named.set(name, (asked = turns.take(() => disk.read((tx) => readKept(tx, name, journey)))));
        asked.catch(() => asides.delete(journey));
      }
      return asked;
    },
    all: (digest) => turns.take(() => answerAll(digest)),
    isUnkept: ({ row: { journey, version } }) => wanted.length > 0 && keptAt.get(journey) !== version,
    keep: (journey) =>
      turns.take(async () => {
        const held = cache.get(journey);
        if (!held || held.echoes.length > 0) return;
        const { version } = held.row;
        await keep(wanted.map((digest) => digestOf(digest, held.records, version)));
        keptAt.set(journey, version);
      }),
    names: () => asides.keys(),
    forget: (journey) => void asides.delete(journey),
  };
}
