import { activePlacesOf, readableSpaces } from '../../server/rules/access.js';
import { publicStamp } from '../../server/rules/stamps.js';
import type { StoredRow } from '../../server/storage/sync-storage.js';
import { reachesOf } from '../../server/sync/reach.js';
import { isOnDemand } from '../../src/model/scope/scope-key.js';
import { emptyChecksum, toggleChecksum } from '../../src/protocol/checksum.js';
import type { JourneyRow } from '../../src/store/rows.js';
import { isDeviceOnly } from '../../src/model/access/device-only.js';
import type { ViewRecord } from '../../src/store/store.js';
import { isNamedOnly, rowText } from './checks.js';
import type { Device } from './device.js';
import { type Page, shownIn } from './page.js';
import { MemoryReader } from './memory-transaction.js';
import { officers, people } from './people.js';
import { isBeside } from './shared-scopes.js';
import { tracersIn } from './tracers.js';
import { mayRead } from './who-reads.js';
import { isAtHome, readsSpace } from './who-shares.js';
import type { World } from './world.js';

/** JSON with its keys in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

type Line = Pick<ViewRecord, 'type' | 'id' | 'space' | 'fields' | 'stamps'>;
const lineOf = ({ type, id, space, fields, stamps }: Line): string => canonical([type, id, space, fields, stamps]);

/** The spaces of a scope that there are for this device: of a journey by the server's own rules, of other scopes by those written by hand. */
function readableTo(world: World, { planned }: Pick<Device, 'planned'>, journey: string): readonly string[] {
  const { tenant, person, isOld } = planned;
  const state = world.stateOf(tenant, journey);
  if (state === undefined) return [];
  if (!isBeside(journey))
    return readableSpaces(journey, [...state.spaces.values()], activePlacesOf(person, [...state.members.values()])).map(
      ({ name }) => name,
    );
  return isOld
    ? []
    : [...state.spaces.keys()].filter((space) => readsSpace(world.storage.state, tenant, person, space));
}

/** What this device shows of a scope, if it is in step. */
function visibleTo(world: World, device: Device, journey: string): readonly string[] {
  const { tenant } = device.planned;
  const state = world.stateOf(tenant, journey);
  if (state === undefined) return [];
  const spaces = new Set(readableTo(world, device, journey));
  return [...state.records.values()]
    .filter(({ deleted, space }) => !deleted && spaces.has(space))
    .map((row) =>
      lineOf({
        ...row,
        stamps: Object.fromEntries(Object.entries(row.stamps).map(([field, stamp]) => [field, publicStamp(stamp)])),
      }),
    )
    .toSorted();
}

/** What a page is not yet at peace about, in words; undefined when it is. */
export async function unrestOf(world: World, page: Page): Promise<string | undefined> {
  const { device, store } = page;
  const { pending } = await store.waiting();
  if (pending > 0) return `${device.owner} (device ${device.index}) has ${pending} changes that wait`;
  const here = new Set(await store.journeys());
  for (const journey of world.scopesOf(device.planned)) {
    // [SP12] One on demand is where somebody wrote in it, as long as it is opened to them.
    const isAway = isOnDemand(journey) && !here.has(journey);
    const expected = isAway ? [] : visibleTo(world, device, journey);
    const records = (await shownIn(store, journey)).filter(({ space }) => !isDeviceOnly(space));
    const difference = differenceOf(records.map(lineOf).toSorted(), expected);
    if (difference !== undefined) return `${device.owner} (device ${device.index}) of ${journey}: ${difference}`;
    const live = (page.shown.get(journey) ?? []).filter(({ space }) => !isDeviceOnly(space));
    const stale = differenceOf(live.map(lineOf).toSorted(), expected);
    if (stale !== undefined)
      return `the live query of ${device.owner} (device ${device.index}) of ${journey}: ${stale}`;
  }
  return undefined;
}

function differenceOf(actual: readonly string[], expected: readonly string[]): string | undefined {
  const [held, due] = [new Set(actual), new Set(expected)];
  const missing = expected.find((line) => !held.has(line));
  const extra = actual.find((line) => !due.has(line));
  if (missing === undefined && extra === undefined)
    return held.size === actual.length ? undefined : 'a record is there twice';
  return `${missing === undefined ? '' : `lacks ${missing} `}${extra === undefined ? '' : `holds ${extra}`}`;
}

/** Looks at everything once, when all is quiet. */
export async function settle(world: World): Promise<void> {
  await checkTexts(world);
  for (const device of world.devices) {
    checkDisk(world, device);
    checkSpaces(world, device);
  }
  checkAccess(world);
  await checkShared(world);
}

/** What was acknowledged is somewhere: on the server, or in the tray of its author with its words. It took effect once. */
async function checkTexts(world: World): Promise<void> {
  const trays = new Map<number, Set<string>>();
  const kept = new Map<number, Set<string>>();
  for (const device of world.devices) {
    const page = device.livePages[0];
    const tray = trays.get(device.family) ?? new Set<string>();
    trays.set(device.family, tray);
    for (const entry of (await page?.store.tray()) ?? [])
      for (const tracer of tracersIn(JSON.stringify(entry.change)).texts) tray.add(tracer);
    const own = kept.get(device.family) ?? new Set<string>();
    kept.set(device.family, own);
    for (const [, key, value] of device.disk.rows())
      for (const tracer of tracersIn(rowText(key, value)).texts) own.add(tracer);
  }
  for (const [tracer, text] of world.oracle.texts) {
    if (text.applied > 1 && !text.isCopied)
      world.fail('I2', `${tracer} of ${text.author} took effect ${text.applied} times`);
    if (text.isForDeviceOnly) {
      if (text.applied > 0) world.fail('I5', `${tracer} was for the device only and is on the server`);
      continue;
    }
    if (text.isAcknowledged && !text.isExcused && text.applied === 0 && !trays.get(text.family)?.has(tracer)) {
      world.fail('I1', `${tracer} of ${text.author}, acknowledged, is neither on the server nor in the tray`);
    }
  }
}

/** Nothing is left on a disk that its owner may not read now, but their own words. One that failed again and again is not written to until the page opens anew. */
function checkDisk(world: World, device: Device): void {
  if (device.livePages.some(({ store }) => store.kind === 'memory')) return;
  for (const [table, key, value] of device.disk.rows()) {
    const text = rowText(key, value);
    for (const record of tracersIn(text).records) {
      // What was taken away is forgotten, whoever wrote it; what waits or was refused stays with its author.
      const isTheirs =
        (world.oracle.authorOf(record) === device.owner && !world.oracle.isBeside(record)) ||
        ((table === 'outbox' || table === 'tray') && world.oracle.hasKnown(device.owner, record));
      if (
        isTheirs ||
        world.oracle.mayKnow(device.owner, record, Infinity) ||
        isNamedOnly(text, record, world.oracle, device.owner)
      )
        continue;
      world.fail(
        'I6',
        `${device.owner} (device ${device.index}) still has record ${record} in ${table}: ${excerptOf(text, record)}`,
      );
    }
  }
}

/** A device names the spaces that are there for it and no other, and has as much in each as the server. */
function checkSpaces(world: World, device: Device): void {
  if (device.livePages.some(({ store }) => store.kind === 'memory')) return;
  for (const [table, , value] of device.disk.rows()) {
    if (table !== 'journeys') continue;
    const { journey, spaces, sums, isGone } = value as JourneyRow;
    const due = readableTo(world, device, journey).toSorted();
    const named = Object.keys(spaces).toSorted();
    if (!isGone && named.join(' ') !== due.join(' '))
      world.fail(
        'I19',
        `${device.owner} (device ${device.index}) names ${named.join(' ')} of ${journey}, not ${due.join(' ')}`,
      );
    for (const [space, [count, checksum]] of Object.entries(sums ?? {})) {
      const rows = [...(world.stateOf(device.planned.tenant, journey)?.records.values() ?? [])].filter(
        (row) => row.space === space && !row.deleted,
      );
      const isSame = !isGone && due.includes(space) && count === rows.length && checksum === sumOf(rows);
      if (count > 0 && !isSame)
        world.fail(
          'I19',
          `${device.owner} (device ${device.index}) counts ${count} in ${space}, and the server ${rows.length}`,
        );
    }
  }
}

const sumOf = (rows: readonly StoredRow[]): string =>
  rows.reduce((sum, { type, id, rev }) => toggleChecksum(sum, { t: type, id, rev }), emptyChecksum);

/** What the server tells of scopes without members is what those who read them by hand may know, of everybody and every space. */
async function checkShared(world: World): Promise<void> {
  if (!world.plan.isBeside) return;
  const { state } = world.storage;
  for (const { tenant, id } of [...people, ...officers]) {
    const scopes = await new MemoryReader(state).reachableBy(tenant, id);
    for (const version of [1, 2] as const) {
      const told = [...reachesOf({ tenant, person: id }, version, scopes, new Map())]
        .filter(([scope]) => isBeside(scope))
        .flatMap(([, { spaces }]) => spaces.map(({ name }) => name));
      const due = [...state.journeys].flatMap(([key, { spaces }]) => {
        const [of, scope = ''] = key.split('\n');
        return of === tenant && isBeside(scope) && version > 1
          ? [...spaces.keys()].filter((space) => readsSpace(state, tenant, id, space))
          : [];
      });
      if (told.toSorted().join(' ') !== due.toSorted().join(' '))
        world.fail(
          'I5',
          `${tenant}/${id} reads ${told.join(' ')} with version ${version}, and may read ${due.join(' ')}`,
        );
    }
  }
  for (const [key, { records }] of state.journeys) {
    const [, scope = ''] = key.split('\n');
    for (const row of records.values())
      if (isBeside(scope) && !isAtHome(scope, row)) world.fail('I17', `${row.type}/${row.id} lives in ${row.space}`);
  }
}

/** What stands around the first mention of a record. */
function excerptOf(text: string, record: number): string {
  const at = text.search(new RegExp(`zq${record}[vq]`));
  return text.slice(Math.max(0, at - 160), at + 160);
}

/** The server's rules and the promises written by hand say the same of everybody and every record. */
function checkAccess(world: World): void {
  for (const [key, state] of world.storage.state.journeys) {
    const [tenant = '', journey = ''] = key.split('\n');
    if (isBeside(journey)) continue;
    for (const person of people.filter((one) => one.tenant === tenant)) {
      const spaces = new Set(
        readableSpaces(journey, [...state.spaces.values()], activePlacesOf(person.id, [...state.members.values()])).map(
          ({ name }) => name,
        ),
      );
      for (const row of state.records.values()) {
        if (row.deleted || spaces.has(row.space) === mayRead(journey, state, person.id, row)) continue;
        world.fail(
          'I5',
          `${tenant}/${person.id} ${spaces.has(row.space) ? 'reads' : 'does not read'} ${row.type}/${row.id} of ${row.space}, against what is promised`,
        );
      }
    }
  }
}
