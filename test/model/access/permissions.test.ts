import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { membershipStates, roles } from '../../../src/model/people/membership.js';
import {
  type AccessQuestion,
  type Action,
  type Actor,
  type Condition,
  type PermissionObject,
  type PermissionTable,
  actorOf,
  isAllowed,
  isMemberAllowed,
  isSignedBy,
  objectOf,
  permissions,
} from '../../../src/model/access/permissions.js';
import { recordSchemas } from '../../../src/model/record.js';
import { expectationOf } from '../permission-matrix.js';

const actors: readonly Actor[] = [
  'coachee',
  'coach',
  'mentor',
  'tutor',
  'sponsor',
  'companion-inside',
  'companion-outside',
  'cohort',
  'programme-lead',
  'coach-lead',
  'template-author',
  'host',
];
const actions: readonly Action[] = ['read', 'name', 'write', 'move', 'narrow', 'adapt', 'propose', 'count', 'total'];
const conditions: readonly Condition[] = [
  'always',
  'audience',
  'addressed',
  'own',
  'own-audience',
  'own-addressed',
  'own-answered',
  'consent',
  'group',
];
const objects = Object.keys(permissions) as PermissionObject[];
const yesOrNo = [true, false];

/** Every situation that a cell can be asked in. */
const situations = [undefined, ...membershipStates].flatMap((state) =>
  yesOrNo.flatMap((inAudience) =>
    yesOrNo.flatMap((isOwn) =>
      yesOrNo.flatMap((isAddressed) =>
        yesOrNo.flatMap((hasConsent) =>
          yesOrNo.flatMap((bothAnswered) =>
            [undefined, 4, 5].map((groupSize) => ({
              inAudience,
              isOwn,
              isAddressed,
              hasConsent,
              bothAnswered,
              ...(state === undefined ? {} : { state }),
              ...(groupSize === undefined ? {} : { groupSize }),
            })),
          ),
        ),
      ),
    ),
  ),
);

type CellName = Pick<AccessQuestion, 'actor' | 'object' | 'action'>;
const cells = objects.flatMap((object) =>
  actors.flatMap((actor) =>
    actions.map((action) => {
      const expected = expectationOf({ actor, object, action });
      const questions = situations.map((situation) => ({ actor, object, action, ...situation }));
      return { actor, object, action, questions, answers: questions.map(expected) };
    }),
  ),
);

const disagreementIn = (
  { questions, answers }: (typeof cells)[number],
  table?: PermissionTable,
): AccessQuestion | undefined => questions.find((question, at) => isAllowed(question, table) !== answers[at]);

const tableWith = ({ actor, object, action }: CellName, condition: Condition | undefined): PermissionTable => {
  const { [action]: _changed, ...rest } = permissions[object][actor] ?? {};
  const cell = condition === undefined ? rest : { ...rest, [action]: condition };
  return { ...permissions, [object]: { ...permissions[object], [actor]: cell } };
};

/** What a device may ask: the columns of members, the rows of records. */
const memberActors = new Set(roles.flatMap((role) => [actorOf({ role, home: 'company' }), actorOf({ role })]));
const recordObjects = new Set(
  (Object.keys(recordSchemas) as (keyof typeof recordSchemas)[]).flatMap((type) => [
    objectOf(type),
    ...['synthesis', 'harvest'].map((kind) => objectOf(type, { kind })),
    objectOf(type, { audience: { kind: 'self' } }),
  ]),
);

const asker = {
  inAudience: true,
  isOwn: true,
  isAddressed: true,
  hasConsent: true,
  bothAnswered: true,
  groupSize: 1_000,
};

describe('the part of the table that travels to devices', () => {
  it('answers what members ask about records as the whole table does', () => {
    const asked = cells.filter(({ actor, object }) => memberActors.has(actor) && recordObjects.has(object));
    assert.equal(asked.length, memberActors.size * recordObjects.size * actions.length);
    for (const { questions } of asked) {
      for (const question of questions) {
        if (question.state) assert.equal(isMemberAllowed(question), isAllowed(question), JSON.stringify(question));
        else assert.equal(isMemberAllowed(question), false, 'a device asks as a member');
      }
    }
  });

  it('says no to whatever is not in it', () => {
    for (const { actor, object, questions } of cells) {
      if (memberActors.has(actor) && recordObjects.has(object)) continue;
      assert.ok(!questions.some((question) => isMemberAllowed(question)), `${actor} ${object}`);
    }
  });
});

describe('the table of permissions', () => {
  it('answers every question as the matrix of the concept does', (t) => {
    for (const cell of cells) {
      const question = disagreementIn(cell);
      assert.equal(question, undefined, JSON.stringify(question));
    }
    assert.equal(objects.length, 23);
    assert.equal(cells.length, 23 * 12 * 9);
    t.diagnostic(`${cells.length} cells, ${cells.length * situations.length} questions, no disagreement`);
  });

  it('cannot be changed in one cell without the matrix noticing', (t) => {
    let mutants = 0;
    for (const cell of cells) {
      const now = permissions[cell.object][cell.actor]?.[cell.action];
      for (const condition of [undefined, ...conditions]) {
        if (condition === now) continue;
        mutants += 1;
        const { object, actor, action } = cell;
        assert.ok(
          disagreementIn(cell, tableWith(cell, condition)),
          `${object} ${actor} ${action}: ${now} or ${condition}, unnoticed`,
        );
      }
    }
    t.diagnostic(`${mutants} mutants, all noticed`);
  });

  it('gives no membership anything while it is paused, once it is ended, or if there is none', () => {
    const places = actors.slice(0, 8);
    for (const { actor, object, action } of cells) {
      if (!places.includes(actor)) continue;
      for (const state of ['paused', 'ended'] as const) {
        assert.equal(isAllowed({ ...asker, actor, object, action, state }), false);
      }
      assert.equal(isAllowed({ ...asker, actor, object, action }), false);
    }
  });

  it('shows no word of anybody to the company, whatever it claims', () => {
    const words: readonly PermissionObject[] = [
      'journey',
      'self-reflection',
      'answer',
      'topic',
      'synthesis',
      'goal',
      'challenge',
      'circle',
      'guide-note',
      'alliance-pulse',
      'rhythm',
      'served',
      'harvest',
      'initiative-link',
      'read-log',
      'read-mark',
    ];
    for (const actor of ['programme-lead', 'coach-lead', 'template-author'] as const) {
      for (const object of words) {
        for (const action of ['read', 'name', 'write', 'move', 'narrow', 'adapt', 'propose'] as const) {
          assert.equal(isAllowed({ ...asker, actor, object, action }), false, `${actor} ${action} ${object}`);
        }
      }
    }
  });

  it('lets nobody write in the name of another', () => {
    const signed = objects.filter(
      (object) => !['journey', 'circle', 'highlight', 'template', 'coach-file', 'entitlement'].includes(object),
    );
    for (const object of signed) {
      for (const actor of actors) {
        assert.equal(
          isAllowed({ ...asker, actor, object, action: 'write', state: 'active', isOwn: false }),
          false,
          `${actor} ${object}`,
        );
      }
    }
  });

  it('refuses what it does not know, however it is spelt', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'nobody', ''];
    for (const name of names) {
      const question = { ...asker, actor: 'coachee', object: 'topic', action: 'read', state: 'active' } as const;
      assert.equal(isAllowed({ ...question, object: name as PermissionObject }), false);
      assert.equal(isAllowed({ ...question, actor: name as Actor }), false);
      assert.equal(isAllowed({ ...question, action: name as Action }), false);
      assert.equal(isAllowed({ ...question, state: name as 'active' }), false);
    }
  });
});

describe('actorOf', () => {
  it('finds a column for every role and home', () => {
    assert.equal(actorOf({ role: 'companion', home: 'company' }), 'companion-inside');
    assert.equal(actorOf({ role: 'companion', home: 'outside' }), 'companion-outside');
    assert.equal(actorOf({ role: 'peer', home: 'company' }), 'companion-inside');
    assert.equal(actorOf({ role: 'peer' }), 'companion-outside');
    assert.equal(actorOf({ role: 'cohort' }), 'cohort');
    for (const role of roles) assert.ok(actors.includes(actorOf({ role, home: 'company' })));
  });
});

describe('objectOf', () => {
  it('finds a row for every record that syncs', () => {
    const rows = Object.fromEntries(
      Object.keys(recordSchemas).map((type) => [type, objectOf(type as keyof typeof recordSchemas)]),
    );
    assert.deepEqual(rows, {
      journey: 'journey',
      membership: 'circle',
      member: 'circle',
      invitation: 'circle',
      template: 'template',
      stepRun: 'journey',
      highlightRun: 'highlight',
      adaptation: 'journey',
      answer: 'answer',
      topic: 'topic',
      contribution: 'topic',
      served: 'served',
      challenge: 'challenge',
      readMark: 'read-mark',
      goal: 'goal',
      goalRating: 'goal',
      ifThen: 'answer',
      moveProposal: 'move-proposal',
      draft: 'self-reflection',
    });
  });

  it('tells a synthesis, a harvest and a reflection from other words', () => {
    assert.equal(objectOf('contribution', { kind: 'synthesis' }), 'synthesis');
    assert.equal(objectOf('contribution', { kind: 'harvest' }), 'harvest');
    assert.equal(objectOf('contribution', { kind: 'advice' }), 'topic');
    assert.equal(objectOf('answer', { audience: { kind: 'self' } }), 'self-reflection');
    assert.equal(objectOf('answer', { audience: { kind: 'pair' } }), 'answer');
    assert.equal(objectOf('ifThen', { audience: { kind: 'self' } }), 'self-reflection');
    assert.equal(objectOf('topic', { kind: 'synthesis', audience: { kind: 'self' } }), 'topic');
  });
});

describe('isSignedBy', () => {
  it('is true for what somebody wrote, and for what nobody signs', () => {
    assert.equal(isSignedBy({ by: 'ines' }, 'ines'), true);
    assert.equal(isSignedBy({ by: 'ines' }, 'marc'), false);
    assert.equal(isSignedBy({}, 'marc'), true);
  });
});
