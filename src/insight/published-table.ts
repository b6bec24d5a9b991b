import type { Id } from '../model/value/ids.js';
import { isSameJson } from '../model/value/json.js';
import { Disclosure } from './disclosure.js';
import { groupSizeOf } from './group-size.js';
import { isNearEnd, type PublishedRate, publishedRateOf, shownRangeOf } from './published-rate.js';
import { RateKnowledge } from './rate-knowledge.js';
import { toJson } from '../util/to-json.js';

/** One person as a row. `in` says where they belong: `{ site: 'valencia', service: 'sales' }`. */
export interface TableRow {
  readonly person: Id;
  readonly in: Readonly<Record<string, string>>;
  /** The fact that is counted, if one is: finished, thanked, felt carried. */
  readonly counts?: boolean | undefined;
}

/** A combination of places, one or two. Empty for everybody. */
export type Place = Readonly<Record<string, string>>;

export type PublishedCell =
  | { readonly shown: true; readonly place: Place; readonly people: number; readonly rate: PublishedRate | undefined }
  | { readonly shown: false; readonly reason: 'group-too-small' };

export interface PublishedTable {
  /** What may be shown at this place. Too small, protecting another, and nobody there answer the same. */
  at(place: Place): PublishedCell;
  /** All that is shown: everybody, then single places, then pairs of them. */
  readonly cells: readonly Extract<PublishedCell, { shown: true }>[];
}

export interface TableOptions {
  /** By what people are grouped. Every one, and every two of them; nothing finer exists. */
  readonly dimensions: readonly string[];
  readonly smallestGroup?: number | undefined;
  /** Groups of earlier tables that readers may still have: what a new one adds is not to be read off. */
  readonly alreadyShown?: readonly ReadonlySet<Id>[] | undefined;
}

interface Group {
  readonly place: Place;
  readonly key: string;
  readonly people: ReadonlySet<Id>;
  readonly counted: number;
}

const hidden = { shown: false, reason: 'group-too-small' } as const;

/**
 * The figures of a company in fixed cells, of which none gives away a group that is too small,
 * neither alone nor added to and subtracted from any others.
 *
 * Cells are taken from the coarsest to the finest, the largest first, and one is left out when with
 * those before it a small group could be worked out: that is the suppression of the small cell and
 * of its complement in one rule. There is no way to ask for another cell. A rate is held back when
 * with all the others, exact ones and bounds, it would tell more than each of them does.
 *
 * @throws ValidationError when `smallestGroup` is under the floor.
 */
export function publishTable(rows: readonly TableRow[], options: TableOptions): PublishedTable {
  const smallest = groupSizeOf(options.smallestGroup);
  const candidates = groupsOf(rows, options.dimensions);
  const shown: Group[] = [];
  let known = startingFrom(options.alreadyShown ?? [], candidates);
  for (const group of candidates) {
    if (group.people.size < smallest) continue;
    const then = known?.and(group.people);
    if (!then || then.tellsFewerThan(smallest)) continue;
    known = then;
    shown.push(group);
  }
  const rates = ratesOf(shown, [...candidates, ...remaindersOf(shown, options.dimensions)], rows, smallest);
  const cells = new Map(shown.map((group) => [group.key, cellOf(group, rows, rates.get(group.key))]));
  return { cells: [...cells.values()], at: (place) => cells.get(placeKeyOf(place)) ?? hidden };
}

function cellOf({ place, people }: Group, rows: readonly TableRow[], rate: PublishedRate | undefined) {
  return {
    shown: true,
    place,
    people: people.size,
    rate: rows.some(({ counts }) => counts !== undefined) ? rate : undefined,
  } as const;
}

/** What readers know from earlier tables; undefined when that cannot be worked out, so that nothing is added to it. */
function startingFrom(alreadyShown: readonly ReadonlySet<Id>[], candidates: readonly Group[]): Disclosure | undefined {
  const nothing = Disclosure.ofNothing([...alreadyShown, ...candidates.map(({ people }) => people)]);
  return alreadyShown.reduce<Disclosure | undefined>((known, group) => known?.and(group), nothing);
}

/** As it is where nothing that must stay open follows from all shares that are shown, exact ones and bounds together. */
function ratesOf(
  shown: readonly Group[],
  candidates: readonly Group[],
  rows: readonly TableRow[],
  smallest: number,
): ReadonlyMap<string, PublishedRate> {
  const bounded = candidates
    .filter(({ counted, people }) => isNearEnd(counted, people.size))
    .map(({ people }) => people);
  const known = new RateKnowledge(
    shown.map(({ people }) => people),
    bounded,
    peopleWhoCount(rows),
    smallest,
  );
  return new Map(
    shown.map(({ key, people, counted }, index) => {
      const isTaken = known.take(index, shownRangeOf(counted, people.size));
      return [key, isTaken ? publishedRateOf(counted, people.size) : { kind: 'withheld' }];
    }),
  );
}

/** A person counts once, by the first of their rows, whatever their number. */
function peopleWhoCount(rows: readonly TableRow[]): ReadonlySet<Id> {
  const first = new Map<Id, boolean>();
  for (const { person, counts } of rows) if (!first.has(person)) first.set(person, counts === true);
  return new Set([...first].flatMap(([person, counts]) => (counts ? [person] : [])));
}

/** Per shown group and dimension, those of it who are in none of its shown parts: what subtracting leaves. */
function remaindersOf(shown: readonly Group[], dimensions: readonly string[]): readonly Group[] {
  return shown
    .flatMap((whole) =>
      dimensions
        .filter((name) => !Object.hasOwn(whole.place, name))
        .map((name) => {
          const isPart = ({ place }: Group) => isSameJson({ ...whole.place, [name]: place[name] ?? '' }, place);
          const parts = shown.filter(isPart);
          const people = new Set([...whole.people].filter((person) => !parts.some((part) => part.people.has(person))));
          const counted = whole.counted - parts.reduce((sum, part) => sum + part.counted, 0);
          return { place: whole.place, key: '', people, counted };
        }),
    )
    .filter(({ people, counted }) => people.size > 0 && counted >= 0 && counted <= people.size);
}

export const placeKeyOf = (place: Place): string =>
  toJson(Object.entries(place).toSorted(([a], [b]) => (a < b ? -1 : 1)));

function groupsOf(rows: readonly TableRow[], dimensions: readonly string[]): readonly Group[] {
  const groups = new Map<string, { readonly place: Place; readonly people: Set<Id>; counted: number }>();
  const counts = peopleWhoCount(rows);
  for (const row of rows) {
    for (const place of placesOf(row, dimensions)) {
      const key = placeKeyOf(place);
      const group = groups.get(key) ?? { place, people: new Set<Id>(), counted: 0 };
      if (!group.people.has(row.person) && counts.has(row.person)) group.counted++;
      group.people.add(row.person);
      groups.set(key, group);
    }
  }
  return [...groups].map(([key, group]) => ({ key, ...group })).toSorted(byDepthThenSize);
}

function byDepthThenSize(a: Group, b: Group): number {
  const depth = Object.keys(a.place).length - Object.keys(b.place).length;
  return depth || b.people.size - a.people.size || (a.key < b.key ? -1 : 1);
}

function placesOf(row: TableRow, dimensions: readonly string[]): readonly Place[] {
  const known = dimensions.flatMap((name) => {
    const value = Object.hasOwn(row.in, name) ? row.in[name] : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  const pairs = known.flatMap((first, index) =>
    known.slice(index + 1).map((second) => Object.fromEntries([first, second])),
  );
  return [{}, ...known.map((one) => Object.fromEntries([one])), ...pairs];
}
