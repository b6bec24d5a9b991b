import type { Env } from '../env.js';
import { createId } from '../model/ids.js';
import type { DatabaseReader, DatabaseWriter } from './database.js';
import type { Identity, JourneyCursor, PendingChange, TrayEntry } from './store.js';

/** What is kept of a journey besides its records. It stays after the journey has gone, so that no number is given twice. */
export interface JourneyRow {
  readonly cursor: string | undefined;
  readonly snap: string | undefined;
  readonly spaces: Readonly<Record<string, string>>;
  readonly nextSeq: number;
  readonly answeredSeq: number;
  readonly isGone: boolean;
}

const newJourney: JourneyRow = { cursor: undefined, snap: undefined, spaces: {}, nextSeq: 1, answeredSeq: 0, isGone: false };

export const readJourney = async (tx: DatabaseReader, journey: string): Promise<JourneyRow> =>
  ((await tx.get('journeys', [journey])) as JourneyRow | undefined) ?? newJourney;

export const writeJourney = (tx: DatabaseWriter, journey: string, row: JourneyRow): Promise<void> => tx.put('journeys', [journey], row);

/** Journeys with their rows, those that have gone left out unless asked for. */
export async function readJourneys(tx: DatabaseReader, withGone = false): Promise<readonly (readonly [journey: string, row: JourneyRow])[]> {
  const rows = (await tx.entries('journeys', [])).map(([[journey], row]) => [String(journey), row as JourneyRow] as const);
  return rows.filter(([, { isGone }]) => withGone || !isGone);
}

export const cursorOf = ([journey, { cursor, snap, spaces, answeredSeq }]: readonly [string, JourneyRow]): JourneyCursor => ({
  journey, cursor, snap, spaces, answeredSeq,
});

/** Who this device is. It is made when it is asked for first, and again when the browser has thrown away all that was here. */
export const readIdentity = async (tx: DatabaseWriter, env: Env): Promise<Identity> =>
  ((await tx.get('meta', ['identity'])) as Identity | undefined) ?? writeIdentity(tx, { replica: createId(env), clk: 1 });

export async function writeIdentity(tx: DatabaseWriter, identity: Identity): Promise<Identity> {
  await tx.put('meta', ['identity'], identity);
  return identity;
}

export const readPending = async (tx: DatabaseReader, journey?: string): Promise<readonly PendingChange[]> =>
  (await tx.entries('outbox', journey === undefined ? [] : [journey])).map(([, value]) => value as PendingChange);

export const writePending = (tx: DatabaseWriter, change: PendingChange): Promise<void> => tx.put('outbox', [change.journey, change.seq], change);

export const isUnsent = ({ acceptedRev }: PendingChange): boolean => acceptedRev === undefined;

/** Keeps what a person wrote, with the reason why it did not go. */
export async function keepInTray(tx: DatabaseWriter, env: Env, { journey, change }: PendingChange, reason: string): Promise<void> {
  const id = createId(env);
  await tx.put('tray', [id], { id, journey, reason, change, refusedAt: env.now() } satisfies TrayEntry);
}
