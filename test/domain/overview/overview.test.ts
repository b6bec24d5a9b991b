import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstValueFrom } from 'rxjs';
import { first, holdAs, journey, words } from '../../support/journey.js';

const circle = { kind: 'circle' } as const;
const guides = { kind: 'guides' } as const;
const at = (day: number): { readonly at: string } => ({ at: `2026-11-${String(day).padStart(2, '0')}T09:00:00.000Z` });
const said = (id: string, day: number, more = {}) =>
  words('contribution', id, 'hana', 'circle', circle, { topic: 't1', kind: 'advice', ...at(day), ...more });

test('the board says what waits in each journey, and a challenge comes first', async (t) => {
  const marc = await holdAs('marc', [words('topic', 't1', 'ines', 'circle', circle, at(9)), said('c1', 10)]);
  t.after(() => marc.client.close());
  const [entry] = await first(marc.client.journeys.watchBoard());
  assert.deepEqual(
    [entry?.id, entry?.coachee?.person, entry?.myRole, entry?.unread, entry?.challenge, entry?.lastAt],
    [journey, 'ines', 'coach', 2, undefined, at(10).at],
  );
  assert.ok(entry?.title?.en && entry.week && entry.state === 'active');
  await marc.add(words('challenge', 'k1', 'ines', 'guides', guides, at(11)));
  const [again] = await first(marc.client.journeys.watchBoard());
  assert.deepEqual([again?.challenge?.id, again?.challenge?.author?.person, again?.unread], ['k1', 'ines', 3]);
});

test('a companion who may not know the path has a board without it', async (t) => {
  const hana = await holdAs('hana');
  t.after(() => hana.client.close());
  const [entry] = await first(hana.client.journeys.watchBoard());
  assert.deepEqual([entry?.coachee?.person, entry?.title, entry?.week, entry?.due], ['ines', undefined, undefined, 0]);
  assert.deepEqual(await first(hana.client.journeys.watchDue()), []);
});

test('what is due comes with its name, the most urgent first, and nothing that is far away or done', async (t) => {
  const ines = await holdAs('ines');
  t.after(() => ines.client.close());
  const due = await first(ines.client.journeys.watchDue());
  assert.ok(due.length > 0);
  assert.ok(due.every(({ title, inDays }) => title?.fr && inDays <= 7));
  assert.deepEqual(
    due.map(({ inDays }) => inDays),
    due.map(({ inDays }) => inDays).toSorted((a, b) => a - b),
  );
  const path = await first(ines.client.journeys.watchPath(journey));
  const done = new Set(
    path.phases
      .flatMap(({ steps }) => steps)
      .filter(({ state }) => state === 'done')
      .map(({ id }) => id),
  );
  assert.deepEqual(
    due.filter(({ step }) => done.has(step)),
    [],
  );
});

test('what is unread is told newest first, since a moment if asked, and no more once it is read', async (t) => {
  const ines = await holdAs('ines', [
    words('topic', 't1', 'marc', 'circle', circle, at(8)),
    said('c1', 9),
    said('c2', 10),
    said('c3', 10, { withdrawnAt: at(11).at }),
  ]);
  t.after(() => ines.client.close());
  const idsOf = async (since?: string) =>
    (await first(ines.client.forum.watchUnread({ since }))).map(({ id, topic, kind, author }) => [
      id,
      topic,
      kind,
      author?.person,
    ]);
  assert.deepEqual(await idsOf(), [
    ['c2', 't1', 'advice', 'hana'],
    ['c1', 't1', 'advice', 'hana'],
    ['t1', 't1', undefined, 'marc'],
  ]);
  assert.deepEqual(
    (await idsOf(at(10).at)).map(([id]) => id),
    ['c2'],
  );
  await ines.client.forum.markRead(journey, ['c2', 't1']);
  assert.deepEqual(
    (await idsOf()).map(([id]) => id),
    ['c1'],
  );
});

test('what is no moment is refused with what to write instead, wherever unread words are asked since', async (t) => {
  const ines = await holdAs('ines', []);
  t.after(() => ines.client.close());
  await assert.rejects(first(ines.client.forum.watchUnread({ since: '2026-02-30T09:00:00Z' })), {
    code: 'CORDEE_INPUT_INVALID',
    issues: [{ path: 'since', message: 'Use ISO 8601 with a zone, such as "2026-11-12T17:42:00Z".' }],
  });
});

test('[WD2] words that were taken back are no news, whatever they were', async (t) => {
  const back = { withdrawnAt: at(11).at };
  const ines = await holdAs('ines', [
    words('topic', 't1', 'marc', 'circle', circle, { ...at(8), ...back }),
    words('challenge', 'ch1', 'marc', 'circle', circle, { ...at(9), ...back, state: 'raised' }),
  ]);
  t.after(() => ines.client.close());
  assert.deepEqual(await first(ines.client.forum.watchUnread({})), []);
  assert.deepEqual(
    (await first(ines.client.journeys.watchAll())).map(({ challenge }) => challenge),
    [undefined],
  );
});

test('the newest voices of a topic are the same from the first screen as from the whole', async (t) => {
  const many = Array.from({ length: 60 }, (_, index) =>
    said(`v${String(index).padStart(2, '0')}`, 1 + Math.floor(index / 3)),
  );
  const ines = await holdAs('ines', [words('topic', 't1', 'marc', 'circle', circle, at(1)), ...many]);
  t.after(() => ines.client.close());
  const newest = async (count: number) =>
    (await first(ines.client.forum.watchNewest(journey, 't1', { count }))).map(({ id }) => id);
  const whole = many.map(({ id }) => id).toReversed();
  for (const count of [3, 29, 30, 31, 60, 90]) assert.deepEqual(await newest(count), whole.slice(0, count));
  await ines.store.records(journey);
  assert.deepEqual(await newest(3), whole.slice(0, 3));
});

test('a search finds the beginnings of words whatever their accents, in what is shown only, the newest first', async (t) => {
  const text = (value: string) => ({ body: { text: value, lang: 'fr' } });
  const ines = await holdAs('ines', [
    words('topic', 't1', 'marc', 'circle', circle, { ...at(8), ...text('Une étincelle, enfin.') }),
    said('c1', 9, text('Des ETINCELLES partout')),
    said('c2', 10, { ...text('étincelle'), withdrawnAt: at(11).at }),
    said('c3', 10, text('rien')),
  ]);
  t.after(() => ines.client.close());
  const found = async (asked: string) => (await ines.client.search(asked)).map(({ type, id }) => [type, id]);
  assert.deepEqual(await found('etinc'), [
    ['contribution', 'c1'],
    ['topic', 't1'],
  ]);
  assert.deepEqual(await found('enf étin'), [['topic', 't1']]);
  assert.deepEqual([await found('tincelle'), await found('  '), await found('…')], [[], [], []]);
  assert.equal(
    (await ines.client.search('etinc'))[0],
    (await ines.client.search('etinc'))[0],
    'asked again, nothing is looked for',
  );
  await ines.add(said('c4', 12, text('étincelant')));
  assert.deepEqual(await found('etinc'), [
    ['contribution', 'c4'],
    ['contribution', 'c1'],
    ['topic', 't1'],
  ]);
});

test('what was read through and what the index finds are the same, also after texts came and went', async (t) => {
  const text = (value: string) => ({ body: { text: value, lang: 'en' } });
  const many = Array.from({ length: 250 }, (_, index) =>
    said(`v${index}`, 1 + (index % 20), text(`word${index % 17} and other${index % 5}`)),
  );
  const ines = await holdAs('ines', [words('topic', 't1', 'marc', 'circle', circle, at(1)), ...many]);
  t.after(() => ines.client.close());
  // Another limit is another question: the last one asked is answered from memory.
  let limit = 500;
  const ask = async (asked: string) => (await ines.client.search(asked, { limit: limit++ })).map(({ id }) => id);
  const before = await ask('word1 other2');
  assert.ok(before.length > 10);
  // The index is made when nothing else is to be done.
  await ines.env.advance(1_000);
  assert.deepEqual(await ask('word1 other2'), before);
  await ines.add(said('v999', 21, text('word1 and other2')), { ...said('v0', 1, text('gone')), rev: 2 });
  assert.deepEqual(await ask('word1 other2'), ['v999', ...before.filter((id) => id !== 'v0')]);
  await ines.env.advance(1_000);
  assert.deepEqual(await ask('word1 other2'), ['v999', ...before.filter((id) => id !== 'v0')]);
});

test('signing out with changes that no server has says so and changes nothing; told to discard them, it deletes all', async () => {
  const ines = await holdAs('ines');
  await ines.client.forum.open({ journey, body: { text: 'not sent' }, audience: circle });
  await assert.rejects(ines.client.signOut(), { code: 'CORDEE_SYNC_UNSENT', message: /^1 change/ });
  assert.equal((await firstValueFrom(ines.client.sync.status$)).pending, 1);
  await ines.client.signOut({ discard: true });
  await assert.rejects(firstValueFrom(ines.client.journeys.watchAll()), { code: 'CORDEE_CLIENT_CLOSED' });
});
