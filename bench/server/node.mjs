// One node of the sync server, or the floor beneath it: the same HTTP server and the same pool, one insert a request,
// and none of our rules. Started by run.mjs; tells its port, and its memory when asked.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import {
  createPostgresSignals,
  createSqlStorage,
  createSyncServer,
  createTokenVerifier,
  openFolderDatabase,
  openPostgres,
} from '../../build/server/index.js';
import { systemEnv } from '../../build/src/env.js';

const { kind, databaseUrl, folder, key, tenant, connections, isTelling } = JSON.parse(process.argv[2]);

/** The limits are counted as always, and never reached: a few people write here as much as a whole company. */
const everyRate = { burst: 1e9, perSecond: 1e9 };

async function syncServer() {
  const sql =
    folder === undefined ? await openPostgres({ url: databaseUrl, connections }) : await openFolderDatabase(folder);
  const storage = await createSqlStorage(sql, () => 'bench');
  const { app, service } = createSyncServer({
    storage,
    verifyToken: createTokenVerifier({ issuer: 'bench', audience: 'bench', tenants: [tenant], keys: { keys: [key] } }),
    rates: { person: everyRate, address: everyRate, tenant: everyRate },
    ...(folder === undefined && isTelling
      ? { signals: createPostgresSignals({ url: databaseUrl, env: systemEnv }) }
      : {}),
  });
  return { fetch: app.fetch, size: () => service.pokes.size };
}

async function floor() {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
  const app = new Hono();
  app.post('/v1/push', async (c) => {
    const { replica, txs } = await c.req.json();
    const rows = JSON.stringify(txs.flatMap(({ journey, ops }) => ops.map(({ t, id, f }) => ({ journey, t, id, f }))));
    await pool.query({
      name: 'floor',
      text: `insert into plain (journey, replica, kind, id, fields) select journey, $1, t, id, f
             from jsonb_to_recordset($2::jsonb) as r(journey text, t text, id text, f jsonb)`,
      values: [replica, rows],
    });
    return c.json({ results: {} });
  });
  return { fetch: app.fetch, size: () => 0 };
}

const { fetch, size } = kind === 'floor' ? await floor() : await syncServer();
serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send({ port }));
process.on('message', (question) => {
  if (question === 'memory') globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  // What is freed comes back to the system late, so the resident size would say less than nothing of a stream.
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send({ rssBytes: rss, usedBytes: heapUsed + external, streams: size(), cpuMs: (user + system) / 1_000 });
});
