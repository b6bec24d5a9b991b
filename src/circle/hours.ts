import type { Hours } from '../contracts/hours.js';
import { CordeeError } from '../errors.js';
import { usualWorkingHours } from '../insight/local-clock.js';
import { liveQuery } from '../live/live-query.js';
import type { Id } from '../model/ids.js';
import type { Fields } from '../model/json.js';
import { parseInput } from '../model/parse.js';
import { type WorkingHours, workingHoursSchema } from '../model/person.js';
import { ropeOf } from '../records/members.js';
import { waitingCommands } from '../records/waiting-commands.js';
import type { Workshop } from '../records/workshop.js';
import { toJson } from '../to-json.js';

const command = 'membership.hours';

/** When the reader wants to be reached, as said on this rope. */
export function createHours({ store, person }: Workshop): Pick<Hours, 'watchHours' | 'setHours'> {
  /** What was said here and is not in the records yet, so that nothing flickers between the server's yes and its next news. */
  const said = new Map<Id, WorkingHours | null>();

  return {
    watchHours: (journey) =>
      liveQuery(store, {
        concerns: ({ journeys, waiting }) => waiting || journeys.has(journey),
        async read() {
          const rope = ropeOf(await store.records(journey), person);
          if (!rope) return undefined;
          const waiting = (await waitingCommands(store, journey)).findLast(({ name }) => name === command);
          const isRefused = (await store.tray()).some(
            (entry) => entry.journey === journey && entry.change.kind === 'command' && entry.change.name === command,
          );
          const known = rope.me.workingHours;
          if (!waiting && (isRefused || toJson(said.get(journey)) === toJson(known ?? null))) said.delete(journey);
          const hours = waiting
            ? (waiting.args['hours'] as WorkingHours | null)
            : said.has(journey)
              ? said.get(journey)
              : known;
          return { hours: hours ?? undefined, usual: usualWorkingHours, isWaiting: waiting !== undefined };
        },
      }),
    async setHours(journey, given) {
      const hours =
        given === undefined ? null : parseInput(workingHoursSchema, given, 'These are not hours of a week.');
      const rope = ropeOf(await store.records(journey), person);
      if (!rope || rope.me.state === 'ended')
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'You are not on this rope now: nothing was changed.');
      said.set(journey, hours);
      await store.commit(journey, [
        { kind: 'command', name: command, args: { id: rope.me.id, hours } as unknown as Fields },
      ]);
    },
  };
}
