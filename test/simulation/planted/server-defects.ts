import type { NumberedPush } from '../../../server/sync/requests.js';
import type {
  ScopeChanges,
  SpaceRow,
  StorageReader,
  StorageWriter,
  StoredRow,
  SyncStorage,
} from '../../../server/storage/sync-storage.js';
import type { SyncService } from '../../../server/sync/sync-service.js';
import type { Subject } from '../../../server/identity/auth.js';
import { emptyChecksum } from '../../../src/protocol/checksum.js';
import type { PullResponse } from '../../../src/protocol/messages.js';
import type { PlantedDefect } from './planted-defect.js';
import { replaced } from './replaced.js';

const withWriter = (storage: SyncStorage, change: (writer: StorageWriter) => StorageWriter): SyncStorage =>
  replaced(storage, { write: (scope, run) => storage.write(scope, (writer) => run(change(writer))) });

/** What a pull reads is changed on its way out of the storage; what a transaction that writes reads is not. */
const withReader = (storage: SyncStorage, change: (reader: StorageReader) => StorageReader): SyncStorage =>
  replaced(storage, { read: (tenant, run) => storage.read(tenant, (reader) => run(change(reader))) });

/** A service whose answers to pulls are changed on their way out. */
const withAnswers = (service: SyncService, change: (answer: PullResponse) => PullResponse): SyncService =>
  replaced(service, {
    pull: async (subject, request) => change(await service.pull(subject, request)),
  } as Partial<SyncService>);

const withPushes = (service: SyncService, change: (push: NumberedPush) => NumberedPush): SyncService =>
  replaced(service, {
    push: (subject: Subject, push: NumberedPush) => service.push(subject, change(push)),
  } as Partial<SyncService>);

export const serverDefects: readonly PlantedDefect[] = [
  {
    // Revisions come from a sequence, and whoever is slower commits an older one later.
    name: 'naive sequence cursor',
    make() {
      const sequence = new Map<string, number>();
      return {
        storage: (storage) =>
          withWriter(replaced(storage, { write: ({ tenant }, run) => storage.write({ tenant }, run) }), (writer) =>
            replaced(writer, {
              async lock(place) {
                const row = await writer.journey(place);
                if (row === undefined) return undefined;
                const key = `${place.tenant}/${place.journey}`;
                const rev = Math.max(sequence.get(key) ?? 0, row.rev);
                sequence.set(key, rev + 1);
                return { ...row, rev };
              },
            }),
          ),
      };
    },
  },
  {
    name: 'removals are not sent',
    make: () => ({
      service: (service) =>
        withAnswers(service, (answer) => ({
          ...answer,
          journeys: answer.journeys.map((page) => ({ ...page, dels: [] })),
        })),
    }),
  },
  {
    name: 'the last write wins by the device’s clock',
    make: () => ({ service: (service, nowMs) => withPushes(service, (push) => ({ ...push, rawNow: nowMs() })) }),
  },
  {
    name: 'the author is taken from the body',
    make() {
      const claimed = new Map<string, string>();
      return {
        service: (service) =>
          withPushes(service, (push) => {
            for (const { ops } of push.txs)
              for (const op of ops)
                claimed.set(String(op['id']), String((op['f'] as { by?: unknown } | undefined)?.by ?? ''));
            return push;
          }),
        storage: (storage) =>
          withWriter(storage, (writer) =>
            replaced(writer, {
              save: (place, changes) =>
                writer.save(place, {
                  ...changes,
                  records: changes.records.map((row) =>
                    row.fields['by'] !== undefined && claimed.get(row.id)
                      ? { ...row, fields: { ...row.fields, by: claimed.get(row.id) as string } }
                      : row,
                  ),
                }),
            }),
          ),
      };
    },
  },
  {
    name: 'a verdict is not stored',
    make: () => ({
      storage: (storage) =>
        withWriter(storage, (writer) =>
          replaced(writer, {
            saveOutcome: (place, outcome) =>
              writer.saveOutcome(place, { ...outcome, verdicts: outcome.verdicts.filter(({ st }) => st !== 'no') }),
          }),
        ),
    }),
  },
  {
    name: 'a number that comes again is applied again',
    make() {
      const firsts = new Map<string, number[]>();
      return {
        service: (service) =>
          withPushes(service, (push) => {
            for (const { journey, ops } of push.txs) {
              const key = `${push.replica} ${journey}`;
              firsts.set(key, [...(firsts.get(key) ?? []), ops[0]?.seq ?? 1]);
            }
            return push;
          }),
        storage: (storage) =>
          withWriter(storage, (writer) =>
            replaced(writer, {
              async progress(place, replica) {
                const known = await writer.progress(place, replica);
                const first = firsts.get(`${replica} ${place.journey}`)?.shift();
                return known && first !== undefined && first <= known.lastSeq
                  ? { ...known, lastSeq: first - 1 }
                  : known;
              },
              async saveOutcome(place, outcome) {
                const known = new Set((await writer.verdicts(place, outcome.replica, 0, 1e6)).map(({ seq }) => seq));
                await writer.saveOutcome(place, {
                  ...outcome,
                  verdicts: outcome.verdicts.filter(({ seq }) => !known.has(seq)),
                });
              },
            }),
          ),
      };
    },
  },
  {
    name: 'the list of access is incomplete',
    make: () => ({
      service: (service) => {
        let turn = 0;
        return withAnswers(service, (answer) => {
          turn += 1;
          const moved = new Set(
            answer.journeys.filter(({ puts, more }) => puts.length > 0 || more).map(({ id }) => id),
          );
          if (turn % 5 !== 0) return answer;
          return {
            ...answer,
            access: Object.fromEntries(Object.entries(answer.access).filter(([id]) => moved.has(id))),
            journeys: answer.journeys.filter(({ id }) => moved.has(id)),
          };
        });
      },
    }),
  },
  {
    name: 'read marks are for the whole circle',
    make: () => ({
      storage: (storage) =>
        withWriter(storage, (writer) =>
          replaced(writer, {
            save: (place, changes) => writer.save(place, inCircle(place.journey, changes)),
          }),
        ),
    }),
  },
  {
    name: 'a batch gives two journeys each other’s rows',
    make: () => ({
      storage: (storage) =>
        withReader(storage, (reader) =>
          replaced(reader, {
            async changesAfter(tenant, asked, count) {
              const found = await reader.changesAfter(tenant, asked, count);
              const rows = [...found.values()];
              return new Map([...found.keys()].map((journey, at) => [journey, rows.at(at - 1) ?? []]));
            },
          }),
        ),
    }),
  },
  {
    name: 'a batch leaves out what its last journey has',
    make: () => ({
      storage: (storage) =>
        withReader(storage, (reader) =>
          replaced(reader, {
            changesAfter: (tenant, asked, count) =>
              reader.changesAfter(tenant, asked.length > 1 ? asked.slice(0, -1) : asked, count),
          }),
        ),
    }),
  },
  {
    name: 'a batch reads with the spaces of another journey’s reader',
    make: () => ({
      storage: (storage) =>
        withReader(storage, (reader) =>
          replaced(reader, {
            async reachableBy(tenant, person) {
              const found = await reader.reachableBy(tenant, person);
              const all = [...found.values()].flatMap(({ memberships }) => memberships);
              return new Map(
                [...found].map(([journey, scope]) => [
                  journey,
                  scope.memberships.length === 0 ? scope : { ...scope, memberships: all },
                ]),
              );
            },
          }),
        ),
    }),
  },
  {
    name: 'what is held of one journey’s answers is written to all',
    make: () => ({
      storage: (storage) =>
        withWriter(storage, (writer) =>
          replaced(writer, {
            async acknowledge(tenant, replica, held) {
              const { journeys } = await writer.replica(tenant, replica);
              await writer.acknowledge(
                tenant,
                replica,
                held.size === 0 ? held : new Map([...journeys].map(([journey, { lastSeq }]) => [journey, lastSeq])),
              );
            },
          }),
        ),
    }),
  },
  {
    name: 'an answer before the commit',
    make: () => ({
      storage: (storage) =>
        replaced(storage, {
          write: <T>(scope: Parameters<SyncStorage['write']>[0], run: (writer: StorageWriter) => Promise<T>) =>
            new Promise<T>((resolve, reject) => {
              storage
                .write(scope, async (writer) => {
                  const result = await run(writer);
                  resolve(result);
                  return result;
                })
                .catch(reject);
            }),
        }),
    }),
  },
];

function inCircle(journey: string, changes: ScopeChanges): ScopeChanges {
  const circle = `${journey}/circle`;
  const isMark = ({ type }: Pick<StoredRow, 'type'>): boolean => type === 'readMark';
  const records = changes.records.map((row) => (isMark(row) ? { ...row, space: circle } : row));
  if (!changes.records.some(isMark) || changes.spaces.some(({ name }) => name === circle))
    return { ...changes, records };
  const space: SpaceRow = { name: circle, createdRev: 1, rev: changes.rev, records: 0, checksum: emptyChecksum };
  return { ...changes, records, spaces: [...changes.spaces, space] };
}
