import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { firstValueFrom } from 'rxjs';
import type { Fields } from '../../../src/model/value/json.js';
import type { Database } from '../../../src/store/database.js';
import { createMemoryDatabase } from '../../../src/store/memory-database.js';
import type { ServerRecord } from '../../../src/store/store.js';
import { type JourneyUnderTest, holdAs, journey, serverRecord, words } from '../../support/journey.js';

const readers = ['ines', 'marc', 'hana'] as const;
const authors = ['ines', 'marc', 'genevieve', 'hana'] as const;
const circle = { kind: 'circle' } as const;
const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 1) + minutes * 60_000).toISOString();

/** Any contributions to any topics and challenges, some of them replies, hidden, taken back or read. */
const journeys = fc.record({
  topics: fc.array(fc.record({ by: fc.constantFrom(...authors), pinned: fc.boolean(), minutes: fc.nat(9_000) }), {
    maxLength: 12,
  }),
  challenges: fc.array(fc.record({ by: fc.constantFrom('ines' as const, 'marc' as const), minutes: fc.nat(9_000) }), {
    maxLength: 3,
  }),
  said: fc.array(
    fc.record({
      by: fc.constantFrom(...authors),
      to: fc.nat(14),
      minutes: fc.nat(9_000),
      replyTo: fc.option(fc.nat(60)),
      isHidden: fc.boolean(),
      isTakenBack: fc.boolean(),
      readBy: fc.subarray([...authors]),
    }),
    { maxLength: 90 },
  ),
  events: fc.nat(4),
  own: fc.array(fc.constantFrom('open', 'contribute', 'read', 'step'), { maxLength: 3 }),
});
type Drawn = typeof journeys extends fc.Arbitrary<infer T> ? T : never;

function recordsOf({ topics, challenges, said, events }: Drawn): readonly ServerRecord[] {
  const threads = [...topics.map((_, index) => `t${index}`), ...challenges.map((_, index) => `k${index}`)];
  const mark = (item: string, by: string): ServerRecord =>
    serverRecord('readMark', `${item}~${by}`, 'circle', { item, by, at: at(9_001) });
  return [
    ...topics.map(({ by, pinned, minutes }, index) =>
      words('topic', `t${index}`, by, 'circle', circle, { pinned, at: at(minutes) }),
    ),
    ...challenges.map(({ by, minutes }, index) =>
      words('challenge', `k${index}`, by, 'circle', circle, { at: at(minutes) }),
    ),
    ...Array.from({ length: events }, (_, index) =>
      serverRecord('highlightRun', `h${index}`, 'circle', {
        highlight: `h${index}`,
        kind: 'review',
        title: { en: 'Review', fr: 'Bilan' },
        startsOn: `2026-11-${20 - index}`,
        days: 1,
      }),
    ),
    ...(threads.length === 0 ? [] : said).flatMap(
      ({ by, to, minutes, replyTo, isHidden, isTakenBack, readBy }, index) => {
        const more: Fields = {
          topic: threads[to % threads.length] as string,
          kind: 'advice',
          at: at(minutes),
          ...(replyTo === null || replyTo >= index ? {} : { replyTo: `c${replyTo}` }),
          ...(isHidden ? { hiddenAt: at(9_002) } : {}),
          ...(isTakenBack ? { withdrawnAt: at(9_003) } : {}),
        };
        return [
          words('contribution', `c${index}`, by, 'circle', circle, more),
          ...readBy.filter((reader) => reader !== by).map((reader) => mark(`c${index}`, reader)),
        ];
      },
    ),
  ];
}

async function writeOwn({ client }: JourneyUnderTest, own: Drawn['own']): Promise<void> {
  const text = { body: { text: 'mine' }, audience: circle, journey };
  for (const deed of own) {
    const [topic] = await firstValueFrom(client.forum.watchTopics(journey));
    if (deed === 'open') await client.forum.open(text);
    else if (deed === 'step') await client.journeys.moveStep(journey, 'inside-view', 'done').catch(() => undefined);
    else if (topic && deed === 'contribute')
      await client.forum.contribute({ ...text, topic: topic.id, kind: 'advice' });
    else if (topic) await client.forum.markRead(journey, [topic.id]);
  }
}

const screenOf = ({ client }: JourneyUnderTest): Promise<readonly unknown[]> =>
  Promise.all(
    [
      client.journeys.watch(journey),
      client.journeys.watchPath(journey),
      client.challenges.watch(journey),
      client.forum.watchTopics(journey),
    ].map((answer$) => firstValueFrom<unknown>(answer$)),
  );

/** What of the journey itself was read page by page. */
function createCountingDatabase(): Database & { opened: number } {
  const memory = createMemoryDatabase();
  const database = {
    ...memory,
    opened: 0,
    read: ((tables, body) =>
      memory.read(tables, (tx) =>
        body({
          ...tx,
          values: (table, prefix, after) => {
            if (table === 'pages' && prefix[0] === journey) database.opened += 1;
            return tx.values(table, prefix, after);
          },
        }),
      )) as Database['read'],
  };
  return database;
}

test(
  '[ST15] a first screen that was kept says what the records say, of any journey, and opens nothing',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...readers), journeys, async (reader, drawn) => {
        const database = createCountingDatabase();
        const before = await holdAs(reader, recordsOf(drawn), database);
        await writeOwn(before, drawn.own);
        // What was written is kept when nothing has happened for a while.
        await before.env.advance(3_000);
        await before.store.identity();
        await before.client.close();
        database.opened = 0;
        const after = await holdAs(reader, [], database);
        const kept = await screenOf(after);
        assert.equal(database.opened, 0, 'nothing was opened');
        await after.store.records(journey);
        assert.equal(database.opened, 1, 'now it is');
        assert.deepEqual(kept, await screenOf(after));
        await after.client.close();
      }),
      { numRuns: 40 },
    );
  },
);

test('[ST15] a live first screen goes on with the records, says each thing once and loses nothing', async (t) => {
  const database = createCountingDatabase();
  const before = await holdAs('ines', [words('topic', 't0', 'marc', 'circle', circle)], database);
  await before.client.close();
  const ines = await holdAs('ines', [], database);
  t.after(() => ines.client.close());
  const told: (readonly string[])[] = [];
  const subscription = ines.client.forum
    .watchTopics(journey)
    .subscribe((topics) => told.push(topics.map(({ id }) => id)));
  await firstValueFrom(ines.client.forum.watchTopics(journey));
  assert.deepEqual([told, database.opened], [[['t0']], 0]);
  // Somebody opens the topic, and writes.
  await firstValueFrom(ines.client.forum.watchTopic(journey, 't0'));
  const id = await ines.client.forum.open({ journey, body: { text: 'mine' }, audience: circle });
  await firstValueFrom(ines.client.forum.watchTopics(journey));
  subscription.unsubscribe();
  assert.deepEqual(told, [['t0'], [id, 't0']]);
});

test('[ST15] a first screen that another version of the journey said is not shown', async (t) => {
  const database = createCountingDatabase();
  const before = await holdAs('ines', [words('topic', 't0', 'marc', 'circle', circle)], database);
  await before.client.forum.open({ journey, body: { text: 'mine' }, audience: circle });
  // The page is left before it comes to rest.
  await before.client.close();
  const ines = await holdAs('ines', [], database);
  t.after(() => ines.client.close());
  assert.equal((await firstValueFrom(ines.client.forum.watchTopics(journey))).length, 2);
  assert.ok(database.opened > 0);
});
