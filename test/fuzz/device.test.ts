import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { importCalendar } from '../../src/calendar/index.js';
import { type Env, systemEnv } from '../../src/env.js';
import { CordeeError } from '../../src/errors.js';
import { invitationTokenIn } from '../../src/protocol/invitation-link.js';
import type { Json } from '../../src/model/value/json.js';
import { recordSchemas } from '../../src/model/record.js';
import { parseTemplate } from '../../src/model/template/template-import.js';
import { emptyChecksum, toggleChecksum } from '../../src/protocol/checksum.js';
import type { PullRequest, PushRequest } from '../../src/protocol/messages.js';
import { tableNames } from '../../src/store/database.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import { createHttpAdapter } from '../../src/sync/http-adapter.js';
import { pageOf } from '../../src/sync/wire.js';
import { createTestEnv } from '../../src/testing/test-env.js';
import { assertUnpolluted, hostile, runs, spoilt, withinTime } from './spoil.js';

const hold = async <T>(inputs: fc.Arbitrary<T>, run: (input: T) => unknown): Promise<void> =>
  fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      await withinTime(() => run(input));
      assertUnpolluted();
    }),
    { numRuns: runs },
  );

/** Gives something, or one of our errors with its code: never another. */
const givesOrTells = async (run: () => unknown): Promise<void> => {
  try {
    await run();
  } catch (error) {
    assert(error instanceof CordeeError, `${String(error)}\n${error instanceof Error ? error.stack : ''}`);
  }
};

/** What no browser can clone is in no database. */
const isStorable = (value: Json): boolean => {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
};

const page: Json = {
  id: 'J',
  mode: 'delta',
  to: 'c2',
  more: false,
  puts: [
    {
      t: 'topic',
      id: 't-1',
      space: 'J/circle',
      rev: 2,
      f: {
        by: 'ines',
        at: '2026-09-18T12:00:00.000Z',
        audience: { kind: 'circle' },
        body: { text: 'x' },
        state: 'open',
        pinned: false,
      },
      s: { body: '0000019000000000' },
    },
  ],
  dels: [{ t: 'topic', id: 't-0', space: 'J/circle', rev: 2 }],
  sum: { 'J/circle': [1, '00'] },
};
const answer: Json = {
  v: 1,
  server: { time: 0, store: 's', v: [1, 1] },
  lastSeq: { J: 1 },
  results: {
    J: [
      { seq: 1, st: 'ok', rev: 2 },
      { seq: 2, st: 'no', code: 'forbidden' },
    ],
  },
  access: { J: { rev: 2, spaces: { 'J/circle': 'g1' } } },
  journeys: [page],
};
const pull: PullRequest = { v: 1, schema: '2026-11', replica: 'r', journeys: [] };
const push: PushRequest = { v: 1, schema: '2026-11', replica: 'r', rawNow: 0, clk: 0, txs: [] };
const signal = new AbortController().signal;

describe('[T16] whatever comes to a device', () => {
  it('answers of a hostile server: an error of ours, or a message that is as the protocol says', async () => {
    const statuses = fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 599 }));
    const bodies = fc.oneof(
      spoilt(answer).map((value) => JSON.stringify(value) ?? ''),
      spoilt({ error: { code: 'busy', message: 'no', expected: 1 } }).map((value) => JSON.stringify(value) ?? ''),
      fc.string({ unit: 'binary' }),
    );
    const retry = fc.constantFrom('0', '5', '-1', 'NaN', '1e400', 'Wed, 21 Oct 2026 07:28:00 GMT', '');
    await hold(
      fc.tuple(statuses, bodies, retry, fc.constantFrom('application/json', 'text/html', '')),
      async ([status, body, retryAfter, type]) => {
        const isEmpty = [204, 205, 304].includes(status);
        const adapter = createHttpAdapter({
          url: 'http://x/',
          env: createTestEnv(),
          fetch: async () =>
            new Response(isEmpty ? null : body, {
              status,
              headers: { 'retry-after': retryAfter, 'content-type': type },
            }),
        });
        for (const ask of [
          () => adapter.pull(pull, signal),
          () => adapter.push(push, signal),
          () => adapter.call('invitations', {}, signal),
        ])
          await givesOrTells(ask);
      },
    );
  });

  it('event streams of a hostile server', async () => {
    const event = fc.tuple(
      fc.constantFrom('event: poke\n', 'event: bye\n', ': x\n', 'event:\n', 'id: 1\n', ''),
      fc.oneof(
        hostile.map((value) => `data: ${JSON.stringify(value)}`),
        fc.string({ unit: 'binary' }),
        fc.constant('data: {"J":2}'),
      ),
      fc.constantFrom('\n\n', '\r\n\r\n', '\r\r', ''),
    );
    await hold(fc.array(event, { maxLength: 8 }), async (events) => {
      const text = events.map((parts) => parts.join('')).join('');
      const adapter = createHttpAdapter({
        url: 'http://x/',
        env: createTestEnv(),
        fetch: async () => new Response(text, { status: 200 }),
      });
      await new Promise<void>((resolve) =>
        adapter.pokes$.subscribe({
          next: (poke) => assert(['open', 'moved', 'bye'].includes(poke.kind)),
          error: (error: unknown) => {
            assert(error instanceof CordeeError);
            resolve();
          },
          complete: resolve,
        }),
      );
    });
  });

  it('records of every type with any fields: kept for a version that can read them, and shown to nobody', async () => {
    await hold(fc.tuple(fc.constantFrom(...Object.keys(recordSchemas), '__proto__', 'future'), hostile), ([t, f]) => {
      const fields = typeof f === 'object' && f !== null && !Array.isArray(f) ? f : { f };
      const { puts } = pageOf(
        {
          id: 'J',
          mode: 'delta',
          to: 'c',
          more: false,
          dels: [],
          puts: [{ t, id: 'x', space: 'J/circle', rev: 1, f: fields as Record<string, Json>, s: {} }],
        },
        undefined,
      );
      assert.equal(puts.length, 1);
    });
  });

  it('checksums of any names', async () => {
    await hold(fc.tuple(fc.string({ unit: 'binary' }), fc.string(), fc.nat()), ([t, id, rev]) => {
      assert.equal(toggleChecksum(toggleChecksum(emptyChecksum, { t, id, rev }), { t, id, rev }), emptyChecksum);
    });
  });

  it('templates', async () => {
    const template = JSON.parse(
      readFileSync(new URL('../../../demo/content/templates/first-time-manager.json', import.meta.url), 'utf8'),
    ) as Json;
    await hold(spoilt(template), (input) => givesOrTells(() => parseTemplate(input)));
  });

  it('calendars', async () => {
    const folder = new URL('../../../test/calendar/fixtures/', import.meta.url);
    const texts = readdirSync(folder)
      .filter((name) => name.endsWith('.ics'))
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
      .filter((text) => text.length < 20_000);
    const line = fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'RRULE:FREQ=SECONDLY;INTERVAL=0',
      'DTSTART:99999999T999999Z',
      'DTSTART;TZID=__proto__:20260101T000000',
      'UID:',
      'X:' + 'y'.repeat(5_000),
      'BEGIN:VTIMEZONE',
      'EXDATE:',
      'CATEGORIES:constructor',
      '\u0000',
      ':;:;"',
    );
    await hold(
      fc.tuple(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(fc.nat({ max: 500 }), fc.oneof(line, fc.string({ unit: 'binary' })), fc.boolean()), {
          maxLength: 4,
        }),
      ),
      ([text, changes]) => {
        const lines = text.split(/\r?\n/);
        for (const [at, written, isReplaced] of changes) lines.splice(at % lines.length, isReplaced ? 1 : 0, written);
        return givesOrTells(() => importCalendar(lines.join('\r\n'), { timeZone: 'Europe/Paris' }));
      },
    );
  });

  it('links of invitations', async () => {
    await hold(fc.string({ unit: 'binary' }), (hash) => {
      const token = invitationTokenIn({ hash: `#cordee-invitation=${hash}` });
      assert(token === undefined || /^[\w-]{43}$/.test(token));
    });
  });

  it('messages of other tabs', async () => {
    const listeners: ((message: unknown) => void)[] = [];
    const env: Env = {
      ...createTestEnv(),
      openChannel: (_name, onMessage) => (listeners.push(onMessage), { post: () => {}, close: () => {} }),
    };
    const store = await createRecordStore(createMemoryDatabase(), env, 'tabs');
    await store.records('J');
    const anything = fc.oneof(hostile, fc.anything(), spoilt({ journeys: ['J', 'K'], waiting: true }));
    await hold(anything, async (message) => {
      for (const listen of listeners) listen(message);
      assert.deepEqual((await store.records('J')).list('topic'), []);
    });
    assert(listeners.length > 0);
    store.close();
  });

  // An identity of null holds nothing: it counts as none, and is replaced.
  it('rows that another version stored: read, or refused, and never thrown away', async () => {
    await hold(
      fc.tuple(
        fc.constantFrom(...tableNames),
        fc.array(fc.constantFrom<string | number>('J', 'identity', 1, 0, 'topic/t', 2), { minLength: 1, maxLength: 3 }),
        hostile.filter((value) => isStorable(value) && value !== null),
      ),
      async ([table, key, value]) => {
        const database = createMemoryDatabase();
        await database.write([table], 'strict', async (tx) => {
          tx.put(table, key, value);
        });
        const refusedAs = (error: unknown): void => assert(error instanceof CordeeError, String(error));
        await createRecordStore(database, systemEnv).then(async (store) => {
          for (const read of [
            async () => store.records('J'),
            async () => store.kept?.('overview:2', 'J'),
            async () => store.waiting(),
            async () => store.tray(),
            async () => store.unsent(),
            async () => store.cursors(),
            async () => store.journeys(),
          ])
            await read().then(() => undefined, refusedAs);
          store.close();
        }, refusedAs);
        assert.deepEqual(await database.read([table], (tx) => tx.get(table, key)), value);
      },
    );
  });
});
