import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstValueFrom } from 'rxjs';
import { holdAs, journey, serverRecord, words } from '../../support/journey.js';

const circle = { kind: 'circle' } as const;
const topic = words('topic', 't1', 'ines', 'circle', circle);
const given = words('contribution', 'c1', 'hana', 'circle', circle, { topic: 't1', kind: 'advice' });
const thanks = serverRecord('served', 's1', 'chosen:m-hana.m-marc', {
  contribution: 'c1',
  by: 'ines',
  at: '2026-11-12T09:00:00.000Z',
  audience: { kind: 'chosen', members: ['m-hana', 'm-marc'] },
  body: { text: 'I asked it to three people.' },
});

test('what served is said in a sentence, to the giver and the coach and to nobody else', async () => {
  const { client, store } = await holdAs('ines', [topic, given]);
  const before = await firstValueFrom(client.served.watch(journey, 'c1'));
  assert.deepEqual([before.canSay, before.readers.map(({ name }) => name)], [true, ['Marc', 'Hana']]);
  const id = await client.served.say({ journey, contribution: 'c1', body: { text: 'Asked twice.' } });
  const [pending] = await store.unsent();
  assert.equal(pending?.change.kind === 'set' && pending.change.space, `${journey}/chosen:m-hana.m-marc`);
  const after = await firstValueFrom(client.served.watch(journey, 'c1'));
  assert.deepEqual(
    [after.canSay, after.said.map(({ body, isMine, delivery }) => [body.text, isMine, delivery])],
    [false, [['Asked twice.', true, 'waiting']]],
  );
  await client.served.takeBack(journey, id);
  assert.equal((await firstValueFrom(client.served.watch(journey, 'c1'))).canSay, true);
  await client.close();
});

test('nobody thanks themself, or without a word, and nothing is written', async () => {
  const { client, store } = await holdAs('ines', [
    topic,
    words('contribution', 'c2', 'ines', 'circle', circle, { topic: 't1', kind: 'answer' }),
    given,
  ]);
  await assert.rejects(client.served.say({ journey, contribution: 'c2', body: { text: 'x' } }), {
    code: 'CORDEE_INPUT_INVALID',
  });
  await assert.rejects(client.served.say({ journey, contribution: 'c1', body: { text: ' ' } }), {
    code: 'CORDEE_INPUT_INVALID',
  });
  await assert.rejects(client.served.say({ journey, contribution: 'elsewhere', body: { text: 'x' } }), {
    code: 'CORDEE_PERMISSION_DENIED',
  });
  assert.deepEqual(await store.unsent(), []);
  await client.close();
});

test('who gave reads the sentence with their own words, and may not write one', async () => {
  const { client } = await holdAs('hana', [topic, given, thanks]);
  const on = await firstValueFrom(client.served.watch(journey, 'c1'));
  assert.deepEqual(
    [on.canSay, on.said.map(({ author, body }) => [author?.name, body.text])],
    [false, [['Inès', 'I asked it to three people.']]],
  );
  const [mine] = await firstValueFrom(client.served.watchMine(journey));
  assert.deepEqual(
    [mine?.body.text, mine?.topic?.text, mine?.served.map(({ body }) => body.text)],
    ['c1 by hana', 't1 by ines', ['I asked it to three people.']],
  );
  await assert.rejects(client.served.say({ journey, contribution: 'c1', body: { text: 'x' } }), {
    code: 'CORDEE_INPUT_INVALID',
  });
  await client.close();
});

test('a sentence from somewhere else is not shown to who does not read it', async () => {
  const { client } = await holdAs('genevieve', [topic, given, thanks]);
  assert.deepEqual((await firstValueFrom(client.served.watch(journey, 'c1'))).said, []);
  await client.close();
});

test('who drew on words is named to who gave them', async () => {
  const synthesis = words('contribution', 'c3', 'marc', 'circle', circle, {
    topic: 't1',
    kind: 'synthesis',
    cites: ['c1'],
  });
  const { client } = await holdAs('hana', [topic, given, synthesis]);
  const [mine] = await firstValueFrom(client.served.watchMine(journey));
  assert.deepEqual(
    mine?.gatheredBy.map(({ name }) => name),
    ['Marc'],
  );
  await client.close();
});
