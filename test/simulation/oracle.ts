import type { StoredRow } from '../../server/storage/sync-storage.js';
import { type JourneyState, type StorageState, emptyState } from './memory-state.js';
import { isBeside, scopesBeside, sharedSpaces, wordFields } from './shared-scopes.js';
import { tracersIn } from './tracers.js';
import { mayRead } from './who-reads.js';
import { readsSpace, writes } from './who-shares.js';

/** A promise that did not hold. `rule` names it; the rest says where. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly rule: string;

  constructor(rule: string, message: string) {
    super(`${rule}: ${message}`);
    this.rule = rule;
  }
}

/** One text that somebody wrote, and what became of it. */
export interface WrittenText {
  readonly record: number;
  readonly author: string;
  /** The devices that hold what its author wrote: the one, and copies of it. */
  readonly family: number;
  /** When it was written, in simulated time. */
  readonly at: number;
  isAcknowledged: boolean;
  /** Its device was emptied, or its author gave it up. */
  isExcused: boolean;
  /** It was on a device that was copied: it may be sent by both. */
  isCopied: boolean;
  /** The clock of its device jumped before it arrived. */
  isOutOfTime: boolean;
  /** How often it came to be what the server holds. */
  applied: number;
  /** When it did so last. */
  appliedAt: number;
  readonly isForDeviceOnly: boolean;
}

interface Reach {
  isOpen: boolean;
  /** Until when it was, if it ever closed. */
  until: number;
  /** Since when it is, or was. */
  since: number;
}

/** A record of a scope without members that was deleted. */
interface Deletion {
  readonly space: string;
  readonly at: number;
  /** Who read it until then, as `tenant/person`. */
  readonly readers: ReadonlySet<string>;
}

/**
 * What is known from outside of all records and people: who may read what, since when and until
 * when, and how often each text took effect. It follows the commits of the database.
 */
export class Oracle {
  readonly texts = new Map<string, WrittenText>();
  readonly #now: () => number;
  /** By person, by record. */
  readonly #reaches = new Map<string, Map<number, Reach>>();
  readonly #authors = new Map<number, string>();
  readonly #shrunk = new Set<number>();
  /** By `tenant/person/journey`: whether they have an active membership there. */
  readonly #memberships = new Map<string, Reach>();
  /** By `tenant/person/journey`: when their access was last given anew or taken, in part or whole. */
  readonly #regrants = new Map<string, number>();
  /** By `tenant/person space`, of scopes without members. */
  readonly #spaces = new Map<string, Reach>();
  /** Records of scopes without members. */
  readonly #beside = new Set<number>();
  /** When a grant or a standing changed last. */
  #grantsAt = -Infinity;
  readonly #deletions = new Map<number, Deletion>();
  readonly #people: readonly string[];
  readonly #epochMs: number;
  #state: StorageState = emptyState;
  #records = 0;
  #versions = 1;

  /** @param people As `tenant/person`. */
  constructor(now: () => number, epochMs: number, people: readonly string[]) {
    this.#now = now;
    this.#epochMs = epochMs;
    this.#people = people;
    this.#followGrants(emptyState);
  }

  /** Numbers a record that this person is about to make. */
  makeRecord(author: string): number {
    this.#records += 1;
    this.#authors.set(this.#records, author);
    return this.#records;
  }

  /** Numbers a text that is written anew; a record's first is 1. */
  makeVersion(): number {
    this.#versions += 1;
    return this.#versions;
  }

  authorOf(record: number): string | undefined {
    return this.#authors.get(record);
  }

  /** Whether this person may read the record now, or could at `since`. */
  mayKnow(person: string, record: number, since: number): boolean {
    const reach = this.#reaches.get(person)?.get(record);
    return reach !== undefined && (reach.isOpen || reach.until >= since);
  }

  /** Whether it has once been deleted, or made for fewer readers: what spoke of it before still does. */
  hasShrunk(record: number): boolean {
    return this.#shrunk.has(record);
  }

  /** Whether the record has never been out of their reach since the server has it, and no grant was given anew since then. */
  hasHeldSince(person: string, journey: string, record: number, sinceMs: number): boolean {
    const reach = this.#reaches.get(person)?.get(record);
    return (
      reach !== undefined &&
      reach.isOpen &&
      reach.until === 0 &&
      (this.#regrants.get(`${person}/${journey}`) ?? -1) < sinceMs
    );
  }

  /** Whether they are in this journey, or were at `since`. */
  isInJourney(person: string, journey: string, since: number): boolean {
    const membership = this.#memberships.get(`${person}/${journey}`);
    return membership !== undefined && (membership.isOpen || membership.until >= since);
  }

  /** Whether they read this space of a scope without members now, or did at `since`. */
  mayReadSpace(person: string, space: string, since: number): boolean {
    const reach = this.#spaces.get(`${person} ${space}`);
    return reach !== undefined && (reach.isOpen || reach.until >= since);
  }

  /** Whether any space of this scope is open to them now, or was at `since`. */
  opens(person: string, scope: string, since: number): boolean {
    return [...sharedSpaces.map(({ space }) => space), `${scope}/main`].some(
      (space) => space.startsWith(`${scope}/`) && this.mayReadSpace(person, space, since),
    );
  }

  /** Whether it lives in a scope without members. */
  isBeside(record: number): boolean {
    return this.#beside.has(record);
  }

  /** [SP8] Whether they may be told that it was deleted: they read it then, and have not been given its space anew since. */
  mayHearOfEnd(person: string, record: number, since: number): boolean {
    const deletion = this.#deletions.get(record);
    if (deletion === undefined) return true;
    const reach = this.#spaces.get(`${person} ${deletion.space}`);
    return deletion.readers.has(person) && !(reach && reach.since > deletion.at && reach.since < since);
  }

  /** Whether this person could ever know of the record: they read it once, or wrote it. */
  hasKnown(person: string, record: number): boolean {
    return this.#authors.get(record) === person || this.#reaches.get(person)?.has(record) === true;
  }

  /** Follows a commit of the database. */
  follow(after: StorageState): void {
    const before = this.#state;
    this.#state = after;
    const areGrantsSame = before.grants === after.grants && before.standings === after.standings;
    if (!areGrantsSame) {
      this.#followGrants(after);
      this.#grantsAt = this.#now();
    }
    for (const [key, journey] of after.journeys) {
      const known = before.journeys.get(key);
      if (isBeside(key.slice(key.indexOf('\n') + 1))) {
        if (known !== journey || !areGrantsSame) this.#followShared(key, known, journey, areGrantsSame);
      } else if (known !== journey) this.#followJourney(key, known, journey);
    }
  }

  /** Who reads which space of scopes without members, now that a grant or somebody's standing is another. */
  #followGrants(after: StorageState): void {
    for (const owner of this.#people) {
      const [tenant = '', person = ''] = owner.split('/');
      const spaces = [...sharedSpaces.map(({ space }) => space), `~person:${person}/main`];
      for (const space of spaces)
        turn(this.#spaces, `${owner} ${space}`, readsSpace(after, tenant, person, space), this.#now());
      // Another token may be given while another grant opens it all along.
      for (const scope of scopesBeside(person)) this.#regrants.set(`${owner}/${scope}`, this.#now());
    }
  }

  #followShared(key: string, before: JourneyState | undefined, after: JourneyState, areGrantsSame: boolean): void {
    const [tenant = ''] = key.split('\n');
    const people = this.#people.filter((person) => person.startsWith(`${tenant}/`));
    for (const [name, row] of after.records) {
      const old = before?.records.get(name);
      if (areGrantsSame && old === row) continue;
      if (old !== row) {
        this.#followTexts(old, row);
        this.#followWriters(key, old, row);
      }
      for (const record of tracersIn(row.id).records) {
        this.#beside.add(record);
        if (row.deleted && old?.deleted === false) {
          const readers = people.filter((person) => this.#reaches.get(person)?.get(record)?.isOpen);
          this.#deletions.set(record, { space: row.space, at: this.#now(), readers: new Set(readers) });
          this.#shrunk.add(record);
        }
        for (const person of people) {
          const reaches = this.#reaches.get(person) ?? new Map<number, Reach>();
          this.#reaches.set(person, reaches);
          const isOpen = !row.deleted && this.mayReadSpace(person, row.space, Infinity);
          turn(reaches, record, isOpen, this.#now());
        }
      }
    }
  }

  #followJourney(key: string, before: JourneyState | undefined, after: JourneyState): void {
    const [tenant = '', journey = ''] = key.split('\n');
    const people = this.#people.filter((person) => person.startsWith(`${tenant}/`));
    const areMembersSame =
      before?.members === after.members ||
      [...after.members].every(([id, member]) => before?.members.get(id) === member);
    if (!areMembersSame) this.#followMembers(tenant, journey, before, after);
    for (const [name, row] of after.records) {
      const old = before?.records.get(name);
      if (areMembersSame && old === row) continue;
      for (const record of tracersIn(row.id).records) {
        if (old !== undefined && row.type !== 'readMark' && (row.deleted || row.space !== old.space))
          this.#shrunk.add(record);
        this.#followRecord(tenant, people, journey, after, row, record);
      }
      if (old !== row) this.#followTexts(old, row);
    }
  }

  /** [SP10] Words come to be in a scope without members by who may write there and reads it, or did as the transaction began. */
  #followWriters(key: string, before: StoredRow | undefined, after: StoredRow): void {
    if (after.deleted || this.#now() - this.#grantsAt < longestTransactionMs) return;
    const [tenant = '', scope = ''] = key.split('\n');
    const held = before === undefined ? new Set<string>() : wordsOf(before);
    for (const tracer of wordsOf(after)) {
      const { author = '' } = this.texts.get(tracer) ?? {};
      const { type, fields, space } = after;
      const mayWrite = writes(this.#state, tenant, author.slice(tenant.length + 1), scope, { type, by: fields['by'] });
      if (!held.has(tracer) && !(mayWrite && this.mayReadSpace(author, space, Infinity)))
        throw new Violation('I17', `${author} wrote ${tracer} in ${space}`);
    }
  }

  #followMembers(tenant: string, journey: string, before: JourneyState | undefined, after: JourneyState): void {
    for (const [id, member] of after.members) {
      const old = before?.members.get(id);
      if (old === member) continue;
      const key = `${tenant}/${member.person}/${journey}`;
      if (old !== undefined) this.#regrants.set(key, this.#now());
      const isOpen = [...after.members.values()].some(
        ({ person, state }) => person === member.person && state === 'active',
      );
      turn(this.#memberships, key, isOpen, this.#now());
    }
  }

  #followRecord(
    tenant: string,
    people: readonly string[],
    journey: string,
    state: JourneyState,
    row: StoredRow,
    record: number,
  ): void {
    // A mark is named by what it is on, and is looked at where it turns up.
    if (row.type === 'readMark') return;
    for (const person of people) {
      const reaches = this.#reaches.get(person) ?? new Map<number, Reach>();
      this.#reaches.set(person, reaches);
      turn(reaches, record, mayRead(journey, state, person.slice(tenant.length + 1), row), this.#now());
    }
  }

  /** When a text was written is told by the server's clock, whatever the device's showed; one of an older era of its clock may be dated when it came. */
  #dated(tracer: string, text: WrittenText, { type, fields }: StoredRow): void {
    // Of a meeting, `at` is when it takes place.
    if (type === 'practiceMeeting') return;
    const writtenMs = this.#epochMs + text.at;
    const agoMs = this.#epochMs + this.#now() - writtenMs;
    if (text.isOutOfTime || agoMs > longestMs) return;
    const told = String(fields['writtenAt'] ?? fields['at']);
    if (Date.parse(told) < writtenMs - lateMs)
      throw new Violation('A9', `${tracer}, written ${agoMs} ms ago, is dated ${told}`);
  }

  /** An edit never loses against one that the server had before it was written. */
  followLost(tracer: string, winner: StoredRow): void {
    const [lost, [won]] = [this.texts.get(tracer), [...tracersIn(JSON.stringify(winner.fields['body'] ?? null)).texts]];
    const other = won === undefined ? undefined : this.texts.get(won);
    if (
      lost === undefined ||
      other === undefined ||
      lost.isOutOfTime ||
      other.isOutOfTime ||
      this.#now() - lost.at > longestMs
    )
      return;
    if (lost.at > other.appliedAt + lateMs)
      throw new Violation('A9', `${tracer} lost against ${won}, which came ${lost.at - other.appliedAt} ms before`);
  }

  #followTexts(before: StoredRow | undefined, after: StoredRow): void {
    if (after.deleted) return;
    const held = before === undefined ? new Set<string>() : wordsOf(before);
    for (const tracer of wordsOf(after)) {
      if (held.has(tracer)) continue;
      const text = this.texts.get(tracer);
      if (text === undefined) throw new Violation('I9', `the server holds ${tracer}, which nobody wrote`);
      if (before === undefined) this.#dated(tracer, text, after);
      text.applied += 1;
      text.appliedAt = this.#now();
      const author = after.fields['by'];
      // What nobody signs was written by who may; somebody else may say it otherwise.
      if (author !== undefined && !text.author.endsWith(`/${String(author)}`))
        throw new Violation('I9', `${tracer} of ${text.author} is signed by ${String(author)}`);
    }
  }
}

/** From what it reads at first to its commit. */
const longestTransactionMs = 2_000;

const wordsOf = ({ fields }: StoredRow): ReadonlySet<string> =>
  tracersIn(JSON.stringify(wordFields.map((field) => fields[field]))).texts;

/** Between what is written and what is sent lies at most a request that was late. */
const lateMs = 90_000;
/** Longer than this nobody counts how long ago something was written. */
const longestMs = 89 * 86_400_000;

/** Notes whether something is open now; what was never open leaves no trace. */
function turn<K>(reaches: Map<K, Reach>, key: K, isOpen: boolean, nowMs: number): void {
  const reach = reaches.get(key);
  if (reach === undefined && isOpen) reaches.set(key, { isOpen, until: 0, since: nowMs });
  if (reach === undefined || reach.isOpen === isOpen) return;
  reach.isOpen = isOpen;
  if (isOpen) reach.since = nowMs;
  else reach.until = nowMs;
}
