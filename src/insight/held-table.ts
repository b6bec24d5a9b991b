import type { Id } from '../model/value/ids.js';
import { isSameJson } from '../model/value/json.js';
import { type Instant, dayMs, instantOf, msOf } from '../model/value/time.js';
import { Disclosure } from './disclosure.js';
import { groupSizeOf } from './group-size.js';
import { holdMs } from './held-total.js';
import type { PublishedRate } from './published-rate.js';
import { type Place, type TableRow, placeKeyOf, publishTable } from './published-table.js';

/** A cell as it is shown, since `at`. */
export interface HeldCell {
  readonly place: Place;
  readonly people: number;
  readonly rate: PublishedRate;
  readonly at: Instant;
}

/** Those behind a figure that was shown. */
export interface ShownGroup {
  readonly people: readonly Id[];
  readonly at: Instant;
  /** Of which cell, while that shows it. */
  readonly place?: Place | undefined;
}

/** A table as it is shown, and all that readers may have of it: `behind` is for the caller to keep, never to show. */
export interface HeldTable {
  /** When it was last made anew. */
  readonly at: Instant;
  readonly cells: readonly HeldCell[];
  readonly behind: readonly ShownGroup[];
}

export interface HeldTableOptions {
  readonly dimensions: readonly string[];
  readonly smallestGroup?: number | undefined;
  readonly before?: HeldTable | undefined;
  readonly nowMs: number;
}

/** For so long readers are supposed to have an old table beside the new one. What a cell shows now is never forgotten. */
const memoryMs = 182 * dayMs;

/** Whether a table has been shown for long enough to be made anew. */
export const isTableDue = (at: Instant, nowMs: number): boolean => nowMs - msOf(at) >= holdMs;

/**
 * The table to show now: the one shown before until it is seven days old, then cell by cell what may be shown beside
 * all that was.
 *
 * A cell is made anew when neither those in it nor those who count there can be told apart by fewer than the smallest
 * group, whatever earlier figures are added or taken away; otherwise it stays as it was, with its time. A share of
 * which fewer than that count, or do not, is a bound or withheld.
 *
 * @param rows One for each person.
 * @throws ValidationError when `smallestGroup` is under the floor.
 */
export function holdTable(rows: readonly TableRow[], options: HeldTableOptions): HeldTable {
  const { dimensions, before, nowMs } = options;
  const smallest = groupSizeOf(options.smallestGroup);
  if (before && !isTableDue(before.at, nowMs)) return before;
  const known = (before?.behind ?? []).filter(({ at, place }) => place !== undefined || nowMs - msOf(at) < memoryMs);
  const alreadyShown = known.map(({ people }) => new Set(people));
  const table = publishTable(rows, { dimensions, smallestGroup: smallest, alreadyShown });
  const groups = table.cells.map(({ place }) => groupAt(rows, place));
  let told = [...alreadyShown, ...groups.map(({ people }) => people)].reduce<Disclosure | undefined>(
    (so, group) => so?.and(group),
    Disclosure.ofNothing([...alreadyShown, ...groups.flatMap(({ people, counted }) => [people, counted])]),
  );
  const at = instantOf(nowMs);
  const cells = new Map(
    (before?.cells ?? []).filter(({ people }) => people >= smallest).map((cell) => [placeKeyOf(cell.place), cell]),
  );
  let behind: readonly ShownGroup[] = known;
  for (const [index, { place, people, rate = withheld }] of table.cells.entries()) {
    const { people: members = new Set<Id>(), counted = new Set<Id>() } = groups[index] ?? {};
    const then = rate.kind === 'exact' ? told?.and(counted) : told;
    const isTelling = rate.kind === 'exact' && (!then || then.tellsFewerThan(smallest));
    if (isTelling && cells.has(placeKeyOf(place))) continue;
    if (!isTelling) told = then;
    const shown = isTelling ? withheld : rate;
    cells.set(placeKeyOf(place), { place, people, rate: shown, at });
    behind = [
      ...behind.map((group) =>
        group.place && isSameJson(group.place, place) ? { people: group.people, at: group.at } : group,
      ),
      { people: [...members], at, place },
      ...(shown.kind === 'exact' ? [{ people: [...counted], at, place }] : []),
    ];
  }
  return { at, cells: [...cells.values()].toSorted(byDepth), behind: distinct(behind) };
}

const withheld: PublishedRate = { kind: 'withheld' };

const byDepth = (a: HeldCell, b: HeldCell): number =>
  Object.keys(a.place).length - Object.keys(b.place).length || b.people - a.people;

/** Those at a place, and those of them who count. */
function groupAt(rows: readonly TableRow[], place: Place): { readonly people: Set<Id>; readonly counted: Set<Id> } {
  const here = rows.filter((row) => Object.entries(place).every(([name, value]) => row.in[name] === value));
  return {
    people: new Set(here.map(({ person }) => person)),
    counted: new Set(here.flatMap(({ person, counts }) => (counts ? [person] : []))),
  };
}

/** Each group once: as the one of a cell, or as it was shown last. */
function distinct(groups: readonly ShownGroup[]): readonly ShownGroup[] {
  const found = new Map<string, ShownGroup>();
  for (const group of groups) {
    const key = group.people.toSorted().join(' ');
    if (group.place !== undefined || found.get(key)?.place === undefined) found.set(key, group);
  }
  return [...found.values()];
}
