import { type Fields, type Json, isSameJson } from '../model/value/json.js';
import type { Id } from '../model/value/ids.js';
import type { RecordOf, RecordType } from '../model/record.js';

/** A record as it is shown. */
export interface ShownRecord {
  readonly type: RecordType;
  readonly id: Id;
  readonly space: string;
  readonly fields: Fields;
}

/** All that is shown of a scope. */
export interface ShownScope {
  readonly journey: string;
  get(type: RecordType, id: Id): ShownRecord | undefined;
  list(type: RecordType): readonly ShownRecord[];
}

/** What a command changes of one record. In `fields`, `null` takes one away; with `creates` it is there from now on. */
export type RecordEffect =
  | {
      readonly kind: 'set';
      readonly type: RecordType;
      readonly id: Id;
      readonly space: string;
      readonly fields: Fields;
      readonly creates?: true;
    }
  | {
      readonly kind: 'delete';
      readonly type: RecordType;
      readonly id: Id;
      readonly space: string;
      readonly creates?: never;
    };

/** Fields of a type, as its schema says. */
type FieldsOf<T extends RecordType> = Omit<RecordOf<T>, 'id'>;
type Changes<T extends RecordType> = { readonly [Name in keyof FieldsOf<T>]?: FieldsOf<T>[Name] | null };

/** A record whose fields are read as their type says. */
export interface Read<T extends RecordType> extends ShownRecord {
  readonly type: T;
  readonly is: FieldsOf<T>;
}

const readAs = <T extends RecordType>(record: ShownRecord): Read<T> => ({
  ...record,
  type: record.type as T,
  is: record.fields as unknown as FieldsOf<T>,
});

const keyOf = (type: string, id: Id): string => `${type}/${id}`;

/** A scope while one command has its effect on it: what was changed so far is read as changed. */
export class EffectDraft {
  readonly journey: string;
  readonly #shown: ShownScope;
  readonly #now = new Map<string, ShownRecord | undefined>();
  readonly #effects = new Map<string, RecordEffect>();

  constructor(shown: ShownScope) {
    this.journey = shown.journey;
    this.#shown = shown;
  }

  get effects(): readonly RecordEffect[] {
    return [...this.#effects.values()];
  }

  get<T extends RecordType>(type: T, id: Id): Read<T> | undefined {
    const key = keyOf(type, id);
    const record = this.#now.has(key) ? this.#now.get(key) : this.#shown.get(type, id);
    return record && readAs(record);
  }

  list<T extends RecordType>(type: T): readonly Read<T>[] {
    return this.#shown.list(type).flatMap(({ id }) => this.get(type, id) ?? []);
  }

  /** Changes fields of a record; what has the value already is no change. */
  set<T extends RecordType>({ type, id }: Read<T>, changes: Changes<T>, space?: string): void {
    const record = this.get(type, id);
    if (record === undefined) return;
    const changed = Object.entries(changes as Fields).filter(([name, value]) =>
      value === null ? Object.hasOwn(record.fields, name) : !isSameJson(value, record.fields[name]),
    );
    if (changed.length > 0) this.#write({ ...record, space: space ?? record.space }, Object.fromEntries(changed));
  }

  create<T extends RecordType>(type: T, id: Id, space: string, fields: FieldsOf<T>): void {
    this.#write({ type, id, space, fields: {} }, fields as unknown as Fields, true);
  }

  remove({ type, id, space }: ShownRecord): void {
    const key = keyOf(type, id);
    this.#now.set(key, undefined);
    this.#effects.set(key, { kind: 'delete', type, id, space });
  }

  #write({ type, id, space, fields: before }: ShownRecord, changes: Fields, creates?: true): void {
    const key = keyOf(type, id);
    const earlier = this.#effects.get(key);
    const fields: Record<string, Json> = { ...before, ...changes };
    for (const [name, value] of Object.entries(changes)) if (value === null) delete fields[name];
    this.#now.set(key, { type, id, space, fields });
    this.#effects.set(key, {
      kind: 'set',
      type,
      id,
      space,
      fields: { ...(earlier?.kind === 'set' ? earlier.fields : {}), ...changes },
      ...(creates ? { creates } : {}),
    });
  }
}
