import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { parse } from 'valibot';
import { type ProvisionedRecord, createSqlStorage, createSyncServer } from '../../server/index.js';
import type { SyncStorage } from '../../server/storage/sync-storage.js';
import { systemEnv } from '../../src/env.js';
import { ValidationError } from '../../src/errors.js';
import type { JourneyState } from '../../src/model/journey/journey.js';
import type { CompanyFunction } from '../../src/model/scope/grant.js';
import { dayMs } from '../../src/model/value/time.js';
import { type QueryAnswer, type QueryName, queries, queryNames } from '../../src/protocol/queries.js';
import { Attacker } from '../insight/attacker.js';
import { MemoryStorage } from '../simulation/memory-storage.js';
import { askers, queryExamples } from '../support/query-examples.js';
import { company, journeyRecord, openDatabase } from './support.js';

type Answer = QueryAnswer<'programme.journeys'>;

const noon = '2026-09-18T12:00:00.000Z';
const note = (id: string, by: string, text = 'phalarope'): ProvisionedRecord => ({
  type: 'note',
  id,
  fields: { by, at: noon, body: { text } },
});
const journeyOf = (
  id: string,
  coachee: string,
  template: string,
  state: JourneyState,
  startedOn = '2026-09-07',
): ProvisionedRecord => {
  const { fields } = journeyRecord(id);
  return { type: 'journey', id, fields: { ...fields, coachee, template, state, startedOn } };
};

const storages: readonly (readonly [name: string, open: () => Promise<SyncStorage>])[] = [
  ['a database', async () => createSqlStorage(await openDatabase(), () => 'store-1')],
  ['memory', async () => new MemoryStorage().connect()],
];

for (const [name, open] of storages) {
  describe(`queries on ${name}`, () => {
    const clock = { nowMs: 0 };
    let storage: SyncStorage;
    let server: ReturnType<typeof createSyncServer>;
    let tenant = '';
    let count = 0;
    const serve = (smallestGroup?: number) =>
      createSyncServer({
        storage,
        env: { ...systemEnv, now: () => clock.nowMs },
        rates: { person: { burst: Infinity, perSecond: 1 } },
        smallestGroup,
        verifyToken: async (token) => {
          const [of = '', person = ''] = token.split('.');
          return { tenant: of, person, expiresAt: clock.nowMs + 600_000 };
        },
      });
    before(async () => {
      storage = await open();
      server = serve();
    });
    after(() => server.close());
    beforeEach(() => {
      tenant = `queries-${++count}`;
      clock.nowMs = Date.UTC(2026, 10, 16, 9);
    });

    const post = async (person: string, body: unknown, { app } = server) => {
      const response = await app.request('/v1/query', {
        method: 'POST',
        headers: { authorization: `Bearer ${tenant}.${person}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, text: await response.text() };
    };
    const ask = (person: string, query: string, args: unknown, of = server) =>
      post(person, { v: 2, name: query, args }, of);
    const answerTo = async <N extends QueryName>(person: string, query: N, args: object): Promise<QueryAnswer<N>> => {
      const { status, text } = await ask(person, query, args);
      assert.equal(status, 200, text);
      return (JSON.parse(text) as { readonly answer: QueryAnswer<N> }).answer;
    };
    const stand = (person: string, ...functions: CompanyFunction[]) =>
      server.service.setStanding(tenant, person, { functions, cohorts: [] });
    const provision = (journey: string, ...records: readonly ProvisionedRecord[]) =>
      server.service.provision({ tenant, journey, records });
    const begin = (person: string, template: string, state: JourneyState) =>
      provision(`j-${person}`, journeyOf(`j-${person}`, person, template, state));
    const world = async (): Promise<void> => {
      await provision('J', journeyRecord('J'), ...company, note('n1', 'marc'), note('n2', 'marc'), note('n3', 'yann'));
      for (let at = 0; at < 44; at++)
        await begin(`p${at}`, at < 24 ? 'first-time-manager' : 'new-role', at % 24 < 10 ? 'closed' : 'active');
      await stand('lea', 'programme-lead');
      await stand('theo', 'coach-lead', 'coach');
      await stand('aude', 'template-author');
    };

    it('[QU3] [QU7] each query is answered to those who may ask, and refused in the same words to all others', async () => {
      await world();
      for (const query of queryNames) {
        const { args, may, answer } = queryExamples[query];
        for (const person of askers) {
          const { status, text } = await ask(person, query, args);
          if (!may.includes(person)) {
            assert.deepEqual(
              [status, text],
              [403, '{"error":{"code":"forbidden","message":"This is not theirs to ask."}}'],
              `${query} ${person}`,
            );
            continue;
          }
          const response = JSON.parse(text) as Record<string, unknown>;
          assert.deepEqual(response, {
            v: 2,
            at: clock.nowMs,
            answer: { ...answer },
            whose: { tenant, person },
          });
          assert.deepEqual(parse(queries[query].answer, response['answer']), answer);
        }
      }
    });

    it('[QU2] what is no question is told by its form alone', async () => {
      await world();
      for (const query of queryNames)
        for (const [args, field] of queryExamples[query].bad) {
          const { status, text } = await ask('stranger', query, args);
          assert.equal(status, 400);
          assert.match(text, new RegExp(`"code":"malformed".*"path":"${field}"`));
        }
      for (const query of ['notes.list', 'toString', '__proto__', ''])
        assert.deepEqual(await ask('ines', query, {}), {
          status: 404,
          text: '{"error":{"code":"not_found","message":"There is no such question."}}',
        });
      assert.equal((await post('ines', { v: 2, name: 'notes.count' })).status, 400);
      assert.equal((await post('ines', { v: 9, name: 'notes.count', args: {} })).status, 426);
      assert.equal((await post('ines', { v: 1, name: 'notes.count', args: { journey: 'J' } })).status, 200);
      const { status } = await server.app.request('/v1/query', { method: 'POST', body: '{}' });
      assert.equal(status, 401);
    });

    it('[QU3] who may not ask is told the same of two worlds that have nothing in common', async () => {
      const told = async () => {
        const answers = [];
        for (const person of ['marc', 'hana', 'stranger', 'theo'])
          for (const [query, args] of [
            ['notes.count', { journey: 'J' }],
            ['notes.count', { journey: 'K' }],
            ['programme.journeys', {}],
          ] as const)
            answers.push(await ask(person, query, args));
        return answers;
      };
      const nothing = await told();
      await world();
      assert.deepEqual(await told(), nothing);
      // Nor has a question that was refused left anything.
      assert.equal(
        await storage.read(tenant, (reader) => reader.publishedTotal(tenant, 'programme.journeys')),
        undefined,
      );
    });

    it('[QU3] a membership that rests or has ended, and a function that was taken away, ask nothing any more', async () => {
      await world();
      assert.equal((await ask('lea', 'programme.journeys', {})).status, 200);
      await stand('lea');
      assert.equal((await ask('lea', 'programme.journeys', {})).status, 403);
      const [membership] = company.filter(({ type, id }) => type === 'membership' && id === 'm-ines');
      await provision('J', {
        type: 'membership',
        id: 'm-ines',
        fields: { ...membership?.fields, state: 'ended', until: '2026-11-01' },
      });
      assert.equal((await ask('ines', 'notes.count', { journey: 'J' })).status, 403);
    });

    it('[QU8] notes are counted while they are there, and no word or author of them leaves', async () => {
      await world();
      const { text } = await ask('ines', 'notes.count', { journey: 'J' });
      assert.doesNotMatch(text, /phalarope|marc|yann|n1/);
      await provision('J', note('n4', 'genevieve'));
      assert.deepEqual(await answerTo('ines', 'notes.count', { journey: 'J' }), { notes: 4 });
    });

    it('[QU6] a total stays as it was shown for seven days, on every node, whoever comes', async () => {
      await world();
      const shown = await answerTo('lea', 'programme.journeys', {});
      for (let at = 0; at < 12; at++) await begin(`new${at}`, 'new-role', 'active');
      const other = serve();
      for (const days of [0, 3, 6.99]) {
        clock.nowMs = Date.UTC(2026, 10, 16, 9) + days * dayMs;
        assert.deepEqual(await answerTo('lea', 'programme.journeys', {}), shown);
        assert.deepEqual(JSON.parse((await ask('lea', 'programme.journeys', {}, other)).text).answer, shown);
      }
      clock.nowMs = Date.UTC(2026, 10, 23, 9);
      const { groups } = await answerTo('lea', 'programme.journeys', {});
      assert.deepEqual(
        groups.map(({ template, people }) => [template?.id, people]),
        [
          [undefined, 57],
          ['new-role', 32],
          ['first-time-manager', 25],
        ],
      );
    });

    for (const state of ['closed', 'active'] as const)
      it(`[QU6] one arrival and one end are not read off a week later either: the figures stay, with their time (${state})`, async () => {
        await stand('lea', 'programme-lead');
        for (let at = 0; at < 40; at++)
          await begin(`p${at}`, at < 20 ? 'first-time-manager' : 'new-role', at % 20 < 10 ? state : 'active');
        const before = await answerTo('lea', 'programme.journeys', {});
        assert.equal(before.groups.length, 3);
        await begin('newcomer', 'new-role', 'active');
        await begin('p19', 'first-time-manager', 'closed');
        clock.nowMs += 7 * dayMs;
        const { groups } = await answerTo('lea', 'programme.journeys', {});
        // Near none, one who ended is within the bound that is shown.
        const figures = ({ template, people, ended }: Answer['groups'][number]) => [template?.id, people, ended];
        assert.deepEqual(groups.map(figures), before.groups.map(figures));
        if (state === 'closed') assert.deepEqual(groups, before.groups);
      });

    it('[QU6] asked at once on two nodes, a total is made once', async () => {
      await world();
      const [one, other] = await Promise.all([
        ask('lea', 'programme.journeys', {}),
        ask('lea', 'programme.journeys', {}, serve()),
      ]);
      assert.deepEqual(JSON.parse(one.text).answer, JSON.parse(other.text).answer);
    });

    it('[QU6] a person counts once, by the journey that they began last; a small group is nowhere', async () => {
      for (let at = 0; at < 10; at++) await begin(`p${at}`, 'new-role', 'closed');
      for (let at = 0; at < 10; at++) {
        const id = `second-${at}`;
        await provision(id, journeyOf(id, `p${at}`, 'first-time-manager', 'active', '2026-10-05'));
      }
      for (let at = 10; at < 17; at++) await begin(`p${at}`, 'few', 'active');
      await provision('proposed', journeyOf('proposed', 'nobody-yet', 'first-time-manager', 'proposed'));
      await stand('lea', 'programme-lead');
      // With ten of seventeen shown the seven would be known: of the two, everybody is what is shown.
      assert.deepEqual(
        (await answerTo('lea', 'programme.journeys', {})).groups.map(({ template, people }) => [template?.id, people]),
        [[undefined, 17]],
      );
    });

    it('[QU6] the smallest group may be five, and never less', async () => {
      assert.throws(() => serve(4), ValidationError);
      for (let at = 0; at < 6; at++) await begin(`p${at}`, 'few', 'active');
      await stand('lea', 'programme-lead');
      assert.deepEqual((await answerTo('lea', 'programme.journeys', {})).groups, []);
      clock.nowMs += 7 * dayMs;
      const { answer } = JSON.parse((await ask('lea', 'programme.journeys', {}, serve(5))).text) as {
        readonly answer: Answer;
      };
      assert.deepEqual([answer.smallestGroup, answer.groups.map(({ people }) => people)], [5, [6, 6]]);
    });

    it('[QU6] whatever people come, go and end over weeks, nothing that was shown isolates a small group of them', async () => {
      const week = fc.array(
        fc.record({
          person: fc.nat(44),
          template: fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c'),
          state: fc.constantFrom<JourneyState[]>('active', 'active', 'paused', 'closed', 'stopped'),
        }),
        { minLength: 12, maxLength: 40 },
      );
      let [shown, exact, runs] = [0, 0, 0];
      await fc.assert(
        fc.asyncProperty(fc.array(week, { minLength: 2, maxLength: 5 }), fc.boolean(), async (weeks, endsAny) => {
          tenant = `queries-${++count}`;
          await stand('lea', 'programme-lead');
          const now = new Map<string, { readonly template: string; readonly state: JourneyState }>();
          const groups = new Map<string, ReadonlySet<string>>();
          for (const moves of weeks) {
            clock.nowMs += 7 * dayMs;
            for (const { person, template, state: drawn } of moves) {
              const state = endsAny ? drawn : 'active';
              await begin(`q${person}`, template, state);
              now.set(`q${person}`, { template, state });
            }
            for (const { template, people, ended, at } of (await answerTo('lea', 'programme.journeys', {})).groups) {
              if (Date.parse(at) !== clock.nowMs) continue;
              shown++;
              const here = [...now].filter(([, one]) => template === undefined || one.template === template.id);
              const done = here.filter(([, { state }]) => state === 'closed' || state === 'stopped');
              assert.equal(people, here.length);
              assert.ok(people >= 8);
              groups.set(`${at} ${template?.id} people`, new Set(here.map(([id]) => id)));
              if (ended.kind === 'exact') {
                exact++;
                assert.ok(done.length >= 8 && people - done.length >= 8, `${done.length} of ${people}`);
                groups.set(`${at} ${template?.id} ended`, new Set(done.map(([id]) => id)));
              }
            }
          }
          assert.equal(smallestFound([...groups.values()], 8), undefined);
          runs++;
        }),
        { seed: 27, numRuns: name === 'memory' ? 60 : 8, endOnFailure: true },
      );
      // Hiding everything would pass as well.
      assert.ok(shown > runs && exact > 0, `${shown} figures, ${exact} exact shares in ${runs} companies`);
    });
  });
}

/** A group of fewer than `smallest` people whose number follows from all these, by the attacker's own arithmetic. */
function smallestFound(groups: readonly ReadonlySet<string>[], smallest: number): readonly string[] | undefined {
  const kinds = new Map<string, string[]>();
  for (const person of new Set(groups.flatMap((group) => [...group]))) {
    const key = groups.map((group) => (group.has(person) ? 1 : 0)).join('');
    kinds.set(key, [...(kinds.get(key) ?? []), person]);
  }
  const unknowns = [...kinds];
  const attacker = new Attacker(groups.map((_, at) => unknowns.map(([key]) => Number(key[at]))));
  const grow = (
    from: number,
    people: readonly string[],
    indicator: readonly number[],
  ): readonly string[] | undefined => {
    if (people.length > 0 && attacker.canDetermine(indicator)) return people;
    for (let at = from; at < unknowns.length; at++) {
      const more = [...people, ...(unknowns[at]?.[1] ?? [])];
      const found = more.length < smallest ? grow(at + 1, more, indicator.with(at, 1)) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  return grow(
    0,
    [],
    unknowns.map(() => 0),
  );
}
