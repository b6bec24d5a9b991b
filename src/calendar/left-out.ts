import type { CompanyEvent, OccurrenceKey } from './company-event.js';
import type { Skip } from './reading.js';

/** A series without the occurrences that something else stands for which could not be taken. */
export function leavingOut(event: CompanyEvent, unknown: readonly Skip[]): CompanyEvent {
  const { repeats, replaces } = event;
  if (!repeats || replaces !== undefined || unknown.length === 0) return event;
  const single = unknown.filter(({ andFollowing }) => !andFollowing).flatMap(({ occurrence }) => occurrence ?? []);
  const [unknownFrom] = unknown
    .filter(({ andFollowing }) => andFollowing)
    .flatMap(({ occurrence }) => occurrence ?? [])
    .toSorted();
  return {
    ...event,
    repeats: {
      ...repeats,
      except: [...new Set<OccurrenceKey>([...repeats.except, ...single])],
      ...(unknownFrom === undefined ? {} : { unknownFrom }),
    },
  };
}
