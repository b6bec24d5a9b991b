import { canReadSpace } from '../../src/model/access/space.js';
import type { Id } from '../../src/model/value/ids.js';
import type { RecordType } from '../../src/model/record.js';
import type { Space } from '../../src/model/access/space.js';
import { emptyChecksum, toggleChecksum } from '../../src/protocol/checksum.js';
import type { OperationRefused } from './refused.js';
import type {
  ScopeChanges,
  ScopeRow,
  MemberRow,
  ScopeKey,
  RemovalRow,
  SpaceRow,
  StorageReader,
  StoredRow,
} from '../storage/sync-storage.js';

const keyOf = (type: RecordType, id: Id): string => `${type}/${id}`;

/** What a transaction came to: what to write, and whom to wake. */
export interface TransactionResult {
  readonly changes: ScopeChanges;
  /** People who read a space that changed, before or after. */
  readonly readers: ReadonlySet<Id>;
  /** People whose access changed: their streams start anew. */
  readonly regranted: ReadonlySet<Id>;
}

/**
 * One transaction of one journey in the making. Rules read through it and see what earlier
 * operations of the same transaction did; nothing is written before all of them agree.
 */
export class ScopeTransaction {
  readonly scopeKey: ScopeKey;
  readonly rev: number;
  readonly #reader: StorageReader;
  readonly #journey: ScopeRow;
  readonly #before = new Map<string, StoredRow | undefined>();
  readonly #after = new Map<string, StoredRow>();
  /** Ids of which all that is stored has been read. */
  readonly #known = new Set<Id>();
  readonly #spaces: Map<string, SpaceRow>;
  readonly #membersBefore: readonly MemberRow[];
  readonly #members: Map<Id, MemberRow>;
  readonly #changedMembers = new Set<Id>();
  readonly #dropped = new Set<Space>();
  #templateKey: string | undefined;
  #lastRefusal: OperationRefused | undefined;

  private constructor(
    reader: StorageReader,
    scopeKey: ScopeKey,
    journey: ScopeRow,
    members: readonly MemberRow[],
    spaces: readonly SpaceRow[],
    rev: number,
  ) {
    this.#reader = reader;
    this.scopeKey = scopeKey;
    this.#journey = journey;
    this.rev = rev;
    this.#membersBefore = members;
    this.#members = new Map(members.map((member) => [member.id, member]));
    this.#spaces = new Map(spaces.map((space) => [space.name, space]));
  }

  /** Begins on a journey that this transaction has locked. */
  static async begin(reader: StorageReader, scopeKey: ScopeKey, journey: ScopeRow): Promise<ScopeTransaction> {
    const [members, spaces] = [await reader.members(scopeKey), await reader.spaces(scopeKey)];
    return new ScopeTransaction(reader, scopeKey, journey, members, spaces, journey.rev + 1);
  }

  get members(): readonly MemberRow[] {
    return [...this.#members.values()];
  }

  get spaces(): ReadonlyMap<string, Pick<SpaceRow, 'name' | 'rev'>> {
    return this.#spaces;
  }

  /** Where something is, by what this transaction leaves. */
  spacesInUse(): readonly Space[] {
    const counts = new Map([...this.#spaces.values()].map(({ name, records }) => [name, records]));
    const count = ({ space, deleted }: StoredRow, step: 1 | -1) => {
      if (!deleted) counts.set(space, (counts.get(space) ?? 0) + step);
    };
    for (const [key, row] of this.#after) {
      const before = this.#before.get(key);
      if (before !== undefined) count(before, -1);
      count(row, 1);
    }
    return [...counts].filter(([, records]) => records > 0).map(([name]) => name);
  }

  /** Forgets those of these empty spaces that were left first, until there are no more than `most`. Nobody's device keeps a space that is not there. */
  makeRoomFor(space: Space, empty: readonly Space[], most: number): void {
    const oldest = empty
      .filter((name) => name !== space)
      .toSorted((a, b) => (this.#spaces.get(a)?.rev ?? 0) - (this.#spaces.get(b)?.rev ?? 0));
    for (const name of oldest.slice(0, Math.max(0, empty.length - most))) this.#dropped.add(name);
  }

  member(id: Id): MemberRow | undefined {
    return this.#members.get(id);
  }

  async record(type: RecordType, id: Id): Promise<StoredRow | undefined> {
    const key = keyOf(type, id);
    const changed = this.#after.get(key);
    if (changed !== undefined) return changed;
    if (!this.#before.has(key) && !this.#known.has(id))
      this.#before.set(key, await this.#reader.record(this.scopeKey, type, id));
    return this.#before.get(key);
  }

  /** Reads what a transaction is about, and what that points to, in one statement: the rules find it here. */
  async expect(ids: Iterable<Id>): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => !this.#known.has(id));
    if (wanted.length < 2) return;
    for (const row of await this.#reader.recordsByIds(this.scopeKey, wanted)) {
      const key = keyOf(row.type, row.id);
      if (!this.#before.has(key)) this.#before.set(key, row);
    }
    for (const id of wanted) this.#known.add(id);
  }

  /** Records of any type with this id, not deleted. */
  async recordsById(id: Id): Promise<readonly StoredRow[]> {
    return this.#overlay(await this.#reader.recordsByIds(this.scopeKey, [id]), (row) => row.id === id);
  }

  /** Records under these topics, marks on these items, or ratings of these goals, not deleted. */
  async dependents(field: 'topic' | 'item' | 'goal', ids: readonly Id[]): Promise<readonly StoredRow[]> {
    return this.#overlay(await this.#reader.dependents(this.scopeKey, field, ids), (row) =>
      ids.includes(String(row.fields[field])),
    );
  }

  /** Records that this person wrote, not deleted. */
  async writtenBy(person: Id): Promise<readonly StoredRow[]> {
    return this.#overlay(await this.#reader.writtenBy(this.scopeKey, person), (row) => row.fields['by'] === person);
  }

  /** All records of a type, not deleted. */
  async recordsOf(type: RecordType): Promise<readonly StoredRow[]> {
    return this.#overlay(await this.#reader.recordsOf(this.scopeKey, type), (row) => row.type === type);
  }

  #overlay(stored: readonly StoredRow[], matches: (row: StoredRow) => boolean): readonly StoredRow[] {
    const rows = new Map<string, StoredRow>();
    for (const row of stored) {
      const key = keyOf(row.type, row.id);
      if (!this.#before.has(key)) this.#before.set(key, row);
      rows.set(key, row);
    }
    for (const [key, row] of this.#after) rows.set(key, row);
    return [...rows.values()].filter((row) => !row.deleted && matches(row));
  }

  /** Writes a record that was read through this scope first. */
  put(row: Omit<StoredRow, 'rev' | 'deleted'>): void {
    this.#after.set(keyOf(row.type, row.id), { ...row, rev: this.rev, deleted: false });
  }

  /** Deletes a record: its words go, its id stays so that it is not made again. */
  remove(row: StoredRow): void {
    this.#after.set(keyOf(row.type, row.id), { ...row, rev: this.rev, deleted: true, fields: {}, stamps: {} });
  }

  setMember(member: MemberRow): void {
    this.#members.set(member.id, member);
    this.#changedMembers.add(member.id);
  }

  /**
   * Refuses the transaction, but only once all its other operations have been agreed to: the refusal
   * follows from what the writer may not know, so it must not be told apart by what else is refused.
   */
  refuseAtLast(refusal: OperationRefused): void {
    this.#lastRefusal ??= refusal;
  }

  /** @throws OperationRefused when one was left for last. */
  demandAgreed(): void {
    if (this.#lastRefusal !== undefined) throw this.#lastRefusal;
  }

  setTemplateKey(key: string): void {
    this.#templateKey = key;
  }

  /** What changed; undefined when nothing did. */
  finish(): TransactionResult | undefined {
    if (this.#after.size === 0 && this.#changedMembers.size === 0) return undefined;
    const removals: RemovalRow[] = [];
    const touched = new Map<string, SpaceRow>();
    const touch = (name: string, row: StoredRow, step: 1 | -1) => {
      const space = touched.get(name) ??
        this.#spaces.get(name) ?? { name, createdRev: this.rev, rev: this.rev, records: 0, checksum: emptyChecksum };
      const checksum = toggleChecksum(space.checksum, { t: row.type, id: row.id, rev: row.rev });
      touched.set(name, { ...space, rev: this.rev, records: space.records + step, checksum });
    };
    for (const [key, row] of this.#after) {
      const before = this.#before.get(key);
      if (before !== undefined && !before.deleted) {
        touch(before.space, before, -1);
        if (row.deleted || before.space !== row.space) {
          removals.push({ type: row.type, id: row.id, space: before.space, rev: this.rev });
        }
      }
      if (!row.deleted) touch(row.space, row, 1);
    }
    const memberships = [...this.#changedMembers]
      .map((id) => this.#members.get(id))
      .filter((member) => member !== undefined);
    const regranted = new Set<Id>();
    for (const member of memberships) {
      const before = this.#membersBefore.find(({ id }) => id === member.id);
      if (
        before !== undefined &&
        (before.state !== member.state || before.epoch !== member.epoch || before.role !== member.role)
      ) {
        regranted.add(member.person);
      }
    }
    const readers = new Set(
      [...this.#membersBefore, ...this.members]
        .filter(
          (member) => [...touched.keys()].some((space) => canReadSpace(space, member)) || regranted.has(member.person),
        )
        .map((member) => member.person),
    );
    const changes = {
      rev: this.rev,
      records: [...this.#after.values()],
      removals,
      spaces: [...touched.values()],
      memberships,
      droppedSpaces: [...this.#dropped].filter((name) => !touched.has(name)),
      templateKey: this.#templateKey ?? this.#journey.templateKey,
    };
    return { changes, readers, regranted };
  }
}
