import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observable, Subscription } from 'rxjs';
import { first, holdAs, journey, words } from '../../support/journey.js';

/** Listens, and gives what settles once something has been told. */
function until<T>(
  stream$: Observable<T>,
  tell: (value: T) => void,
): [(isSo: () => boolean) => Promise<void>, Subscription] {
  let look = (): void => undefined;
  const subscription = stream$.subscribe((value) => {
    tell(value);
    look();
  });
  const isTold = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      look = () => (isSo() ? resolve() : undefined);
      look();
    });
  return [isTold, subscription];
}

const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'settled',
    (error: { code?: unknown }) => error.code,
  );
const circle = { kind: 'circle' } as const;
const topic = words('topic', 't1', 'ines', 'circle', circle);
const voice = (id: string, by: 'hana' | 'marc', more = {}) =>
  words('contribution', id, by, 'circle', circle, { topic: 't1', kind: 'advice', ...more });

test('a draft is kept on the device, found again by its place, never sent, and forgotten when it is empty', async () => {
  const { client, store } = await holdAs('hana', [topic]);
  await client.drafts.keep(journey, 'contribution/t1', {
    text: 'Pas fini',
    form: { moment: 'Mardi', saw: '', effect: '', next: '' },
    kind: 'moment',
  });
  await client.drafts.keep(journey, 'topic', { text: 'Autre chose' });
  await client.drafts.keep(journey, 'topic', { text: 'Autre chose encore' });
  const draft = await client.drafts.get(journey, 'contribution/t1');
  assert.deepEqual([draft?.text, draft?.form?.moment, draft?.kind], ['Pas fini', 'Mardi', 'moment']);
  assert.equal((await client.drafts.get(journey, 'topic'))?.text, 'Autre chose encore');
  assert.equal(await client.drafts.get(journey, 'contribution/t2'), undefined);
  assert.deepEqual(await store.unsent(), []);
  await client.drafts.keep(journey, 'contribution/t1', undefined);
  assert.equal(await client.drafts.get(journey, 'contribution/t1'), undefined);
  await client.close();
});

test('what is kept at a place is told from then on, whoever writes there, and of other places nothing', async () => {
  const { client } = await holdAs('hana', [topic]);
  const told: (string | undefined)[] = [];
  const [isTold, subscription] = until(client.drafts.watch(journey, 'a'), (draft) => told.push(draft?.text));
  await isTold(() => told.length === 1);
  await client.drafts.keep(journey, 'a', { text: 'Un' });
  await isTold(() => told.at(-1) === 'Un');
  await client.drafts.keep(journey, 'b', { text: 'Ailleurs' });
  await client.drafts.keep(journey, 'a', { text: 'Deux' });
  await isTold(() => told.at(-1) === 'Deux');
  await client.drafts.keep(journey, 'a', undefined);
  await isTold(() => told.at(-1) === undefined);
  assert.ok(!told.includes('Ailleurs'), JSON.stringify(told));
  subscription.unsubscribe();
  await client.close();
});

test('a draft that is too long to be posted is kept all the same', async () => {
  const { client } = await holdAs('hana', [topic]);
  const text = 'x'.repeat(20_001);
  await client.drafts.keep(journey, 'a', { text, form: { moment: '', saw: 'y'.repeat(2_704), effect: '', next: '' } });
  const draft = await client.drafts.get(journey, 'a');
  assert.deepEqual([draft?.text.length, draft?.form?.saw.length], [20_001, 2_704]);
  await client.close();
});

test('what waits for a time is told with the soonest first, and what it no longer says is gone', async () => {
  const { client } = await holdAs('hana', [topic]);
  const later = (at: string) => ({ text: at, later: { at, to: { purpose: 'topic' } } });
  await client.drafts.keep(journey, 'b', later('2026-11-17T08:00:00.000Z'));
  await client.drafts.keep(journey, 'a', later('2026-11-16T08:00:00.000Z'));
  assert.deepEqual(
    (await first(client.drafts.watchLater(journey))).map(({ place }) => place),
    ['a', 'b'],
  );
  await client.drafts.keep(journey, 'a', { text: 'sans heure' });
  assert.deepEqual(
    (await first(client.drafts.watchLater(journey))).map(({ place }) => place),
    ['b'],
  );
  await client.close();
});

test('[A-COM-4] words that their author takes back go, and leaving takes all of them back first', async () => {
  const { client, store } = await holdAs('hana', [
    topic,
    voice('c1', 'hana'),
    voice('c2', 'hana'),
    voice('c3', 'marc'),
  ]);
  await client.words.withdraw(journey, 'c1');
  const thread = await first(client.forum.watchTopic(journey, 't1'));
  assert.deepEqual(
    thread.contributions.map(({ id, withdrawn, body }) => [id, withdrawn, body.text.includes('hana')]),
    [
      ['c1', true, false],
      ['c2', false, true],
      ['c3', false, false],
    ],
  );
  assert.equal(await codeOf(client.words.withdraw(journey, 'c3')), 'CORDEE_PERMISSION_DENIED');
  await client.words.leave(journey, { withdraw: true });
  const changes = (await store.unsent()).map(({ change }) =>
    change.kind === 'command' ? [change.name, 'id' in change.args && change.args.id] : [change.kind, change.id],
  );
  assert.deepEqual(changes, [
    ['set', 'c1'],
    ['set', 'c2'],
    ['membership.end', 'm-hana'],
  ]);
  await client.close();
});

test('fewer people may be asked to read it, never more, and only by its author or in one’s own space', async () => {
  const { client, store } = await holdAs('ines', [topic, voice('c1', 'hana')]);
  await client.words.narrow(journey, 'c1', { kind: 'pair', relation: 'm-hana' });
  assert.deepEqual(
    (await store.unsent()).map(({ change }) => change.kind === 'command' && change.args),
    [{ type: 'contribution', id: 'c1', audience: { kind: 'pair', relation: 'm-hana' } }],
  );
  const guides = words('topic', 't2', 'ines', 'guides', { kind: 'guides' });
  const other = await holdAs('ines', [guides]);
  assert.equal(await codeOf(other.client.words.narrow(journey, 't2', circle)), 'CORDEE_INPUT_INVALID');
  await other.client.close();
  const hana = await holdAs('hana', [topic, voice('c3', 'marc')]);
  assert.equal(
    await codeOf(hana.client.words.narrow(journey, 'c3', { kind: 'pair', relation: 'm-hana' })),
    'CORDEE_PERMISSION_DENIED',
  );
  await hana.client.close();
  await client.close();
});

test('one opens one’s own words to more people, keeps those who read them, and stays inside of what they answer', async () => {
  const guides = { kind: 'guides' } as const;
  const aside = words('topic', 't2', 'ines', 'guides', guides);
  const { client, store } = await holdAs('ines', [
    topic,
    aside,
    words('contribution', 'c1', 'ines', 'guides', guides, { topic: 't2', kind: 'advice' }),
    voice('c2', 'hana'),
  ]);
  await client.words.widen(journey, 't2', circle);
  assert.deepEqual(
    (await store.unsent()).map(({ change }) => change.kind === 'command' && [change.name, change.args]),
    [['audience.widen', { type: 'topic', id: 't2', audience: circle }]],
  );
  assert.equal(await codeOf(client.words.widen(journey, 'c1', circle)), 'CORDEE_INPUT_INVALID');
  assert.equal(
    await codeOf(client.words.widen(journey, 't2', { kind: 'pair', relation: 'm-hana' })),
    'CORDEE_INPUT_INVALID',
  );
  assert.equal(await codeOf(client.words.widen(journey, 'c2', circle)), 'CORDEE_PERMISSION_DENIED');
  assert.equal((await store.unsent()).length, 1);
  await client.close();
  const hana = await holdAs('hana', [topic, voice('c3', 'hana', { audience: { kind: 'pair', relation: 'm-hana' } })]);
  assert.equal(await codeOf(hana.client.words.widen(journey, 'c3', circle)), 'CORDEE_PERMISSION_DENIED');
  await hana.client.close();
});

test('a question whether more people may read is told to who is asked and to who asks, and goes when it is answered', async () => {
  const guides = { kind: 'guides' } as const;
  const aside = words('topic', 't2', 'ines', 'guides', guides);
  const asked = {
    type: 'moveProposal',
    id: 'p1',
    space: `${journey}/pair:m-marc`,
    rev: 1,
    stamps: {},
    readable: true,
    fields: {
      item: 't2',
      by: 'marc',
      at: '2026-11-12T09:00:00.000Z',
      from: guides,
      to: circle,
      reason: 'She asks herself the same.',
      answers: [],
    },
  };
  const ines = await holdAs('ines', [aside, asked]);
  const [question] = await first(ines.client.words.watchProposals(journey));
  assert.equal(question?.reason, 'She asks herself the same.');
  assert.deepEqual(
    [
      question?.by?.name,
      question?.added.map(({ name }) => name),
      question?.canAnswer,
      question?.isMine,
      question?.outcome,
    ],
    ['Marc', ['Hana'], true, false, 'waiting'],
  );
  await ines.client.words.answer(journey, 'p1', true);
  assert.deepEqual(await first(ines.client.words.watchProposals(journey)), []);
  assert.deepEqual(
    (await ines.store.unsent()).map(({ change }) => change.kind === 'command' && [change.name, change.args]),
    [['audience.answer', { id: 'p1', isYes: true }]],
  );
  await ines.client.close();
  const marc = await holdAs('marc', [aside, asked]);
  const [own] = await first(marc.client.words.watchProposals(journey));
  assert.deepEqual([own?.isMine, own?.canAnswer, own?.waitsFor.map(({ name }) => name)], [true, false, ['Inès']]);
  await marc.client.words.propose(journey, 't2', circle);
  await marc.client.words.propose(journey, 't2', circle, { reason: ' Hana could use it. ' });
  assert.deepEqual(
    (await marc.store.unsent()).map(
      ({ change }) => change.kind === 'command' && ('reason' in change.args ? change.args.reason : undefined),
    ),
    [undefined, 'Hana could use it.'],
  );
  assert.equal(await codeOf(marc.client.words.widen(journey, 't2', circle)), 'CORDEE_PERMISSION_DENIED');
  await marc.client.close();
});

test('a question about words that have other readers by now is none', async () => {
  const asked = {
    type: 'moveProposal',
    id: 'p1',
    space: `${journey}/pair:m-marc`,
    rev: 1,
    stamps: {},
    readable: true,
    fields: {
      item: 't1',
      by: 'marc',
      at: '2026-11-12T09:00:00.000Z',
      from: { kind: 'guides' },
      to: circle,
      answers: [],
    },
  };
  const { client } = await holdAs('ines', [topic, asked]);
  assert.deepEqual(await first(client.words.watchProposals(journey)), []);
  await client.close();
});

test('news is what others wrote and I have not read, newest first, by name; what they took back is none', async () => {
  const { client } = await holdAs('ines', [
    topic,
    voice('c1', 'hana', { at: '2026-11-11T09:00:00.000Z' }),
    voice('c2', 'marc', { at: '2026-11-12T09:00:00.000Z' }),
    voice('c3', 'hana', { withdrawnAt: '2026-11-12T09:00:00.000Z' }),
  ]);
  assert.deepEqual(
    (await first(client.news.watch(journey))).map(({ what, who, in: place }) => [what, who?.name, place]),
    [
      ['contribution', 'Marc', 't1'],
      ['contribution', 'Hana', 't1'],
    ],
  );
  await client.forum.markRead(journey, ['c1', 'c2']);
  assert.deepEqual(await first(client.news.watch(journey)), []);
  await client.close();
});
