import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { filter, firstValueFrom } from 'rxjs';
import { beginning, holdAs, journey, serverRecord, words } from '../../support/journey.js';

const circle = { kind: 'circle' } as const;
const ask = { ask: { form: 'moment', to: ['anyone'] }, state: 'open', pinned: false };
/** What the server tells the circle of a journey that ended at this moment. */
const endedAt = (at: string) =>
  serverRecord('member', 'm-ines', 'circle', {
    person: 'ines',
    role: 'coachee',
    state: 'active',
    name: 'Inès',
    timeZone: 'Europe/Madrid',
    endedAt: at,
  });
const [journeyOf] = beginning.filter(({ type }) => type === 'journey');

describe('[WD5] a journey that has ended, on the device', () => {
  for (const person of ['ines', 'hana'] as const) {
    it(`takes of ${person === 'hana' ? 'a companion, who knows only that it ended' : 'the person'} what the server would take, and says what that is`, async (t) => {
      const { client, env, add } = await holdAs(person, [
        words('topic', 't-ask', 'ines', 'circle', circle, ask),
        words('topic', 't-plain', 'ines', 'circle', circle, { state: 'open', pinned: false }),
        words('topic', 't-done', 'ines', 'circle', circle, { ...ask, state: 'synthesised' }),
      ]);
      t.after(() => client.close());
      const takes = async () =>
        (await firstValueFrom(client.journeys.watch(journey).pipe(filter((view) => view !== undefined)))).takesWords;
      const say = (topic: string) =>
        client.forum.contribute({ journey, topic, kind: 'answer', body: { text: 'A word' }, audience: circle });
      const refused = { code: 'CORDEE_PERMISSION_DENIED', message: /The journey has ended/ };
      assert.equal(await takes(), 'all');
      await say('t-plain');
      await add(
        endedAt(new Date(env.now() - 86_400_000).toISOString()),
        ...(journeyOf && person === 'ines' ? [{ ...journeyOf, fields: { ...journeyOf.fields, state: 'closed' } }] : []),
      );
      assert.equal(await takes(), 'answers');
      await say('t-ask');
      for (const topic of ['t-plain', 't-done']) await assert.rejects(say(topic), refused, topic);
      await assert.rejects(client.forum.open({ journey, body: { text: 'One more' }, audience: circle }), refused);
      if (person === 'ines')
        await assert.rejects(client.challenges.raise({ journey, body: { text: 'Hard' }, audience: circle }), refused);
      await add(endedAt(new Date(env.now() - 31 * 86_400_000).toISOString()));
      assert.equal(await takes(), 'nothing');
      await assert.rejects(say('t-ask'), refused);
    });
  }
});
