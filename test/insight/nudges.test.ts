import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDecisionDue } from '../../src/insight/decision-point.js';
import { isHeldOut } from '../../src/insight/hold-out.js';
import { decideNudge, type NudgePerson, type NudgeQuestion, type PastNudge } from '../../src/insight/nudge-decision.js';
import { nudgeEffect } from '../../src/insight/nudge-effect.js';
import { type NudgeRuleId, nudgeRuleIds, nudgeRules, type NudgeVariables } from '../../src/insight/nudge-rules.js';
import { instantOf } from '../../src/model/value/time.js';

/** Monday, ten o'clock in Madrid and Paris, four in the morning in Montréal. */
const monday = Date.parse('2026-11-16T09:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;

const someone = (person: string, as: NudgePerson['as'], timeZone = 'Europe/Madrid'): NudgePerson => ({
  person,
  as,
  timeZone,
  paused: false,
  switchedOff: [],
});
const people = [
  someone('ines', 'coachee'),
  someone('marc', 'coach', 'Europe/Paris'),
  someone('genevieve', 'mentor', 'America/Toronto'),
  someone('paul', 'peer'),
  someone('rosa', 'sponsor'),
  someone('theo', 'template-author'),
];

/** The seed lets decision "d1" through. */
const ask = <R extends NudgeRuleId>(rule: R, variables: NudgeVariables[R], change: Partial<NudgeQuestion<R>> = {}) =>
  decideNudge({
    decision: 'd1',
    seed: 's',
    rule,
    about: 'x1',
    coachee: 'ines',
    variables,
    people,
    past: [],
    nowMs: monday,
    ...change,
  });

const told = (decision: ReturnType<typeof decideNudge>) =>
  decision.kind === 'silent' ? decision.reason : `${decision.kind} ${decision.to}`;

const waiting = { seen: false, hoursUnseen: 20 };
const past = (change: Partial<PastNudge>): PastNudge => ({
  rule: 'harvest',
  about: 'other',
  to: 'ines',
  decidedAt: instantOf(monday - day),
  sent: true,
  coachee: 'ines',
  ...change,
});

describe('the table of nudges', () => {
  /** Per rule: variables that meet it, the nearest that do not, who receives it, hours to its outcome. */
  const table: {
    readonly [R in NudgeRuleId]: readonly [
      met: NudgeVariables[R],
      unmet: readonly NudgeVariables[R][],
      to: string,
      hours: number | undefined,
    ];
  } = {
    'challenge-waiting': [
      waiting,
      [
        { seen: false, hoursUnseen: 19.9 },
        { seen: true, hoursUnseen: 30 },
      ],
      'marc',
      4,
    ],
    'rhythm-slows': [{ ratio: 1.5 }, [{ ratio: 1.49 }, { ratio: 3 }], 'ines', 72],
    'rhythm-quiet': [{ ratio: 3 }, [{ ratio: 2.99 }], 'marc', 48],
    'ask-unanswered': [
      { daysOpen: 5, answers: 0 },
      [
        { daysOpen: 4.9, answers: 0 },
        { daysOpen: 9, answers: 1 },
      ],
      'marc',
      72,
    ],
    'thanks-waiting': [{ neitherServedNorThanked: 3 }, [{ neitherServedNorThanked: 2 }], 'ines', 72],
    'circle-thin': [
      { weeksDone: 3, activeCompanions: 1 },
      [
        { weeksDone: 2, activeCompanions: 0 },
        { weeksDone: 3, activeCompanions: 2 },
      ],
      'ines',
      168,
    ],
    prepare: [
      { daysToEvent: 5, opened: false },
      [
        { daysToEvent: 6, opened: false },
        { daysToEvent: 5, opened: true },
        { daysToEvent: 0, opened: false },
      ],
      'ines',
      undefined,
    ],
    harvest: [
      { daysSinceEvent: 2, written: false, transferAnswered: false },
      [
        { daysSinceEvent: 1, written: false, transferAnswered: false },
        { daysSinceEvent: 3, written: true, transferAnswered: false },
        { daysSinceEvent: 21, written: false, transferAnswered: true },
      ],
      'ines',
      96,
    ],
    'giver-out-of-balance': [{ received: 8, given: 2 }, [{ received: 7, given: 2 }], 'ines', undefined],
    'sponsor-date': [
      { daysToDue: 5, reported: false },
      [
        { daysToDue: 6, reported: false },
        { daysToDue: 5, reported: true },
      ],
      'rosa',
      undefined,
    ],
    'template-drift': [
      { journeys: 10, skippedOrMoved: 3 },
      [
        { journeys: 9, skippedOrMoved: 9 },
        { journeys: 10, skippedOrMoved: 2 },
      ],
      'theo',
      undefined,
    ],
  };

  function check<R extends NudgeRuleId>(rule: R) {
    const [met, unmet, to, hours] = table[rule];
    const decision = ask(rule, met);
    assert.equal(told(decision), `send ${to}`);
    if (decision.kind !== 'silent')
      assert.equal(decision.outcomeByMs, hours === undefined ? undefined : monday + hours * hour);
    for (const variables of unmet) assert.equal(told(ask(rule, variables)), 'condition-not-met');
  }

  for (const rule of nudgeRuleIds)
    it(`${rule} is met and not met where the table says, for whom it says`, () => check(rule));

  it('never has the company among its receivers', () => {
    const allowed = ['coachee', 'coach', 'peer', 'sponsor', 'template-author'];
    for (const { receivers, then } of Object.values(nudgeRules)) {
      for (const receiver of [...receivers, ...(then?.receivers ?? [])])
        assert.ok(allowed.includes(receiver), receiver);
    }
  });

  it('a promise shorter than twenty hours is what counts for a waiting challenge', () => {
    assert.equal(told(ask('challenge-waiting', { seen: false, hoursUnseen: 6, promisedReplyHours: 6 })), 'send marc');
  });

  it('a challenge still unseen four hours after the coach was told goes to the coachee', () => {
    const variables = { ...waiting, hoursSinceCoachNudged: 4 };
    assert.equal(
      told(
        ask('challenge-waiting', variables, { past: [past({ rule: 'challenge-waiting', about: 'x1', to: 'marc' })] }),
      ),
      'send ines',
    );
  });

  it('a quiet rhythm goes to a peer where there is no coach, and to nobody where there is neither', () => {
    assert.equal(
      told(ask('rhythm-quiet', { ratio: 4 }, { people: people.filter(({ as }) => as !== 'coach') })),
      'send paul',
    );
    assert.equal(told(ask('rhythm-quiet', { ratio: 4 }, { people: people.slice(0, 1) })), 'no-receiver');
  });
});

describe('what holds a nudge back', () => {
  const changed = (who: string, change: Partial<NudgePerson>) =>
    people.map((one) => (one.person === who ? { ...one, ...change } : one));

  it('two in the last seven days of one person’s calendar, held out ones not counted', () => {
    const two = [past({ about: 'a' }), past({ about: 'b', decidedAt: instantOf(monday - 6 * day) })];
    assert.equal(told(ask('rhythm-slows', { ratio: 2 }, { past: two })), 'weekly-cap');
    assert.equal(
      told(
        ask(
          'rhythm-slows',
          { ratio: 2 },
          { past: [past({ about: 'a' }), past({ about: 'b', decidedAt: instantOf(monday - 7 * day + 7 * hour) })] },
        ),
      ),
      'send ines',
    );
    assert.equal(
      told(ask('rhythm-slows', { ratio: 2 }, { past: two.map((nudge) => ({ ...nudge, sent: false })) })),
      'send ines',
    );
  });

  it('seven days where the receiver is, though the clocks changed in between', () => {
    const spring = Date.parse('2027-03-29T07:30:00Z');
    const sentAt = (...moments: readonly string[]) =>
      moments.map((decidedAt, index) => past({ about: `n${index}`, decidedAt }));
    const inMadrid = (...moments: readonly string[]) =>
      told(ask('rhythm-slows', { ratio: 2 }, { nowMs: spring, past: sentAt(...moments) }));
    assert.equal(inMadrid('2027-03-22T08:30:00Z', '2027-03-24T08:30:00Z'), 'send ines', 'a week of 167 hours');
    assert.equal(
      inMadrid('2027-03-22T22:59:00Z', '2027-03-24T08:30:00Z'),
      'send ines',
      'the evening of the eighth day',
    );
    assert.equal(
      inMadrid('2027-03-22T23:00:00Z', '2027-03-24T08:30:00Z'),
      'weekly-cap',
      'the first minute of the seventh',
    );
  });

  it('one today to a coach about the same person, on the coach’s calendar', () => {
    const toMarc = (decidedAt: number, coachee = 'ines') => ({
      past: [past({ to: 'marc', decidedAt: instantOf(decidedAt), coachee })],
    });
    assert.equal(told(ask('challenge-waiting', waiting, toMarc(monday - hour))), 'daily-cap');
    assert.equal(told(ask('challenge-waiting', waiting, toMarc(monday - 11 * hour))), 'send marc');
    assert.equal(told(ask('challenge-waiting', waiting, toMarc(monday - hour, 'someone-else'))), 'send marc');
  });

  it('what is outside working hours where the receiver is, not where the sender is', () => {
    const toMontreal = changed('marc', { timeZone: 'America/Toronto' });
    assert.equal(told(ask('challenge-waiting', waiting, { people: toMontreal })), 'outside-hours');
    assert.equal(
      told(ask('challenge-waiting', waiting, { people: toMontreal, nowMs: monday + 5 * hour })),
      'send marc',
    );
    assert.equal(told(ask('challenge-waiting', waiting, { nowMs: monday - 2 * day })), 'outside-hours');
  });

  it('the working hours that a person set, to the minute', () => {
    const at = (from: string, to: string) => ({ people: changed('marc', { workingHours: { days: [1], from, to } }) });
    assert.equal(told(ask('challenge-waiting', waiting, at('10:00', '10:01'))), 'send marc');
    assert.equal(told(ask('challenge-waiting', waiting, at('10:01', '11:40'))), 'outside-hours');
    assert.equal(told(ask('challenge-waiting', waiting, at('00:00', '10:00'))), 'outside-hours');
  });

  it('a pause of the receiver or of the person accompanied', () => {
    assert.equal(told(ask('challenge-waiting', waiting, { people: changed('marc', { paused: true }) })), 'paused');
    assert.equal(told(ask('challenge-waiting', waiting, { people: changed('ines', { paused: true }) })), 'paused');
    assert.equal(told(ask('challenge-waiting', waiting, { people: changed('paul', { paused: true }) })), 'send marc');
  });

  it('a rule that its receiver switched off, and no other', () => {
    const off = changed('marc', { switchedOff: ['challenge-waiting'] });
    assert.equal(told(ask('challenge-waiting', waiting, { people: off })), 'switched-off');
    assert.equal(told(ask('ask-unanswered', { daysOpen: 5, answers: 0 }, { people: off })), 'send marc');
  });

  it('that it was already decided about the same thing, even when held out', () => {
    const same = [
      past({ rule: 'challenge-waiting', about: 'x1', to: 'marc', decidedAt: instantOf(monday - 3 * day), sent: false }),
    ];
    assert.equal(told(ask('challenge-waiting', waiting, { past: same })), 'already-decided');
  });
});

describe('an event that is asked about twice', () => {
  const harvest = (
    daysSinceEvent: number,
    change: { written?: boolean; transferAnswered?: boolean; past?: readonly number[] } = {},
  ) =>
    told(
      ask(
        'harvest',
        { daysSinceEvent, written: change.written ?? false, transferAnswered: change.transferAnswered ?? false },
        {
          past: (change.past ?? []).map((daysAgo) =>
            past({ rule: 'harvest', about: 'x1', to: 'ines', decidedAt: instantOf(monday - daysAgo * day) }),
          ),
        },
      ),
    );

  it('three weeks later is another decision than two days later', () => {
    assert.equal(harvest(21, { written: true, past: [19] }), 'send ines');
    assert.equal(harvest(24, { written: true, past: [22] }), 'send ines');
  });

  it('each of the two is decided once', () => {
    assert.equal(harvest(3, { past: [1] }), 'already-decided');
    assert.equal(harvest(20, { past: [18] }), 'already-decided');
    assert.equal(harvest(22, { past: [20, 1] }), 'already-decided');
  });
});

describe('the hold-out', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `01JCY${index}`);

  it('draws the same for the same decision and seed', () => {
    assert.deepEqual(
      ids.map((id) => isHeldOut(id, 's')),
      ids.map((id) => isHeldOut(id, 's')),
    );
  });

  it('holds out a tenth, whatever the seed, and another tenth with another seed', () => {
    const [a, b] = ['s', 't'].map((seed) => ids.filter((id) => isHeldOut(id, seed)));
    for (const held of [a, b]) assert.ok(Math.abs((held?.length ?? 0) / ids.length - 0.1) < 0.01);
    assert.ok(Math.abs(a?.filter((id) => b?.includes(id)).length ?? 0) / ids.length < 0.02);
  });

  it('is drawn from what would have been sent', () => {
    const held = ids.find((id) => isHeldOut(id, 's')) ?? assert.fail();
    assert.equal(told(ask('rhythm-slows', { ratio: 2 }, { decision: held })), 'hold-out ines');
    assert.equal(told(ask('rhythm-slows', { ratio: 1 }, { decision: held })), 'condition-not-met');
  });
});

describe('when a rule is looked at', () => {
  const due = (rule: NudgeRuleId, at: string, change: { lastDecidedAt?: string; anchor?: string } = {}) =>
    isDecisionDue(rule, { nowMs: Date.parse(at), timeZone: 'Europe/Madrid', ...change });

  it('every day from nine o’clock there', () => {
    assert.equal(due('rhythm-slows', '2026-11-16T07:59:00Z'), false);
    assert.equal(due('rhythm-slows', '2026-11-16T08:00:00Z'), true);
    assert.equal(due('rhythm-slows', '2026-11-16T15:00:00Z', { lastDecidedAt: '2026-11-16T08:00:00Z' }), false);
    assert.equal(due('rhythm-slows', '2026-11-17T08:00:00Z', { lastDecidedAt: '2026-11-16T15:00:00Z' }), true);
  });

  it('every hour, twice a week, every week', () => {
    const last = { lastDecidedAt: '2026-11-16T09:00:00Z' };
    assert.deepEqual(
      ['2026-11-16T09:59:59Z', '2026-11-16T10:00:00Z'].map((at) => due('challenge-waiting', at, last)),
      [false, true],
    );
    assert.deepEqual(
      ['2026-11-18T09:00:00Z', '2026-11-19T09:00:00Z'].map((at) => due('thanks-waiting', at, last)),
      [false, true],
    );
    assert.deepEqual(
      ['2026-11-22T09:00:00Z', '2026-11-23T09:00:00Z'].map((at) => due('template-drift', at, last)),
      [false, true],
    );
  });

  it('five days before an event, two and twenty-one days after, and late rather than never', () => {
    const event = { anchor: '2026-11-24' };
    assert.deepEqual(
      ['2026-11-18', '2026-11-19', '2026-11-21'].map((on) => due('prepare', `${on}T09:00:00Z`, event)),
      [false, true, true],
    );
    assert.equal(due('prepare', '2026-11-21T09:00:00Z', { ...event, lastDecidedAt: '2026-11-20T09:00:00Z' }), false);
    const decided = { ...event, lastDecidedAt: '2026-11-26T09:00:00Z' };
    assert.deepEqual(
      ['2026-12-14', '2026-12-15'].map((on) => due('harvest', `${on}T09:00:00Z`, decided)),
      [false, true],
    );
    assert.equal(due('prepare', '2026-11-21T09:00:00Z'), false);
  });
});

describe('the effect of a nudge', () => {
  it('stops a rule whose interval lies below zero after 200 decisions, and not before', () => {
    assert.equal(nudgeEffect({ reached: 20, decided: 180 }, { reached: 14, decided: 20 })?.verdict, 'stop');
    assert.equal(nudgeEffect({ reached: 20, decided: 179 }, { reached: 14, decided: 20 })?.verdict, 'undecided');
  });

  it('keeps a rule that helps, and one of which nothing is known yet', () => {
    assert.equal(nudgeEffect({ reached: 150, decided: 180 }, { reached: 6, decided: 20 })?.verdict, 'helps');
    assert.equal(nudgeEffect({ reached: 90, decided: 180 }, { reached: 10, decided: 20 })?.verdict, 'undecided');
    assert.equal(nudgeEffect({ reached: 1, decided: 2 }, { reached: 0, decided: 0 }), undefined);
  });
});
