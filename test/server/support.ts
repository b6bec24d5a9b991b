import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import type { Audience } from '../../src/model/access/audience.js';
import type { Json } from '../../src/model/value/json.js';
import type { Role } from '../../src/model/people/membership.js';
import {
  type PullResponse,
  type PushResponse,
  pullResponseSchema,
  pushResponseSchema,
} from '../../src/protocol/messages.js';
import { schemaVersion } from '../../src/protocol/version.js';
import type { Env } from '../../src/env.js';
import { systemEnv } from '../../src/env.js';
import {
  type LogLine,
  type Metrics,
  type RateOptions,
  type ProvisionedRecord,
  type Sql,
  createSqlStorage,
  createSyncServer,
} from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import * as v from 'valibot';
import type { Change, ScopeKey, StorageReader } from '../../server/storage/sync-storage.js';
import { startPostgres } from '../support/postgres.js';

/** An empty database for the tests of one file: in memory, or on a PostgreSQL server that ends with it. */
export async function openDatabase(): Promise<Sql> {
  if (process.env['CORDEE_TEST_DATABASE'] !== 'postgres') return openMemoryDatabase();
  const postgres = await startPostgres();
  const sql = await postgres.open();
  return {
    ...sql,
    async close() {
      await sql.close();
      await postgres.stop();
    },
  };
}

/** One statement, as the database was asked it. */
export interface Asked {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The same database, which tells of each statement of a transaction before it is carried out. */
export const watchedSql = (sql: Sql, onAsked: (asked: Asked) => void): Sql => ({
  ...sql,
  transaction: (run, scope) =>
    sql.transaction(
      (tx) =>
        run({
          query: (text, values = []) => {
            onAsked({ text, values });
            return tx.query(text, values);
          },
        }),
      scope,
    ),
});

/** What changed in some spaces of one journey. */
export async function changesOf(
  reader: StorageReader,
  { tenant, journey }: ScopeKey,
  spaces: readonly string[],
  from: number,
  count: number,
): Promise<readonly Change[]> {
  return (await reader.changesAfter(tenant, [{ journey, spaces, from }], count)).get(journey) ?? [];
}

/** A server on a port of its own. Tokens are `<tenant>.<person>`: what `auth.test.ts` is not about. */
export async function startServer(
  sql: Sql,
  options: {
    readonly allowedOrigins?: readonly string[];
    readonly env?: Partial<Env>;
    readonly expiresInMs?: number;
    readonly rates?: RateOptions;
    readonly proxies?: number;
    readonly metrics?: Metrics;
  } = {},
) {
  const lines: LogLine[] = [];
  const env = { ...systemEnv, ...options.env };
  const storage = await createSqlStorage(sql, () => 'store-1');
  const server = createSyncServer({
    storage,
    env,
    rates: options.rates,
    proxies: options.proxies,
    metrics: options.metrics,
    log: (line) => lines.push(line),
    ...(options.allowedOrigins === undefined ? {} : { allowedOrigins: options.allowedOrigins }),
    verifyToken: async (token) => {
      const [tenant, person] = token.split('.');
      if (tenant === undefined || person === undefined) throw new Error('bad token');
      return { tenant, person, expiresAt: env.now() + (options.expiresInMs ?? 600_000) };
    },
  });
  const http = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: server.app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made));
  });
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    ...server,
    url,
    lines,
    storage,
    /** Leaves the database open for the next test. */
    async stop() {
      await server.service.close();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof startServer>>;

export async function post(server: Pick<TestServer, 'url'>, token: string, path: 'push' | 'pull', body: unknown) {
  const response = await fetch(`${server.url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, json: JSON.parse(text) as Json };
}

export interface TestOp {
  readonly [field: string]: unknown;
}

let replicas = 0;

/** What the server said of each change: `ok` and its like, or the code of the refusal. */
export const statuses = (verdicts: readonly { readonly st: string; readonly code?: string | undefined }[]): string[] =>
  verdicts.map(({ st, code }) => code ?? st);

/** A device: it numbers its operations, and keeps what a pull gave. */
export class Device {
  readonly replica: string;
  readonly held = new Map<string, { cursor: string; spaces: Record<string, string> }>();
  /** By `journey type/id`. */
  readonly records = new Map<
    string,
    { space: string; rev: number; f: Record<string, Json>; s: Record<string, string> }
  >();
  readonly bodies: string[] = [];
  readonly #seq = new Map<string, number>();
  readonly #server: Pick<TestServer, 'url'>;
  readonly token: string;
  /** What the device's clock shows. */
  now = 1_800_000_000_000;
  clk = 0;
  /** The version of the protocol that it speaks. */
  version: 1 | 2 = 1;

  constructor(server: Pick<TestServer, 'url'>, token: string, replica = `replica-${++replicas}`) {
    this.#server = server;
    this.token = token;
    this.replica = replica;
  }

  op(journey: string, op: TestOp): TestOp {
    const seq = (this.#seq.get(journey) ?? 0) + 1;
    this.#seq.set(journey, seq);
    return { seq, raw: this.now, clk: this.clk, ...op };
  }

  body(txs: readonly { readonly journey: string; readonly ops: readonly TestOp[] }[]) {
    return {
      v: this.version,
      schema: schemaVersion,
      replica: this.replica,
      rawNow: this.now,
      clk: this.clk,
      txs: txs.map(({ journey, ops }, at) => ({ tx: `tx-${at}`, journey, ops })),
    };
  }

  /** Sends operations as one transaction; gives the verdicts. */
  async push(journey: string, ...ops: readonly TestOp[]): Promise<PushResponse['results'][string]> {
    const numbered = ops.map((op) => this.op(journey, op));
    const response = await this.send([{ journey, ops: numbered }]);
    return response.results[journey] ?? [];
  }

  async send(txs: readonly { readonly journey: string; readonly ops: readonly TestOp[] }[]): Promise<PushResponse> {
    const { status, text, json } = await post(this.#server, this.token, 'push', this.body(txs));
    if (status !== 200) throw new Error(`${status} ${text}`);
    return v.parse(v.strictObject(pushResponseSchema.entries), json);
  }

  async pullOnce(limit?: { readonly records: number; readonly bytes: number }): Promise<PullResponse> {
    const { status, text, json } = await post(this.#server, this.token, 'pull', {
      v: this.version,
      schema: schemaVersion,
      replica: this.replica,
      ...(limit === undefined ? {} : { limit }),
      journeys: [...this.held].map(([id, held]) => (held.cursor === '' ? { id, spaces: {} } : { id, ...held })),
    });
    this.bodies.push(text);
    if (status !== 200) throw new Error(`${status} ${text}`);
    const response = v.parse(v.strictObject(pullResponseSchema.entries), json);
    this.#apply(response);
    return response;
  }

  /** Pulls until there is no more; gives the last answer. */
  async pull(limit?: { readonly records: number; readonly bytes: number }): Promise<PullResponse> {
    for (let turn = 0; turn < 200; turn++) {
      const response = await this.pullOnce(limit);
      const isNew = Object.keys(response.access).some((id) => !response.journeys.some((page) => page.id === id));
      if (!isNew && response.journeys.every(({ more }) => !more)) return response;
    }
    throw new Error('A pull that never ends.');
  }

  #apply({ access, journeys }: PullResponse): void {
    for (const id of Object.keys(access)) if (!this.held.has(id)) this.held.set(id, { cursor: '', spaces: {} });
    for (const [id, { spaces }] of [...this.held]) {
      const now = access[id]?.spaces;
      for (const [key, { space }] of this.records) {
        if (
          key.startsWith(`${id} `) &&
          (now?.[space] === undefined || (spaces[space] !== undefined && now[space] !== spaces[space]))
        )
          this.records.delete(key);
      }
      if (now === undefined) this.held.delete(id);
    }
    for (const { id, to, puts, dels, why } of journeys) {
      if (why !== undefined)
        for (const key of this.records.keys()) if (key.startsWith(`${id} `)) this.records.delete(key);
      for (const { t, id: record, space, rev, f, s } of puts) {
        this.records.set(`${id} ${t}/${record}`, { space, rev, f: f as Record<string, Json>, s });
      }
      for (const { t, id: record, space } of dels) {
        const key = `${id} ${t}/${record}`;
        if (this.records.get(key)?.space === space) this.records.delete(key);
      }
      this.held.set(id, { cursor: to, spaces: access[id]?.spaces ?? {} });
    }
  }
}

const noon = '2026-09-18T12:00:00.000Z';

export const member = (
  id: string,
  person: string,
  role: Role,
  home: 'company' | 'outside' = 'company',
): readonly ProvisionedRecord[] => [
  {
    type: 'membership',
    id,
    fields: {
      person,
      role,
      state: 'active',
      displayName: `${person} Surname-${person}`,
      home,
      since: '2026-09-07',
      timeZone: 'Europe/Madrid',
      locale: 'fr',
      hiddenFromCompany: home === 'outside',
    },
  },
  { type: 'member', id, fields: { person, role, state: 'active', name: person, timeZone: 'Europe/Madrid' } },
];

export const words = (by: string, audience: Audience, text: string) => ({ by, at: noon, audience, body: { text } });

export const topic = (id: string, by: string, audience: Audience, text: string): ProvisionedRecord => ({
  type: 'topic',
  id,
  fields: { ...words(by, audience, text), state: 'open', pinned: false },
});

export const circle: Audience = { kind: 'circle' };
export const guides: Audience = { kind: 'guides' };
export const pair = (relation: string): Audience => ({ kind: 'pair', relation });
export const chosen = (...members: string[]): Audience => ({ kind: 'chosen', members });

/** The people of the demonstration, in one journey. */
export const company: readonly ProvisionedRecord[] = [
  ...member('m-ines', 'ines', 'coachee'),
  ...member('m-marc', 'marc', 'coach'),
  ...member('m-genevieve', 'genevieve', 'mentor'),
  ...member('m-yann', 'yann', 'tutor'),
  ...member('m-sofia', 'sofia', 'companion'),
  ...member('m-hana', 'hana', 'companion', 'outside'),
  ...member('m-serge', 'serge', 'sponsor'),
];

export const journeyRecord = (id: string): ProvisionedRecord => ({
  type: 'journey',
  id,
  fields: {
    template: 'first-time-manager',
    version: '1.4.0',
    coachee: 'ines',
    state: 'active',
    startedOn: '2026-09-07',
    timeZone: 'Europe/Madrid',
  },
});

/** A new topic as a device writes it. */
export const setTopic = (
  id: string,
  journey: string,
  by: string,
  audience: Audience,
  text: string,
  space: string,
): TestOp => ({
  k: 'set',
  t: 'topic',
  id,
  space: `${journey}/${space}`,
  f: { by, at: noon, audience, body: { text }, state: 'open', pinned: false },
});

export const setContribution = (
  id: string,
  journey: string,
  topicId: string,
  audience: Audience,
  text: string,
  space: string,
  more: Record<string, unknown> = {},
): TestOp => ({
  k: 'set',
  t: 'contribution',
  id,
  space: `${journey}/${space}`,
  f: { by: 'anybody', at: noon, audience, body: { text }, topic: topicId, kind: 'encouragement', ...more },
});
