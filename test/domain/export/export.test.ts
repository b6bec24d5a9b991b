import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { filter, firstValueFrom } from 'rxjs';
import { createCordee } from '../../../src/cordee.js';
import { createMemoryDatabase } from '../../../src/store/memory-database.js';
import { createRecordStore } from '../../../src/store/record-store.js';
import { systemEnv } from '../../../src/env.js';
import type { ProvisionedRecord, Sql } from '../../../server/index.js';
import { openMemoryDatabase } from '../../support/memory-database.js';
import { provisionTemplate } from '../../../server/provisioning/provision.js';
import { holdAs, journey, serverRecord, words } from '../../support/journey.js';
import { type TestServer, startServer } from '../../server/support.js';

const circle = { kind: 'circle' } as const;
const hostile = '<script>alert("Ocre")</script> & « merci »';
const records = [
  words('topic', 't1', 'ines', 'circle', circle, { body: { text: hostile, lang: 'fr' } }),
  words('contribution', 'c1', 'hana', 'circle', circle, { topic: 't1', kind: 'advice' }),
  serverRecord('goal', 'g1', 'guides', {
    title: 'Leave it there',
    levels: { '-2': 'a', '-1': 'b', '0': 'c', '1': 'd', '2': 'e' },
    importance: 1,
    difficulty: 1,
    baseline: -1,
    audience: { kind: 'guides' },
  }),
  serverRecord('highlightRun', 'hl-2', 'guides', {
    highlight: 'management-training',
    kind: 'training',
    title: { en: 'Two days, training', fr: 'Deux jours ; formation' },
    startsOn: '2026-11-24',
    days: 2,
    timeZone: 'Europe/Madrid',
    state: 'prepare-open',
  }),
];

describe('taking all with one', () => {
  it('is one ZIP made without a network, with what waits and what was kept to oneself, each in its file', async () => {
    const { client } = await holdAs('ines', records);
    await client.forum.contribute({
      journey,
      topic: 't1',
      kind: 'answer',
      body: { text: 'Not sent yet' },
      audience: circle,
    });
    await client.journeys.answer({
      journey,
      step: 'frame',
      prompt: 'x',
      body: { text: 'Only for me' },
      audience: { kind: 'self' },
    });
    const told: number[] = [];
    const { name, bytes, hash } = await client.export.createArchive(journey, { onProgress: (done) => told.push(done) });
    assert.match(name, /^cordee-j1-\d{4}-\d\d-\d\d\.zip$/);
    assert.deepEqual([told.at(-1), told.toSorted((a, b) => a - b)], [1, told], 'it goes forward, to the end');
    const files = unzipSync(bytes);
    assert.deepEqual(Object.keys(files).toSorted(), ['calendar.ics', 'cordee.json', 'index.html', 'only-mine.json']);
    const main = strFromU8(files['cordee.json'] as Uint8Array);
    assert.ok(main.includes('Not sent yet') && !main.includes('Only for me'));
    assert.ok(strFromU8(files['only-mine.json'] as Uint8Array).includes('Only for me'));
    const again = await client.export.createArchive(journey);
    assert.equal(again.hash, hash, 'the same journey has the same hash');
    await client.close();
  });

  it("[SP4] one's own notes are in one's own archive, in a file of their own, and in nobody else's", async () => {
    const note = (id: string, by: string, space: string) =>
      serverRecord('note', id, space, { by, at: '2026-11-10T09:00:00.000Z', body: { text: `phalarope ${id}` } });
    const { client } = await holdAs('marc', [
      ...records,
      note('n1', 'marc', 'own:marc'),
      // As no server should give them: of somebody else, and where others read.
      note('n2', 'ines', 'own:marc'),
      note('n3', 'marc', 'circle'),
    ]);
    const { bytes, hash } = await client.export.createArchive(journey);
    const files = unzipSync(bytes);
    const textOf = (name: string): string => strFromU8(files[name] as Uint8Array);
    assert.doesNotMatch(textOf('cordee.json'), /phalarope/);
    assert.match(textOf('index.html'), /phalarope n1/);
    for (const name of ['notes.json', 'index.html']) assert.doesNotMatch(textOf(name), /phalarope n[23]/);
    const { notes } = await client.export.importArchive(bytes);
    assert.deepEqual(
      notes.map(({ type, id, space }) => [type, id, space]),
      [['note', 'n1', 'j1/own:marc']],
    );
    const forged = zipSync({ ...files, 'notes.json': strToU8(textOf('notes.json').replace('own:marc', 'own:ines')) });
    await assert.rejects(client.export.importArchive(forged), { code: 'CORDEE_INPUT_INVALID' });
    await client.close();
    const other = await holdAs('ines', records);
    const hers = await other.client.export.createArchive(journey);
    assert.equal('notes.json' in unzipSync(hers.bytes), false);
    assert.deepEqual((await other.client.export.importArchive(hers.bytes)).notes, []);
    const without = await holdAs('marc', records);
    assert.equal((await without.client.export.createArchive(journey)).hash, hash, 'notes are not what a journey is');
    await Promise.all([other.client.close(), without.client.close()]);
  });

  it('the page to read has no script, says it in both languages and lets no text become markup', async () => {
    const { client } = await holdAs('ines', records);
    const { bytes } = await client.export.createArchive(journey);
    const page = strFromU8(unzipSync(bytes)['index.html'] as Uint8Array);
    assert.doesNotMatch(page, /<script|https?:|javascript:|\son\w+=/i);
    assert.ok(page.includes('&lt;script&gt;alert(&quot;Ocre&quot;)&lt;/script&gt; &amp; « merci »'));
    assert.ok(page.includes('<span lang="fr">Le forum</span> <span lang="en" class="other">The forum</span>'));
    assert.ok(page.includes('<span lang="fr">Dans la cordée</span> <span lang="en" class="other">On the rope</span>'));
    await client.close();
  });

  it('the page to read has the days of whoever takes it along, not those of UTC', async () => {
    const { client } = await holdAs('ines', [
      words('topic', 't1', 'ines', 'circle', circle, { at: '2026-11-11T23:30:00.000Z' }),
    ]);
    const { bytes } = await client.export.createArchive(journey);
    const page = strFromU8(unzipSync(bytes)['index.html'] as Uint8Array);
    assert.ok(page.includes('<time datetime="2026-11-11T23:30:00.000Z">2026-11-12</time>'));
    await client.close();
  });

  it('[WD1] [WD2] holds no word that was hidden from who takes it, or taken back, whatever this device was once given', async () => {
    const at = '2026-11-12T09:00:00.000Z';
    const given = [
      ...records,
      words('contribution', 'c-hidden', 'marc', 'circle', circle, {
        topic: 't1',
        kind: 'advice',
        body: { text: 'Alcyon, caché' },
        hiddenAt: at,
      }),
      words('contribution', 'c-own', 'hana', 'circle', circle, {
        topic: 't1',
        kind: 'advice',
        body: { text: 'Alcyon, le mien' },
        hiddenAt: at,
      }),
      words('contribution', 'c-back', 'hana', 'circle', circle, {
        topic: 't1',
        kind: 'advice',
        body: { text: 'Alcyon, repris' },
        withdrawnAt: at,
      }),
    ];
    for (const [person, held] of [
      ['hana', ['le mien']],
      ['ines', ['caché', 'le mien']],
    ] as const) {
      const { client } = await holdAs(person, given);
      const files = unzipSync((await client.export.createArchive(journey)).bytes);
      const main = strFromU8(files['cordee.json'] as Uint8Array);
      assert.deepEqual(
        ['caché', 'le mien', 'repris'].filter((text) => main.includes(`Alcyon, ${text}`)),
        held,
        person,
      );
      assert.ok(
        main.includes('"c-hidden"') && main.includes('"c-back"'),
        'the shape stays, so that answers keep their place',
      );
      assert.doesNotMatch(strFromU8(files['index.html'] as Uint8Array), /Alcyon/);
      await client.close();
    }
  });

  it('[WD7] [WD8] names turn nothing around on its page, and those that look alike have their role beside them', async () => {
    const { client } = await holdAs('ines', [
      ...records,
      serverRecord('member', 'm-hana', 'circle', {
        person: 'hana',
        role: 'companion',
        state: 'active',
        name: 'Маrс\u202E',
        timeZone: 'Europe/Prague',
      }),
    ]);
    const page = strFromU8(unzipSync((await client.export.createArchive(journey)).bytes)['index.html'] as Uint8Array);
    assert.ok(page.includes('<bdi>Маrс\u202E</bdi> (<span lang="fr">compagnie</span>'));
    assert.doesNotMatch(page.replaceAll(/<bdi>[^<]*<\/bdi>/g, ''), /\u202E/);
    await client.close();
  });

  it('the dates are read by a calendar', async () => {
    const { client } = await holdAs('ines', records);
    const { bytes } = await client.export.createArchive(journey);
    const ics = strFromU8(unzipSync(bytes)['calendar.ics'] as Uint8Array);
    assert.ok(ics.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75));
    assert.match(ics, /DTSTART;VALUE=DATE:20261124\r\nDTEND;VALUE=DATE:20261126/);
    assert.ok(ics.replaceAll('\r\n ', '').includes(String.raw`SUMMARY:Deux jours \; formation · Two days\, training`));
    await client.close();
  });

  it('a title that was kept with line breaks ends no event of the calendar', async () => {
    const title = { en: 'Training\r\nEND:VEVENT\r\nBEGIN:VEVENT', fr: 'Formation\u2028ATTENDEE:mailto:x@example.com' };
    const { client } = await holdAs('ines', [
      serverRecord('highlightRun', 'hl-2', 'guides', {
        highlight: 'management-training',
        kind: 'training',
        title,
        startsOn: '2026-11-24',
        days: 2,
        timeZone: 'Europe/Madrid',
        state: 'prepare-open',
      }),
    ]);
    const { bytes } = await client.export.createArchive(journey);
    const lines = strFromU8(unzipSync(bytes)['calendar.ics'] as Uint8Array)
      .replaceAll('\r\n ', '')
      .split('\r\n');
    assert.equal(
      lines.filter((line) => line === 'BEGIN:VEVENT').length,
      lines.filter((line) => line.startsWith('UID:')).length,
    );
    assert.ok(!lines.some((line) => line.startsWith('ATTENDEE')));
    await client.close();
  });

  it('what was changed, cut or is none of ours is refused, and says where', async () => {
    const { client } = await holdAs('ines', records);
    const { bytes } = await client.export.createArchive(journey);
    const files = unzipSync(bytes);
    const main = strFromU8(files['cordee.json'] as Uint8Array);
    const refused = async (given: Uint8Array) => {
      try {
        await client.export.importArchive(given);
      } catch (error) {
        return [
          (error as { code?: string }).code,
          (error as { issues?: readonly { path: string }[] }).issues?.[0]?.path,
        ];
      }
      return 'read';
    };
    assert.deepEqual(await refused(strToU8('not a zip')), ['CORDEE_INPUT_INVALID', '']);
    assert.deepEqual(await refused(bytes.slice(0, bytes.length / 2)), ['CORDEE_INPUT_INVALID', '']);
    assert.deepEqual(await refused(zipSync({ 'x.txt': strToU8('x') })), ['CORDEE_INPUT_INVALID', 'cordee.json']);
    assert.deepEqual(await refused(zipSync({ 'cordee.json': strToU8('{}') })), ['CORDEE_INPUT_INVALID', 'cordee.json']);
    assert.deepEqual(await refused(zipSync({ 'cordee.json': strToU8(main.replace('Leave it there', 'Changed')) })), [
      'CORDEE_INPUT_INVALID',
      'hash',
    ]);
    await client.close();
  });

  it('who is not in the journey takes nothing', async () => {
    const { client } = await holdAs('ines', records);
    await assert.rejects(client.export.createArchive('elsewhere'), { code: 'CORDEE_PERMISSION_DENIED' });
    await client.close();
  });
});

describe('the page to read', () => {
  const run = (id: string, more: object) =>
    serverRecord('highlightRun', id, 'guides', {
      highlight: 'management-training',
      kind: 'training',
      title: { en: 'Two days', fr: 'Deux jours' },
      startsOn: '2026-11-24',
      days: 2,
      timeZone: 'Europe/Madrid',
      state: 'prepare-open',
      ...more,
    });
  const guides = { kind: 'guides' } as const;
  const answerTo = (step: string, prompt: string, text: string) =>
    words('answer', `answer-${text.toLowerCase()}`, 'ines', 'guides', guides, { step, prompt, body: { text } });
  const adaptation = (id: string, fields: object) =>
    serverRecord('adaptation', id, 'guides', {
      by: 'marc',
      at: '2026-10-01T08:00:00.000Z',
      reason: 'For you.',
      ...fields,
    });

  const pageOf = async (...more: readonly ReturnType<typeof serverRecord>[]): Promise<string> => {
    const { client } = await holdAs('ines', [...records, ...more]);
    const { bytes } = await client.export.createArchive(journey);
    await client.close();
    return strFromU8(unzipSync(bytes)['index.html'] as Uint8Array);
  };

  it('has the answers in steps that the coach added, in the place of others and after those, with their questions', async () => {
    const page = await pageOf(
      adaptation('own-step', {
        op: 'add',
        target: 'one-to-ones',
        content: {
          title: 'Walk with Paul',
          instructions: 'Walk',
          prompts: [{ id: 'seen', role: 'coachee', text: 'What did you see?' }],
        },
      }),
      adaptation('own-next', { op: 'add', target: 'own-step', content: { title: 'And again', instructions: 'Walk' } }),
      adaptation('other-step', {
        op: 'replace',
        target: 'hand-over',
        content: { title: 'Something smaller', instructions: 'Small' },
      }),
      adaptation('gentler', {
        op: 'soften',
        target: 'frame',
        content: { prompts: [{ id: 'softly', role: 'coachee', text: 'Softly asked' }] },
      }),
      answerTo('own-step', 'seen', 'Herons'),
      answerTo('own-next', 'x', 'Storks'),
      answerTo('other-step', 'x', 'Cranes'),
      answerTo('frame', 'softly', 'Egrets'),
    );
    const places = ['Egrets', 'Herons', 'Storks', 'Cranes'].map((word) => page.indexOf(word));
    assert.ok(
      places.every((at) => at > 0),
      JSON.stringify(places),
    );
    assert.deepEqual(
      places.toSorted((a, b) => a - b),
      places,
      'in the order of the path',
    );
    for (const title of ['Walk with Paul', 'And again', 'Something smaller', 'What did you see?', 'Softly asked'])
      assert.ok(page.includes(title), title);
  });

  it('has the answers of activities and steps that nothing names any more: whatever is in the archive is on the page', async () => {
    const page = await pageOf(
      run('hl-3', { startsOn: '2026-12-01' }),
      answerTo('hl-3_unheard-of', 'x', 'Owls'),
      answerTo('hl-3_transfer', 'x', 'Kites'),
      answerTo('a-step-of-old', 'x', 'Larks'),
      answerTo('hl-gone_feedback', 'x', 'Wrens'),
    );
    for (const word of ['Owls', 'Kites', 'Larks', 'Wrens']) assert.equal(page.split(word).length, 2, `${word} once`);
    assert.ok(page.includes('<span lang="fr">D’autres réponses</span>'));
  });

  it('lets words that run from right to left run their own way', async () => {
    const page = await pageOf(
      words('topic', 't-he', 'hana', 'circle', circle, { body: { text: 'שלום, Inès!', lang: 'he' } }),
    );
    assert.ok(
      page.includes('<blockquote lang="he" dir="auto"><p dir="auto">שלום, Inès!</p>'),
      page.slice(page.indexOf('שלום') - 80),
    );
  });
});

describe('what was kept to oneself, brought back', () => {
  const self = { kind: 'self' } as const;
  const secretly = (client: Awaited<ReturnType<typeof holdAs>>['client'], text: string) =>
    client.journeys.answer({ journey, step: 'frame', prompt: 'x', body: { text }, audience: self });

  it('survives the move to another device: answers, drafts and words kept for later, and nothing waits to be sent', async () => {
    const before = await holdAs('ines', records);
    await secretly(before.client, 'Only for me');
    await before.client.drafts.keep(journey, 'topic t1', { text: 'Half a sentence' });
    const { bytes } = await before.client.export.createArchive(journey);
    await before.client.close();

    const { client, store } = await holdAs('ines', records);
    const told: number[] = [];
    assert.deepEqual(await client.export.restoreOnlyMine(bytes, { onProgress: (done) => told.push(done) }), {
      restored: 2,
      kept: 0,
    });
    assert.deepEqual([told.at(-1), (await store.waiting()).pending], [1, 0]);
    assert.equal((await client.drafts.get(journey, 'topic t1'))?.text, 'Half a sentence');
    const again = await client.export.createArchive(journey);
    assert.ok(strFromU8(unzipSync(again.bytes)['only-mine.json'] as Uint8Array).includes('Only for me'));
    await client.close();
  });

  it('writes over nothing that is here', async () => {
    const { client } = await holdAs('ines', records);
    await client.drafts.keep(journey, 'topic t1', { text: 'Old' });
    const { bytes } = await client.export.createArchive(journey);
    await client.drafts.keep(journey, 'topic t1', { text: 'Newer' });
    assert.deepEqual(await client.export.restoreOnlyMine(bytes), { restored: 0, kept: 1 });
    assert.equal((await client.drafts.get(journey, 'topic t1'))?.text, 'Newer');
    await client.close();
  });

  it('is refused of somebody else, of another journey, of a file that was changed, and where the journey is not', async () => {
    const ines = await holdAs('ines', records);
    await secretly(ines.client, 'Only for me');
    const { bytes } = await ines.client.export.createArchive(journey);
    const marc = await holdAs('marc', records);
    await assert.rejects(marc.client.export.restoreOnlyMine(bytes), { code: 'CORDEE_INPUT_INVALID' });
    await assert.rejects(ines.client.export.restoreOnlyMine(bytes, { journey: 'j2' }), {
      code: 'CORDEE_INPUT_INVALID',
    });
    const files = unzipSync(bytes);
    const moved = strFromU8(files['only-mine.json'] as Uint8Array).replace(
      `"journey": "${journey}"`,
      '"journey": "j9"',
    );
    await assert.rejects(ines.client.export.restoreOnlyMine(zipSync({ ...files, 'only-mine.json': strToU8(moved) })), {
      code: 'CORDEE_INPUT_INVALID',
    });
    const empty = await createCordee({
      url: 'http://nowhere.test/',
      user: { tenant: 'acme', id: 'ines' },
      getToken: () => Promise.reject(new Error('none')),
      store: await createRecordStore(createMemoryDatabase(), systemEnv),
    });
    await assert.rejects(empty.export.restoreOnlyMine(bytes), { code: 'CORDEE_PERMISSION_DENIED' });
    await Promise.all([ines.client.close(), marc.client.close(), empty.close()]);
  });
});

describe('an archive in an empty instance (A-PER-4)', () => {
  let sql: Sql;
  let server: TestServer;
  before(async () => {
    sql = await openMemoryDatabase();
    server = await startServer(sql);
  });
  after(async () => {
    await server.stop();
    await sql.close();
  });

  it('is the same journey: taken from there again, it has the same hash', async () => {
    const ines = await holdAs('ines', records);
    const first = await ines.client.export.createArchive(journey);
    const contents = await ines.client.export.importArchive(first.bytes);
    await ines.client.close();
    assert.equal(contents.hash, first.hash);

    const tenant = 'anew';
    await server.service.provision(provisionTemplate(tenant, contents.template));
    await server.service.provision({
      tenant,
      journey: contents.journey,
      records: contents.records as readonly ProvisionedRecord[],
    });
    const store = await createRecordStore(createMemoryDatabase(), systemEnv);
    const client = await createCordee({
      url: server.url,
      user: { tenant, id: 'ines' },
      getToken: async () => `${tenant}.ines`,
      store,
    });
    await firstValueFrom(client.sync.status$.pipe(filter(({ lastSyncedAt }) => lastSyncedAt !== undefined)));
    const second = await client.export.createArchive(journey);
    assert.equal(second.hash, first.hash);
    await client.close();
  });
});
