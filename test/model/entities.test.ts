import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ValidationError } from '../../src/errors.js';
import { isAskOverdue } from '../../src/model/conversation/ask.js';
import { isChallengeOverdue } from '../../src/model/conversation/challenge.js';
import { coachFileAfter } from '../../src/model/people/coach-file.js';
import { cardsBesideStep } from '../../src/model/people/coaching.js';
import { hasConsent } from '../../src/model/access/consent.js';
import { type EntityType, entitySchemas, parseEntity } from '../../src/model/entity.js';
import { contributionStateOf } from '../../src/model/conversation/forum.js';
import { isSignedByAll } from '../../src/model/people/frame.js';
import { canLink } from '../../src/model/programme/initiative.js';
import { invitationAfter, isInvitationOverdue } from '../../src/model/people/invitation.js';
import { isPauseOver } from '../../src/model/journey/pause.js';
import { isStepOverdue, stepRunStates, weekOf } from '../../src/model/journey/journey.js';
import { entitlementStateOn } from '../../src/model/programme/price-plan.js';
import { bothAnswered } from '../../src/model/programme/pulse.js';
import { parseFields } from '../../src/model/parse-fields.js';
import { isJourneyRecordType } from '../../src/model/record.js';
import { samples } from './samples.js';

const types = Object.keys(entitySchemas) as EntityType[];

/** What the concept marks with a question mark, or the wire sets later. Everything else must be there. */
const optional: { readonly [T in EntityType]?: readonly string[] } = {
  journey: ['cohort', 'pausedUntil', 'pauses', 'stoppedBecause'],
  membership: ['until', 'profile', 'job', 'place', 'replyWithinDays', 'readsGuides'],
  stepRun: ['openedAt', 'doneAt'],
  answer: ['writtenAt', 'withdrawnAt'],
  topic: ['writtenAt', 'withdrawnAt', 'step', 'stepTitle', 'ask'],
  contribution: ['writtenAt', 'replyTo', 'cites', 'attachments', 'withdrawnAt', 'hiddenAt'],
  served: ['writtenAt', 'withdrawnAt'],
  challenge: ['writtenAt', 'withdrawnAt'],
  goalRating: ['moment'],
  person: ['pronouns', 'workingHours'],
  note: ['writtenAt', 'item'],
  settings: ['locale', 'timeZone', 'workingHours', 'address'],
  frame: ['sponsorReadsGuides'],
  invitation: ['to', 'hope', 'offer', 'locale', 'home', 'hiddenFromCompany', 'at', 'expiresAt', 'member'],
  ifThen: ['step'],
  ask: ['openUntil'],
  moveProposal: ['reason'],
  highlight: ['initiative'],
  nudge: ['effect'],
};

const ms = (instant: string) => Date.parse(instant);

/** The paths that a wrong input is refused with. */
function pathsOf(type: EntityType, input: unknown): readonly string[] {
  try {
    parseEntity(type, input);
    return [];
  } catch (error) {
    assert.ok(error instanceof ValidationError);
    assert.equal(error.code, 'CORDEE_INPUT_INVALID');
    for (const { message } of error.issues) assert.notEqual(message, '');
    return error.issues.map(({ path }) => path);
  }
}

describe('every entity', () => {
  for (const type of types) {
    it(`${type}: is read as it is written, and what is not known is left out`, () => {
      const sample = samples[type];
      const before = structuredClone(sample);
      assert.deepEqual(parseEntity(type, sample), sample);
      assert.deepEqual(parseEntity(type, { ...sample, fromTomorrow: true }), sample);
      assert.deepEqual(sample, before);
    });

    it(`${type}: is refused with the path of each field that is missing or of another kind`, () => {
      for (const name of Object.keys(samples[type])) {
        const { [name]: _left, ...rest } = samples[type] as unknown as Record<string, unknown>;
        assert.deepEqual(pathsOf(type, rest), optional[type]?.includes(name) ? [] : [name]);
        for (const wrong of [null, Symbol.iterator, Number.NaN]) {
          assert.ok(
            pathsOf(type, { ...rest, [name]: wrong }).some((path) => path.startsWith(name)),
            `${name}: ${String(wrong)}`,
          );
        }
      }
    });
  }

  it('is refused when it is no object', () => {
    for (const input of [undefined, null, 'ines', 7, [], () => ({})]) {
      for (const type of types) assert.notDeepEqual(pathsOf(type, input), []);
    }
  });

  it('that syncs is read without its id, too', () => {
    for (const type of types) {
      if (!isJourneyRecordType(type)) continue;
      const { id: _id, ...fields } = samples[type];
      const parsed = parseFields(type, samples[type]);
      // What only the server writes is kept as it came.
      assert.deepEqual({ ...parsed }, type === 'template' || type === 'invitation' ? samples[type] : fields);
    }
  });

  it('is refused with at most fifty problems', () => {
    const attendees = Array.from({ length: 500 }, () => 0);
    assert.equal(pathsOf('practiceMeeting', { ...samples.practiceMeeting, attendees }).length, 50);
  });

  it('is refused with one problem where a list is longer than it may be, whatever is in it', () => {
    assert.deepEqual(
      pathsOf('practiceMeeting', { ...samples.practiceMeeting, attendees: Array.from({ length: 501 }, () => 0) }),
      ['attendees'],
    );
  });

  it('says where inside it is wrong', () => {
    assert.deepEqual(pathsOf('topic', { ...samples.topic, body: { text: ' ' } }), ['body.text']);
    assert.deepEqual(pathsOf('topic', { ...samples.topic, ask: { form: 'moment', to: ['everyone'] } }), ['ask.to.0']);
    assert.deepEqual(pathsOf('frame', { ...samples.frame, signedBy: [{ person: 'a/b', at: samples.answer.at }] }), [
      'signedBy.0.person',
    ]);
    assert.deepEqual(pathsOf('highlight', { ...samples.highlight, endsAt: '2026-11-12T17:41:59.000Z' }), ['endsAt']);
    assert.deepEqual(pathsOf('entitlement', { ...samples.entitlement, to: '2026-08-31' }), ['to']);
    assert.deepEqual(
      pathsOf('person', { ...samples.person, workingHours: { days: [1], from: '18:00', to: '09:00' } }),
      ['workingHours'],
    );
    assert.deepEqual(pathsOf('invitation', { ...samples.invitation, role: 'coachee' }), ['role']);
    assert.deepEqual(pathsOf('person', { ...samples.person, timeZone: 'Europe/Atlantis' }), ['timeZone']);
  });

  it('has only days and moments that are on a calendar', () => {
    for (const day of ['2026-02-31', '2026-02-29', '2026-13-01', '2026-1-1', '2026-11-12T00:00:00Z', 'tomorrow', '']) {
      assert.deepEqual([...new Set(pathsOf('journey', { ...samples.journey, startedOn: day }))], ['startedOn'], day);
    }
    assert.deepEqual(pathsOf('journey', { ...samples.journey, startedOn: '2028-02-29' }), []);
    for (const moment of ['2026-02-31T10:00:00Z', '2026-11-12', '2026-11-12T25:00:00Z', 'now']) {
      assert.deepEqual([...new Set(pathsOf('pulse', { ...samples.pulse, at: moment }))], ['at'], moment);
    }
    assert.deepEqual(pathsOf('pulse', { ...samples.pulse, at: '2026-11-12T18:42:00+01:00' }), []);
  });
});

describe('a journey', () => {
  const journey = { startedOn: '2026-09-07', timeZone: 'Europe/Madrid' };

  it('is in its first week on its first day, on the person’s own calendar', () => {
    assert.equal(weekOf(journey, ms('2026-09-06T21:59:59Z')), 0);
    assert.equal(weekOf(journey, ms('2026-09-06T22:00:00Z')), 1);
    assert.equal(weekOf({ ...journey, timeZone: 'America/Toronto' }, ms('2026-09-07T03:59:59Z')), 0);
  });

  it('begins a week at midnight on both sides of a change of clocks', () => {
    assert.equal(weekOf(journey, ms('2026-10-25T22:59:59Z')), 7);
    assert.equal(weekOf(journey, ms('2026-10-25T23:00:00Z')), 8);
    assert.equal(weekOf(journey, ms('2026-11-16T09:00:00Z')), 11);
  });

  it('may go on from the day that was said, and not before', () => {
    const pausedJourney = { ...journey, state: 'paused', pausedUntil: '2026-11-30' } as const;
    assert.equal(isPauseOver(pausedJourney, ms('2026-11-29T22:59:59Z')), false);
    assert.equal(isPauseOver(pausedJourney, ms('2026-11-29T23:00:00Z')), true);
    assert.equal(isPauseOver({ ...journey, state: 'paused' }, ms('2030-01-01T00:00:00Z')), false);
    assert.equal(isPauseOver({ ...pausedJourney, state: 'active' }, ms('2030-01-01T00:00:00Z')), false);
  });
});

describe('a step', () => {
  it('is overdue the day after, while somebody can still do something about it', () => {
    const overdue = stepRunStates.filter((state) => isStepOverdue({ state, plannedFor: '2026-11-09' }, '2026-11-16'));
    assert.deepEqual(overdue, ['ahead', 'open', 'underway']);
    assert.equal(isStepOverdue({ state: 'open', plannedFor: '2026-11-10' }, '2026-11-16'), false);
  });
});

describe('a challenge', () => {
  const challenge = { ...samples.challenge, at: '2026-11-14T09:00:00.000Z', writtenAt: '2026-11-12T17:42:00.000Z' };
  const dueMs = ms('2026-11-13T17:42:00.000Z');

  it('is overdue past the promised reply, counted from when it was written', () => {
    assert.equal(isChallengeOverdue(challenge, 1, dueMs), false);
    assert.equal(isChallengeOverdue(challenge, 1, dueMs + 1), true);
    assert.equal(isChallengeOverdue({ ...challenge, state: 'seen' }, 1, dueMs + 1), true);
    assert.equal(isChallengeOverdue(challenge, 2, dueMs + 1), false);
  });

  it('is not overdue once somebody has come, or it is over', () => {
    for (const state of ['accompanied', 'passed', 'learnt', 'let-go'] as const) {
      assert.equal(isChallengeOverdue({ ...challenge, state }, 1, dueMs + 1), false);
    }
  });
});

describe('an ask', () => {
  it('is overdue from its hour on, until somebody closes it', () => {
    const openUntilMs = ms(samples.ask.openUntil ?? '');
    assert.equal(isAskOverdue(samples.ask, openUntilMs - 1), false);
    assert.equal(isAskOverdue(samples.ask, openUntilMs), true);
    assert.equal(isAskOverdue({ ...samples.ask, state: 'closed' }, openUntilMs), false);
    assert.equal(isAskOverdue({ state: 'open' }, openUntilMs), false);
  });
});

describe('an invitation', () => {
  const { expiresAt: _unset, ...rest } = samples.invitation;
  const draft = { ...rest, state: 'draft' } as const;
  const sentMs = ms('2026-09-10T08:00:00.000Z');
  const lastMs = ms('2026-09-17T08:00:00.000Z') - 1;
  const sent = invitationAfter(draft, 'send', sentMs);
  assert.ok(sent);

  it('stays open for seven days', () => {
    assert.equal(sent.expiresAt, '2026-09-17T08:00:00.000Z');
    assert.equal(isInvitationOverdue(sent, lastMs), false);
    assert.equal(isInvitationOverdue(sent, lastMs + 1), true);
    assert.equal(isInvitationOverdue(draft, lastMs + 1), false);
    assert.equal(isInvitationOverdue({ state: 'sent' }, lastMs + 1), false);
  });

  it('is accepted after it has been opened, and opened as often as one likes', () => {
    const opened = invitationAfter(sent, 'open', lastMs);
    assert.ok(opened);
    assert.equal(invitationAfter(opened, 'open', lastMs)?.state, 'opened');
    assert.equal(invitationAfter(opened, 'accept', lastMs)?.state, 'accepted');
    assert.equal(invitationAfter(sent, 'accept', lastMs), undefined);
  });

  it('loses the address with the answer, or when there will be none', () => {
    assert.deepEqual(invitationAfter(sent, 'open', lastMs)?.to, samples.invitation.to);
    for (const event of ['decline', 'revoke'] as const) {
      const after = invitationAfter(sent, event, lastMs);
      assert.ok(after);
      assert.equal('to' in after, false);
      assert.equal(JSON.stringify(after).includes('hana@example.org'), false);
    }
    const expired = invitationAfter(sent, 'expire', lastMs + 1);
    assert.equal(expired?.state, 'expired');
    assert.equal('to' in expired, false);
    assert.ok(sent.to, 'the invitation that it was made from is as it was');
  });

  it('[WD9] that was declined takes a yes as long as it would have been open, and can be taken back', () => {
    const declined = invitationAfter(sent, 'decline', lastMs);
    assert.ok(declined);
    assert.equal(invitationAfter(declined, 'open', lastMs), undefined, 'looking at it changes nothing');
    assert.equal(invitationAfter(declined, 'accept', lastMs)?.state, 'accepted');
    assert.equal(invitationAfter(declined, 'revoke', lastMs)?.state, 'revoked');
    for (const event of ['accept', 'expire', 'revoke'] as const)
      assert.equal(invitationAfter(declined, event, lastMs + 1), undefined);
  });

  it('does not expire early, and does nothing else late', () => {
    assert.equal(invitationAfter(sent, 'expire', lastMs), undefined);
    for (const event of ['open', 'accept', 'decline', 'revoke'] as const) {
      assert.equal(invitationAfter(sent, event, lastMs + 1), undefined);
    }
  });
});

describe('a coach’s file', () => {
  const decision = { at: '2026-11-20T10:00:00.000Z', decider: 'nadia', reason: 'She listens.' };

  it('keeps each stage with its day, its decider and its reason', () => {
    const after = coachFileAfter(samples.coachFile, 'advance', decision);
    assert.equal(after?.state, 'interview');
    assert.deepEqual(after.stages, [...samples.coachFile.stages, { name: 'interview', ...decision }]);
    assert.equal(samples.coachFile.stages.length, 1);
  });

  it('goes from application to admission, rests and comes back', () => {
    let file = { ...samples.coachFile, state: 'applied', stages: [] } as typeof samples.coachFile;
    for (const event of ['advance', 'advance', 'advance', 'advance', 'rest', 'return', 'leave'] as const) {
      const next = coachFileAfter(file, event, decision);
      assert.ok(next);
      file = next;
    }
    assert.deepEqual(
      file.stages.map(({ name }) => name),
      ['file', 'interview', 'trial', 'admitted', 'resting', 'admitted', 'left'],
    );
    assert.deepEqual(parseEntity('coachFile', file), file);
    assert.equal(coachFileAfter(file, 'return', decision), undefined);
  });

  it('declines nobody without a reason that they can read', () => {
    for (const reason of ['', '   ', { en: '', fr: 'Non.' }]) {
      assert.throws(() => coachFileAfter(samples.coachFile, 'decline', { ...decision, reason }), {
        code: 'CORDEE_INPUT_INVALID',
      });
    }
    assert.equal(coachFileAfter(samples.coachFile, 'decline', decision)?.state, 'declined');
  });
});

describe('a seat', () => {
  it('is reserved, active to its last day, then has thirty days of grace', () => {
    const on = (day: string) => entitlementStateOn({ from: '2026-09-01', to: '2027-02-28' }, day);
    assert.deepEqual(['2026-08-31', '2026-09-01', '2027-02-28', '2027-03-01', '2027-03-30', '2027-03-31'].map(on), [
      'reserved',
      'active',
      'active',
      'grace',
      'grace',
      'ended',
    ]);
  });
});

describe('a consent', () => {
  const asked = { person: 'ines', purpose: 'host-sees-step-due', wordingVersion: 'v1' };
  const said = (given: boolean, at: string) => ({ ...samples.consent, given, at });

  it('is the last word, whatever order they come in', () => {
    const first = said(true, '2026-11-01T10:00:00.000Z');
    const then = said(false, '2026-11-02T10:00:00.000+02:00');
    assert.equal(hasConsent([first], asked), true);
    assert.equal(hasConsent([then, first], asked), false);
    assert.equal(hasConsent([then, first, said(true, '2026-11-03T10:00:00.000Z')], asked), true);
  });

  it('is a no when there is none, when both are said at once, and for another person, use or wording', () => {
    const given = said(true, '2026-11-01T10:00:00.000Z');
    assert.equal(hasConsent([], asked), false);
    assert.equal(hasConsent([given, { ...given, given: false }], asked), false);
    for (const other of [{ person: 'hana' }, { purpose: 'research' }, { wordingVersion: 'v2' }]) {
      assert.equal(hasConsent([given], { ...asked, ...other }), false);
    }
  });
});

describe('a pulse of the alliance', () => {
  it('is seen by the other side once both have answered about this relation', () => {
    const relation = { membership: 'm-marc', coachee: 'ines', guide: 'marc' };
    const hers = { membership: 'm-marc', by: 'ines' };
    assert.equal(bothAnswered([hers, hers], relation), false);
    assert.equal(bothAnswered([hers, { membership: 'm-yann', by: 'marc' }], relation), false);
    assert.equal(bothAnswered([{ membership: 'm-marc', by: 'marc' }, hers], relation), true);
  });
});

describe('a contribution', () => {
  const state = (item: object, facts: Partial<Parameters<typeof contributionStateOf>[1]> = {}) =>
    contributionStateOf(item, { delivery: 'acknowledged', isEdited: false, isServed: false, ...facts });

  it('is in the state that its facts add up to, the end first', () => {
    const hiddenAt = '2026-11-12T10:00:00.000Z';
    assert.equal(state({}, { delivery: 'waiting' }), 'on-device');
    assert.equal(state({}, { delivery: 'sending' }), 'sent');
    assert.equal(state({}), 'posted');
    assert.equal(state({}, { isEdited: true }), 'edited');
    assert.equal(state({}, { isEdited: true, isServed: true }), 'served');
    assert.equal(state({ hiddenAt }, { isServed: true }), 'hidden');
    assert.equal(state({ hiddenAt, withdrawnAt: hiddenAt }, { delivery: 'waiting' }), 'withdrawn');
  });
});

describe('small questions', () => {
  it('a frame is signed when everybody has', () => {
    assert.equal(isSignedByAll(samples.frame, ['ines', 'bertrand']), true);
    assert.equal(isSignedByAll(samples.frame, ['ines', 'marc']), false);
  });

  it('only who wrote an item links it to an initiative', () => {
    assert.equal(canLink(samples.contribution, 'hana'), true);
    assert.equal(canLink(samples.contribution, 'ines'), false);
  });

  it('a card is beside its steps while it is kept', () => {
    const card = samples.practiceCard;
    const cards = [card, { ...card, state: 'draft' as const }, { ...card, steps: ['other'] }];
    assert.deepEqual(cardsBesideStep(cards, 'hand-over'), [card]);
  });
});
