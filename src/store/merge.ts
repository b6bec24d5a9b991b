import type { Id } from '../model/ids.js';
import { type RecordType, isRecordType } from '../model/record.js';
import type { JourneyRecords, PendingChange, ServerRecord, ViewRecord } from './store.js';

/** Names a record inside its journey. */
export const keyOf = (type: string, id: Id): string => `${type}/${id}`;

/** What the server confirmed of one journey, and what waits, as they were read. */
export interface JourneyState {
  readonly journey: string;
  readonly base: ReadonlyMap<string, ServerRecord>;
  readonly pending: readonly PendingChange[];
}

export const stateOf = (
  journey: string,
  base: Iterable<ServerRecord>,
  pending: readonly PendingChange[],
): JourneyState => ({
  journey,
  base: new Map([...base].map((record) => [keyOf(record.type, record.id), record])),
  pending,
});

/**
 * What is shown: base with the waiting changes applied, oldest first. Undoing a refused change is
 * therefore only leaving it out.
 */
export function merge({ journey, base, pending }: JourneyState): JourneyRecords {
  const shown = new Map<RecordType, Map<Id, ViewRecord>>();
  const tableOf = (type: RecordType): Map<Id, ViewRecord> => {
    const table = shown.get(type) ?? new Map<Id, ViewRecord>();
    shown.set(type, table);
    return table;
  };
  for (const { type, id, space, fields, stamps, readable } of base.values()) {
    if (readable && isRecordType(type)) tableOf(type).set(id, { type, id, space, fields, stamps, from: 'base' });
  }
  for (const { change, creates, acceptedRev } of pending) {
    if (change.kind === 'command') continue;
    const table = tableOf(change.type);
    if (change.kind === 'delete') {
      table.delete(change.id);
      continue;
    }
    const before = table.get(change.id);
    // The record has gone since: the server will say so, and the text goes to the tray.
    if (!before && !creates) continue;
    table.set(change.id, {
      type: change.type,
      id: change.id,
      space: change.space,
      fields: { ...before?.fields, ...change.fields },
      stamps: before?.stamps ?? {},
      from: acceptedRev === undefined ? 'device' : before?.from === 'device' ? 'device' : 'accepted',
    });
  }
  return {
    journey,
    get: (type, id) => shown.get(type)?.get(id),
    list: (type) => [...(shown.get(type)?.values() ?? [])],
  };
}
