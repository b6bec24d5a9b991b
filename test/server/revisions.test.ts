import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { type Sql, type SyncStorage, createSqlStorage, migratePostgres, openPostgres } from '../../server/index.js';
import { type TestDatabase, type TestPostgres, startPostgres } from '../support/postgres.js';
import { changesOf } from './support.js';

const writers = 16;
const each = Number(process.env['CORDEE_GAP_WRITES'] ?? 40);

describe(`[T07] ${writers} writers at once, and a reader who asks for what came after`, { timeout: 300_000 }, () => {
  let postgres: TestPostgres;
  let database: TestDatabase;
  let sql: Sql;
  let storage: SyncStorage;
  before(async () => {
    postgres = await startPostgres();
    database = await postgres.createDatabase();
    await migratePostgres({ ownerUrl: database.ownerUrl, app: 'app', createStoreName: () => 'store-1' });
    sql = await openPostgres({ url: database.appUrl, connections: 20 });
    storage = await createSqlStorage(sql, () => '');
  });
  after(async () => {
    await sql?.close();
    await postgres?.stop();
  });

  it('a sequence as cursor loses rows for ever: it numbers them before they are there', async () => {
    const pool = new pg.Pool({ connectionString: database.superuserUrl, max: writers + 1 });
    await pool.query('create table naive (number bigserial primary key, writer int)');
    const seen = new Set<number>();
    let cursor = 0;
    const read = async () => {
      const { rows } = await pool.query<{ number: string }>(
        'select number from naive where number > $1 order by number',
        [cursor],
      );
      for (const { number } of rows) seen.add(Number(number));
      cursor = Math.max(cursor, ...rows.map(({ number }) => Number(number)));
    };
    const end = { isCome: false };
    const reading = (async () => {
      while (!end.isCome) await read();
    })();
    await Promise.all(
      Array.from({ length: writers }, async (_, writer) => {
        for (let turn = 0; turn < each; turn++) {
          const client = await pool.connect();
          await client.query('begin');
          await client.query('insert into naive (writer) values ($1)', [writer]);
          // One that takes longer to commit than the next.
          if ((turn + writer) % 5 === 0) await client.query('select pg_sleep(0.01)');
          await client.query('commit');
          client.release();
        }
      }),
    );
    end.isCome = true;
    await reading;
    await read();
    await pool.end();
    assert(seen.size < writers * each, `the control saw all ${seen.size}: it proves nothing on this machine`);
  });

  for (const [name, isGrouped] of [
    ['changes that share a commit', true],
    ['changes that commit by themselves', false],
  ] as const) {
    it(`a revision under the lock of its journey loses none: ${name}`, async () => {
      const place = { tenant: 't', journey: isGrouped ? 'J' : 'K' };
      await storage.write(place, (writer) => writer.createJourney(place));
      const scope = isGrouped ? place : { tenant: place.tenant };
      const seen = new Set<string>();
      let cursor = 0;
      const read = async () => {
        const changes = await storage.read(place.tenant, (reader) =>
          changesOf(reader, place, [`${place.journey}/circle`], cursor, 10_000),
        );
        for (const { row } of changes) {
          assert(row.rev > cursor);
          seen.add(row.id);
        }
        cursor = changes.at(-1)?.row.rev ?? cursor;
      };
      const end = { isCome: false };
      const reading = (async () => {
        while (!end.isCome) await read();
      })();
      await Promise.all(
        Array.from({ length: writers }, async (_, writer) => {
          for (let turn = 0; turn < each; turn++) {
            await storage.write(scope, async (tx) => {
              const row = await tx.lock(place);
              const rev = (row?.rev ?? 0) + 1;
              const record = {
                type: 'topic' as const,
                id: `${writer}-${turn}`,
                space: `${place.journey}/circle` as const,
                rev,
                deleted: false,
                fields: {},
                stamps: {},
              };
              await tx.save(place, {
                rev,
                records: [record],
                removals: [],
                spaces: [],
                memberships: [],
                templateKey: undefined,
              });
            });
          }
        }),
      );
      end.isCome = true;
      await reading;
      await read();
      assert.equal(seen.size, writers * each);
      assert.equal(cursor, writers * each, 'and every revision is one change');
    });
  }
});
