import { daysBetween, type Instant, type PlainDate } from '../model/value/time.js';
import type { CompanyEvent } from './company-event.js';
import { toJson } from '../util/to-json.js';

export type EventChange =
  | { readonly kind: 'added'; readonly event: CompanyEvent }
  /** `byDays` moves what hangs on it; 0 when only its time of day has changed. What people wrote stays. */
  | { readonly kind: 'moved'; readonly event: CompanyEvent; readonly byDays: number }
  /** Same time, something else is new: its title, its kind, its length, how it repeats. */
  | { readonly kind: 'changed'; readonly event: CompanyEvent }
  | { readonly kind: 'cancelled'; readonly event: CompanyEvent }
  /** It takes place after all, so many days from where it was. */
  | { readonly kind: 'restored'; readonly event: CompanyEvent; readonly byDays: number }
  | { readonly kind: 'unchanged'; readonly event: CompanyEvent }
  /** An older word about an event than the one known. Nothing is done. */
  | { readonly kind: 'outdated'; readonly event: CompanyEvent };

export interface MatchOptions {
  /** What is the same event, for a product whose UIDs change; by default the UID itself. */
  readonly identityOf?: ((uid: string) => string) | undefined;
}

/** Some products put their own address behind the `@` of a UID, and give all events new ones when they move. */
export const identityWithoutAddress = (uid: string): string =>
  uid.slice(0, uid.lastIndexOf('@') < 0 ? undefined : uid.lastIndexOf('@'));

/**
 * What an import says about events, `known` being those last taken from the same feed; in the order of the import.
 *
 * A higher SEQUENCE wins, a lower one is outdated. With the same, as most products never count, the
 * later revision wins. An event that is no longer in the feed is not cancelled: feeds show a window
 * of time. A cancelled event that was never known is left out.
 */
export function matchEvents(
  known: readonly CompanyEvent[],
  imported: readonly CompanyEvent[],
  { identityOf = (uid) => uid }: MatchOptions = {},
): readonly EventChange[] {
  const keyOf = ({ uid, replaces, andFollowing }: CompanyEvent) => toJson([identityOf(uid), replaces, andFollowing]);
  const before = new Map(known.map((event) => [keyOf(event), event]));
  return imported.flatMap((event) => changeOf(before.get(keyOf(event)), event) ?? []);
}

function changeOf(before: CompanyEvent | undefined, event: CompanyEvent): EventChange | undefined {
  if (!before) return event.cancelled ? undefined : { kind: 'added', event };
  if (isOutdated(before, event)) return { kind: 'outdated', event };
  if (event.cancelled) return { kind: before.cancelled ? 'unchanged' : 'cancelled', event };
  const byDays = daysBetween(before.startsOn, event.startsOn);
  if (before.cancelled) return { kind: 'restored', event, byDays };
  if (startOf(before) !== startOf(event)) return { kind: 'moved', event, byDays };
  return { kind: contentOf(before) === contentOf(event) ? 'unchanged' : 'changed', event };
}

function isOutdated(before: CompanyEvent, event: CompanyEvent): boolean {
  if (event.sequence !== before.sequence) return event.sequence < before.sequence;
  return event.revisedAt !== undefined && before.revisedAt !== undefined && event.revisedAt < before.revisedAt;
}

const startOf = ({ startsOn, startsAt }: CompanyEvent): Instant | PlainDate => startsAt ?? startsOn;

const contentOf = ({ title, kind, days, endsAt, timeZone, repeats }: CompanyEvent): string =>
  toJson([title, kind, days, endsAt, timeZone, repeats]);
