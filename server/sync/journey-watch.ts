import type { Env } from '../../src/env.js';
import type { Id } from '../../src/model/value/ids.js';
import { canReadSpace } from '../../src/model/access/space.js';
import { groupBy } from '../../src/util/group-by.js';
import { isShared } from '../rules/shared-scope.js';
import type { Pokes } from './pokes.js';
import type { ScopeWakes } from './scope-wakes.js';
import type { JourneySignal, Signals } from '../storage/signals.js';
import type { ScopeRevision, SyncStorage } from '../storage/sync-storage.js';

/** How often a node looks for what no signal told. */
const lookMs = 5_000;
/** Signals that come together are looked up together. */
const gatherMs = 20;

export interface JourneyWatchOptions {
  readonly storage: SyncStorage;
  readonly pokes: Pokes;
  readonly wakes: ScopeWakes;
  readonly signals: Signals;
  readonly env: Pick<Env, 'after'>;
  readonly onFailure: (error: unknown) => void;
}

/** A journey of somebody whose stream is on this node. */
interface Watched {
  /** Up to here this node's streams were told of every change. */
  known: number;
  readonly people: Set<Id>;
}

const keyOf = (tenant: string, journey: string): string => JSON.stringify([tenant, journey]);

/**
 * Wakes the streams of this node about what other nodes change, and ends those of people whose
 * membership another node changed. It knows up to which revision each journey was told, so a signal that
 * was lost is noticed with the next one, or within a few seconds by looking.
 */
export class JourneyWatch {
  readonly #options: JourneyWatchOptions;
  readonly #watched = new Map<string, Watched>();
  /** By journey: from which revision on something may have changed that nobody here was told. */
  readonly #due = new Map<string, { readonly tenant: string; readonly journey: string; from: number }>();
  #cancelLook: () => void;
  #cancelWake: (() => void) | undefined;
  #isWaking = false;
  #isClosed = false;

  constructor(options: JourneyWatchOptions) {
    this.#options = options;
    const { env, signals } = options;
    signals.listen(
      (signal) => this.#heard(signal),
      () => void this.#look(),
    );
    const look = (): void => {
      void this.#look().finally(() => {
        if (!this.#isClosed) this.#cancelLook = env.after(lookMs, look);
      });
    };
    this.#cancelLook = env.after(lookMs, look);
  }

  /** Before a stream opens: from what its device will then pull, every later change is told. */
  async follow(tenant: string, person: Id): Promise<void> {
    const rows = await this.#options.storage.read(tenant, (reader) => reader.revisionsOf(tenant, [person]));
    for (const { journey, rev } of rows) this.#add(tenant, journey, person, rev);
  }

  /** After this node changed a journey and woke these people itself: tells the other nodes. */
  changed(signal: JourneySignal, readers: Iterable<Id>): void {
    const { tenant, journey, from, to } = signal;
    this.#options.signals.send(signal);
    if (isShared(journey)) return;
    for (const person of readers) {
      if (this.#options.pokes.has(tenant, person)) this.#add(tenant, journey, person, from);
    }
    const watched = this.#watched.get(keyOf(tenant, journey));
    if (watched === undefined) return;
    if (watched.known >= from) watched.known = Math.max(watched.known, to);
    else this.#wakeFrom(tenant, journey, watched.known);
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelLook();
    this.#cancelWake?.();
    return this.#options.signals.close();
  }

  #add(tenant: string, journey: string, person: Id, rev: number): void {
    const key = keyOf(tenant, journey);
    const watched = this.#watched.get(key);
    if (watched === undefined) this.#watched.set(key, { known: rev, people: new Set([person]) });
    else watched.people.add(person);
  }

  #heard({ tenant, journey, from, to, isAboutMembers }: JourneySignal): void {
    if (isShared(journey)) {
      const { wakes } = this.#options;
      return isAboutMembers ? wakes.regranted(tenant, journey) : wakes.moved(tenant, journey, to);
    }
    const watched = this.#watched.get(keyOf(tenant, journey));
    // Somebody may have joined who has a stream here and whose journey it was not.
    if (watched === undefined && !isAboutMembers) return;
    if (watched !== undefined && watched.known >= to) return;
    this.#wakeFrom(tenant, journey, Math.min(watched?.known ?? from, from));
  }

  #wakeFrom(tenant: string, journey: string, from: number): void {
    const key = keyOf(tenant, journey);
    const due = this.#due.get(key);
    if (due === undefined) this.#due.set(key, { tenant, journey, from });
    else due.from = Math.min(due.from, from);
    if (!this.#isClosed && !this.#isWaking)
      this.#cancelWake ??= this.#options.env.after(gatherMs, () => void this.#wake());
  }

  async #wake(): Promise<void> {
    const { storage, onFailure } = this.#options;
    this.#cancelWake = undefined;
    this.#isWaking = true;
    const due = [...this.#due.values()];
    this.#due.clear();
    for (const [tenant, journeys] of groupBy(due, ({ tenant: of }) => of)) {
      try {
        const states = await storage.read(tenant, (reader) =>
          reader.states(
            tenant,
            journeys.map(({ journey }) => journey),
          ),
        );
        for (const state of states)
          this.#tell(tenant, state, journeys.find(({ journey }) => journey === state.journey)?.from ?? state.rev);
      } catch (error) {
        // What was known is as before, so the next look finds it again.
        onFailure(error);
      }
    }
    this.#isWaking = false;
    if (this.#due.size > 0 && !this.#isClosed)
      this.#cancelWake ??= this.#options.env.after(gatherMs, () => void this.#wake());
  }

  /** Who reads what changed is decided here and now, from the memberships as they are. */
  #tell(tenant: string, { journey, rev, members, spaces }: ScopeRevision, from: number): void {
    const { pokes } = this.#options;
    const changed = spaces.filter((space) => space.rev > from);
    for (const person of new Set(members.map((member) => member.person))) {
      if (!pokes.has(tenant, person)) continue;
      const memberships = members.filter((member) => member.person === person);
      this.#add(tenant, journey, person, rev);
      if (
        memberships.some(
          (membership) => membership.rev > from && (membership.epoch > 1 || membership.state !== 'active'),
        )
      ) {
        pokes.restart(tenant, [person]);
        continue;
      }
      const seen = changed.filter((space) =>
        memberships.some((membership) => membership.state === 'active' && canReadSpace(space.name, membership)),
      );
      if (seen.length > 0) pokes.publish(tenant, journey, Math.max(...seen.map((space) => space.rev)), [person]);
    }
    const watched = this.#watched.get(keyOf(tenant, journey));
    if (watched !== undefined) watched.known = Math.max(watched.known, rev);
  }

  /** Compares what is known here with what is there, for everybody whose stream is here. */
  async #look(): Promise<void> {
    const { storage, pokes, wakes, onFailure } = this.#options;
    for (const [tenant, scopes] of wakes.followed()) {
      try {
        const states = await storage.read(tenant, (reader) => reader.states(tenant, scopes));
        for (const { journey, rev } of states) wakes.moved(tenant, journey, rev);
      } catch (error) {
        onFailure(error);
      }
    }
    for (const [key, { people }] of this.#watched) {
      const [tenant] = JSON.parse(key) as [string];
      for (const person of people) if (!pokes.has(tenant, person)) people.delete(person);
      if (people.size === 0) this.#watched.delete(key);
    }
    for (const [tenant, people] of pokes.people()) {
      try {
        const rows = await storage.read(tenant, (reader) => reader.revisionsOf(tenant, people));
        for (const { person, journey, rev } of rows) {
          const known = this.#watched.get(keyOf(tenant, journey))?.known;
          // A journey that nobody watched is new to this person: they are told of all that they read in it.
          if (known === undefined) this.#wakeFrom(tenant, journey, 0);
          else if (known < rev) this.#wakeFrom(tenant, journey, known);
          if (known !== undefined) this.#add(tenant, journey, person, rev);
        }
      } catch (error) {
        onFailure(error);
      }
    }
  }
}
