import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ValidationError } from '../../src/errors.js';
import { groupSizeOf } from '../../src/insight/group-size.js';
import { heldTotal, initiativeCount } from '../../src/insight/held-total.js';
import { isNearEnd, publishedRateOf } from '../../src/insight/published-rate.js';
import { publishTable, type PublishedTable, type TableRow } from '../../src/insight/published-table.js';
import { type ScoredJourney, versionScorecard } from '../../src/insight/version-scorecard.js';
import { instantOf } from '../../src/model/value/time.js';
import { Attacker } from './attacker.js';

const dimensions = ['site', 'service'];
const hidden = { shown: false, reason: 'group-too-small' };

let made = 0;
const rowsOf = (count: number, site: string, service: string, counted = 0): readonly TableRow[] =>
  Array.from({ length: count }, (_, index) => ({
    person: `p${made++}`,
    in: { site, service },
    counts: index < counted,
  }));

/** Those in exactly the same places: nobody can tell them apart, so they are one unknown. */
function unknownsOf(rows: readonly TableRow[]) {
  const unknowns = new Map<string, { readonly in: TableRow['in']; people: number; counted: number }>();
  for (const { in: places, counts } of rows) {
    const key = JSON.stringify(places);
    const unknown = unknowns.get(key) ?? { in: places, people: 0, counted: 0 };
    unknowns.set(key, { in: places, people: unknown.people + 1, counted: unknown.counted + (counts ? 1 : 0) });
  }
  return [...unknowns.values()];
}

const indicatorOf = (place: Readonly<Record<string, string>>, unknowns: ReturnType<typeof unknownsOf>) =>
  unknowns.map((unknown) => (Object.entries(place).every(([name, value]) => unknown.in[name] === value) ? 1 : 0));

/** Every set of unknowns of fewer than `smallest` people whose figure follows from what is shown. */
function smallGroupsFound(rows: readonly TableRow[], table: PublishedTable, smallest = 5): number {
  const unknowns = unknownsOf(rows);
  const attacker = new Attacker(table.cells.map(({ place }) => indicatorOf(place, unknowns)));
  let found = 0;
  const grow = (from: number, people: number, indicator: readonly number[]) => {
    if (people > 0 && attacker.canDetermine(indicator)) found++;
    for (let index = from; index < unknowns.length; index++) {
      const total = people + (unknowns[index]?.people ?? 0);
      if (total < smallest) grow(index + 1, total, indicator.with(index, 1));
    }
  };
  grow(
    0,
    0,
    unknowns.map(() => 0),
  );
  return found;
}

/** A company whose places are skewed and nested as real ones are: some services exist at one site only. */
const company = (most: number) =>
  fc
    .record({
      people: fc.noBias(fc.integer({ min: 5, max: most })),
      sites: fc.integer({ min: 1, max: 5 }),
      services: fc.integer({ min: 1, max: 6 }),
      skew: fc.constantFrom(0.3, 0.5, 1),
      nested: fc.boolean(),
      draws: fc.infiniteStream(fc.noBias(fc.integer({ min: 0, max: 999_999 }))),
    })
    .map(({ people, sites, services, skew, nested, draws }): readonly TableRow[] => {
      const next = () => (draws.next().value ?? 0) / 1_000_000;
      const skewed = (count: number) => Math.floor(next() ** (1 / skew) * count);
      return Array.from({ length: people }, (_, index) => {
        const service = skewed(services);
        const site = nested && service % 2 === 1 ? service % sites : skewed(sites);
        return {
          person: `p${index}`,
          in: { site: `site${site}`, service: `service${service}` },
          counts: next() < (service === 0 ? 1 : 0.5),
        };
      });
    });

describe('groups of at least five', () => {
  it('have a floor in code that can be raised and never lowered', () => {
    assert.deepEqual([groupSizeOf(), groupSizeOf(5), groupSizeOf(8)], [5, 5, 8]);
    for (const size of [4, 0, -5, 5.5, Number.NaN, Number.POSITIVE_INFINITY])
      assert.throws(() => groupSizeOf(size), ValidationError);
    assert.throws(() => publishTable([], { dimensions, smallestGroup: 3 }), ValidationError);
  });

  it('[A-HR-2] site of 9, service of 6, intersection of 2: nothing shown there, nor to be deduced', () => {
    const rows = [
      ...rowsOf(2, 'valencia', 'rd'),
      ...rowsOf(7, 'valencia', 'sales'),
      ...rowsOf(4, 'paris', 'rd'),
      ...rowsOf(27, 'paris', 'sales'),
    ];
    const table = publishTable(rows, { dimensions });
    assert.deepEqual(table.at({ site: 'valencia', service: 'rd' }), hidden);
    assert.equal(table.at({ site: 'valencia' }).shown, true);
    assert.equal(table.at({ service: 'rd' }).shown, true);
    assert.equal(smallGroupsFound(rows, table), 0);
    // Seven of València in sales would leave two: the complement is suppressed with the cell.
    assert.deepEqual(table.at({ site: 'valencia', service: 'sales' }), hidden);
  });

  it('the attack finds those two as soon as the complement is shown', () => {
    const rows = [...rowsOf(2, 'valencia', 'rd'), ...rowsOf(7, 'valencia', 'sales'), ...rowsOf(31, 'paris', 'sales')];
    const cell = (place: Record<string, string>) => ({ shown: true, place, people: 9, rate: undefined }) as const;
    const careless = {
      cells: [cell({ site: 'valencia' }), cell({ site: 'valencia', service: 'sales' })],
      at: () => cell({}),
    };
    assert.ok(smallGroupsFound(rows, careless) > 0);
  });

  it('answers the same where nobody is, where few are and where few could be deduced', () => {
    const rows = [...rowsOf(3, 'valencia', 'rd'), ...rowsOf(20, 'paris', 'rd')];
    const table = publishTable(rows, { dimensions });
    for (const place of [
      { site: 'lisbon' },
      { site: 'valencia' },
      { site: 'paris' },
      { site: 'paris', service: 'rd', floor: '2' },
    ]) {
      assert.deepEqual(table.at(place), hidden);
    }
    assert.equal(table.at({}).shown, true);
  });

  it('a small company gets no breakdown', () => {
    const rows = [...rowsOf(5, 'valencia', 'rd'), ...rowsOf(4, 'paris', 'rd')];
    assert.deepEqual(
      publishTable(rows, { dimensions: ['site'] }).cells.map(({ place }) => place),
      [{}],
    );
    assert.deepEqual(publishTable(rowsOf(4, 'paris', 'rd'), { dimensions }).cells, []);
  });

  it('a newcomer cannot be read off by taking an earlier table away', () => {
    const before = rowsOf(20, 'paris', 'rd', 10);
    const everybody = new Set(before.map(({ person }) => person));
    const later = (count: number) =>
      publishTable([...before, ...rowsOf(count, 'paris', 'rd')], { dimensions, alreadyShown: [everybody] });
    assert.deepEqual(later(4).at({}), hidden);
    assert.equal(later(5).at({}).shown, true);
    assert.equal(later(0).at({}).shown, true);
  });

  it('counts a person once, whatever the number of their rows', () => {
    const twice = rowsOf(3, 'paris', 'rd', 3);
    assert.deepEqual(publishTable([...twice, ...twice], { dimensions }).cells, []);
  });

  it('[T27] no small group follows from all that is shown, over 400 companies of 5 to 200 people', () => {
    let [shown, companies] = [0, 0];
    fc.assert(
      fc.property(company(200), (rows) => {
        const table = publishTable(rows, { dimensions });
        assert.equal(smallGroupsFound(rows, table), 0);
        for (const { people } of table.cells) assert.ok(people >= 5);
        shown += table.cells.length;
        companies++;
      }),
      { seed: 27, numRuns: 400 },
    );
    assert.ok(companies >= 300);
    // Hiding everything would pass as well, so it must show something.
    assert.ok(shown / companies > 5, `${shown / companies} cells a company`);
  });

  it('[T27] holds for three dimensions and a higher floor', () => {
    fc.assert(
      fc.property(company(60), fc.infiniteStream(fc.noBias(fc.nat(2))), (rows, grades) => {
        const graded = rows.map((row) => ({ ...row, in: { ...row.in, grade: `g${grades.next().value ?? 0}` } }));
        const table = publishTable(graded, { dimensions: [...dimensions, 'grade'], smallestGroup: 6 });
        assert.equal(smallGroupsFound(graded, table, 6), 0);
      }),
      { seed: 27, numRuns: 20 },
    );
  });

  it('[T27] no shown rate makes known that all or none of a group count', () => {
    fc.assert(
      fc.property(company(120), (rows) => {
        const table = publishTable(rows, { dimensions });
        const unknowns = unknownsOf(rows);
        const exact = table.cells.filter(({ rate }) => rate?.kind === 'exact');
        const attacker = new Attacker(exact.map(({ place }) => indicatorOf(place, unknowns)));
        for (const place of [
          {},
          ...unknowns.flatMap(({ in: places }) => [
            places,
            { site: places['site'] ?? '' },
            { service: places['service'] ?? '' },
          ]),
        ]) {
          const indicator = indicatorOf(place, unknowns);
          const inside = unknowns.filter((_, index) => indicator[index] === 1);
          const people = inside.reduce((sum, unknown) => sum + unknown.people, 0);
          const counted = inside.reduce((sum, unknown) => sum + unknown.counted, 0);
          if (people >= 5 && isNearEnd(counted, people))
            assert.equal(attacker.canDetermine(indicator), false, JSON.stringify(place));
        }
      }),
      { seed: 27, numRuns: 150 },
    );
  });
});

/** Every world, in whole people, in which all that is shown is true: per unknown, how many count. Found by trying them all. */
function worldsOf(table: PublishedTable, unknowns: ReturnType<typeof unknownsOf>): readonly (readonly number[])[] {
  const facts = table.cells.flatMap(({ place, people, rate }) => {
    if (!rate || rate.kind === 'withheld') return [];
    const isShownSo = (counted: number): boolean => {
      if (rate.kind === 'below') return counted * 100 < rate.percent * people;
      if (rate.kind === 'above') return counted * 100 > rate.percent * people;
      return counted === Math.round((rate.percent / 100) * people);
    };
    return [{ indicator: indicatorOf(place, unknowns), isShownSo }];
  });
  const worlds: number[][] = [];
  const grow = (world: readonly number[]): void => {
    const unknown = unknowns[world.length];
    if (!unknown) {
      const numberIn = (indicator: readonly number[]) =>
        indicator.reduce((sum, isIn, index) => sum + isIn * (world[index] ?? 0), 0);
      if (facts.every(({ indicator, isShownSo }) => isShownSo(numberIn(indicator)))) worlds.push([...world]);
      return;
    }
    for (let counted = 0; counted <= unknown.people; counted++) grow([...world, counted]);
  };
  grow([]);
  return worlds;
}

describe('bounds and exact shares together', () => {
  const ratesOf = (table: PublishedTable) => table.cells.map(({ place, rate }) => [place['site'] ?? 'all', rate?.kind]);

  it('do not tell that nobody counts at a site, from a total and the bound of the other', () => {
    const rows = [...rowsOf(5, 'a', 'rd', 0), ...rowsOf(5, 'b', 'rd', 4)];
    const table = publishTable(rows, { dimensions: ['site'] });
    // 4 of 10, a below 30 %: with "b above 70 %" only 0 and 4 are left.
    assert.deepEqual(ratesOf(table), [
      ['all', 'exact'],
      ['a', 'below'],
      ['b', 'withheld'],
    ]);
  });

  it('are shown where one more or fewer is still possible, and a bound that leaves no room is not', () => {
    assert.deepEqual(
      ratesOf(publishTable([...rowsOf(20, 'a', 'rd', 0), ...rowsOf(20, 'b', 'rd', 10)], { dimensions: ['site'] })),
      [
        ['all', 'exact'],
        ['a', 'below'],
        ['b', 'withheld'],
      ],
    );
    assert.deepEqual(
      ratesOf(publishTable([...rowsOf(20, 'a', 'rd', 0), ...rowsOf(20, 'b', 'rd', 20)], { dimensions: ['site'] })),
      [
        ['all', 'exact'],
        ['a', 'below'],
        ['b', 'above'],
      ],
    );
    assert.deepEqual(
      ratesOf(publishTable([...rowsOf(20, 'a', 'rd', 0), ...rowsOf(20, 'b', 'rd', 0)], { dimensions: ['site'] })),
      [
        ['all', 'below'],
        ['a', 'below'],
        ['b', 'below'],
      ],
    );
  });

  it('[T27] leave open, over every world that fits, whether all or none of anybody count, the number near both ends, and the number in a small group', () => {
    let [shown, withheld, companies] = [0, 0, 0];
    const smallCompany = fc
      .record({
        sizes: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 6 }),
        counted: fc.array(fc.constantFrom(0, 0, 0.3, 0.6, 1), { minLength: 6, maxLength: 6 }),
      })
      .map(({ sizes, counted }) =>
        sizes.flatMap((size, at) =>
          rowsOf(size, `site${at % 2}`, `service${at >> 1}`, Math.round(size * (counted[at] ?? 0))),
        ),
      );
    fc.assert(
      fc.property(smallCompany, (rows) => {
        const table = publishTable(rows, { dimensions });
        const unknowns = unknownsOf(rows);
        const worlds = worldsOf(table, unknowns);
        const isOpen = (indicator: readonly number[]): boolean =>
          new Set(worlds.map((world) => indicator.reduce((sum, isIn, at) => sum + isIn * (world[at] ?? 0), 0))).size >
          1;
        if (table.cells.length > 0) {
          const places = [
            ...unknowns.map(({ in: place }) => place),
            {},
            ...dimensions.flatMap((name) => unknowns.map(({ in: place }) => ({ [name]: place[name] ?? '' }))),
          ];
          for (const place of places) {
            const indicator = indicatorOf(place, unknowns);
            const [people, counted] = unknowns.reduce(
              ([all, some], unknown, at) => [
                all + (indicator[at] ?? 0) * unknown.people,
                some + (indicator[at] ?? 0) * unknown.counted,
              ],
              [0, 0],
            );
            const mustBeOpen = counted === 0 || counted === people || (people >= 5 && isNearEnd(counted, people));
            if (people > 0 && mustBeOpen)
              assert.ok(isOpen(indicator), `${JSON.stringify(place)} is told by ${JSON.stringify(table.cells)}`);
          }
          const grow = (from: number, people: number, indicator: readonly number[]): void => {
            if (people > 0) assert.ok(isOpen(indicator), `${people} people are told by ${JSON.stringify(table.cells)}`);
            for (let at = from; at < unknowns.length; at++) {
              const total = people + (unknowns[at]?.people ?? 0);
              if (total < 5) grow(at + 1, total, indicator.with(at, 1));
            }
          };
          grow(
            0,
            0,
            unknowns.map(() => 0),
          );
        }
        const held = table.cells.filter(({ rate }) => rate?.kind === 'withheld').length;
        withheld += held;
        shown += table.cells.length - held;
        companies++;
      }),
      { seed: 27, numRuns: 300 },
    );
    assert.equal(companies, 300);
    // Withholding every share would pass as well.
    assert.ok(shown > 2 * withheld, `${shown} shown, ${withheld} withheld`);
  });
});

describe('rates as they are shown', () => {
  it('near none and near all are bounds that leave room for one person out of step', () => {
    assert.deepEqual(publishedRateOf(0, 40), { kind: 'below', percent: 10 });
    assert.deepEqual(publishedRateOf(40, 40), { kind: 'above', percent: 90 });
    assert.deepEqual(publishedRateOf(0, 5), { kind: 'below', percent: 30 });
    assert.deepEqual(publishedRateOf(4, 5), { kind: 'above', percent: 70 });
    assert.equal(publishedRateOf(0, 0).kind, 'withheld');
  });

  it('a bound always stands for at least two counts', () => {
    for (let people = 5; people <= 300; people++) {
      assert.deepEqual(publishedRateOf(0, people), publishedRateOf(1, people));
      assert.deepEqual(publishedRateOf(people, people), publishedRateOf(people - 1, people));
      assert.ok(people < 11 || publishedRateOf(0, people).kind === 'below');
    }
  });

  it('in between they are whole percents with their interval', () => {
    assert.deepEqual(publishedRateOf(24, 30), { kind: 'exact', percent: 80, lowPercent: 63, highPercent: 90 });
  });

  it('are withheld where subtracting them would tell that all of another group count', () => {
    const rows = [...rowsOf(10, 'valencia', 'rd', 5), ...rowsOf(10, 'paris', 'rd', 10)];
    const table = publishTable(rows, { dimensions: ['site'] });
    const rates = table.cells.map(({ place, rate }) => [place['site'] ?? 'all', rate?.kind]);
    assert.deepEqual(rates, [
      ['all', 'exact'],
      ['paris', 'above'],
      ['valencia', 'withheld'],
    ]);
  });
});

describe('totals', () => {
  it('[A-HR-3] three harvests linked to an initiative show nothing, five show their number', () => {
    const links = ['ines', 'ada', 'bob', 'eve', 'leo'].map((by, index) => ({ item: `h${index}`, by }));
    assert.equal(initiativeCount(links.slice(0, 3)), undefined);
    assert.equal(initiativeCount(links), 5);
  });

  it('one who links something later is not read off: the number stays until five more stand behind it', () => {
    const linksOf = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ item: `h${index}`, by: `p${index}` }));
    const authors = new Set(linksOf(5).map(({ by }) => by));
    const then = (count: number) => initiativeCount(linksOf(count), { before: { count: 5, authors } });
    assert.deepEqual([then(4), then(6), then(9), then(10)], [5, 5, 5, 10]);
  });

  it('five harvests of one person are still one person', () => {
    assert.equal(
      initiativeCount(Array.from({ length: 5 }, (_, index) => ({ item: `h${index}`, by: 'ines' }))),
      undefined,
    );
  });

  it('stay as shown for seven days, so that a single arrival cannot be read off', () => {
    const now = Date.parse('2026-11-16T09:00:00Z');
    const shown = heldTotal(undefined, 5, now);
    assert.deepEqual(shown, { value: 5, at: instantOf(now) });
    assert.equal(heldTotal(shown, 6, now + 7 * 86_400_000 - 1).value, 5);
    assert.equal(heldTotal(shown, 6, now + 7 * 86_400_000).value, 6);
  });
});

describe('version scorecard', () => {
  const journeys = (
    version: string,
    count: number,
    closed: number,
    change: (index: number) => Partial<ScoredJourney> = () => ({}),
  ) =>
    Array.from({ length: count }, (_, index): ScoredJourney => ({
      coachee: `${version}-${index}`,
      version,
      state: index < closed ? 'closed' : 'stopped',
      steps: [
        { step: 'begin', state: 'done' },
        { step: 'one-to-ones', state: 'done', moved: index < 12 },
        { step: 'delegate', state: index < 20 ? 'skipped' : 'done' },
      ],
      ...change(index),
    }));
  const demo = [
    ...journeys('1.2.0', 34, 20),
    ...journeys('1.4.0', 31, 25, (index) => ({ cohort: index < 4 ? 'spring' : 'autumn' })),
    ...journeys('1.10.0', 4, 4),
  ];
  const card = versionScorecard(demo);

  it('[A-HR-1] shows completion with its interval, newest version first', () => {
    const [, second, third] = card;
    assert.deepEqual(
      card.map(({ version }) => version),
      ['1.10.0', '1.4.0', '1.2.0'],
    );
    assert.deepEqual(second?.completion, {
      shown: true,
      place: {},
      people: 31,
      rate: { kind: 'exact', percent: 81, lowPercent: 64, highPercent: 91 },
    });
    assert.deepEqual(third?.completion, {
      shown: true,
      place: {},
      people: 34,
      rate: { kind: 'exact', percent: 59, lowPercent: 42, highPercent: 74 },
    });
  });

  it('[A-HR-1] orders steps by friction', () => {
    assert.deepEqual(
      card[2]?.steps.map(({ step, rate }) => [step, rate.kind === 'withheld' ? '' : rate.percent]),
      [
        ['delegate', 59],
        ['one-to-ones', 35],
        ['begin', 10],
      ],
    );
  });

  it('[A-HR-1] a cohort of 4 is too small, and so is what would give it away', () => {
    assert.deepEqual(card[1]?.cohorts, [
      { cohort: 'autumn', completion: hidden },
      { cohort: 'spring', completion: hidden },
    ]);
    assert.deepEqual([card[0]?.completion, card[0]?.steps], [hidden, []]);
  });

  it('a newcomer cannot be read off: a version keeps its figures until the difference is a group', () => {
    const first = versionScorecard(journeys('3.0.0', 10, 4));
    const rateOf = ([score]: ReturnType<typeof versionScorecard>) =>
      score?.completion.shown ? [score.completion.people, score.completion.rate] : 'hidden';
    const next = (count: number, closed: number, before = first) =>
      versionScorecard(journeys('3.0.0', count, closed), { before });
    assert.deepEqual(rateOf(next(11, 5)), rateOf(first), '4 of 10, then 5 of 11');
    assert.deepEqual(next(11, 5)[0]?.steps, first[0]?.steps);
    assert.deepEqual(rateOf(next(9, 4)), rateOf(first), 'nor can who left');
    assert.equal(rateOf(next(15, 6))[0], 15);
    assert.deepEqual(rateOf(next(12, 6, next(11, 5))), rateOf(first), 'however often it is asked');
    assert.notDeepEqual(rateOf(next(10, 6)), rateOf(first), 'the same people go on');
  });

  it('the order of steps tells nothing that the figures hide', () => {
    const quiet = journeys('2.0.0', 40, 20, (index) => ({
      steps: [
        { step: 'a', state: 'done' },
        { step: 'b', state: index < 3 ? 'skipped' : 'done' },
      ],
    }));
    assert.deepEqual(
      versionScorecard(quiet)[0]?.steps.map(({ step, rate }) => [step, rate.kind]),
      [
        ['a', 'below'],
        ['b', 'below'],
      ],
    );
  });
});
