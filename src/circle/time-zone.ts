import type { Hours } from '../contracts/hours.js';
import { liveQuery } from '../live/live-query.js';
import type { Id } from '../model/ids.js';
import { parseInput } from '../model/parse.js';
import { isTemplateJourney } from '../model/published-template.js';
import { type TimeZone, isTimeZone, timeZoneSchema } from '../model/time.js';
import { type Rope, ropeOf } from '../records/members.js';
import { type WaitingCommand, waitingCommands } from '../records/waiting-commands.js';
import type { Workshop } from '../records/workshop.js';

const command = 'membership.zone';

/** On whose clock the reader lives: one for all their ropes. */
export function createTimeZone({ store, person }: Workshop): Pick<Hours, 'watchTimeZone' | 'setTimeZone'> {
  /** What was said here and is not in the records yet, so that nothing flickers between the server's yes and its next news. */
  const said = new Map<Id, TimeZone>();

  async function intended(journey: Id, { me }: Rope, waiting: WaitingCommand | undefined): Promise<TimeZone> {
    const isRefused = (await store.tray()).some(
      (entry) => entry.journey === journey && entry.change.kind === 'command' && entry.change.name === command,
    );
    if (!waiting && (isRefused || said.get(journey) === me.timeZone)) said.delete(journey);
    return waiting ? String(waiting.args['timeZone']) : (said.get(journey) ?? me.timeZone);
  }

  const waitingIn = async (journey: Id): Promise<WaitingCommand | undefined> =>
    (await waitingCommands(store, journey)).findLast(({ name }) => name === command);

  return {
    watchTimeZone: (journey) =>
      liveQuery(store, {
        concerns: ({ journeys, waiting }) => waiting || journeys.has(journey),
        async read() {
          const rope = ropeOf(await store.records(journey), person);
          if (!rope) return undefined;
          const waiting = await waitingIn(journey);
          const timeZone = await intended(journey, rope, waiting);
          return { timeZone, isKnown: isTimeZone(timeZone), isWaiting: waiting !== undefined };
        },
      }),
    async setTimeZone(given) {
      const timeZone = parseInput(timeZoneSchema, given, 'This device knows no such time zone.');
      for (const journey of await store.journeys()) {
        if (isTemplateJourney(journey)) continue;
        const rope = ropeOf(await store.records(journey), person);
        if (
          !rope ||
          rope.me.state === 'ended' ||
          (await intended(journey, rope, await waitingIn(journey))) === timeZone
        )
          continue;
        said.set(journey, timeZone);
        await store.commit(journey, [{ kind: 'command', name: command, args: { id: rope.me.id, timeZone } }]);
      }
    },
  };
}
