import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstValueFrom } from 'rxjs';
import { addDays } from '../../../src/model/value/time.js';
import { first, holdAs, journey } from '../../support/journey.js';

test('the person rests until a day, takes it up again, ends it: each shows at once', async () => {
  const { client, store } = await holdAs('ines');
  const before = await first(client.pace.watch(journey));
  assert.deepEqual(
    [before.state, before.canPause, before.canResume, before.canConclude, before.canClose, before.canStop],
    ['active', true, false, true, false, true],
  );
  const until = addDays(before.today, 14);
  await client.pace.pause(journey, { until });
  const resting = await first(client.pace.watch(journey));
  assert.deepEqual(
    [resting.state, resting.isWaiting, resting.pausedUntil, resting.restsSince, resting.canResume],
    ['paused', true, until, before.today, true],
  );
  await client.pace.resume(journey);
  assert.equal((await first(client.pace.watch(journey))).state, 'active');
  await client.pace.conclude(journey);
  await client.pace.close(journey);
  assert.equal((await first(client.pace.watch(journey))).state, 'closed');
  assert.deepEqual(
    (await store.unsent()).map(({ change }) => change.kind === 'command' && [change.name, change.args]),
    [
      ['journey.pause', { until }],
      ['journey.resume', {}],
      ['journey.conclude', {}],
      ['journey.close', {}],
    ],
  );
  await client.close();
});

test('a pause that ends today, and a move that the state does not know, are refused and change nothing', async () => {
  const { client, store } = await holdAs('ines');
  const { today } = await first(client.pace.watch(journey));
  await assert.rejects(client.pace.pause(journey, { until: today }), { code: 'CORDEE_INPUT_INVALID' });
  await assert.rejects(client.pace.close(journey), { code: 'CORDEE_INPUT_INVALID' });
  assert.deepEqual(await store.unsent(), []);
  await client.close();
});

test('a coach may stop it, with a reason or without; a companion knows nothing of it', async () => {
  const marc = await holdAs('marc');
  const view = await first(marc.client.pace.watch(journey));
  assert.deepEqual([view.canPause, view.canStop], [false, true]);
  await assert.rejects(marc.client.pace.pause(journey), { code: 'CORDEE_PERMISSION_DENIED' });
  await marc.client.pace.stop(journey, { reason: ' ' });
  const [pending] = await marc.store.unsent();
  assert.deepEqual(pending?.change, { kind: 'command', name: 'journey.stop', args: {} });
  const hana = await holdAs('hana');
  assert.equal(await firstValueFrom(hana.client.pace.watch(journey)), undefined);
  await Promise.all([marc.client.close(), hana.client.close()]);
});

test('[CM7] a stop is taken back for seven days: by the person any, by a coach their own', async () => {
  const { client } = await holdAs('ines');
  await client.pace.stop(journey, { reason: 'Enough.' });
  const stopped = await first(client.pace.watch(journey));
  assert.deepEqual(
    [stopped.state, stopped.canReopen, stopped.reopensUntil, stopped.stoppedBecause],
    ['stopped', true, addDays(stopped.today, 7), 'Enough.'],
  );
  await client.pace.reopen(journey);
  const open = await first(client.pace.watch(journey));
  assert.deepEqual(
    [open.state, open.canReopen, open.reopensUntil, open.stoppedBecause],
    ['active', false, undefined, undefined],
  );
  await client.close();
  const { client: later, env } = await holdAs('ines');
  await later.pace.stop(journey);
  await env.advance(7 * 86_400_000 + 1);
  assert.equal((await first(later.pace.watch(journey))).canReopen, false);
  await assert.rejects(later.pace.reopen(journey), { code: 'CORDEE_INPUT_INVALID' });
  await later.close();
});
