import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { filter, firstValueFrom } from 'rxjs';
import type { ProvisionedRecord } from '../../server/index.js';
import { openMemoryDatabase } from '../support/memory-database.js';
import { provisionTemplate } from '../../server/provisioning/provision.js';
import { createCordee } from '../../src/cordee.js';
import { systemEnv } from '../../src/env.js';
import { createMemoryDatabase } from '../../src/store/memory-database.js';
import { createRecordStore } from '../../src/store/record-store.js';
import { type TestServer, startServer } from '../server/support.js';
import { openTopic, press } from './acts.js';
import { inBothLanguages, scenario } from './scenario-words.js';
import { becomesTrue, createFolder, seesText, useStage, visit, visibleText } from './support.js';

const stage = useStage();

test('[A-COM-3] what served is said back in a sentence, and the giver reads it without a number', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  const sofia = await visit(stage.browser, `${stage.demo.url}/as/sofia`);
  await press(ines.page, 'Forum');
  await openTopic(ines.page, 'Quelle question a ouvert');
  await seesText(ines.page, /Sofia.{0,200}Ceci m’a servi/);
  // Under Sofia’s words, the last of them.
  await (await ines.page.$$('::-p-aria([name="Ceci m’a servi"][role="button"])')).at(-1)?.click();
  await seesText(ines.page, /Qu’est-ce que cela a donné/);
  // The field has the focus.
  await ines.page.keyboard.type('Je me suis tue, et Laia a parlé.');
  await press(ines.page, 'Le dire en retour');
  await seesText(ines.page, /Je me suis tue, et Laia a parlé/);
  await press(sofia.page, 'Mine');
  await seesText(sofia.page, /It served Inès: .{0,10}Je me suis tue, et Laia a parlé/);
  const became =
    /What became of my words.*?(?=When you want to be reached|Take all with me)/.exec(
      await visibleText(sofia.page),
    )?.[0] ?? '';
  assert.notEqual(became, '');
  assert.doesNotMatch(became, /\d/, 'no number of any kind');
  assert.deepEqual([...ines.violations, ...ines.complaints, ...sofia.violations, ...sofia.complaints], []);
  await ines.close();
  await sofia.close();
});

/** Somebody's device at another server, with what they have there. */
async function deviceAt(server: TestServer, tenant: string) {
  const store = await createRecordStore(createMemoryDatabase(), systemEnv);
  const client = await createCordee({
    url: server.url,
    user: { tenant, id: 'ines' },
    getToken: async () => `${tenant}.ines`,
    store,
  });
  await firstValueFrom(client.sync.status$.pipe(filter(({ lastSyncedAt }) => lastSyncedAt !== undefined)));
  return client;
}

/** What is in the file is the same journey in an instance that had nothing. */
async function importsAnew(archive: Uint8Array): Promise<void> {
  const [sql, tenant] = [await openMemoryDatabase(), 'anew'];
  const server = await startServer(sql);
  try {
    const empty = await deviceAt(server, tenant);
    const { journey, template, records, hash } = await empty.export.importArchive(archive);
    assert.deepEqual(await firstValueFrom(empty.journeys.watchAll()), []);
    await empty.close();
    await server.service.provision(provisionTemplate(tenant, template));
    await server.service.provision({ tenant, journey, records: records as readonly ProvisionedRecord[] });
    const ines = await deviceAt(server, tenant);
    const [found] = await firstValueFrom(ines.journeys.watchAll());
    assert.equal(found?.id, journey);
    const topics = await firstValueFrom(ines.forum.watchTopics(journey));
    const asked = scenario.forum.find(({ kind }) => kind === 'ask');
    assert.ok(asked && topics.some(({ body }) => inBothLanguages(asked.text).includes(body.text)));
    assert.equal((await ines.export.createArchive(journey)).hash, hash, 'taken from there again, it is the same');
    await ines.close();
  } finally {
    await server.stop();
    await sql.close();
  }
}

test('[A-PER-4] the journey closed, all of it is taken in one file without a network, and an empty instance takes it', async () => {
  const folder = await createFolder();
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  const session = await ines.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder.path,
    browserContextId: ines.page.browserContext().id ?? '',
  });
  await press(ines.page, 'À moi');
  for (const name of ['Entamer la fin', 'Entamer la fin', 'Clore le parcours', 'Clore']) await press(ines.page, name);
  await seesText(ines.page, /Le parcours est terminé/);
  await seesText(ines.page, /Tout est envoyé/);
  await ines.setReachable(false);
  await press(ines.page, 'Tout emporter');
  await seesText(ines.page, /Le voici : cordee-.*\.zip/);
  const saved = async () => (await readdir(folder.path)).find((name) => name.endsWith('.zip'));
  await becomesTrue('the file is saved', async () => (await saved()) !== undefined);
  const archive = await readFile(join(folder.path, (await saved()) ?? ''));
  const files = unzipSync(archive);
  const text = (name: string): string => strFromU8(files[name] as Uint8Array);
  assert.deepEqual(
    Object.keys(files)
      .toSorted()
      .filter((name) => name !== 'only-mine.json'),
    ['calendar.ics', 'cordee.json', 'index.html'],
  );
  assert.match(text('index.html'), /Posée à trois personnes/);
  assert.match(text('calendar.ics'), /^BEGIN:VCALENDAR\r\n[^]*BEGIN:VEVENT[^]*END:VCALENDAR\r\n$/);
  assert.deepEqual([...ines.violations, ...ines.complaints], []);
  await ines.close();
  await folder.remove();
  await importsAnew(archive);
});
