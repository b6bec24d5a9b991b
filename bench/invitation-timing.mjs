// How long a "no" to a link takes, by what was found: never given, used, taken back, out of date. [A14]
// node bench/invitation-timing.mjs [answers of each kind, 2000 by default]
import { randomBytes } from 'node:crypto';
import { serve } from '@hono/node-server';
import { createSqlStorage, createSyncServer, openMemoryDatabase } from '../build/server/index.js';
import { systemEnv } from '../build/src/env.js';
import { company, journeyRecord } from '../build/test/server/support.js';

const each = Number(process.argv[2] ?? 2_000);
const atOnce = 2;
const unlimited = { burst: Infinity, perSecond: 1 };
const dayMs = 86_400_000;
let aheadMs = 0;

const sql = await openMemoryDatabase();
const server = createSyncServer({
  storage: await createSqlStorage(sql, () => 'timing'),
  env: { ...systemEnv, now: () => Date.now() + aheadMs },
  rates: { person: unlimited, tenant: unlimited, address: unlimited, arrival: unlimited },
  verifyToken: async () => ({ tenant: 't', person: 'ines', expiresAt: Date.now() + 30 * dayMs }),
});
await server.service.provision({ tenant: 't', journey: 'J', records: [journeyRecord('J'), ...company] });
const http = await new Promise((resolve) => {
  const made = serve({ fetch: server.app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made));
});
const url = `http://127.0.0.1:${http.address().port}/v1/`;
const ask = async (path, body, token) => {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ v: 1, ...body }),
  });
  return { status: response.status, json: await response.json() };
};
const secret = () => randomBytes(32).toString('base64url');
const link = async (id) =>
  (await ask('invitations', { id, journey: 'J', role: 'companion', words: 'Would you?', locale: 'fr' }, 'x')).json
    .token;
const accept = (token) =>
  ask('invitations/accept', { token, secret: secret(), name: 'Hana', timeZone: 'Europe/Prague', locale: 'cs' });

const late = await link('late');
aheadMs = 8 * dayMs;
const used = await link('used');
await accept(used);
const revoked = await link('revoked');
await ask('invitations/revoke', { id: 'revoked' }, 'x');
const kinds = { unknown: secret, used: () => used, revoked: () => revoked, expired: () => late };

const times = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
const names = Object.keys(kinds);
let done = 0;
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    while (done < each * names.length) {
      const kind = names[done++ % names.length];
      const startedMs = performance.now();
      const { status } = await accept(kinds[kind]());
      if (status !== 404) throw new Error(`${kind}: ${status}`);
      times[kind].push(performance.now() - startedMs);
    }
  }),
);

const sorted = Object.fromEntries(names.map((kind) => [kind, times[kind].toSorted((a, b) => a - b)]));
const median = (values) => values[Math.floor(values.length / 2)];
/** Kolmogorov-Smirnov: the largest distance between the two, and how likely as much is by chance. */
function compare(a, b) {
  let [i, j, distance] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] <= b[j]) i++;
    else j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const root = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const lambda = (root + 0.12 + 0.11 / root) * distance;
  let p = 0;
  for (let k = 1; k <= 100; k++) p += 2 * (-1) ** (k - 1) * Math.exp(-2 * k * k * lambda * lambda);
  return { distance, p: Math.min(1, Math.max(0, p)) };
}
let isApart = false;
for (const kind of names) {
  const differenceMs = median(sorted[kind]) - median(sorted.unknown);
  const { distance, p } = compare(sorted[kind], sorted.unknown);
  if (kind !== 'unknown' && (Math.abs(differenceMs) > 2 || p <= 0.01)) isApart = true;
  console.log(
    `${kind.padEnd(8)} n=${sorted[kind].length} median ${median(sorted[kind]).toFixed(2)} ms  Δ ${differenceMs.toFixed(2)} ms  KS D=${distance.toFixed(4)} p=${p.toFixed(3)}`,
  );
}
await new Promise((resolve) => {
  http.close(resolve);
  http.closeAllConnections();
});
await server.close();
process.exitCode = isApart ? 1 : 0;
