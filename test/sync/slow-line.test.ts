import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, after, before, describe, it } from 'node:test';
import { NEVER } from 'rxjs';
import type { Sql } from '../../server/index.js';
import { type Env, systemEnv } from '../../src/env.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import { createHttpAdapter } from '../../src/sync/http-adapter.js';
import { startSyncEngine } from '../../src/sync/sync-engine.js';
import { createTokenKeeper } from '../../src/sync/token-keeper.js';
import { createTestConnectivity } from '../support/scripted-adapter.js';
import {
  type TestServer,
  circle,
  company,
  journeyRecord,
  openDatabase,
  startServer,
  topic,
} from '../server/support.js';

/** Time runs so much faster here, for the line and for the device. */
const haste = 12;
const lineBytesPerS = 12_000;
const tickMs = 20;

const env: Env = {
  ...systemEnv,
  elapsed: () => systemEnv.elapsed() * haste,
  after: (delayMs, run) => systemEnv.after(delayMs / haste, run),
};

interface Line {
  /** As a proxy on the way does: whatever takes longer is cut off. */
  readonly cutAfterS?: number;
  /** Says nothing more after so many bytes, and holds the line. */
  readonly deadAfterBytes?: number;
}

/** A line of 12 kB/s to a server, that passes no compressed answers on. */
async function startLine(
  t: TestContext,
  server: Pick<TestServer, 'url'>,
  { cutAfterS, deadAfterBytes = Infinity }: Line = {},
) {
  const limits: number[] = [];
  let cuts = 0;
  const pass = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const began = env.elapsed();
    const parts: Buffer[] = [];
    for await (const part of asked) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    if (asked.url?.endsWith('pull')) limits.push((JSON.parse(body) as { limit: { bytes: number } }).limit.bytes);
    const { authorization = '' } = asked.headers;
    const response = await fetch(`${server.url}${asked.url ?? ''}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'accept-encoding': 'identity' },
      body,
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    answer.writeHead(response.status, { 'content-type': 'application/json' });
    const answering = env.elapsed();
    for (let at = 0; at < bytes.length && at < deadAfterBytes;) {
      await new Promise((resolve) => setTimeout(resolve, tickMs));
      // What the line carries in that time, however late a timer of a busy machine is.
      const to = Math.ceil(((env.elapsed() - answering) * lineBytesPerS) / 1_000);
      answer.write(bytes.subarray(at, to));
      at = to;
      if (cutAfterS !== undefined && env.elapsed() - began > cutAfterS * 1_000) {
        cuts += 1;
        return void answer.destroy();
      }
    }
    if (bytes.length < deadAfterBytes) answer.end();
  };
  const proxy = createServer((asked, answer) => void pass(asked, answer).catch(() => answer.destroy())).listen(
    0,
    '127.0.0.1',
  );
  await new Promise((resolve) => proxy.once('listening', resolve));
  t.after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, limits, cuts: () => cuts };
}

describe('a line of 12 kB/s', () => {
  let sql: Sql;
  let server: TestServer;
  const journeyBytes = 600_000;
  before(async () => {
    sql = await openDatabase();
    server = await startServer(sql);
    await server.service.provision({ tenant: 'slow', journey: 'J', records: [journeyRecord('J'), ...company] });
    for (let part = 0; part < 12; part++) {
      const records = Array.from({ length: 10 }, (_, at) =>
        topic(`t-${part}-${at}`, 'ines', circle, randomBytes(2_500).toString('hex')),
      );
      await server.service.provision({ tenant: 'slow', journey: 'J', records });
    }
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });

  /** A new device, until it is in step or has tried for so long. */
  async function firstSync(t: TestContext, url: string, withinS: number) {
    const store = await createRecordStore(createMemoryDatabase(), env);
    const adapter = createHttpAdapter({ url, env, tokens: createTokenKeeper(async () => 'slow.ines', env) });
    const engine = startSyncEngine({
      store,
      adapter: { ...adapter, pokes$: NEVER },
      env,
      connectivity: createTestConnectivity(),
      name: 'slow',
    });
    t.after(() => engine.close());
    const isThere = await new Promise<boolean>((resolve) => {
      const stop = env.after(withinS * 1_000, () => resolve(false));
      engine.status$.subscribe(({ lastSyncedAt }) => {
        if (lastSyncedAt === undefined) return;
        stop();
        resolve(true);
      });
    });
    return { isThere, topics: (await store.records('J')).list('topic').length };
  }

  it('[SY25] a first sync of a journey that takes fifty seconds ends, without being cut', async (t) => {
    const { url, limits } = await startLine(t, server);
    assert.deepEqual(await firstSync(t, url, (20 * journeyBytes) / lineBytesPerS), { isThere: true, topics: 120 });
    assert.equal(new Set(limits).size, 1, 'nothing was cut');
  });

  it('[SY25] behind a proxy that cuts what takes thirty seconds, smaller pages are asked for until they come through', async (t) => {
    const { url, limits, cuts } = await startLine(t, server, { cutAfterS: 30 });
    assert.deepEqual(await firstSync(t, url, (20 * journeyBytes) / lineBytesPerS), { isThere: true, topics: 120 });
    assert.ok(cuts() >= 1);
    assert.ok(Math.min(...limits) < (limits[0] ?? 0));
  });

  it('[SY25] a line that has died is given up after twenty seconds of silence, however much had come', async (t) => {
    const { url } = await startLine(t, server, { deadAfterBytes: 200_000 });
    const adapter = createHttpAdapter({ url, env, tokens: createTokenKeeper(async () => 'slow.ines', env) });
    const cursor = {
      v: 1 as const,
      schema: '2026-11',
      replica: 'r1',
      limit: { records: 500, bytes: 524_288 },
      journeys: [{ id: 'J', spaces: {} }],
    };
    await assert.rejects(adapter.pull(cursor, new AbortController().signal), { code: 'CORDEE_SYNC_OFFLINE' });
  });

  /** As it travels, undecoded. */
  const ask = (path: string, headers: Readonly<Record<string, string>>, body?: unknown) =>
    new Promise<{ readonly encoding: string | undefined; readonly type: string | undefined; readonly bytes: number }>(
      (resolve, reject) => {
        const asked = httpRequest(
          `${server.url}/v1/${path}`,
          {
            method: body === undefined ? 'GET' : 'POST',
            headers: { authorization: 'Bearer slow.ines', 'content-type': 'application/json', ...headers },
          },
          (answer) => {
            const told = { encoding: answer.headers['content-encoding'], type: answer.headers['content-type'] };
            let bytes = 0;
            if (path === 'events') {
              answer.destroy();
              return resolve({ ...told, bytes });
            }
            answer.on('data', (part: Buffer) => (bytes += part.length)).on('end', () => resolve({ ...told, bytes }));
          },
        );
        asked.on('error', reject);
        asked.end(body === undefined ? undefined : JSON.stringify(body));
      },
    );

  it('[SY25] the server compresses what is long for who accepts it, never the stream of wake-ups', async () => {
    const pull = { v: 1, schema: '2026-11', replica: 'raw', journeys: [{ id: 'J', spaces: {} }] };
    const plain = await ask('pull', {}, pull);
    const small = await ask('pull', { 'accept-encoding': 'br, gzip;q=0.8' }, pull);
    assert.deepEqual([plain.encoding, small.encoding], [undefined, 'gzip']);
    assert.ok(small.bytes < plain.bytes * 0.7, `${small.bytes} of ${plain.bytes} bytes`);
    assert.equal(
      (
        await ask(
          'pull',
          { 'accept-encoding': 'gzip' },
          { ...pull, replica: 'raw2', journeys: [], limit: { records: 1, bytes: 1 } },
        )
      ).encoding,
      undefined,
    );
    const stream = await ask('events', { 'accept-encoding': 'gzip' });
    assert.deepEqual([stream.encoding, stream.type], [undefined, 'text/event-stream']);
  });
});
