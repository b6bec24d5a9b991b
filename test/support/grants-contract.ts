import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { provisionGrant, provisionStanding } from '../../server/provisioning/grants.js';
import { type ProvisionedRecord, provisionJourney } from '../../server/provisioning/provision.js';
import type { HeldGrant, SyncStorage } from '../../server/storage/sync-storage.js';
import type { CompanyFunction, Grantee } from '../../src/model/scope/grant.js';
import { company as members } from '../server/support.js';

const scope = '~company:valmonte';
const calendar = `${scope}/calendar`;
const nowMs = Date.UTC(2026, 10, 16);

/** An event of the company's calendar. */
export const highlight = (id: string): ProvisionedRecord => ({
  type: 'highlight',
  id,
  fields: {
    company: 'valmonte',
    kind: 'training',
    title: 'Feedback',
    startsAt: '2026-11-24T09:00:00.000Z',
    endsAt: '2026-11-24T17:00:00.000Z',
    timeZone: 'Europe/Paris',
    uid: id,
    sequence: 0,
    state: 'announced',
  },
});

/** What an opened storage of one kind is: it is closed with the database that is under it. */
export interface OpenedStorage {
  readonly storage: SyncStorage;
  close(): Promise<void>;
}

/** What every implementation of the storage's port promises of grants and of what people do for the company. */
export function demandGrants(kind: string, open: () => Promise<OpenedStorage>): void {
  describe(`grants at the storage port, ${kind}`, () => {
    let opened: OpenedStorage;
    let tenant = '';
    let count = 0;
    before(async () => void (opened = await open()));
    after(() => opened.close());
    beforeEach(async () => {
      tenant = `contract-${++count}`;
      await provision('J', members);
      await provision(scope, [highlight('h-1')]);
    });

    const write: SyncStorage['write'] = (where, run) => opened.storage.write(where, run);
    const provision = (journey: string, records: Parameters<typeof provisionJourney>[1]['records'], of = tenant) =>
      write({ tenant: of, journey }, (writer) => provisionJourney(writer, { tenant: of, journey, records }, nowMs));
    const grant = (to: Grantee, isGiven = true, of = tenant) =>
      write({ tenant: of, journey: scope }, (writer) =>
        provisionGrant(writer, { tenant: of, scope, space: calendar, to }, isGiven),
      );
    const stand = (person: string, functions: readonly CompanyFunction[], cohorts: readonly string[] = []) =>
      write({ tenant }, (writer) => provisionStanding(writer, tenant, person, { functions, cohorts }));
    const held = (person: string, of = tenant): Promise<readonly HeldGrant[]> =>
      opened.storage.read(of, (reader) => reader.heldGrants({ tenant: of, journey: scope }, person));
    const reached = (person: string) => opened.storage.read(tenant, (reader) => reader.reachableBy(tenant, person));
    const leads = { kind: 'function', function: 'coach-lead' } as const;

    it('are held by whom they name, by all of a function, of a cohort, or inside; by nobody else, and in no other tenant', async () => {
      await grant({ kind: 'person', person: 'rh' });
      assert.deepEqual(await held('rh'), [{ space: calendar, token: '1', sinceRev: 1 }]);
      assert.deepEqual(await held('claire'), []);
      await grant(leads);
      await grant({ kind: 'cohort', cohort: 'autumn' });
      await stand('claire', ['coach-lead'], ['spring']);
      await stand('sofia', ['coach'], ['autumn']);
      assert.equal((await held('claire')).length, 1);
      assert.equal((await held('sofia')).length, 1);
      await grant({ kind: 'tenant' });
      const counts = await Promise.all(
        ['rh', 'claire', 'sofia', 'ines', 'hana'].map(async (who) => (await held(who)).length),
      );
      assert.deepEqual(counts, [2, 2, 2, 1, 0], 'whoever came from outside alone is nobody of the tenant');
      assert.deepEqual(await held('rh', 'another'), []);
    });

    it('given twice are given once; taken without having been given they are as they were', async () => {
      await grant(leads);
      await grant(leads);
      await stand('claire', ['coach-lead']);
      await stand('claire', ['coach-lead']);
      await grant({ kind: 'person', person: 'claire' }, false);
      assert.deepEqual(await held('claire'), [{ space: calendar, token: '1.1', sinceRev: 1 }]);
    });

    it('[SP8] taken are held no more; given again they have another token, of the revision at which they were', async () => {
      await grant(leads);
      await stand('claire', ['coach-lead']);
      await grant(leads, false);
      assert.deepEqual(await held('claire'), []);
      await provision(scope, [highlight('h-2')]);
      await grant(leads);
      assert.deepEqual(await held('claire'), [{ space: calendar, token: '2.1', sinceRev: 2 }]);
    });

    it('[SP8] by a function that is given again they have another token too; what a standing does not name is taken', async () => {
      await grant(leads);
      await grant({ kind: 'cohort', cohort: 'autumn' });
      await stand('claire', ['coach-lead'], ['autumn']);
      await stand('claire', ['template-author'], ['autumn']);
      assert.deepEqual(
        (await held('claire')).map(({ token }) => token),
        ['1.1'],
      );
      const standing = await opened.storage.read(tenant, (reader) => reader.standing(tenant, 'claire'));
      assert.deepEqual(standing, { functions: ['template-author'], cohorts: ['autumn'] });
      await stand('claire', ['coach-lead', 'coach'], []);
      assert.deepEqual(
        (await held('claire')).map(({ token }) => token),
        ['1.2'],
      );
    });

    it('lead to their scope, as one’s own key does to one’s own scope', async () => {
      await provision('~person:ines', [{ type: 'settings', id: 'ines', fields: { locale: 'fr' } }]);
      assert.deepEqual([...(await reached('ines')).keys()], ['J', '~person:ines']);
      await grant({ kind: 'tenant' });
      const reach = (await reached('ines')).get(scope);
      assert.deepEqual(
        {
          rev: reach?.row.rev,
          spaces: reach?.spaces.map(({ name }) => name),
          memberships: reach?.memberships,
          grants: reach?.grants,
        },
        { rev: 1, spaces: [calendar], memberships: [], grants: [{ space: calendar, token: '1', sinceRev: 1 }] },
      );
      assert.equal((await reached('marc')).has('~person:ines'), false);
      const revisions = await opened.storage.read(tenant, (reader) =>
        reader.grantedRevisions(tenant, ['ines', 'hana']),
      );
      assert.deepEqual(revisions, [{ person: 'ines', journey: scope, rev: 1 }]);
    });

    it('are seen by the transaction that gives them, and by nobody once it has failed', async () => {
      await assert.rejects(
        write({ tenant, journey: scope }, async (writer) => {
          await provisionGrant(writer, { tenant, scope, space: calendar, to: { kind: 'tenant' } }, true);
          assert.equal((await writer.heldGrants({ tenant, journey: scope }, 'ines')).length, 1);
          await provisionStanding(writer, tenant, 'ines', { functions: ['coach'], cohorts: [] });
          throw new Error('no');
        }),
        /no/,
      );
      assert.deepEqual(await held('ines'), []);
      assert.deepEqual(await opened.storage.read(tenant, (reader) => reader.standing(tenant, 'ines')), {
        functions: [],
        cohorts: [],
      });
    });
  });
}
