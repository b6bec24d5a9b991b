import type { Inspection, SyncStatus, TraceEvent } from '../../src/index.js';

export interface ReportOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Of the elements. */
  readonly version: string;
  /** What the browser says of itself: only names and versions of engines that are known are taken. */
  readonly userAgent: string;
  readonly status: SyncStatus | undefined;
  readonly inspection: Inspection | undefined;
  readonly events: readonly TraceEvent[];
}

/** How many events a report takes along. */
const reportedEvents = 100;

/**
 * What support is sent, as JSON: versions, counts and codes. Ids are hashed with the number of this
 * device, of which the report has the beginning only: who keeps the server can follow them, nobody
 * else. What is not known to be a code or a count is left out, whatever the page put in.
 */
export function reportOf({ now, version, userAgent, status, inspection, events }: ReportOptions): string {
  const hashed = (id: string): string => hashOf(`${inspection?.replica ?? ''} ${id}`);
  const report = {
    report: 'cordee-inspector/1',
    at: new Date(now).toISOString(),
    versions: {
      cordee: version,
      protocol: inspection?.protocol,
      schema: inspection?.schema,
      browser: userAgent.match(/\b(?:Chrome|Edg|Firefox|OPR|Version|AppleWebKit)\/[\d.]+/g) ?? [],
    },
    device: inspection && {
      replica: inspection.replica.slice(0, 8),
      clockEra: inspection.clockEra,
      clockAheadMs: inspection.clockAheadMs,
    },
    sync: status && {
      activity: termOf(status.activity),
      pending: status.pending,
      oldestPendingAt: status.oldestPendingAt,
      lastSyncedAt: status.lastSyncedAt,
      lastError: codeIn(status.lastError),
      isStalled: status.isStalled,
      isOutdated: status.isOutdated === true,
      storage: termOf(status.storage.mode),
      storageError: codeIn(status.storage.lastError),
    },
    outbox: inspection?.outbox,
    refused: inspection?.refused.map(({ reason, count }) => ({ reason: termOf(reason), count })),
    scopes: inspection?.scopes.map(({ id, ...scope }) => ({ id: hashed(id), ...scope })),
    events: events.slice(-reportedEvents).map((event) => eventIn(event, hashed)),
  };
  return JSON.stringify(report, null, 2);
}

/** One event with its numbers, yes and no, known terms and codes; its scope is hashed. */
function eventIn(event: TraceEvent, hashed: (id: string) => string): object {
  const told: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(event) as readonly (readonly [string, unknown])[]) {
    if (typeof value === 'number' || typeof value === 'boolean') told[name] = value;
    else if (typeof value === 'string')
      told[name] = name === 'scope' ? hashed(value) : name === 'code' ? codeIn(value) : termOf(value);
  }
  return told;
}

const codeIn = (code: string | undefined): string | undefined =>
  code !== undefined && /^CORDEE_[A-Z]+_[A-Z]+$/.test(code) ? code : undefined;

/** Every term that an event, a status or a reason may be. */
const terms = new Set(
  [
    'request-begun request-ended sync-state pushed pulled refused reset removed renumbered committed transaction storage',
    'stream-opened stream-closed error push pull call stream idle pushing pulling resetting backoff offline needsAuth',
    'upgrade halted asked restored mismatch read relaxed strict persistent best-effort memory starting syncing retrying',
    'needs-auth stopped forbidden not_a_member space_gone record_gone invalid precondition quota too_large lost erased',
    'other',
  ].flatMap((line) => line.split(' ')),
);
const termOf = (text: string): string | undefined => (terms.has(text) ? text : undefined);

/** Fifty-three bits of an id (cyrb53): enough to tell scopes apart, too few to be an id again. */
function hashOf(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return `#${(4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(16).padStart(14, '0')}`;
}
