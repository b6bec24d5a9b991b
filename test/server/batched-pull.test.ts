import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sql } from '../../server/index.js';
import type { PullResponse } from '../../src/protocol/messages.js';
import { schemaVersion } from '../../src/protocol/version.js';
import {
  type Asked,
  Device,
  type TestServer,
  circle,
  company,
  journeyRecord,
  openDatabase,
  pair,
  post,
  setTopic,
  startServer,
  watchedSql,
} from './support.js';

const tenant = 'batched';

describe('a pull of sixty journeys', () => {
  let sql: Sql;
  let server: TestServer;
  let asked: Asked[] = [];
  const journeys = Array.from({ length: 60 }, (_, at) => `J${String(at).padStart(2, '0')}`);
  const device = (person: string) => new Device(server, `${tenant}.${person}`);
  let texts = 0;

  before(async () => {
    sql = watchedSql(await openDatabase(), (one) => void asked.push(one));
    const often = { burst: 10_000, perSecond: 1_000 };
    server = await startServer(sql, { rates: { person: often, address: often, tenant: often } });
    for (const journey of journeys)
      await server.service.provision({ tenant, journey, records: [journeyRecord(journey), ...company] });
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });

  /** What the database is asked meanwhile. Who is let in is asked with each request, and is none of it. */
  const statementsOf = async (act: () => Promise<unknown>): Promise<readonly Asked[]> => {
    asked = [];
    await act();
    return asked.filter(({ text }) => !text.includes('denied_token'));
  };
  const acknowledgements = (statements: readonly Asked[]) =>
    statements.flatMap(({ text, values }) =>
      text.includes('update replica_journey') ? [JSON.parse(String(values[2])) as readonly object[]] : [],
    );
  /** One topic in each of these journeys, whose text says which it is. */
  const writeIn = async (some: readonly string[], writer = device('ines'), relation?: string) => {
    const id = `t-${++texts}`;
    for (const journey of some)
      await writer.push(
        journey,
        relation === undefined
          ? setTopic(id, journey, 'ines', circle, `of ${journey}`, 'circle')
          : setTopic(id, journey, 'ines', pair(relation), `of ${journey}`, `pair:${relation}`),
      );
    return id;
  };
  /** Marc, who holds all there is. */
  const upToDate = async (): Promise<Device> => {
    const marc = device('marc');
    await marc.pull();
    assert.equal(marc.held.size, 60);
    return marc;
  };

  it('[SY32] asks the database two questions where there is nothing new', async () => {
    const marc = await upToDate();
    const statements = await statementsOf(() => marc.pullOnce());
    assert.equal(statements.length, 2, statements.map(({ text }) => text).join('\n'));
  });

  it('[SY32] asks one more for the news of one journey, and no more for the news of all', async () => {
    const marc = await upToDate();
    const one = await writeIn(['J17']);
    assert.equal((await statementsOf(() => marc.pullOnce())).length, 3);
    assert.equal(marc.records.get(`J17 topic/${one}`)?.f['body'] !== undefined, true);
    const all = await writeIn(journeys);
    let answer: PullResponse | undefined;
    assert.equal((await statementsOf(async () => (answer = await marc.pullOnce()))).length, 3);
    for (const { id, puts, more, dels } of answer?.journeys ?? [])
      assert.deepEqual(
        [more, dels, puts.map(({ id: record, space, f }) => [record, space, f['body']])],
        [false, [], [[all, `${id}/circle`, { text: `of ${id}` }]]],
        id,
      );
  });

  it('[SY32] gives in answers of any size what it gives at once, each journey its own, and asks five questions at most', async () => {
    await writeIn(journeys.slice(3, 40), undefined, 'm-marc');
    const ines = device('ines');
    const gone = await writeIn(journeys, ines);
    for (const journey of journeys.slice(0, 20)) await ines.push(journey, { k: 'del', t: 'topic', id: gone });
    const whole = await upToDate();
    for (const limit of [
      { records: 7, bytes: 1e6 },
      { records: 100, bytes: 1e6 },
      { records: 500, bytes: 20_000 },
    ]) {
      const paged = device('marc');
      let last: PullResponse | undefined;
      for (let isOver = false; !isOver;) {
        const statements = await statementsOf(async () => (last = await paged.pullOnce(limit)));
        assert(statements.length <= 5, statements.map(({ text }) => text).join('\n'));
        isOver = last?.journeys.length === 60 && last.journeys.every(({ more }) => !more);
      }
      assert.deepEqual([...paged.records].toSorted(), [...whole.records].toSorted());
      assert(paged.bodies.length > 3, `${paged.bodies.length} answers`);
    }
    const sofia = device('sofia');
    await sofia.pull({ records: 50, bytes: 1e6 });
    assert(!sofia.bodies.some((body) => body.includes('pair:')), 'what is between two others is not in it');
  });

  it('[SY32] tells a device that has been given everything before what left meanwhile, journey by journey', async () => {
    const ines = device('ines');
    const gone = await writeIn(journeys, ines);
    const marc = await upToDate();
    for (const journey of journeys.slice(10, 50)) await ines.push(journey, { k: 'del', t: 'topic', id: gone });
    const { journeys: pages } = await marc.pullOnce();
    assert.deepEqual(
      pages.filter(({ dels }) => dels.length > 0).map(({ id, dels }) => [id, dels.map((del) => del.space)]),
      journeys.slice(10, 50).map((journey) => [journey, [`${journey}/circle`]]),
    );
  });

  it('[SY32] writes that answers are held only where more of them are, and nothing where they were held before', async () => {
    const ines = device('ines');
    await writeIn(journeys, ines);
    const pull = (resultsAck: Record<string, number>) => () =>
      post(server, ines.token, 'pull', {
        v: 1,
        schema: schemaVersion,
        replica: ines.replica,
        journeys: [],
        resultsAck,
      });
    const all = Object.fromEntries(journeys.map((journey) => [journey, 1]));
    const first = acknowledgements(await statementsOf(pull(all)));
    assert.deepEqual(
      first.map((held) => held.length),
      [60],
    );
    assert.equal((await statementsOf(pull(all))).length, 2, 'nothing is written');
    await writeIn(['J31'], ines);
    assert.deepEqual(acknowledgements(await statementsOf(pull({ ...all, J31: 2, J32: 99, J99: 1 }))), [
      [{ journey: 'J31', seq: 2 }],
    ]);
  });

  it('[SY32] tells nobody else what the device of somebody holds, and asks nothing more for it', async () => {
    const ines = device('ines');
    await writeIn(['J05'], ines);
    const statements = await statementsOf(async () => {
      const { status, json } = await post(server, `${tenant}.marc`, 'pull', {
        v: 1,
        schema: schemaVersion,
        replica: ines.replica,
        journeys: [],
        resultsAck: { J05: 1 },
      });
      assert.equal(status, 403, JSON.stringify(json));
    });
    assert.deepEqual(acknowledgements(statements), []);
    assert.equal(statements.length, 2);
  });
});
