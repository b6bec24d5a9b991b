import type { Inspect, InspectedChanges, Inspection } from '../../api/inspect.js';
import { liveQuery } from '../../live/live-query.js';
import { isTemplate } from '../../model/scope/scope-key.js';
import { instantOf } from '../../model/value/time.js';
import { refusals } from '../../protocol/refusal.js';
import { protocolVersion, schemaVersion } from '../../protocol/version.js';
import type { LocalChange, StoredScopeFacts } from '../../store/store.js';
import type { DomainContext } from '../support/domain-context.js';

/** Counts what a device holds, for developers and support. */
export const createInspect = (domain: DomainContext): Inspect => ({
  watch: () => liveQuery(domain.store, { concerns: () => true, read: () => inspectionOf(domain) }),
});

async function inspectionOf({ store }: DomainContext): Promise<Inspection> {
  const [{ replica, clk, clock }, cursors, unsent, tray, stored = []] = await Promise.all([
    store.identity(),
    store.cursors(),
    store.unsent(),
    store.tray(),
    store.inspect?.(),
  ]);
  const facts = new Map<string, StoredScopeFacts>(stored.map((scope) => [scope.journey, scope]));
  const oldestAt = unsent.length === 0 ? undefined : Math.min(...unsent.map(({ raw }) => raw));
  return {
    protocol: protocolVersion,
    schema: schemaVersion,
    replica,
    clockEra: clk,
    clockAheadMs: clock && Math.round(clock.server - clock.device),
    outbox: {
      waiting: unsent.length,
      oldestAt: oldestAt === undefined ? undefined : instantOf(oldestAt),
      changes: countBy(unsent, ({ change }) => `${change.kind} ${nameOf(change)}`).map(([key, count]) => {
        const [kind, name = ''] = key.split(' ');
        return { kind: kind as InspectedChanges['kind'], name, count };
      }),
    },
    refused: countBy(tray, ({ reason }) => (reasons.includes(reason) ? reason : 'other')).map(([reason, count]) => ({
      reason,
      count,
    })),
    scopes: cursors
      .map(({ journey, cursor, snap, spaces }) => {
        const known = facts.get(journey);
        return {
          id: journey,
          kind: isTemplate(journey) ? ('template' as const) : ('journey' as const),
          cursor: cursor && abbreviated(cursor),
          spaces: Object.keys(spaces).length,
          waiting: unsent.filter((change) => change.journey === journey).length,
          isResetting: snap !== undefined,
          revision: known?.version,
          records: known?.records,
          isHeld: known?.isHeld,
          mismatchedAt: known?.mismatchedAt === undefined ? undefined : instantOf(known.mismatchedAt),
        };
      })
      .toSorted((a, b) => a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id)),
  };
}

/** Reasons that a device knows; a newer server's own words for others are not repeated. */
const reasons: readonly string[] = [...refusals, 'lost', 'erased'];

const nameOf = (change: LocalChange): string => (change.kind === 'command' ? change.name : change.type);

const abbreviated = (cursor: string): string =>
  cursor.length <= 12 ? cursor : `${cursor.slice(0, 5)}…${cursor.slice(-5)}`;

/** Most frequent first. */
function countBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts].toSorted(([a, one], [b, other]) => other - one || a.localeCompare(b));
}
