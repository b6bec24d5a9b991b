import { isShared } from '../../../server/rules/shared-scope.js';
import type { Signals } from '../../../server/storage/signals.js';
import type { HeldGrant, ReachableScope, StorageReader, SyncStorage } from '../../../server/storage/sync-storage.js';
import type { SyncService } from '../../../server/sync/sync-service.js';
import { isJourney } from '../../../src/model/scope/scope-key.js';
import type { PlantedDefect } from './planted-defect.js';
import { replaced } from './replaced.js';

type Scopes = ReadonlyMap<string, ReachableScope>;

/** What a pull is told of the scopes that somebody reaches, changed on its way out of the storage. */
const withScopes = (
  storage: SyncStorage,
  change: (
    scopes: Scopes,
    who: { readonly tenant: string; readonly person: string },
    reader: StorageReader,
  ) => Scopes | Promise<Scopes>,
): SyncStorage =>
  replaced(storage, {
    read: (tenant, run) =>
      storage.read(tenant, (reader) =>
        run(
          replaced(reader, {
            reachableBy: async (of, person) =>
              change(await reader.reachableBy(of, person), { tenant: of, person }, reader),
          }),
        ),
      ),
  });

const withGrants = (
  scopes: Scopes,
  change: (scope: string, grants: readonly HeldGrant[], rev: number) => readonly HeldGrant[],
): Scopes =>
  new Map(
    [...scopes].map(([scope, reach]) => [
      scope,
      isShared(scope) ? { ...reach, grants: change(scope, reach.grants, reach.row.rev) } : reach,
    ]),
  );

/** One who has a grant, with all that opens to them on this node. */
const isOfFunction = ({ token }: HeldGrant): boolean => token.includes('.');

export const sharedDefects: readonly PlantedDefect[] = [
  {
    name: 'a grant taken away is noticed with the next write only',
    make() {
      const seen = new Map<string, { readonly rev: number; readonly scope: ReachableScope }>();
      return {
        storage: (storage) =>
          withScopes(storage, async (scopes, { tenant, person }, reader) => {
            const found = new Map(scopes);
            for (const [scope, reach] of scopes)
              if (isShared(scope)) seen.set(`${tenant} ${person} ${scope}`, { rev: reach.row.rev, scope: reach });
            for (const [key, { rev, scope }] of seen) {
              const [of = '', who, name = ''] = key.split(' ');
              if (of !== tenant || who !== person || found.has(name)) continue;
              const row = await reader.journey({ tenant, journey: name });
              if (row?.rev === rev) found.set(name, scope);
            }
            return found;
          }),
      };
    },
  },
  {
    name: 'a space is opened by the grant of another cohort',
    make: () => ({
      storage: (storage) =>
        withScopes(storage, async (scopes, { tenant }, reader) => {
          const [joined] = [...scopes].filter(([scope]) => scope.startsWith('~cohort:'));
          if (joined === undefined) return scopes;
          const found = new Map(scopes);
          for (const journey of ['~cohort:autumn', '~cohort:spring']) {
            const row = await reader.journey({ tenant, journey });
            if (row === undefined || found.has(journey)) continue;
            const grants = joined[1].grants.map((grant) => ({ ...grant, space: `${journey}/main` }));
            found.set(journey, { row, spaces: await reader.spaces({ tenant, journey }), memberships: [], grants });
          }
          return found;
        }),
    }),
  },
  {
    name: 'what a guide keeps for themself is read by the person accompanied',
    make: () => ({
      storage: (storage) =>
        withScopes(storage, async (scopes, { tenant }, reader) => {
          const found = new Map(scopes);
          for (const [journey, reach] of scopes) {
            const own = reach.memberships.find(({ role }) => role === 'coachee');
            if (!isJourney(journey) || own === undefined) continue;
            const others = (await reader.members({ tenant, journey })).map(({ person }) => ({ ...own, person }));
            found.set(journey, { ...reach, memberships: [...reach.memberships, ...others] });
          }
          return found;
        }),
    }),
  },
  {
    name: 'a grant that is given again has the token that it had',
    make: () => ({
      storage: (storage) =>
        withScopes(storage, (scopes) =>
          withGrants(scopes, (_, grants) => grants.map((grant) => ({ ...grant, token: '1' }))),
        ),
    }),
  },
  {
    name: 'a device of the first version is told of a new kind of scope',
    make: () => ({
      service: (service) =>
        replaced(service, {
          pull: (subject, request) => service.pull(subject, { ...request, v: 2 }),
        } as Partial<SyncService>),
    }),
  },
  {
    name: 'a stream of the first version follows a new kind of scope',
    make: () => ({
      service: (service) =>
        replaced(service, { openStream: (subject) => service.openStream(subject, 2) } as Partial<SyncService>),
    }),
  },
  {
    name: 'a function that was taken away stays in the memory of a node',
    make: () => ({
      // One for each node, for as long as it lives.
      storage: (storage) => {
        const held = new Map<string, ReachableScope>();
        return withScopes(storage, (scopes, { tenant, person }) => {
          const found = new Map(scopes);
          for (const [scope, reach] of scopes)
            if (reach.grants.some(isOfFunction)) held.set(`${tenant} ${person} ${scope}`, reach);
          for (const [key, reach] of held) {
            const [of, who, scope = ''] = key.split(' ');
            if (of === tenant && who === person && !found.has(scope)) found.set(scope, reach);
          }
          return found;
        });
      },
    }),
  },
  {
    name: 'a wake walks past one node',
    make() {
      let nodes = 0;
      return {
        service(service) {
          nodes += 1;
          if (nodes % 2 === 0) return service;
          const { pokes } = service;
          const publish = pokes.publish.bind(pokes);
          pokes.publish = (tenant, scope, rev, people) => void (isShared(scope) || publish(tenant, scope, rev, people));
          return service;
        },
      };
    },
  },
  {
    name: 'no other node is told that somebody’s function is another',
    make: () => ({
      signals: (signals: Signals) =>
        replaced(signals, {
          send: (signal) => void ((isShared(signal.journey) && signal.isAboutMembers) || signals.send(signal)),
        }),
    }),
  },
];
