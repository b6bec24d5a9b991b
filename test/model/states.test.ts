import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { askStates } from '../../src/model/conversation/ask.js';
import { challengeStates } from '../../src/model/conversation/challenge.js';
import { coachFileMoves, coachFileStates } from '../../src/model/people/coach-file.js';
import { topicStates } from '../../src/model/conversation/forum.js';
import { highlightStates } from '../../src/model/journey/highlight-state.js';
import { invitationMoves, invitationStates } from '../../src/model/people/invitation.js';
import { journeyStates, stepRunStates } from '../../src/model/journey/journey.js';
import { membershipStates } from '../../src/model/people/membership.js';
import { entitlementStates } from '../../src/model/programme/price-plan.js';
import { type Moves, canMove, eventsIn, stateAfter } from '../../src/model/value/state-machine.js';
import * as states from '../../src/model/states.js';
import { templateVersionStates, whyNotStable } from '../../src/model/template/template-state.js';

type Table = Moves<string, string>;

const tables = { ...states, invitationMoves, coachFileMoves };

/** The moves of the concept, one line per state that can be left: `from > to to`. What is not here is no move. */
const expected: Record<keyof typeof tables, { readonly states: readonly string[]; readonly moves: readonly string[] }> =
  {
    journeyMoves: {
      states: journeyStates,
      moves: [
        'proposed > active',
        'active > paused closing stopped',
        'paused > active closing stopped',
        'closing > closed',
        'stopped > active',
      ],
    },
    stepRunMoves: {
      states: stepRunStates,
      moves: [
        'ahead > open skipped replaced',
        'open > underway skipped replaced',
        'underway > done skipped replaced',
        'done > open',
        'skipped > ahead',
        'replaced > ahead',
      ],
    },
    invitationMoves: {
      states: invitationStates,
      moves: [
        'draft > sent',
        'sent > opened declined expired revoked',
        'opened > opened accepted declined expired revoked',
        'declined > accepted revoked',
      ],
    },
    membershipMoves: {
      states: membershipStates,
      moves: ['active > paused ended', 'paused > active ended', 'ended > active'],
    },
    challengeMoves: {
      states: challengeStates,
      moves: [
        'raised > seen passed let-go',
        'seen > accompanied passed let-go',
        'accompanied > passed let-go',
        'passed > learnt',
      ],
    },
    askMoves: {
      states: askStates,
      moves: [
        'open > answered closed',
        'answered > answered synthesised closed',
        'synthesised > synthesised closed',
        'closed > closed',
      ],
    },
    topicMoves: { states: topicStates, moves: ['open > synthesised closed', 'synthesised > synthesised closed'] },
    contributionMoves: {
      states: ['on-device', 'sent', 'posted', 'edited', 'served', 'hidden', 'withdrawn'],
      moves: [
        'on-device > on-device sent withdrawn',
        'sent > on-device posted',
        'posted > edited served hidden withdrawn',
        'edited > edited served hidden withdrawn',
        'served > served hidden withdrawn',
        'hidden > posted withdrawn',
      ],
    },
    highlightMoves: {
      states: highlightStates,
      moves: [
        'announced > prepare-open happening moved cancelled',
        'prepare-open > happening moved cancelled',
        'happening > harvest-open moved cancelled',
        'harvest-open > harvested closed',
        'harvested > harvested closed',
        'moved > announced moved cancelled',
      ],
    },
    templateVersionMoves: {
      states: templateVersionStates,
      moves: ['draft > trial', 'trial > stable deprecated', 'stable > deprecated', 'deprecated > retired'],
    },
    coachFileMoves: {
      states: coachFileStates,
      moves: [
        'applied > file declined',
        'file > interview declined',
        'interview > trial declined',
        'trial > admitted declined',
        'admitted > resting left',
        'resting > admitted left',
      ],
    },
    entitlementMoves: {
      states: entitlementStates,
      moves: ['reserved > active', 'active > grace', 'grace > active ended'],
    },
    opMoves: {
      states: ['pending', 'sent', 'acknowledged', 'refused', 'conflict', 'resolved'],
      moves: ['pending > sent refused', 'sent > pending acknowledged refused conflict', 'conflict > resolved'],
    },
  };

const every = Object.entries(tables) as unknown as readonly (readonly [keyof typeof tables, Table])[];

describe('the tables of states', () => {
  for (const [name, table] of every) {
    it(`${name} knows the moves of the concept and no other`, () => {
      const { states, moves } = expected[name];
      assert.deepEqual(Object.keys(table).toSorted(), [...states].toSorted());
      const wanted = new Set(
        moves.flatMap((line) => {
          const [from = '', to = ''] = line.split(' > ');
          return to.split(' ').map((state) => `${from} > ${state}`);
        }),
      );
      for (const from of states) {
        for (const to of states) {
          assert.equal(canMove(table, from, to), wanted.has(`${from} > ${to}`), `${from} > ${to}`);
        }
      }
    });
  }

  it('has a table for each object of the concept that has states', () => {
    assert.deepEqual(every.map(([name]) => name).toSorted(), Object.keys(expected).toSorted());
  });

  it('gives each state a cell for each event', () => {
    for (const [name, table] of every) {
      const [first] = Object.values(table);
      const events = Object.keys(first ?? {});
      for (const [state, cells] of Object.entries(table))
        assert.deepEqual(Object.keys(cells), events, `${name} ${state}`);
    }
  });

  it('gives each event a meaning somewhere', () => {
    for (const [name, table] of every) {
      for (const event of Object.keys(Object.values(table)[0] ?? {})) {
        assert.ok(
          Object.values(table).some((cells) => cells[event] !== null),
          `${name} ${event}`,
        );
      }
    }
  });

  it('reaches every state from the first', () => {
    for (const [name, table] of every) {
      const [first = ''] = Object.keys(table);
      const reached = new Set([first]);
      for (const state of reached) for (const to of Object.values(table[state] ?? {})) if (to !== null) reached.add(to);
      assert.deepEqual([...reached].toSorted(), Object.keys(table).toSorted(), name);
    }
  });

  it('never leaves the states of the table, whatever happens', () => {
    for (const [, table] of every) {
      const [first = ''] = Object.keys(table);
      const event = fc.constantFrom(...Object.keys(table[first] ?? {}));
      fc.assert(
        fc.property(fc.array(event, { maxLength: 30 }), (events) => {
          let state = first;
          for (const next of events) {
            const after = stateAfter(table, state, next);
            assert.equal(eventsIn(table, state).includes(next), after !== undefined);
            if (after !== undefined) assert.ok(canMove(table, state, after));
            state = after ?? state;
          }
          assert.ok(Object.hasOwn(table, state));
        }),
        { numRuns: 50 },
      );
    }
  });

  it('does not compile without a cell, without a state, or with a state that is none', () => {
    type Light = Moves<'red' | 'green', 'stop' | 'go'>;
    const whole = { red: { stop: null, go: 'green' }, green: { stop: 'red', go: null } } as const satisfies Light;
    // @ts-expect-error green says nothing about `go`.
    const withoutCell = { red: { stop: null, go: 'green' }, green: { stop: 'red' } } as const satisfies Light;
    // @ts-expect-error green is not there.
    const withoutState = { red: { stop: null, go: 'green' } } as const satisfies Light;
    // @ts-expect-error blue is no state.
    const toNowhere = { red: { stop: null, go: 'blue' }, green: { stop: 'red', go: null } } as const satisfies Light;
    assert.equal(new Set([whole, withoutCell, withoutState, toNowhere]).size, 4);
    assert.equal(stateAfter(whole, 'red', 'go'), 'green');
    assert.equal(stateAfter(whole, 'red', 'stop'), undefined);
    assert.deepEqual(eventsIn(whole, 'green'), ['stop']);
  });
});

describe('a stable version', () => {
  const step = (id: string, met: number, skipped: number) => ({ step: id, met, skipped });

  it('has thirty finished journeys, and no step that more than two in five skip', () => {
    assert.deepEqual(
      whyNotStable({ finishedJourneys: 30, steps: [step('first', 30, 12), step('never-met', 0, 0)] }),
      [],
    );
  });

  it('says how many journeys are missing', () => {
    assert.deepEqual(whyNotStable({ finishedJourneys: 29, steps: [] }), [{ why: 'too-few-journeys', missing: 1 }]);
  });

  it('names each step that is skipped too often', () => {
    assert.deepEqual(
      whyNotStable({ finishedJourneys: 34, steps: [step('a', 30, 13), step('b', 35, 14), step('c', 2, 2)] }),
      [
        { why: 'step-skipped', step: 'a', share: 13 / 30 },
        { why: 'step-skipped', step: 'c', share: 1 },
      ],
    );
  });

  it('is stricter than two in five by not one skip, at any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat({ max: 10_000 }), (met, some) => {
        const skipped = Math.min(met, some);
        const isRefused = whyNotStable({ finishedJourneys: 30, steps: [step('s', met, skipped)] }).length > 0;
        assert.equal(isRefused, skipped * 5 > met * 2);
      }),
    );
  });
});
