import type { Hours } from '../../api/hours.js';
import { CordeeError } from '../../errors.js';
import { usualWorkingHours } from '../../insight/local-clock.js';
import { liveQuery } from '../../live/live-query.js';
import type { Id } from '../../model/value/ids.js';
import type { Fields } from '../../model/value/json.js';
import { parseInput } from '../../model/value/parse.js';
import { type WorkingHours, workingHoursSchema } from '../../model/people/person.js';
import { journeyContextOf } from '../support/members.js';
import { waitingCommands } from '../support/waiting-commands.js';
import type { DomainContext } from '../support/domain-context.js';
import { toJson } from '../../util/to-json.js';

const command = 'membership.hours';

/** When the reader wants to be reached, as said in this journey. */
export function createHours({ store, person }: DomainContext): Pick<Hours, 'watchHours' | 'setHours'> {
  /** What was said here and is not in the records yet, so that nothing flickers between the server's yes and its next news. */
  const said = new Map<Id, WorkingHours | null>();

  return {
    watchHours: (journey) =>
      liveQuery(store, {
        concerns: ({ journeys, waiting }) => waiting || journeys.has(journey),
        async read() {
          const context = journeyContextOf(await store.records(journey), person);
          if (!context) return undefined;
          const waiting = (await waitingCommands(store, journey)).findLast(({ name }) => name === command);
          const isRefused = (await store.tray()).some(
            (entry) => entry.journey === journey && entry.change.kind === 'command' && entry.change.name === command,
          );
          const known = context.me.workingHours;
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
      const context = journeyContextOf(await store.records(journey), person);
      if (!context || context.me.state === 'ended')
        throw new CordeeError('CORDEE_PERMISSION_DENIED', 'You are not in this journey now: nothing was changed.');
      said.set(journey, hours);
      await store.commit(journey, [
        { kind: 'command', name: command, args: { id: context.me.id, hours } as unknown as Fields },
      ]);
    },
  };
}
