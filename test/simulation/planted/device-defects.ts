import { filter } from 'rxjs';
import type { DatabaseWriter, Durability, TableName } from '../../../src/store/database.js';
import type { Access, ServerUpdate } from '../../../src/store/store.js';
import type { PlantedDefect } from './planted-defect.js';
import { replaced } from './replaced.js';

export const deviceDefects: readonly PlantedDefect[] = [
  {
    // As a page does that listens to `success` of a request and not to `complete` of the transaction.
    name: 'acknowledged before it is committed',
    make: () => ({
      database: (database) =>
        replaced(database, {
          write: <T>(tables: readonly TableName[], durability: Durability, body: (tx: DatabaseWriter) => Promise<T>) =>
            new Promise<T>((resolve, reject) => {
              const run = async (tx: DatabaseWriter): Promise<T> => {
                const result = await body(tx);
                resolve(result);
                return result;
              };
              database.write(tables, durability, run).catch(reject);
            }),
        }),
    }),
  },
  {
    name: 'strict is written relaxed',
    make: () => ({
      database: (database) =>
        replaced(database, { write: (tables, _durability, body) => database.write(tables, 'relaxed', body) }),
    }),
  },
  {
    name: 'the cursor is stored before the records',
    make: () => ({
      store: (store, env) =>
        replaced(store, {
          async applyUpdate(update) {
            await store.applyUpdate({
              ...update,
              pages: update.pages.map((page) => ({ ...page, puts: [], deletions: [] })),
            });
            await new Promise<void>((resolve) => void env.after(5, resolve));
            return store.applyUpdate({
              ...update,
              pages: update.pages.map((page) => ({ ...page, from: page.to, beginsReset: false })),
            });
          },
        }),
    }),
  },
  {
    name: 'a late page is not fenced',
    make: () => ({
      store: (store) =>
        replaced(store, {
          async applyUpdate(update) {
            const cursors = new Map((await store.cursors()).map(({ journey, cursor }) => [journey, cursor]));
            return store.applyUpdate({
              ...update,
              asked: undefined,
              pages: update.pages.map((page) => ({ ...page, from: cursors.get(page.journey) })),
            });
          },
        }),
    }),
  },
  {
    name: 'what is revoked is not purged',
    make() {
      return {
        store: (store) => {
          const held = new Map<string, Access>();
          return replaced(store, {
            applyUpdate: (update: ServerUpdate) => {
              for (const [journey, access] of Object.entries(update.access)) {
                held.set(journey, { rev: access.rev, spaces: { ...held.get(journey)?.spaces, ...access.spaces } });
              }
              return store.applyUpdate({ ...update, access: Object.fromEntries(held) });
            },
          });
        },
      };
    },
  },
  {
    name: 'renumbering drops what waits',
    make: () => ({
      store: (store) =>
        replaced(store, {
          async renumber(replica) {
            await store.renumber(replica);
            const [{ replica: next }, waiting] = [await store.identity(), await store.unsent()];
            const answers: Record<string, { seq: number; status: 'no-effect' }[]> = {};
            for (const { journey, seq } of waiting) (answers[journey] ??= []).push({ seq, status: 'no-effect' });
            await store.applyAnswers(next, answers);
          },
        }),
    }),
  },
  {
    name: 'an accepted change leaves before it has come back',
    make: () => ({
      store: (store) =>
        replaced(store, {
          async applyAnswers(replica, answers) {
            await store.applyAnswers(replica, answers);
            // As if a last page had brought them, whatever their revision.
            const held = (await store.cursors()).filter(
              ({ cursor, snap }) => cursor !== undefined && snap === undefined,
            );
            await store.applyUpdate({
              replica,
              answers: {},
              pages: held.map(({ journey, cursor = '' }) => ({
                journey,
                from: cursor,
                to: cursor,
                mode: 'delta',
                snap: undefined,
                beginsReset: false,
                more: false,
                puts: [],
                deletions: [],
              })),
              access: Object.fromEntries(
                (await store.cursors()).map(({ journey, spaces }) => [journey, { rev: Infinity, spaces }]),
              ),
            });
          },
        }),
    }),
  },
  {
    name: 'a refused text is dropped',
    make: () => ({
      store: (store) => {
        const quiet = (answers: ServerUpdate['answers']): ServerUpdate['answers'] =>
          Object.fromEntries(
            Object.entries(answers).map(([journey, list]) => [
              journey,
              list.map((answer) =>
                answer.status === 'refused' ? { seq: answer.seq, status: 'no-effect' as const } : answer,
              ),
            ]),
          );
        return replaced(store, {
          applyAnswers: (replica, answers) => store.applyAnswers(replica, quiet(answers)),
          applyUpdate: (update) => store.applyUpdate({ ...update, answers: quiet(update.answers) }),
        });
      },
    }),
  },
  {
    name: 'a wake-up wakes nobody',
    make: () => ({
      adapter: (adapter) => replaced(adapter, { pokes$: adapter.pokes$.pipe(filter(({ kind }) => kind !== 'moved')) }),
    }),
  },
];
