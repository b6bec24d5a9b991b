import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import * as v from 'valibot';
import type { Env } from '../../src/env.js';
import type { JourneySignal, Signals } from './signals.js';

const channel = 'cordee_journey';
/** What changes within this time is told at once: a notification within each transaction costs two thirds of the throughput. */
const gatherMs = 50;
/** PostgreSQL takes 8,000 bytes. */
const maxPayloadBytes = 7_500;
const reconnectMs = 1_000;
const connectTimeoutMs = 10_000;
/** A connection that a firewall forgot looks well until it is used. */
const probeMs = 15_000;

const revision = v.pipe(v.number(), v.integer(), v.minValue(0));
const payloadSchema = v.object({
  node: v.string(),
  changed: v.array(v.tuple([v.string(), v.string(), revision, revision, v.picklist([0, 1])])),
});

export interface PostgresSignalsOptions {
  /** Of the role that serves. A pool that shares connections between transactions cannot listen: connect to PostgreSQL itself. */
  readonly url: string;
  readonly env: Pick<Env, 'after'>;
}

/** Signals by `LISTEN` and `NOTIFY`: one connection of its own for each node, which comes back by itself. */
export function createPostgresSignals({ url, env }: PostgresSignalsOptions): Signals {
  const node = randomUUID();
  const gathered = new Map<string, JourneySignal>();
  let onSignal: (signal: JourneySignal) => void = () => {};
  let onGap = (): void => {};
  let client: Client | undefined;
  let isClosed = false;
  let cancelFlush: (() => void) | undefined;
  let cancelTimer = (): void => {};
  let opening: Promise<void> | undefined;

  const receive = (payload: string | undefined): void => {
    const parsed = v.safeParse(payloadSchema, parseJson(payload ?? ''));
    // A newer node may say more than this one understands: it looks for itself.
    if (!parsed.success) return onGap();
    if (parsed.output.node === node) return;
    for (const [tenant, journey, from, to, about] of parsed.output.changed) {
      onSignal({ tenant, journey, from, to, isAboutMembers: about === 1 });
    }
  };

  const open = async (): Promise<void> => {
    const { Client } = (await import('pg')).default;
    const opened: Client = new Client({
      connectionString: url,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
      application_name: 'cordee signals',
    });
    let isGone = false;
    const lost = (): void => {
      if (isGone) return;
      isGone = true;
      if (client === opened) client = undefined;
      opened.end().catch(() => {});
      comeBack();
    };
    opened.on('error', lost);
    opened.on('end', lost);
    opened.on('notification', (message) => receive(message.payload));
    try {
      await opened.connect();
      await opened.query(`listen ${channel}`);
    } catch {
      return lost();
    }
    if (isClosed) return void opened.end().catch(() => {});
    client = opened;
    probe(opened, lost);
    onGap();
  };

  const comeBack = (): void => {
    cancelTimer();
    if (isClosed) return;
    cancelTimer = env.after(reconnectMs, () => {
      opening = open();
    });
  };

  const probe = (probed: Client, lost: () => void): void => {
    cancelTimer = env.after(probeMs, () => {
      const cancelDeadline = env.after(connectTimeoutMs, lost);
      probed.query('select 1').then(
        () => {
          cancelDeadline();
          if (client === probed && !isClosed) probe(probed, lost);
        },
        () => {
          cancelDeadline();
          lost();
        },
      );
    });
  };

  const flush = (): void => {
    cancelFlush = undefined;
    const signals = [...gathered.values()];
    gathered.clear();
    // Without a connection nothing is told: the others look every few seconds.
    for (const payload of payloadsOf(node, signals)) {
      client?.query({ name: 'notify', text: `select pg_notify('${channel}', $1)`, values: [payload] }).catch(() => {});
    }
  };

  return {
    send(signal) {
      const key = JSON.stringify([signal.tenant, signal.journey]);
      const before = gathered.get(key);
      gathered.set(
        key,
        before === undefined
          ? signal
          : {
              ...signal,
              from: Math.min(before.from, signal.from),
              to: Math.max(before.to, signal.to),
              isAboutMembers: before.isAboutMembers || signal.isAboutMembers,
            },
      );
      if (!isClosed) cancelFlush ??= env.after(gatherMs, flush);
    },
    listen(signalled, gap) {
      onSignal = signalled;
      onGap = gap;
      opening = open();
    },
    async close() {
      cancelTimer();
      if (cancelFlush !== undefined) {
        cancelFlush();
        flush();
      }
      isClosed = true;
      await opening;
      cancelTimer();
      const last = client;
      client = undefined;
      await last?.end().catch(() => {});
    },
  };
}

/** As few as hold them all. */
function payloadsOf(node: string, signals: readonly JourneySignal[]): readonly string[] {
  const payloads: string[] = [];
  let changed: unknown[] = [];
  let bytes = 0;
  const end = (): void => {
    if (changed.length > 0) payloads.push(JSON.stringify({ node, changed }));
    changed = [];
    bytes = 0;
  };
  for (const { tenant, journey, from, to, isAboutMembers } of signals) {
    const entry = [tenant, journey, from, to, isAboutMembers ? 1 : 0];
    const size = Buffer.byteLength(JSON.stringify(entry)) + 1;
    if (bytes + size > maxPayloadBytes) end();
    changed.push(entry);
    bytes += size;
  }
  end();
  return payloads;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
