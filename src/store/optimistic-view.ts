import { groupBy } from '../util/group-by.js';
import type { Id } from '../model/value/ids.js';
import { mendedFields } from '../model/mended.js';
import { type RecordType, isJourneyRecordType } from '../model/record.js';
import { isDeviceOnly } from '../model/access/device-only.js';
import type { RecordEffect } from '../protocol/effect-draft.js';
import type { JourneyRecords, PendingChange, ServerRecord, ViewRecord } from './store.js';

/** Names a record inside its journey. */
export const keyOf = (type: string, id: Id): string => `${type}/${id}`;

/** A waiting change; without a number while its transaction is under way. */
export type WaitingChange = Omit<PendingChange, 'seq'>;

/** A waiting change of one record. */
type WaitingPart = Pick<WaitingChange, 'acceptedRev'> & {
  readonly change: RecordEffect;
  readonly creates?: boolean | undefined;
};

/** [ST24] What a change does to each record that it is about: a command, what its effect says. */
const partsOf = (waiting: WaitingChange): readonly WaitingPart[] =>
  waiting.change.kind === 'command'
    ? (waiting.effect ?? []).map((change) => ({ ...waiting, change, creates: change.creates }))
    : [waiting as WaitingPart];

/** The records that a change is about. */
export const targetsOf = (waiting: WaitingChange): readonly string[] =>
  partsOf(waiting).map(({ change }) => keyOf(change.type, change.id));

type Table = ReadonlyMap<Id, ViewRecord>;
type Tables = ReadonlyMap<string, Table>;

/** Tables of views of one journey. What no commit has touched is shared with the view before. */
class ShownRecords implements JourneyRecords {
  readonly journey: string;
  readonly tables: Tables;

  constructor(journey: string, tables: Tables) {
    this.journey = journey;
    this.tables = tables;
  }

  get(type: RecordType, id: Id): ViewRecord | undefined {
    return this.tables.get(type)?.get(id);
  }

  list(type: RecordType): readonly ViewRecord[] {
    const table = this.tables.get(type);
    return table ? listOf(table) : none;
  }
}

const none: readonly ViewRecord[] = [];
const lists = new WeakMap<Table, readonly ViewRecord[]>();

function listOf(table: Table): readonly ViewRecord[] {
  let list = lists.get(table);
  if (!list) lists.set(table, (list = [...table.values()]));
  return list;
}

/** What the server confirmed with the waiting changes applied to it, oldest first. Undoing a refused change is only leaving it out. */
export const show = (
  journey: string,
  base: ReadonlyMap<string, ServerRecord>,
  waiting: readonly WaitingChange[],
): JourneyRecords => showAgain(new ShownRecords(journey, new Map()), base, waiting, base.keys());

/**
 * The same after some records have changed: those of `keys`, and those that wait.
 *
 * @param before What `show` or `showAgain` gave.
 */
export function showAgain(
  before: JourneyRecords,
  base: ReadonlyMap<string, ServerRecord>,
  waiting: readonly WaitingChange[],
  keys: Iterable<string>,
): JourneyRecords {
  const changes = groupBy(waiting.flatMap(partsOf), ({ change }) => keyOf(change.type, change.id));
  const { journey, tables } = before as ShownRecords;
  const next = new Map<string, Map<Id, ViewRecord>>();
  for (const key of new Set([...keys, ...(tables.size === 0 ? changes.keys() : [])])) {
    if (key === undefined) continue;
    const slash = key.indexOf('/');
    const type = key.slice(0, slash);
    const id = key.slice(slash + 1);
    const view = viewOf(base.get(key), changes.get(key) ?? []);
    let table = next.get(type);
    if (!table) next.set(type, (table = new Map(tables.get(type))));
    if (view) table.set(id, view);
    else table.delete(id);
  }
  return new ShownRecords(journey, new Map([...tables, ...next]));
}

function viewOf(record: ServerRecord | undefined, changes: readonly WaitingPart[]): ViewRecord | undefined {
  let view: ViewRecord | undefined;
  if (record) {
    const { type, id, space, stamps, readable } = record;
    // Of types that a first screen does without, whatever part of the domain reads them checks the fields.
    const isChecked = readable || !isJourneyRecordType(type);
    const fields = isChecked ? record.fields : mendedFields(type, record.fields);
    if (fields) view = { type: type as RecordType, id, space, fields, stamps, from: 'base' };
  }
  for (const { change, creates, acceptedRev } of changes) {
    // A record that has gone since is not made again: the server will say so, and the text goes to the tray.
    if (change.kind === 'delete') view = undefined;
    else if (view || creates) {
      const { type, id, space, fields } = change;
      const from = isDeviceOnly(space)
        ? 'base'
        : acceptedRev === undefined || view?.from === 'device'
          ? 'device'
          : 'accepted';
      view = {
        type,
        id,
        space,
        // What is taken away is there no more, as on the server.
        fields: Object.fromEntries(
          Object.entries({ ...view?.fields, ...fields }).filter(([, value]) => value !== null),
        ),
        stamps: view?.stamps ?? {},
        from,
        waiting: [...(view?.waiting ?? []), ...(from === 'device' ? Object.keys(fields) : [])],
      };
    }
  }
  return view;
}
