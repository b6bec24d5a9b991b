import type { Env } from '../env.js';
import { createId } from '../model/value/ids.js';
import type { Database, DatabaseReader, DatabaseWriter } from './database.js';
import type {
  Identity,
  JourneyCursor,
  PendingChange,
  ServerRecord,
  TrayEntry,
  Waiting,
  WaitingSummary,
} from './store.js';

/** What is kept of a journey besides its records. It stays after the journey has gone, so that no number is given twice. */
export interface JourneyRow {
  readonly journey: string;
  readonly cursor: string | undefined;
  readonly snap: string | undefined;
  readonly spaces: Readonly<Record<string, string>>;
  readonly nextSeq: number;
  readonly answeredSeq: number;
  readonly isGone: boolean;
  /** One more with each transaction that changed anything that is shown of the journey. */
  readonly version: number;
  /** Position of the last entry of the log, and of the last one that is in the pages. */
  readonly head: number;
  readonly folded: number;
  /** How many pages of a reset are set aside. */
  readonly staged: number;
  /** Per space, how many records the server gave and their checksum. Unknown in a journey that an older version stored. */
  readonly sums: Sums | undefined;
  /** What must be there of it. Wrong when its `head` or `folded` is not the row's: an older version has written since. */
  readonly census?: Census;
  /** When it was last found to differ from the server's. */
  readonly mismatchedAt?: number;
}

/** How much there is of a journey: its pages, and the records that only this device holds. */
export interface Census {
  readonly head: number;
  readonly folded: number;
  readonly pages: number;
  readonly own: number;
}

/** The census of a journey, if it is right. */
export const censusOf = ({ census, head, folded }: JourneyRow): Census | undefined =>
  census?.head === head && census.folded === folded ? census : undefined;

/** How much waits, and was refused, in all. */
export interface StoreCensus {
  readonly outbox: number;
  readonly tray: number;
}

export type Sums = Readonly<Record<string, readonly [count: number, checksum: string]>>;

/** Records of one transaction, in the log of their journey until they are folded into its pages. */
export interface LogEntry {
  readonly n: number;
  readonly puts: readonly ServerRecord[];
  /** Names of the records that left. */
  readonly dels: readonly string[];
}

export const newRow = (journey: string): JourneyRow => ({
  journey,
  cursor: undefined,
  snap: undefined,
  spaces: {},
  nextSeq: 1,
  answeredSeq: 0,
  isGone: false,
  version: 0,
  head: 0,
  folded: 0,
  staged: 0,
  sums: {},
  census: { head: 0, folded: 0, pages: 0, own: 0 },
});

/** @throws TypeError when what is there is no row of this journey: another version's, which is left as it is. */
export async function readRow(tx: DatabaseReader, journey: string): Promise<JourneyRow> {
  const row = ((await tx.get('journeys', [journey])) as JourneyRow | undefined) ?? newRow(journey);
  if (row.journey !== journey) throw new TypeError(`No row of ${journey}.`);
  return row;
}

/** Also those that have gone. */
export const readRows = async (tx: DatabaseReader): Promise<readonly JourneyRow[]> =>
  (await tx.values('journeys', [])) as readonly JourneyRow[];

export const cursorOf = ({ journey, cursor, snap, spaces, answeredSeq }: JourneyRow): JourneyCursor => ({
  journey,
  cursor,
  snap,
  spaces,
  answeredSeq,
});

/** Who this device is. It is made when it is asked for first, and again when the browser has thrown away all that was here. */
export const readIdentity = async (tx: DatabaseWriter, env: Env): Promise<Identity> =>
  ((await tx.get('meta', ['identity'])) as Identity | undefined) ??
  writeIdentity(tx, { replica: createId(env), clk: 1 });

/** The same outside a transaction. The transaction that may write it runs only where it is missing. */
export const identityIn = async (database: Database, env: Env): Promise<Identity> =>
  ((await database.read(['meta'], (tx) => tx.get('meta', ['identity']))) as Identity | undefined) ??
  database.write(['meta'], 'strict', (tx) => readIdentity(tx, env));

export function writeIdentity(tx: DatabaseWriter, identity: Identity): Identity {
  tx.put('meta', ['identity'], identity);
  return identity;
}

export const readPending = async (tx: DatabaseReader, journey?: string): Promise<readonly PendingChange[]> =>
  (await tx.values('outbox', journey === undefined ? [] : [journey])) as readonly PendingChange[];

export const writePending = (tx: DatabaseWriter, change: PendingChange): void =>
  tx.put('outbox', [change.journey, change.seq], change);

export const isUnsent = ({ acceptedRev }: PendingChange): boolean => acceptedRev === undefined;

/** Reading leaves marks, which are no words. */
const isDeed = ({ change }: Pick<PendingChange, 'change'>): boolean =>
  change.kind === 'command' || change.type !== 'readMark';

const waitingOf = (waiting: readonly Pick<PendingChange, 'raw'>[], since?: Waiting): Waiting => ({
  pending: (since?.pending ?? 0) + waiting.length,
  oldestAt: since?.oldestAt ?? (waiting.length === 0 ? undefined : Math.min(...waiting.map(({ raw }) => raw))),
});

/** The summary of what waits, or what it is with more. */
export const summaryOf = (
  waiting: readonly Pick<PendingChange, 'raw' | 'change'>[],
  refused: number,
  since?: WaitingSummary,
): WaitingSummary => ({
  ...waitingOf(waiting, since),
  refused,
  deeds: waitingOf(waiting.filter(isDeed), since?.deeds),
});

/** Keeps what a person wrote, with the reason why it did not go. */
export function keepInTray(
  tx: DatabaseWriter,
  env: Env,
  { journey, change }: Pick<TrayEntry, 'journey' | 'change'>,
  reason: string,
): void {
  const id = createId(env);
  tx.put('tray', [id], { id, journey, reason, change, refusedAt: env.now() } satisfies TrayEntry);
}
