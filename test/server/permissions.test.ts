import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Audience } from '../../src/model/access/audience.js';
import type { Sql } from '../../server/index.js';
import {
  Device,
  type TestOp,
  type TestServer,
  chosen,
  circle,
  company,
  guides,
  journeyRecord,
  openDatabase,
  pair,
  setContribution,
  setTopic,
  startServer,
  topic,
  words,
} from './support.js';

const people = ['ines', 'marc', 'genevieve', 'yann', 'sofia', 'hana', 'serge', 'claire'] as const;
type Person = (typeof people)[number];

/** Who reads what: written by hand, not computed. */
const canaries: readonly { readonly word: string; readonly audience: Audience; readonly readers: readonly Person[] }[] =
  [
    { word: 'kestrel', audience: circle, readers: ['ines', 'marc', 'genevieve', 'yann', 'sofia', 'hana'] },
    { word: 'bittern', audience: guides, readers: ['ines', 'marc', 'genevieve', 'yann'] },
    { word: 'dunlin', audience: pair('m-marc'), readers: ['ines', 'marc'] },
    { word: 'plover', audience: pair('m-serge'), readers: ['ines', 'serge'] },
    { word: 'curlew', audience: pair('m-hana'), readers: ['ines', 'hana'] },
    { word: 'godwit', audience: chosen('m-sofia', 'm-yann'), readers: ['ines', 'sofia', 'yann'] },
    { word: 'avocet', audience: { kind: 'cohort', cohort: 'autumn' }, readers: ['ines'] },
  ];

describe('permissions', () => {
  let sql: Sql;
  let server: TestServer;
  let tenant = '';
  let count = 0;
  const device = (person: string) => new Device(server, `${tenant}.${person}`);
  before(async () => {
    sql = await openDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });
  beforeEach(async () => {
    tenant = `tenant-${++count}`;
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        journeyRecord('J'),
        ...company,
        ...canaries.map(({ word, audience }) => topic(`t-${word}`, 'ines', audience, `the word is ${word}`)),
        {
          type: 'contribution',
          id: 'c-hana',
          fields: { ...words('hana', circle, 'from hana'), topic: 't-kestrel', kind: 'story' },
        },
        {
          type: 'contribution',
          id: 'c-aside',
          fields: { ...words('marc', pair('m-marc'), 'between us'), topic: 't-kestrel', kind: 'story' },
        },
        { type: 'challenge', id: 'ch-1', fields: { ...words('ines', pair('m-marc'), 'hard now'), state: 'raised' } },
        {
          type: 'stepRun',
          id: 'J_start',
          space: 'J/path',
          fields: { step: 'start', state: 'open', plannedFor: '2026-09-07' },
        },
        {
          type: 'adaptation',
          id: 'ad-1',
          fields: { by: 'marc', at: '2026-09-18T12:00:00.000Z', op: 'soften', target: 'start', reason: 'whimbrel' },
        },
      ],
    });
  });

  for (const person of people) {
    it(`${person} receives exactly the words that are theirs to read, in every byte of a pull`, async () => {
      const reader = device(person);
      await reader.pull();
      const bytes = reader.bodies.join();
      for (const { word, readers } of canaries) {
        assert.equal(bytes.includes(word), readers.includes(person), `${person} and ${word}`);
      }
      assert.equal(bytes.includes('whimbrel'), ['ines', 'marc'].includes(person), 'the plan');
      const guidesAndInes = ['ines', 'marc', 'genevieve', 'yann'].includes(person);
      assert.equal(bytes.includes('Surname-hana'), guidesAndInes, 'full names');
      if (person === 'claire') assert.deepEqual((await reader.pullOnce()).access, {});
    });
  }

  it('another tenant with the same names receives nothing', async () => {
    const reader = new Device(server, 'elsewhere.ines');
    assert.deepEqual((await reader.pull()).access, {});
    assert.deepEqual(await reader.push('J', setTopic('x', 'J', 'ines', circle, 'hello', 'circle')), [
      { seq: 1, st: 'no', code: 'not_a_member' },
    ]);
  });

  it('an unknown journey and one of others answer alike', async () => {
    const hr = device('claire');
    const answers = [];
    for (const journey of ['J', 'nowhere', 'template:first-time-manager:1.4.0']) {
      answers.push(await hr.push(journey, setTopic('x', journey, 'claire', circle, 'hello', 'circle')));
    }
    assert.deepEqual(answers[0], [{ seq: 1, st: 'no', code: 'not_a_member' }]);
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
  });

  const body = { text: 'mine now' };
  const noon = '2026-09-18T12:00:00.000Z';
  const set = (t: string, id: string, space: string, f: Record<string, unknown>): TestOp => ({
    k: 'set',
    t,
    id,
    space: `J/${space}`,
    f,
  });
  const member = {
    person: 'sofia',
    role: 'coach',
    state: 'active',
    displayName: 'S',
    home: 'company',
    since: '2026-09-07',
    timeZone: 'Europe/Madrid',
    locale: 'fr',
    hiddenFromCompany: false,
  };
  const denials: readonly (readonly [what: string, person: Person, op: TestOp, code: string])[] = [
    ['edit what another wrote', 'sofia', set('contribution', 'c-hana', 'circle', { body }), 'forbidden'],
    ['edit the topic of another', 'marc', set('topic', 't-kestrel', 'circle', { body }), 'forbidden'],
    [
      'edit, as the person accompanied, what another wrote',
      'ines',
      set('contribution', 'c-hana', 'circle', { body }),
      'forbidden',
    ],
    [
      'withdraw what another wrote',
      'ines',
      set('contribution', 'c-hana', 'circle', { withdrawnAt: noon }),
      'forbidden',
    ],
    ['hide what another wrote', 'marc', set('contribution', 'c-hana', 'circle', { hiddenAt: noon }), 'forbidden'],
    ['delete what another wrote', 'sofia', { k: 'del', t: 'contribution', id: 'c-hana' }, 'forbidden'],
    ['delete what they may not know', 'sofia', { k: 'del', t: 'challenge', id: 'ch-1' }, 'record_gone'],
    ['delete what is nowhere', 'sofia', { k: 'del', t: 'challenge', id: 'ch-0' }, 'record_gone'],
    [
      'overwrite what they may not know',
      'sofia',
      set('challenge', 'ch-1', 'circle', { ...words('sofia', circle, 'x'), state: 'raised' }),
      'forbidden',
    ],
    ['widen what another wrote', 'sofia', set('contribution', 'c-hana', 'circle', { audience: guides }), 'forbidden'],
    ['widen their own by a field', 'ines', set('topic', 't-dunlin', 'circle', { audience: circle }), 'forbidden'],
    [
      'widen their own by the command',
      'ines',
      { k: 'do', name: 'audience.narrow', args: { type: 'topic', id: 't-dunlin', audience: circle } },
      'forbidden',
    ],
    [
      'widen, as a companion, their own',
      'hana',
      {
        k: 'do',
        name: 'audience.widen',
        args: { type: 'contribution', id: 'c-hana', audience: chosen('m-hana', 'm-serge') },
      },
      'forbidden',
    ],
    [
      'widen what another wrote by the command',
      'ines',
      { k: 'do', name: 'audience.widen', args: { type: 'contribution', id: 'c-aside', audience: circle } },
      'forbidden',
    ],
    [
      'widen, as a coach, what the person wrote',
      'marc',
      { k: 'do', name: 'audience.widen', args: { type: 'topic', id: 't-dunlin', audience: circle } },
      'forbidden',
    ],
    [
      'widen what they may not know',
      'sofia',
      { k: 'do', name: 'audience.widen', args: { type: 'topic', id: 't-dunlin', audience: circle } },
      'record_gone',
    ],
    [
      'widen to who may not read it',
      'ines',
      {
        k: 'do',
        name: 'audience.widen',
        args: { type: 'challenge', id: 'ch-1', audience: chosen('m-marc', 'm-serge') },
      },
      'forbidden',
    ],
    [
      'give to others in the place of its readers',
      'ines',
      { k: 'do', name: 'audience.widen', args: { type: 'topic', id: 't-dunlin', audience: pair('m-hana') } },
      'invalid',
    ],
    [
      'narrow what another wrote',
      'sofia',
      { k: 'do', name: 'audience.narrow', args: { type: 'contribution', id: 'c-hana', audience: pair('m-sofia') } },
      'forbidden',
    ],
    [
      'narrow what they may not know',
      'sofia',
      { k: 'do', name: 'audience.narrow', args: { type: 'challenge', id: 'ch-1', audience: pair('m-sofia') } },
      'record_gone',
    ],
    [
      'narrow what is nowhere',
      'sofia',
      { k: 'do', name: 'audience.narrow', args: { type: 'challenge', id: 'ch-0', audience: pair('m-sofia') } },
      'record_gone',
    ],
    [
      'narrow their own out of their own reach',
      'hana',
      { k: 'do', name: 'audience.narrow', args: { type: 'contribution', id: 'c-hana', audience: pair('m-marc') } },
      'forbidden',
    ],
    [
      'narrow to nobody but themself',
      'ines',
      { k: 'do', name: 'audience.narrow', args: { type: 'topic', id: 't-kestrel', audience: { kind: 'self' } } },
      'invalid',
    ],
    [
      'write into a space that is not of the audience',
      'sofia',
      setTopic('x', 'J', 'sofia', circle, 'x', 'guides'),
      'invalid',
    ],
    [
      'write into another journey',
      'sofia',
      { ...setTopic('x', 'J', 'sofia', circle, 'x', 'circle'), space: 'K/circle' },
      'invalid',
    ],
    ['speak among the guides', 'sofia', setTopic('x', 'J', 'sofia', guides, 'x', 'guides'), 'forbidden'],
    [
      'speak in the pair of others',
      'sofia',
      setTopic('x', 'J', 'sofia', pair('m-marc'), 'x', 'pair:m-marc'),
      'forbidden',
    ],
    [
      'choose readers without being one',
      'sofia',
      setTopic('x', 'J', 'sofia', chosen('m-hana'), 'x', 'chosen:m-hana'),
      'forbidden',
    ],
    [
      'choose somebody who is not there',
      'ines',
      setTopic('x', 'J', 'ines', chosen('m-nobody'), 'x', 'chosen:m-nobody'),
      'invalid',
    ],
    ['make a pair with nobody', 'ines', setTopic('x', 'J', 'ines', pair('m-nobody'), 'x', 'pair:m-nobody'), 'invalid'],
    [
      'push what one keeps to oneself',
      'ines',
      setTopic('x', 'J', 'ines', { kind: 'self' }, 'x', 'self:ines'),
      'invalid',
    ],
    [
      'write to another cohort',
      'ines',
      setTopic('x', 'J', 'ines', { kind: 'cohort', cohort: 'spring' }, 'x', 'cohort:spring'),
      'invalid',
    ],
    ['speak in the circle, as a sponsor', 'serge', setTopic('x', 'J', 'serge', circle, 'x', 'circle'), 'forbidden'],
    [
      'tell a challenge to a sponsor',
      'ines',
      set('challenge', 'x', 'chosen:m-marc.m-serge', {
        ...words('ines', chosen('m-marc', 'm-serge'), 'x'),
        state: 'raised',
      }),
      'invalid',
    ],
    [
      'answer a prompt to a sponsor',
      'ines',
      set('answer', 'x', 'pair:m-serge', { ...words('ines', pair('m-serge'), 'x'), step: 'start', prompt: 'p' }),
      'invalid',
    ],
    [
      'pin their topic in the forum of another',
      'sofia',
      {
        ...setTopic('x', 'J', 'sofia', circle, 'x', 'circle'),
        f: { ...words('sofia', circle, 'x'), state: 'open', pinned: true },
      },
      'forbidden',
    ],
    ['close a topic', 'sofia', set('topic', 't-kestrel', 'circle', { state: 'closed' }), 'forbidden'],
    ['answer wider than the topic', 'ines', setContribution('x', 'J', 't-dunlin', circle, 'x', 'circle'), 'invalid'],
    [
      'answer a topic they may not know',
      'sofia',
      setContribution('x', 'J', 't-dunlin', circle, 'x', 'circle'),
      'record_gone',
    ],
    ['answer a topic that is nowhere', 'sofia', setContribution('x', 'J', 't-0', circle, 'x', 'circle'), 'record_gone'],
    [
      'reply to what not all readers of the reply may know',
      'ines',
      setContribution('x', 'J', 't-kestrel', circle, 'x', 'circle', { replyTo: 'c-aside' }),
      'invalid',
    ],
    [
      'cite what not all readers may know',
      'marc',
      setContribution('x', 'J', 't-kestrel', circle, 'x', 'circle', {
        kind: 'synthesis',
        cites: ['c-hana', 'c-aside'],
      }),
      'invalid',
    ],
    [
      'move their answer to another topic',
      'hana',
      set('contribution', 'c-hana', 'circle', { topic: 't-curlew' }),
      'invalid',
    ],
    [
      'write the synthesis',
      'genevieve',
      setContribution('x', 'J', 't-kestrel', circle, 'x', 'circle', { kind: 'synthesis' }),
      'forbidden',
    ],
    [
      'turn their answer into the synthesis',
      'hana',
      set('contribution', 'c-hana', 'circle', { kind: 'synthesis' }),
      'forbidden',
    ],
    [
      'set a goal',
      'sofia',
      set('goal', 'g', 'circle', {
        title: 'x',
        levels: { '-2': 'a', '-1': 'b', 0: 'c', 1: 'd', 2: 'e' },
        importance: 1,
        difficulty: 1,
        baseline: -1,
        audience: circle,
      }),
      'forbidden',
    ],
    [
      'answer for the person',
      'marc',
      set('answer', 'a', 'pair:m-marc', { ...words('marc', pair('m-marc'), 'x'), step: 'start', prompt: 'p' }),
      'forbidden',
    ],
    ['finish a step for the person', 'marc', set('stepRun', 'J_start', 'path', { state: 'done' }), 'forbidden'],
    ['plan their own step', 'ines', set('stepRun', 'J_start', 'path', { plannedFor: '2027-01-01' }), 'forbidden'],
    ['touch a step they may not know', 'sofia', set('stepRun', 'J_start', 'path', { state: 'done' }), 'forbidden'],
    ['touch a step that is nowhere', 'sofia', set('stepRun', 'J_other', 'path', { state: 'done' }), 'forbidden'],
    [
      'make a step',
      'ines',
      set('stepRun', 'J_other', 'path', { step: 'other', state: 'done', plannedFor: '2026-09-07' }),
      'forbidden',
    ],
    [
      'adapt the path',
      'ines',
      set('adaptation', 'ad-2', 'path', { op: 'skip', target: 'start', reason: 'x' }),
      'forbidden',
    ],
    [
      'adapt the path, as a mentor',
      'genevieve',
      set('adaptation', 'ad-2', 'path', { op: 'skip', target: 'start', reason: 'x' }),
      'forbidden',
    ],
    [
      'mark as read for another',
      'sofia',
      set('readMark', 't-kestrel_m-hana', 'pair:m-hana', { item: 't-kestrel' }),
      'invalid',
    ],
    [
      'mark what they may not know',
      'sofia',
      set('readMark', 't-dunlin_m-sofia', 'pair:m-sofia', { item: 't-dunlin' }),
      'record_gone',
    ],
    ['mark what is nowhere', 'sofia', set('readMark', 't-0_m-sofia', 'pair:m-sofia', { item: 't-0' }), 'record_gone'],
    ['give themself a place', 'sofia', set('membership', 'm-new', 'guides', member), 'forbidden'],
    ['raise their own role', 'sofia', set('membership', 'm-sofia', 'guides', { role: 'coach' }), 'forbidden'],
    ['rename a member', 'ines', set('member', 'm-sofia', 'circle', { name: 'x' }), 'forbidden'],
    ['change the journey', 'ines', set('journey', 'J', 'guides', { state: 'closed' }), 'forbidden'],
    ['write a template', 'marc', set('template', 'first-time-manager', 'main', {}), 'forbidden'],
    ['write an unknown type', 'ines', set('salary', 'x', 'circle', {}), 'invalid'],
    ['end the place of another', 'marc', { k: 'do', name: 'membership.end', args: { id: 'm-sofia' } }, 'forbidden'],
    ['end a place that is nowhere', 'marc', { k: 'do', name: 'membership.end', args: { id: 'm-0' } }, 'forbidden'],
    [
      'end the place of who is accompanied',
      'ines',
      { k: 'do', name: 'membership.end', args: { id: 'm-ines' } },
      'forbidden',
    ],
    ['run an unknown command', 'ines', { k: 'do', name: 'journey.erase', args: {} }, 'invalid'],
    [
      'thank in front of everybody',
      'ines',
      set('served', 's', 'circle', { ...words('ines', circle, 'x'), contribution: 'c-hana' }),
      'invalid',
    ],
    [
      'thank in front of a stranger to it',
      'ines',
      set('served', 's', 'chosen:m-hana.m-sofia', {
        ...words('ines', chosen('m-hana', 'm-sofia'), 'x'),
        contribution: 'c-hana',
      }),
      'invalid',
    ],
  ];
  it('no one may do what is not theirs, by any door, and nothing changes', async () => {
    const ines = device('ines');
    await ines.pull();
    const before = JSON.stringify([...ines.records]);
    for (const [what, person, op, code] of denials) {
      const [verdict] = await device(person).push('J', op);
      assert.deepEqual(verdict, { seq: 1, st: 'no', code }, `${person} may not ${what}`);
    }
    await ines.pull();
    assert.equal(JSON.stringify([...ines.records]), before);
  });

  it('an answer is not wider than its topic even when nobody who would read it is there yet', async () => {
    const records = company.filter(({ id }) => !['m-sofia', 'm-hana'].includes(id));
    await server.service.provision({
      tenant,
      journey: 'K',
      records: [journeyRecord('K'), ...records, topic('t-guides', 'ines', guides, 'x')],
    });
    const [verdict] = await device('marc').push('K', setContribution('c', 'K', 't-guides', circle, 'x', 'circle'));
    assert.deepEqual(verdict, { seq: 1, st: 'no', code: 'invalid' });
  });

  it('what there is and one may not know, and what there is not, are refused in the same words, whatever is tried on it', async () => {
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [
        topic('t-hidden', 'ines', pair('m-marc'), 'x'),
        {
          type: 'contribution',
          id: 'c-hidden',
          fields: { ...words('marc', pair('m-marc'), 'x'), topic: 't-hidden', kind: 'story' },
        },
        {
          type: 'answer',
          id: 'a-hidden',
          fields: { ...words('ines', pair('m-marc'), 'x'), step: 'start', prompt: 'p' },
        },
        {
          type: 'goal',
          id: 'g-hidden',
          fields: {
            by: 'ines',
            at: noon,
            title: 'x',
            levels: { '-2': 'a', '-1': 'b', 0: 'c', 1: 'd', 2: 'e' },
            importance: 1,
            difficulty: 1,
            baseline: -1,
            audience: pair('m-marc'),
          },
        },
        { type: 'readMark', id: 't-kestrel_m-hana', fields: { item: 't-kestrel', by: 'hana', at: noon } },
        { type: 'readMark', id: 't-hidden_m-marc', fields: { item: 't-hidden', by: 'marc', at: noon } },
        {
          type: 'served',
          id: 's-hidden',
          fields: { ...words('ines', chosen('m-marc', 'm-hana'), 'x'), contribution: 'c-hana' },
        },
      ],
    });
    const fieldsOf: readonly Record<string, unknown>[] = [
      {},
      { body },
      { state: 'closed' },
      { pinned: true },
      { item: 't-kestrel' },
      { item: 't-hidden' },
      { hiddenAt: noon },
      { level: 1 },
      { title: 'x' },
      { audience: circle },
      { plannedFor: '2027-01-01' },
      { state: 'done' },
    ];
    const tries = (t: string, id: string): readonly TestOp[] => [
      ...fieldsOf.map((f) => set(t, id, 'circle', f)),
      ...fieldsOf.slice(0, 2).map((f) => set(t, id, 'pair:m-marc', f)),
      { k: 'del', t, id },
      ...['audience.narrow', 'audience.widen', 'audience.propose'].map((name): TestOp => ({
        k: 'do',
        name,
        args: { type: t, id, audience: circle, proposal: 'p-new' },
      })),
      { k: 'do', name: 'audience.narrow', args: { type: t, id, audience: pair('m-sofia') }, if: { rev: 1 } },
      { k: 'do', name: 'audience.answer', args: { id, isYes: true } },
      ...['end', 'pause', 'resume'].map((name): TestOp => ({ k: 'do', name: `membership.${name}`, args: { id } })),
    ];
    const there = [
      ['topic', 't-hidden'],
      ['contribution', 'c-hidden'],
      ['answer', 'a-hidden'],
      ['goal', 'g-hidden'],
      ['readMark', 't-kestrel_m-hana'],
      ['readMark', 't-hidden_m-marc'],
      ['served', 's-hidden'],
      ['challenge', 'ch-1'],
      ['stepRun', 'J_start'],
      ['adaptation', 'ad-1'],
    ] as const;
    // Sofia reads the circle now; that this was in it once, before she came, is not hers to know.
    const gone = [
      ['topic', 't-gone'],
      ['challenge', 'ch-gone'],
      ['moveProposal', 'p-gone'],
    ] as const;
    await sql.transaction(
      async (tx) => {
        for (const [type, id] of gone) {
          await tx.query(
            `insert into record (tenant_id, journey_id, kind, id, space, rev, deleted, fields, stamps) values ($1, 'J', $2, $3, 'J/circle', 1, true, '{}', '{}')`,
            [tenant, type, id],
          );
        }
      },
      { tenant },
    );
    for (const [t, id] of [...there, ...gone]) {
      const absent = id.includes('_m-') ? id.replace('t-', 't-no-') : `${id}-not`;
      const given = async (one: string) => {
        const sofia = device('sofia');
        return (await sofia.send(tries(t, one).map((op) => ({ journey: 'J', ops: [sofia.op('J', op)] })))).results;
      };
      assert.deepEqual(await given(id), await given(absent), `${t} ${id}`);
    }
  });

  it('a deletion with something else that is refused does not tell whether somebody has answered others only', async () => {
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [topic('t-silent', 'sofia', circle, 'x'), topic('t-spoken', 'sofia', circle, 'x')],
    });
    const aside = setContribution('c-quiet', 'J', 't-spoken', pair('m-marc'), 'between us', 'pair:m-marc');
    assert.equal((await device('marc').push('J', aside))?.[0]?.st, 'ok');
    const probes: readonly TestOp[][] = [
      [{ k: 'set', t: 'salary', id: 'x', space: 'J/circle', f: {} }],
      [setTopic('x', 'J', 'sofia', guides, 'x', 'guides')],
      [{ k: 'do', name: 'membership.end', args: { id: 'm-hana' } }],
      [{ k: 'del', t: 'topic', id: 't-kestrel' }],
    ];
    const answersTo = async (id: string) => {
      const said: unknown[] = [];
      for (const probe of probes) {
        const deletion = { k: 'del', t: 'topic', id };
        said.push(
          await device('sofia').push('J', deletion, ...probe),
          await device('sofia').push('J', ...probe, deletion),
        );
        said.push(await device('sofia').push('J', deletion, setContribution('x', 'J', id, circle, 'x', 'circle')));
      }
      return said;
    };
    assert.deepEqual(await answersTo('t-spoken'), await answersTo('t-silent'));
    const sofia = device('sofia');
    await sofia.pull();
    assert(sofia.records.has('J topic/t-spoken') && sofia.records.has('J topic/t-silent'), 'nothing was deleted');
    assert.deepEqual(await device('sofia').push('J', { k: 'del', t: 'topic', id: 't-spoken' }), [
      { seq: 1, st: 'no', code: 'precondition' },
    ]);
  });

  it('who is not inside an audience is told the same whether those whom it names are there or not', async () => {
    await server.service.provision({
      tenant,
      journey: 'J',
      records: [{ ...journeyRecord('J'), fields: { ...journeyRecord('J').fields, cohort: 'autumn' } }],
    });
    const said = async (audience: Audience, space: string) =>
      (await device('sofia').push('J', setTopic('x', 'J', 'sofia', audience, 'x', space)))?.[0];
    assert.deepEqual(
      await said({ kind: 'cohort', cohort: 'autumn' }, 'cohort:autumn'),
      await said({ kind: 'cohort', cohort: 'spring' }, 'cohort:spring'),
    );
    assert.deepEqual(await said(pair('m-serge'), 'pair:m-serge'), await said(pair('m-nobody'), 'pair:m-nobody'));
  });

  it('everyone may do what is theirs', async () => {
    const allowed: readonly (readonly [Person, TestOp])[] = [
      ['hana', set('contribution', 'c-hana', 'circle', { body: { text: 'better said' } })],
      ['ines', set('contribution', 'c-hana', 'circle', { hiddenAt: noon })],
      ['hana', set('contribution', 'c-hana', 'circle', { withdrawnAt: noon })],
      ['ines', set('topic', 't-kestrel', 'circle', { pinned: true, state: 'synthesised' })],
      [
        'marc',
        setContribution('c-synthesis', 'J', 't-kestrel', circle, 'all said', 'circle', {
          kind: 'synthesis',
          cites: ['c-hana'],
        }),
      ],
      ['ines', set('topic', 't-kestrel', 'circle', { state: 'closed' })],
      ['sofia', setContribution('c-late', 'J', 't-kestrel', circle, 'late', 'circle')],
      ['sofia', setTopic('t-sofia', 'J', 'sofia', chosen('m-sofia', 'm-hana'), 'x', 'chosen:m-hana.m-sofia')],
      ['serge', setContribution('c-serge', 'J', 't-plover', pair('m-serge'), 'asked', 'pair:m-serge')],
      ['marc', set('challenge', 'ch-1', 'pair:m-marc', { state: 'seen' })],
      ['marc', setContribution('c-reply', 'J', 'ch-1', pair('m-marc'), 'with you', 'pair:m-marc')],
      ['ines', set('stepRun', 'J_start', 'path', { state: 'done', doneAt: noon })],
      ['marc', set('stepRun', 'J_start', 'path', { plannedFor: '2026-12-01' })],
      ['marc', set('adaptation', 'ad-2', 'path', { op: 'skip', target: 'start', reason: 'rest' })],
      ['ines', set('answer', 'a-1', 'guides', { ...words('ines', guides, 'x'), step: 'start', prompt: 'p' })],
      ['ines', set('readMark', 'c-late_m-ines', 'pair:m-sofia', { item: 'c-late' })],
      ['hana', set('readMark', 'c-late_m-hana', 'chosen:m-hana.m-sofia', { item: 'c-late' })],
      [
        'ines',
        set('served', 's-1', 'chosen:m-hana.m-marc', {
          ...words('ines', chosen('m-hana', 'm-marc'), 'thank you'),
          contribution: 'c-hana',
        }),
      ],
      ['ines', { k: 'do', name: 'audience.narrow', args: { type: 'contribution', id: 'c-hana', audience: guides } }],
      ['ines', { k: 'del', t: 'topic', id: 't-dunlin' }],
    ];
    for (const [person, op] of allowed) {
      const [verdict] = await device(person).push('J', op);
      assert.equal(verdict?.st, 'ok', `${person} ${JSON.stringify(op)} ${JSON.stringify(verdict)}`);
    }
  });

  it('the person accompanied opens their own words to more people, and what answers them only as far as that', async () => {
    const ines = device('ines');
    const widen = (type: string, id: string, audience: Audience): TestOp => ({
      k: 'do',
      name: 'audience.widen',
      args: { type, id, audience },
    });
    const reads = async (person: string, id: string) => {
      const reader = device(person);
      await reader.pull();
      return reader.records.has(`J ${id}`);
    };
    const said = async (op: TestOp) =>
      (await ines.push('J', op)).map((verdict) => ('code' in verdict ? verdict.code : verdict.st));
    await ines.push('J', setContribution('c-ines', 'J', 't-dunlin', pair('m-marc'), 'mine', 'pair:m-marc'));
    assert.deepEqual(await said(widen('contribution', 'c-ines', circle)), ['forbidden'], 'its topic is for two');
    assert.equal(await reads('hana', 'topic/t-dunlin'), false);
    assert.deepEqual(await said(widen('topic', 't-dunlin', circle)), ['ok']);
    assert.deepEqual(await said(widen('topic', 't-dunlin', circle)), ['noop']);
    assert.deepEqual(
      [await reads('hana', 'topic/t-dunlin'), await reads('hana', 'contribution/c-ines')],
      [true, false],
      'what was answered keeps its readers',
    );
    assert.deepEqual(await said(widen('contribution', 'c-ines', guides)), ['ok']);
    assert.deepEqual(
      [await reads('yann', 'contribution/c-ines'), await reads('hana', 'contribution/c-ines')],
      [true, false],
    );
  });

  it('the server signs and dates: a device says neither who wrote nor when', async () => {
    const sofia = device('sofia');
    await sofia.push(
      'J',
      setContribution('c-x', 'J', 't-kestrel', circle, 'x', 'circle', {
        by: 'ines',
        at: '1999-01-01T00:00:00.000Z',
        writtenAt: '1999-01-01T00:00:00.000Z',
      }),
    );
    await sofia.push(
      'J',
      set('contribution', 'c-x', 'circle', { by: 'marc', at: '1999-01-01T00:00:00.000Z', body: { text: 'y' } }),
    );
    await sofia.pull();
    const fields = sofia.records.get('J contribution/c-x')?.f;
    assert.equal(fields?.['by'], 'sofia');
    assert.deepEqual(fields?.['body'], { text: 'y' });
    assert.notEqual(String(fields?.['at']).slice(0, 4), '1999');
    assert.equal(fields?.['writtenAt'], undefined);
  });

  it('the log holds no word and no name', () => {
    const log = JSON.stringify(server.lines);
    for (const word of [...canaries.map((canary) => canary.word), 'mine now', 'sofia', 'm-hana', 'c-hana'])
      assert(!log.includes(word), word);
    assert(log.includes('push-refused'));
  });
});
