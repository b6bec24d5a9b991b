import assert from 'node:assert/strict';
import { test } from 'node:test';
import { first, holdAs, journey, words } from '../../support/journey.js';

const codeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'settled',
    (error: { code?: unknown }) => error.code,
  );
const pair = { kind: 'pair', relation: 'm-marc' } as const;

test('a journey is in the list of those who are in it, with what they may know of it', async () => {
  const ines = await holdAs('ines');
  const [mine] = await first(ines.client.journeys.watchAll());
  assert.deepEqual([mine?.id, mine?.coachee?.name, mine?.myRole, mine?.week], [journey, 'Inès', 'coachee', 11]);
  assert.equal(mine?.title?.fr, 'Premier poste de manager, six mois');
  const hana = await holdAs('hana');
  const [hers] = await first(hana.client.journeys.watchAll());
  assert.deepEqual(
    [hers?.coachee?.name, hers?.myRole, hers?.week, hers?.title, hers?.state],
    ['Inès', 'companion', undefined, undefined, undefined],
  );
  await Promise.all([ines.client.close(), hana.client.close()]);
});

test('in a list, who waits comes first, the longest waiting on top; then by name', async () => {
  const marc = await holdAs('marc');
  const journeyOf = (id: string, name: string, raisedAt?: string) => {
    const space = `${id}/pair:m-${id}`;
    const member = (person: string, role: string, called: string) => ({
      type: 'member',
      id: `${id}-${person}`,
      space,
      rev: 1,
      stamps: {},
      readable: true,
      fields: { person, role, state: 'active', name: called, timeZone: 'Europe/Paris' },
    });
    const challenge = {
      ...words(
        'challenge',
        `ch-${id}`,
        'ines',
        'circle',
        { kind: 'pair', relation: `${id}-marc` },
        { by: id, at: raisedAt ?? '' },
      ),
      space,
    };
    return {
      journey: id,
      from: undefined,
      to: 'c1',
      mode: 'delta' as const,
      snap: undefined,
      beginsReset: false,
      more: false,
      deletions: [],
      puts: [member(id, 'coachee', name), member('marc', 'coach', 'Marc'), ...(raisedAt ? [challenge] : [])],
    };
  };
  const pages = [
    journeyOf('ja', 'Zoé'),
    journeyOf('jb', 'Amina', '2026-11-12T09:00:00.000Z'),
    journeyOf('jc', 'Bo', '2026-11-11T09:00:00.000Z'),
    journeyOf('jd', 'Carl'),
  ];
  await marc.store.applyUpdate({
    replica: (await marc.store.identity()).replica,
    pages,
    answers: {},
    access: Object.fromEntries(
      pages.map((page) => [page.journey, { rev: 1, spaces: { [`${page.journey}/pair:m-${page.journey}`]: 'g1' } }]),
    ),
  });
  const all = await first(marc.client.journeys.watchAll());
  assert.deepEqual(
    all.map(({ coachee, challenge }) => [coachee?.name, challenge !== undefined]),
    [
      ['Bo', true],
      ['Amina', true],
      ['Carl', false],
      ['Zoé', false],
    ],
  );
  await marc.client.close();
});

test('members come in the order of the journey; a companion knows first names only', async () => {
  const hana = await holdAs('hana');
  const { members, me } = await first(hana.client.journeys.watch(journey));
  assert.deepEqual(
    members.map(({ name }) => name),
    ['Inès', 'Marc', 'Geneviève', 'Claude', 'Hana'],
  );
  assert.deepEqual(
    members.map(({ displayName }) => displayName),
    [undefined, undefined, undefined, undefined, undefined],
  );
  assert.equal(me.isMe, true);
  await hana.client.close();
});

test('the path has its steps in phases, the next one, and what is late', async () => {
  const { client } = await holdAs('ines');
  const path = await first(client.journeys.watchPath(journey));
  assert.deepEqual(
    path.phases.map(({ id, steps }) => [id, steps.map((step) => [step.id, step.state, step.week])]),
    [
      [
        'rope-up',
        [
          ['frame', 'done', 1],
          ['inside-view', 'underway', 1],
        ],
      ],
      [
        'first-pitches',
        [
          ['one-to-ones', 'ahead', 5],
          ['hand-over', 'skipped', 8],
        ],
      ],
    ],
  );
  assert.equal(path.next?.id, 'inside-view');
  assert.equal(path.next?.isLate, true);
  assert.deepEqual([path.stepsDone, path.stepsTotal], [1, 3]);
  await client.close();
});

test('a mentor knows only the steps that are theirs to know, a companion no path at all', async () => {
  const mentor = await holdAs('genevieve');
  const path = await first(mentor.client.journeys.watchPath(journey));
  assert.deepEqual(
    path.phases.flatMap(({ steps }) => steps.map(({ id }) => id)),
    ['one-to-ones', 'hand-over'],
  );
  const hana = await holdAs('hana');
  const { members } = await first(hana.client.journeys.watch(journey));
  assert.ok(members.length > 0);
  assert.equal((await hana.store.records(journey)).list('stepRun').length, 0);
  await Promise.all([mentor.client.close(), hana.client.close()]);
});

test('only the person accompanied begins and finishes their steps', async () => {
  const ines = await holdAs('ines');
  await ines.client.journeys.moveStep(journey, 'one-to-ones', 'underway');
  const detail = await first(ines.client.journeys.watchStep(journey, 'one-to-ones'));
  assert.deepEqual([detail.step.state, detail.canMove, detail.canAnswer], ['underway', true, true]);
  await ines.client.journeys.moveStep(journey, 'one-to-ones', 'done');
  await ines.client.journeys.moveStep(journey, 'one-to-ones', 'open');
  assert.equal(await codeOf(ines.client.journeys.moveStep(journey, 'frame', 'underway')), 'CORDEE_INPUT_INVALID');
  assert.equal(await codeOf(ines.client.journeys.moveStep(journey, 'hand-over', 'done')), 'CORDEE_INPUT_INVALID');
  assert.equal(await codeOf(ines.client.journeys.moveStep(journey, 'nowhere', 'done')), 'CORDEE_PERMISSION_DENIED');
  const marc = await holdAs('marc');
  assert.equal(
    await codeOf(marc.client.journeys.moveStep(journey, 'one-to-ones', 'underway')),
    'CORDEE_PERMISSION_DENIED',
  );
  const seen = await first(marc.client.journeys.watchStep(journey, 'one-to-ones'));
  assert.deepEqual([seen.canMove, seen.canAnswer, typeof seen.coachGuide?.fr], [false, false, 'string']);
  await Promise.all([ines.client.close(), marc.client.close()]);
});

test('an answer kept to oneself never leaves the device; one for the coach waits to be sent', async () => {
  const { client, store } = await holdAs('ines');
  const common = { journey, step: 'inside-view', prompt: 'proud', body: { text: 'chosen' } };
  await client.journeys.answer({ ...common, audience: { kind: 'self' } });
  assert.equal((await store.waiting()).pending, 0);
  const id = await client.journeys.answer({ ...common, audience: pair });
  assert.equal((await store.waiting()).pending, 1);
  const { prompts } = await first(client.journeys.watchStep(journey, 'inside-view'));
  const answers = prompts.find((prompt) => prompt.id === 'proud')?.answers ?? [];
  assert.deepEqual(
    answers.map(({ delivery, readers }) => [delivery, readers.map(({ name }) => name)]),
    [
      ['device-only', []],
      ['waiting', ['Marc']],
    ],
  );
  await client.journeys.answer({ ...common, audience: pair, answer: id, body: { text: 'rewritten' } });
  const again = await first(client.journeys.watchStep(journey, 'inside-view'));
  assert.deepEqual(
    again.prompts.find((prompt) => prompt.id === 'proud')?.answers.map(({ body }) => body.text),
    ['chosen', 'rewritten'],
  );
  assert.equal(
    await codeOf(client.journeys.answer({ ...common, audience: { kind: 'circle' }, answer: id })),
    'CORDEE_INPUT_INVALID',
  );
  await client.close();
});

test('words that say nothing, say too much, or are for nobody here are refused and nothing is stored', async () => {
  const { client, store } = await holdAs('ines');
  const common = { journey, step: 'inside-view', prompt: 'proud' };
  for (const wrong of [
    { ...common, body: { text: '  ' }, audience: pair },
    { ...common, body: { text: 'x'.repeat(20_001) }, audience: pair },
    { ...common, body: { text: 'x' }, audience: { kind: 'pair', relation: 'm-nobody' } as const },
    { ...common, body: { text: 'x' }, audience: { kind: 'chosen', members: [] } as const },
    { ...common, prompt: '../x', body: { text: 'x' }, audience: pair },
  ])
    assert.equal(await codeOf(client.journeys.answer(wrong)), 'CORDEE_INPUT_INVALID');
  assert.equal((await store.waiting()).pending, 0);
  await client.close();
});

test('a closed client says so', async () => {
  const { client } = await holdAs('ines');
  await client.close();
  assert.equal(await codeOf(client.journeys.moveStep(journey, 'one-to-ones', 'underway')), 'CORDEE_CLIENT_CLOSED');
  assert.equal(await codeOf(first(client.journeys.watchAll())), 'CORDEE_CLIENT_CLOSED');
});

test('what somebody else answered is not written anew', async () => {
  const fields = {
    by: 'marc',
    at: '2026-11-10T09:00:00.000Z',
    audience: pair,
    body: { text: 'from Marc' },
    step: 'inside-view',
    prompt: 'proud',
  };
  const theirs = {
    type: 'answer',
    id: 'a1',
    space: `${journey}/pair:m-marc`,
    rev: 1,
    fields,
    stamps: {},
    readable: true,
  };
  const { client, store } = await holdAs('ines', [theirs]);
  const rewriting = client.journeys.answer({
    journey,
    step: 'inside-view',
    prompt: 'proud',
    body: { text: 'mine' },
    audience: pair,
    answer: 'a1',
  });
  assert.equal(await codeOf(rewriting), 'CORDEE_PERMISSION_DENIED');
  assert.equal((await store.waiting()).pending, 0);
  await client.close();
});
