import type { Grammar } from '../grammar.js';

/** The English texts of the inspector: for developers and support, in the field's terms. */
export const en = ({ number, plural }: Grammar) => ({
  inside: 'Inside Cordée',
  insideIntro: 'Counts, codes and ids of this device. Nobody’s words are shown here or copied.',
  copyReport: 'Copy report',
  reportCopied: 'Copied. Ids in it are shortened or hashed.',
  reportNotCopied: 'This page may not copy. Select the report below and copy it.',
  report: 'Report',
  trySync: 'Sync now',

  activity: (activity: string): string =>
    ({
      starting: 'First sync',
      idle: 'At rest',
      syncing: 'Syncing',
      retrying: 'Waiting to try again',
      offline: 'Offline',
      'needs-auth': 'Needs a token',
      stopped: 'Stopped',
    })[activity] ?? activity,
  stalled: 'Stalled for two minutes',
  neverSynced: 'never synced',
  synced: (ago: string) => `synced ${ago}`,

  device: 'Device',
  versions: 'Versions',
  versionsAre: (version: string, protocol: number, schema: string) =>
    `Cordée ${version}, protocol ${number(protocol)}, schema ${schema}`,
  replica: 'Replica',
  storage: 'Storage',
  storageMode: (mode: string): string =>
    ({
      persistent: 'Persistent',
      'best-effort': 'Best effort: the browser may clear it',
      memory: 'Memory only: gone with the page',
    })[mode] ?? mode,
  outdatedHere: 'A newer version has taken over: reload',
  clock: 'Clock',
  clockIs: (era: number, aheadMs: number | undefined) =>
    `Era ${number(era)}${aheadMs === undefined ? '' : `, server ${aheadMs < 0 ? '−' : '+'}${number(Math.abs(aheadMs))} ms`}`,

  outbox: 'Outbox',
  nothingWaits: 'Nothing waits.',
  waits: (count: number) =>
    plural(count, { one: `${number(count)} change waits`, other: `${number(count)} changes wait` }),
  oldest: (ago: string) => `the oldest ${ago}`,
  changeKind: (kind: string): string => ({ set: 'write', delete: 'delete', command: 'command' })[kind] ?? kind,
  refusedChanges: 'Refused',

  scopes: 'Scopes',
  noScopes: 'No scope is on this device yet.',
  scopeKind: (kind: string): string => ({ journey: 'Journey', template: 'Template' })[kind] ?? kind,
  records: (count: number) => plural(count, { one: `${number(count)} record`, other: `${number(count)} records` }),
  spaces: (count: number) => plural(count, { one: `${number(count)} space`, other: `${number(count)} spaces` }),
  revision: (revision: number) => `revision ${number(revision)}`,
  held: 'in memory',
  notHeld: 'on disk',
  resetting: 'being read anew',
  mismatched: (ago: string) => `differed from the server ${ago}`,
  cursor: 'Cursor',
  noCursor: 'none',

  errors: 'Last errors',
  noErrors: 'None.',
  traces: 'Traces',
  noTraces: 'Nothing has happened yet.',
  notTraced: 'No traces are kept. Create a log, give it to the client and to this element:',
  pauseTraces: 'Pause',
  goOnTraces: 'Go on',
  onlyErrors: 'Errors only',
  refusedCount: (count: number) => `${number(count)} refused`,
});

/** Every text of the inspector, and what each is told. */
export type InspectorMessages = ReturnType<typeof en>;
