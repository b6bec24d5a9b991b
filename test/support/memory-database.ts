import { PGlite } from '@electric-sql/pglite';
import { existsSync, mkdirSync, openAsBlob, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sql } from '../../server/index.js';
import './light-wasm.js';
import { sqlOf } from '../../server/storage/pglite.js';

const { version } = JSON.parse(
  readFileSync(join(dirname(fileURLToPath(import.meta.resolve('@electric-sql/pglite'))), '../package.json'), 'utf8'),
) as { version: string };
const template = fileURLToPath(new URL(`../../.cache/pglite-${version}.tar`, import.meta.url));

/**
 * An empty database as `openMemoryDatabase` of the server gives it, in a quarter of the time: PostgreSQL's own tables
 * are made once for this version of PGlite, and read from a file from then on.
 */
export async function openMemoryDatabase(): Promise<Sql> {
  const database = existsSync(template)
    ? await PGlite.create({ loadDataDir: await openAsBlob(template) })
    : await make();
  return sqlOf(database, 'A test, in memory: nothing survives its end.', () => database.close());
}

async function make(): Promise<PGlite> {
  const database = await PGlite.create();
  const draft = `${template}.${process.pid}`;
  mkdirSync(dirname(template), { recursive: true });
  writeFileSync(draft, new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer()));
  renameSync(draft, template); // Tests that begin at the same time each make it, and the last one stays.
  return database;
}
