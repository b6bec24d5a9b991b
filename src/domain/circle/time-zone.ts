import type { Hours } from '../../api/hours.js';
import { liveQuery } from '../../live/live-query.js';
import type { Id } from '../../model/value/ids.js';
import { parseInput } from '../../model/value/parse.js';
import { isTemplate } from '../../model/scope/scope-kind.js';
import { type TimeZone, isTimeZone, timeZoneSchema } from '../../model/value/time.js';
import { type JourneyContext, journeyContextOf } from '../support/members.js';
import { type WaitingCommand, waitingCommands } from '../support/waiting-commands.js';
import type { DomainContext } from '../support/domain-context.js';

const command = 'membership.zone';

/** On whose clock the reader lives: one for all their journeys. */
export function createTimeZone({ store, person }: DomainContext): Pick<Hours, 'watchTimeZone' | 'setTimeZone'> {
  /** What was said here and is not in the records yet, so that nothing flickers between the server's yes and its next news. */
  const said = new Map<Id, TimeZone>();

  async function intended(journey: Id, { me }: JourneyContext, waiting: WaitingCommand | undefined): Promise<TimeZone> {
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
          const context = journeyContextOf(await store.records(journey), person);
          if (!context) return undefined;
          const waiting = await waitingIn(journey);
          const timeZone = await intended(journey, context, waiting);
          return { timeZone, isKnown: isTimeZone(timeZone), isWaiting: waiting !== undefined };
        },
      }),
    async setTimeZone(given) {
      const timeZone = parseInput(timeZoneSchema, given, 'This device knows no such time zone.');
      for (const journey of await store.journeys()) {
        if (isTemplate(journey)) continue;
        const context = journeyContextOf(await store.records(journey), person);
        if (
          !context ||
          context.me.state === 'ended' ||
          (await intended(journey, context, await waitingIn(journey))) === timeZone
        )
          continue;
        said.set(journey, timeZone);
        await store.commit(journey, [{ kind: 'command', name: command, args: { id: context.me.id, timeZone } }]);
      }
    },
  };
}
