import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { becomesTrue, control, createFolder, seesText, useStage, visit, visibleText } from './support.js';

const stage = useStage();

test('A-COM-3: what served is said back in a sentence, and the giver reads it without a number', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  const sofia = await visit(stage.browser, `${stage.demo.url}/as/sofia`);
  await control(ines.page, 'button', 'Forum').click();
  await seesText(ines.page, /Quelle question a ouvert/);
  await ines.page.locator('::-p-text(Quelle question a ouvert)').click();
  await seesText(ines.page, /Sofia.{0,200}Ceci m’a servi/);
  // Under Sofia’s words, the last of them.
  await (await ines.page.$$('::-p-aria([name="Ceci m’a servi"][role="button"])')).at(-1)?.click();
  await seesText(ines.page, /À quoi cela a-t-il servi/);
  // The field has the focus.
  await ines.page.keyboard.type('Je me suis tue, et Laia a parlé.');
  await control(ines.page, 'button', 'Le dire en retour').click();
  await seesText(ines.page, /Je me suis tue, et Laia a parlé/);
  await control(sofia.page, 'button', 'Mine').click();
  await seesText(sofia.page, /It served Inès: .{0,10}Je me suis tue, et Laia a parlé/);
  const became = /What became of my words.*?(?=Take all with me)/.exec(await visibleText(sofia.page))?.[0] ?? '';
  assert.notEqual(became, '');
  assert.doesNotMatch(became, /\d/, 'no number of any kind');
  assert.deepEqual([...ines.violations, ...ines.complaints, ...sofia.violations, ...sofia.complaints], []);
  await ines.close();
  await sofia.close();
});

test('A-PER-4: the journey closed, all of it is taken in one file without a network', async () => {
  const folder = await createFolder();
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  const session = await ines.page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder.path, browserContextId: ines.page.browserContext().id ?? '' });
  await control(ines.page, 'button', 'À moi').click();
  for (const name of ['Entamer la fin', 'Entamer la fin', 'Clore le parcours', 'Clore']) await control(ines.page, 'button', name).click();
  await seesText(ines.page, /Le parcours est terminé/);
  await ines.setReachable(false);
  await control(ines.page, 'button', 'Tout emporter').click();
  await seesText(ines.page, /Le voici : cordee-.*\.zip/);
  const saved = async () => (await readdir(folder.path)).find((name) => name.endsWith('.zip'));
  await becomesTrue('the file is saved', async () => (await saved()) !== undefined);
  const files = unzipSync(await readFile(join(folder.path, (await saved()) ?? '')));
  assert.deepEqual(Object.keys(files).toSorted().filter((name) => name !== 'only-mine.json'), ['calendar.ics', 'cordee.json', 'index.html']);
  assert.match(strFromU8(files['index.html'] as Uint8Array), /Posée à trois personnes/);
  assert.deepEqual([...ines.violations, ...ines.complaints], []);
  await ines.close();
  await folder.remove();
});
