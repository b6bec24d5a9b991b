import assert from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openFolderDatabase } from '../../server/index.js';
import { DurableFileSystem } from '../../server/storage/durable-file-system.js';
import { PowerCut } from '../support/power-cut.js';
import '../support/light-wasm.js';

const cuts = Number(process.env['CORDEE_POWER_CUTS'] ?? 2);
/** More cuts, a longer history. */
const history = Math.max(200, cuts * 80);

interface Moment {
  readonly acknowledged: number;
  readonly write: (folder: string) => void;
}

/** Writes rows one by one into a new database, and takes the disk as the power would leave it at these changes of a file. */
async function writeAndCut(
  folder: string,
  transactions: number,
  at: (writes: number) => boolean,
  sync?: (descriptor: number) => void,
): Promise<readonly Moment[]> {
  const disk = new PowerCut(folder);
  const moments: Moment[] = [];
  let acknowledged = 0;
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  try {
    const sql = await openFolderDatabase(folder, sync);
    await sql.transaction((tx) => tx.query(`create table entry (number bigint primary key, filler text not null)`));
    let writes = 0;
    disk.onWrite = () => {
      writes += 1;
      // Every second disk has kept some of what nobody asked it to keep, in whatever order.
      if (at(writes))
        moments.push({ acknowledged, write: disk.cut(moments.length % 2 === 0 ? undefined : () => random() < 0.5) });
    };
    for (let number = 1; number <= transactions; number++) {
      await sql.transaction((tx) => tx.query(`insert into entry values ($1, repeat('x', 700))`, [number]));
      acknowledged = number;
      if (number % 150 === 0) await sql.asOwner?.((tx) => tx.query('checkpoint'));
      if (number % 100 === 0)
        await sql.transaction((tx) => tx.query(`update entry set filler = repeat('y', 700) where number % 3 = 0`));
    }
    disk.onWrite = () => {};
    moments.push({ acknowledged, write: disk.cut() });
    await sql.close();
  } finally {
    disk.stop();
  }
  return moments;
}

/** What is there after the power came back, once every index and every page agreed. */
async function rowsAfter(folder: string): Promise<number> {
  const database = await PGlite.create({
    fs: new DurableFileSystem(join(folder, 'database')),
    extensions: { amcheck },
  });
  try {
    await database.exec('create extension if not exists amcheck');
    await database.query(
      `select bt_index_check(c.oid, true) from pg_class c join pg_am a on a.oid = c.relam where a.amname = 'btree' and c.relpersistence <> 't' and c.relkind = 'i'`,
    );
    const broken = await database.query(
      `select r.* from pg_class c, lateral verify_heapam(c.oid) r where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'pg_catalog'::regnamespace)`,
    );
    assert.deepEqual(broken.rows, []);
    const {
      rows: [found],
    } = await database.query<{ rows: number; last: number }>(
      `select count(*)::int as rows, coalesce(max(number), 0)::int as last from entry`,
    );
    assert.equal(found?.rows, found?.last, 'no hole');
    return found?.last ?? 0;
  } finally {
    await database.close();
  }
}

describe('a power cut', { timeout: 600_000 }, () => {
  let root: string;
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'cordee-power-'));
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('[T09] takes nothing that was acknowledged, whenever it comes', async (t) => {
    const every = Math.ceil(history / Math.max(1, cuts));
    const moments = await writeAndCut(join(root, 'written'), history, (writes) => writes % every === 0);
    assert(moments.length >= Math.min(cuts, 2), `the disk was taken ${moments.length} times`);
    for (const [at, { acknowledged, write }] of moments.entries()) {
      const folder = join(root, `cut-${at}`);
      write(folder);
      const last = await rowsAfter(folder);
      assert(last >= acknowledged, `cut ${at}: has ${last}, had acknowledged ${acknowledged}`);
      rmSync(folder, { recursive: true });
    }
    t.diagnostic(
      `${moments.length} power cuts, after ${moments.map(({ acknowledged }) => acknowledged).join(', ')} acknowledged transactions: 0 lost, amcheck finds nothing`,
    );
  });

  it('takes acknowledged changes where nothing asks the disk to keep them: this test can fail', async () => {
    const moments = await writeAndCut(
      join(root, 'careless'),
      60,
      () => false,
      () => {},
    );
    const { acknowledged, write } = moments[0] as Moment;
    const folder = join(root, 'control');
    write(folder);
    const last = await rowsAfter(folder).catch(() => 0);
    assert(acknowledged === 60 && last < 60, `has ${last} of ${acknowledged}`);
  });
});
