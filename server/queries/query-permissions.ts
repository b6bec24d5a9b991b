import { actorOf, isAllowed } from '../../src/model/access/permissions.js';
import { type Query, type QueryPermission, journeyOfQuery, queries } from '../../src/protocol/queries.js';
import { activePlacesOf } from '../rules/access.js';
import type { StorageReader } from '../storage/sync-storage.js';
import type { Asker } from './query.js';

/** [QU3] Whether the registry lets this person ask. Of a journey that there is not, nobody may. */
export async function mayAsk(reader: StorageReader, { tenant, person }: Asker, query: Query): Promise<boolean> {
  const permission: QueryPermission = queries[query.name].permission;
  if ('functions' in permission) {
    const { functions } = await reader.standing(tenant, person);
    return permission.functions.some((one) => functions.includes(one));
  }
  const { object, may } = permission;
  const journey = journeyOfQuery(query.args) ?? '';
  return activePlacesOf(person, await reader.members({ tenant, journey })).some((membership) =>
    may.some((action) =>
      isAllowed({
        actor: actorOf(membership),
        object,
        action,
        state: membership.state,
        inAudience: true,
        isOwn: false,
      }),
    ),
  );
}
