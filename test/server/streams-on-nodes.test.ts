import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { type JourneySignal, type Signals, type Sql, createSqlStorage, createSyncServer } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { systemEnv } from '../../src/env.js';
import { Listener } from './listener.js';
import { Device, circle, company, journeyRecord, setTopic } from './support.js';

/** From here on a timer is that of a look at the database, or of a sign of life. */
const lookMs = 5_000;

/** Three nodes of one database, over HTTP. What one tells reaches the others; none of them ever looks by itself. */
async function startNodes(sql: Sql) {
  const ears = new Set<(signal: JourneySignal) => void>();
  let told = 0;
  const connect = (): Signals => {
    let own: ((signal: JourneySignal) => void) | undefined;
    return {
      send(signal) {
        told += 1;
        for (const ear of ears) if (ear !== own) queueMicrotask(() => ear(signal));
      },
      listen(onSignal) {
        own = onSignal;
        ears.add(onSignal);
      },
      close: async () => {},
    };
  };
  const env = {
    ...systemEnv,
    after: (delayMs: number, run: () => void) => (delayMs >= lookMs ? () => {} : systemEnv.after(delayMs, run)),
  };
  const start = async () => {
    const server = createSyncServer({
      storage: await createSqlStorage(sql, () => 'store-1'),
      env,
      signals: connect(),
      verifyToken: async (token) => ({ tenant: 't', person: token, expiresAt: env.now() + 600_000 }),
    });
    const http = await new Promise<ReturnType<typeof serve>>((resolve) => {
      const made = serve({ fetch: server.app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made));
    });
    return { ...server, http, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
  };
  const nodes = [await start(), await start(), await start()] as const;
  return {
    nodes,
    told: () => told,
    async stop() {
      for (const { service, http } of nodes) {
        await service.close();
        await new Promise((resolve) => http.close(resolve));
      }
    },
  };
}

let sql: Sql;
let cluster: Awaited<ReturnType<typeof startNodes>>;
before(async () => {
  sql = await openMemoryDatabase();
  cluster = await startNodes(sql);
});
after(async () => {
  await cluster.stop();
  await sql.close();
});

const pokeTo = (rev: number): string => `event: poke\ndata: {"J":${rev}}`;

it(
  'a node that serves only readers of a journey tells them what another node wrote, without one look at the database',
  { timeout: 60_000 },
  async () => {
    const [one, two, three] = cluster.nodes;
    await one.service.provision({ tenant: 't', journey: 'J', records: [journeyRecord('J'), ...company] });
    const [marc, sofia] = [await Listener.open(two, 'marc'), await Listener.open(three, 'sofia')];
    const ines = new Device(one, 'ines');
    await ines.push('J', setTopic('t-1', 'J', 'ines', circle, 'phalarope', 'circle'));
    assert(cluster.told() > 0);
    // Nodes gather signals, so the poke about what was provisioned may come after the streams have opened.
    for (const listener of [marc, sofia]) {
      const first = await listener.next();
      assert.equal(first === pokeTo(1) ? await listener.next() : first, pokeTo(2));
    }
    marc.leave();
    sofia.leave();
  },
);

it('a question for the headers of a stream opens none', { timeout: 60_000 }, async () => {
  const [one] = cluster.nodes;
  const before = one.service.pokes.size;
  for (let at = 0; at < 3; at++) {
    const { status, headers } = await fetch(`${one.url}/v1/events`, {
      method: 'HEAD',
      headers: { authorization: 'Bearer ines' },
    });
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/event-stream']);
  }
  assert.equal(one.service.pokes.size, before);
});
