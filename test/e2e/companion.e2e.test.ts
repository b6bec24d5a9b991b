import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { becomesTrue, control, dumpIndexedDb, seesNoText, seesText, useStage, visit } from './support.js';

const stage = useStage();

const as = (person: string) => visit(stage.browser, `${stage.demo.url}/as/${person}?lang=fr`);
const press = (page: Page, name: string) => control(page, 'button', name).click();
/** What is looked for by its text has to be there first: the browser's driver remembers what it has not found. */
async function openTopic(page: Page, words: string): Promise<void> {
  await seesText(page, new RegExp(words));
  await page.locator(`::-p-text(${words})`).click();
}
const write = (page: Page, words: string) => page.locator('::-p-aria([role="textbox"])').fill(words);

test('[A-PER-2] the circle is named, and whoever is taken out loses the thread within five seconds', async () => {
  const words = 'Vendredi, je présente seule. Qui a un mot pour la première minute ?';
  const [ines, sofia] = await Promise.all([as('ines'), as('sofia')]);
  await press(ines.page, 'Forum');
  await press(ines.page, 'Ouvrir un sujet');
  await write(ines.page, words);
  await press(ines.page, 'Changer');
  await control(ines.page, 'radio', 'Le cercle').click().catch(() => undefined);
  await seesText(ines.page, /Driss, Hana, Julián, Sofia, Marc, Geneviève et Yann liront ceci|Sofia, Driss, Hana, Julián, Marc, Geneviève et Yann liront ceci/);
  await press(ines.page, 'Ouvrir ce sujet');
  await seesText(sofia.page, /Vendredi, je présente seule/);

  await openTopic(ines.page, 'Vendredi, je présente seule');
  await press(ines.page, 'Vos mots');
  await press(ines.page, 'Changer');
  await control(ines.page, 'radio', 'Des personnes que je choisis').click();
  await control(ines.page, 'checkbox', 'Sofia compagnie').click();
  await press(ines.page, 'Ne laisser lire que ces personnes');
  const askedAt = Date.now();
  await seesNoText(sofia.page, /Vendredi, je présente seule/, 5_000);
  console.log(`# gone at Sofia's ${Date.now() - askedAt} ms after it was asked for`);
  await seesText(ines.page, /Driss, Hana, Julián, Marc, Geneviève et Yann lisent ceci/);
  await becomesTrue('nothing of it is left on Sofia’s device', async () => !(await dumpIndexedDb(sofia.page)).includes('Vendredi, je présente'));
  assert.deepEqual([...ines.violations, ...ines.complaints, ...sofia.violations, ...sofia.complaints], []);
  await ines.close();
  await sofia.close();
});

test('[A-COM-2] words that say what somebody is get a polite line, and are sent all the same', async () => {
  const [hana, ines] = await Promise.all([as('hana'), as('ines')]);
  await openTopic(hana.page, 'J’ai confié la prévision');
  await write(hana.page, 'Tu es trop contrôlante');
  await seesText(hana.page, /Ce qui aide le plus, c’est un moment/);
  await press(hana.page, 'Envoyer quand même');
  await seesText(hana.page, /Tu es trop contrôlante.{0,80}envoyé/);
  await press(ines.page, 'Forum');
  await openTopic(ines.page, 'J’ai confié la prévision');
  await seesText(ines.page, /Tu es trop contrôlante/);
  assert.deepEqual([...hana.violations, ...hana.complaints], []);
  await hana.close();
  await ines.close();
});

test('a draft outlives the page that it was written in', async () => {
  const hana = await as('hana');
  await openTopic(hana.page, 'J’ai confié la prévision');
  await write(hana.page, 'Une chose que je n’ai pas fini de dire');
  await becomesTrue('the draft is on the disk', async () => (await dumpIndexedDb(hana.page)).includes('pas fini de dire'));
  await hana.page.reload();
  await openTopic(hana.page, 'J’ai confié la prévision');
  await seesText(hana.page, /Ce que vous aviez commencé .{0,20} est de retour/);
  await press(hana.page, 'Repartir de zéro');
  await seesNoText(hana.page, /est de retour/);
  await hana.close();
});

test('[A-COM-4] who leaves and erases takes every word back, from a device too that was offline', async () => {
  const words = 'Mon mot à moi, que je reprendrai.';
  const [hana, ines] = await Promise.all([as('hana'), as('ines')]);
  await openTopic(hana.page, 'J’ai confié la prévision');
  await write(hana.page, words);
  await press(hana.page, 'Envoyer');
  await seesText(hana.page, /que je reprendrai.{0,80}envoyé/);
  await press(ines.page, 'Forum');
  await openTopic(ines.page, 'J’ai confié la prévision');
  await seesText(ines.page, /que je reprendrai/);

  await ines.setReachable(false);
  await hana.page.reload();
  await press(hana.page, 'Quitter cette cordée');
  await press(hana.page, 'Quitter et effacer mes mots');
  await seesText(hana.page, /dans aucune cordée ici/);
  await seesText(ines.page, /que je reprendrai/);
  await ines.setReachable(true);
  await seesText(ines.page, /Hana .{0,60}Retiré par son auteur\./);
  await seesNoText(ines.page, /que je reprendrai/);
  // What was written over leaves the disk when its journal is folded into pages; the screen never shows it again.
  await ines.page.reload();
  await seesText(ines.page, /Tout est envoyé/);
  await seesNoText(ines.page, /que je reprendrai/);
  assert.doesNotMatch(await dumpIndexedDb(hana.page), /que je reprendrai/);
  await hana.close();
  await ines.close();
});
