import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { firstValueFrom, filter } from 'rxjs';
import type { Sql } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { createGuestKeeper } from '../../src/arrival/guest-keeper.js';
import { createArrival, invitationLinkOf, invitationTokenIn } from '../../src/arrival/index.js';
import type { CordeeClient } from '../../src/api/client.js';
import { createCordee } from '../../src/cordee.js';
import { systemEnv } from '../../src/env.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import { type TestServer, circle, company, journeyRecord, startServer, topic } from '../server/support.js';

/** What came of a live answer that is so. */
const until = <T>(stream$: Parameters<typeof firstValueFrom<T>>[0], isSo: (value: T) => boolean): Promise<T> =>
  firstValueFrom(stream$.pipe(filter(isSo)));

describe('coming by a link', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  const clients: CordeeClient[] = [];
  before(async () => {
    sql = await openMemoryDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await server.stop();
    await sql.close();
  });
  beforeEach(async () => {
    tenant = `arrival-${++count}`;
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [journeyRecord('J'), ...company, topic('t-1', 'ines', circle, 'phalarope')],
    });
  });

  const open = async (
    user: { readonly tenant: string; readonly id: string },
    getToken: (refresh: boolean) => Promise<string>,
  ) => {
    const store = await createRecordStore(createMemoryDatabase(), systemEnv);
    const client = await createCordee({ url: server.url, user, getToken, store });
    clients.push(client);
    await client.sync.syncNow();
    return client;
  };
  const openAs = (id: string) => open({ tenant, id }, async () => `${tenant}.${id}`);
  const keeper = () => createGuestKeeper((delayMs, run) => systemEnv.after(delayMs, run));
  const arrive = (fetch?: typeof globalThis.fetch, kept = keeper()) =>
    createArrival({ url: server.url, keeper: kept, ...(fetch === undefined ? {} : { fetch }) });
  const draft = {
    journey: 'J',
    role: 'companion',
    words: 'Would you look on?',
    locale: 'fr',
    page: 'https://ines.example/with?me=1#top',
  } as const;

  it('leads from the person’s words to the guest’s first answer, and the person sees how it stands', async () => {
    const ines = await openAs('ines');
    const { token, link, id } = await ines.circle.invite({
      ...draft,
      hope: 'Another view',
      to: { channel: 'e-mail', address: 'hana@elsewhere.example' },
    });
    assert.equal(link, `https://ines.example/with?me=1#cordee-invitation=${token}`);
    assert.equal(invitationTokenIn(new URL(link)), token);
    const [sent] = await until(ines.circle.watchInvitations('J'), (all) => all.length === 1);
    assert.deepEqual([sent?.id, sent?.state, sent?.to?.address], [id, 'sent', 'hana@elsewhere.example']);

    const arrival = arrive();
    const { expiresAt: _at, ...words } = await arrival.open(token);
    assert.deepEqual(words, {
      inviter: 'ines',
      role: 'companion',
      words: 'Would you look on?',
      hope: 'Another view',
      locale: 'fr',
    });
    const guest = await arrival.accept(token, { name: ' Hana ', locale: 'cs', timeZone: 'Europe/Prague' });
    assert.deepEqual(
      (await arrival.guests()).map(({ user }) => user),
      [guest.user],
    );
    const hana = await open(guest.user, guest.tokenFactory);
    const [seen] = await until(hana.forum.watchTopics('J'), (topics) => topics.length === 1);
    assert.equal(seen?.body.text, 'phalarope');
    await hana.forum.contribute({
      journey: 'J',
      topic: 't-1',
      kind: 'encouragement',
      audience: circle,
      body: { text: 'Well seen.' },
    });
    await hana.sync.syncNow();

    const thread = await until(ines.forum.watchTopic('J', 't-1'), (view) => view?.contributions.length === 1);
    assert.equal(thread?.contributions[0]?.author?.name, 'Hana');
    const [accepted] = await until(
      ines.circle.watchInvitations('J'),
      (all) => all[0]?.state === 'accepted' && all[0].member !== undefined,
    );
    assert.deepEqual([accepted?.to, accepted?.member?.name, accepted?.member?.home], [undefined, 'Hana', 'outside']);
  });

  it('is the person’s to ask and to take back; a guide is told so before the server is', async () => {
    const [ines, marc] = [await openAs('ines'), await openAs('marc')];
    await assert.rejects(marc.circle.invite(draft), { code: 'CORDEE_PERMISSION_DENIED' });
    await assert.rejects(ines.circle.invite({ ...draft, words: ' ' }), { code: 'CORDEE_INPUT_INVALID' });
    await assert.rejects(ines.circle.invite({ ...draft, role: 'coach' as 'peer' }), { code: 'CORDEE_INPUT_INVALID' });
    const { id, token } = await ines.circle.invite(draft);
    assert.equal(await ines.circle.revokeInvitation(id), 'revoked');
    const arrival = arrive();
    for (const ask of [
      () => arrival.open(token),
      () => arrival.decline(token),
      () => arrival.accept(token, { name: 'Hana', locale: 'cs' }),
      () => arrival.open('none'),
    ]) {
      await assert.rejects(ask(), { code: 'CORDEE_INVITATION_CLOSED' });
    }
    await assert.rejects(arrival.accept(token, { name: ' ', locale: 'cs' }), { code: 'CORDEE_INPUT_INVALID' });
  });

  it('[WD9] declines, and lets one think again by the same link', async () => {
    const ines = await openAs('ines');
    const { token } = await ines.circle.invite(draft);
    const arrival = arrive();
    await arrival.decline(token);
    const [view] = await until(ines.circle.watchInvitations('J'), (all) => all[0]?.state === 'declined');
    assert.equal(view?.member, undefined);
    assert.equal((await arrival.open(token)).inviter, 'ines');
    await arrival.accept(token, { name: 'Hana', locale: 'cs' });
    await until(ines.circle.watchInvitations('J'), (all) => all[0]?.state === 'accepted');
  });

  it('keeps the place of a guest whose answer was lost on the way', async () => {
    const ines = await openAs('ines');
    const { token } = await ines.circle.invite(draft);
    let isLost = true;
    const losing: typeof fetch = async (...given) => {
      const response = await fetch(...given);
      if (isLost && String(given[0]).endsWith('accept')) throw new TypeError('the line broke');
      return response;
    };
    const kept = keeper();
    await assert.rejects(arrive(losing, kept).accept(token, { name: 'Hana', locale: 'cs' }), {
      code: 'CORDEE_SYNC_OFFLINE',
    });
    isLost = false;
    const guest = await arrive(losing, kept).accept(token, { name: 'Hana', locale: 'cs' });
    assert.equal(typeof (await guest.tokenFactory(false)), 'string');
  });

  const zoneOf = async (ines: CordeeClient): Promise<string | undefined> =>
    (await until(ines.circle.watchMembers('J'), (members) => members.some(({ name }) => name === 'Hana'))).find(
      ({ name }) => name === 'Hana',
    )?.timeZone;

  it('brings in who is in a zone that nobody here knows: their clock is that of UTC', async () => {
    const ines = await openAs('ines');
    for (const timeZone of ['Etc/Unknown', 'Mars/Olympus_Mons', '']) {
      const guest = await arrive().accept((await ines.circle.invite(draft)).token, {
        name: 'Hana',
        locale: 'cs',
        timeZone,
      });
      assert.equal(guest.journey, 'J');
    }
    await ines.sync.syncNow();
    assert.equal(await zoneOf(ines), 'UTC');
  });

  it('asks again with UTC where the server refuses a zone that it does not know', async () => {
    const ines = await openAs('ines');
    const asked: string[] = [];
    const older: typeof fetch = async (...given) => {
      const { timeZone } = JSON.parse(String(given[1]?.body)) as { readonly timeZone: string };
      asked.push(timeZone);
      if (timeZone === 'UTC') return fetch(...given);
      return Response.json(
        {
          error: {
            code: 'malformed',
            message: 'The request is not as the protocol says.',
            issues: [{ path: 'timeZone', message: 'Expected check.' }],
          },
        },
        { status: 400 },
      );
    };
    await arrive(older).accept((await ines.circle.invite(draft)).token, {
      name: 'Hana',
      locale: 'cs',
      timeZone: 'Europe/Prague',
    });
    assert.deepEqual(asked, ['Europe/Prague', 'UTC']);
    await ines.sync.syncNow();
    assert.equal(await zoneOf(ines), 'UTC');
  });

  it('tells as closed only what is gone: any other no is told as it is, and the link stays open', async () => {
    const ines = await openAs('ines');
    const { token } = await ines.circle.invite(draft);
    const answering =
      (status: number, path = 'name'): typeof fetch =>
      async () =>
        Response.json({ error: { code: 'malformed', message: 'no', issues: [{ path, message: 'no' }] } }, { status });
    for (const [status, code] of [
      [400, 'CORDEE_SYNC_REFUSED'],
      [403, 'CORDEE_SYNC_REFUSED'],
      [413, 'CORDEE_SYNC_REFUSED'],
      [429, 'CORDEE_SYNC_OFFLINE'],
      [500, 'CORDEE_SYNC_OFFLINE'],
    ] as const) {
      const arrival = arrive(answering(status));
      for (const ask of [
        () => arrival.open(token),
        () => arrival.decline(token),
        () => arrival.accept(token, { name: 'Hana', locale: 'cs' }),
      ])
        await assert.rejects(ask(), { code }, `${status}`);
    }
    for (const status of [404, 410])
      await assert.rejects(arrive(answering(status)).open(token), { code: 'CORDEE_INVITATION_CLOSED' });
    assert.equal((await arrive().open(token)).inviter, 'ines');
  });

  it('says that nothing outlives the visit where there is no storage, and forgets when told to', async () => {
    const ines = await openAs('ines');
    const arrival = arrive();
    const guest = await arrival.accept((await ines.circle.invite(draft)).token, { name: 'Hana', locale: 'cs' });
    assert.equal(guest.isLasting, false);
    await arrival.forget(guest);
    assert.deepEqual(await arrival.guests(), []);
  });

  it('tells a client without a network apart from a place that was taken back', async () => {
    const ines = await openAs('ines');
    let isOnline = true;
    const arrival = arrive(async (...given) =>
      isOnline ? fetch(...given) : Promise.reject(new TypeError('no network')),
    );
    const guest = await arrival.accept((await ines.circle.invite(draft)).token, { name: 'Hana', locale: 'cs' });
    isOnline = false;
    await assert.rejects(guest.tokenFactory(true), TypeError);
    isOnline = true;
    await server.service.guests.revoke({ tenant, person: guest.user.id });
    await assert.rejects(guest.tokenFactory(true), { code: 'CORDEE_SYNC_AUTH' });
  });
});

describe('the link of an invitation', () => {
  const token = 'Zx_-0123456789abcdefghijklmnopqrstuvwxyzABCDE'.slice(0, 43);

  it('holds its token behind the #, where no server and no referrer sees it', () => {
    const link = new URL(invitationLinkOf('https://ines.example/page?a=1#old', token));
    assert.deepEqual([link.search, link.hash, invitationTokenIn(link)], ['?a=1', `#cordee-invitation=${token}`, token]);
  });

  it('is nothing when it holds none', () => {
    for (const hash of [
      '',
      '#',
      '#cordee-invitation=',
      `#${token}`,
      `#cordee-invitation=${token}x`,
      '#cordee-invitation=%00',
    ])
      assert.equal(invitationTokenIn({ hash }), undefined, hash);
    assert.equal(invitationTokenIn({ hash: `#other=1&cordee-invitation=${token}&x` }), token);
    // As programs write it that take the sign for a part of the path.
    for (const address of [
      `with%23cordee-invitation=${token}`,
      `with?me=1%23cordee-invitation%3D${token}`,
      `with?me=1%23CORDEE-invitation=${token}#top`,
    ]) {
      assert.equal(invitationTokenIn(new URL(`https://ines.example/${address}`)), token, address);
    }
    assert.equal(
      invitationTokenIn(new URL(`https://ines.example/?cordee-invitation=${token}`)),
      undefined,
      'what a server was meant to read is no link of ours',
    );
  });
});
