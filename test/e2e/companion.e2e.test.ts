import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTopic, press, write } from './acts.js';
import { textsIn, wordsOf } from './scenario-words.js';
import {
  type Visit,
  becomesTrue,
  control,
  dumpIndexedDb,
  seesNoText,
  seesText,
  useStage,
  visit,
  visibleText,
} from './support.js';

const stage = useStage();

const as = (person: string): Promise<Visit> => visit(stage.browser, `${stage.demo.url}/as/${person}?lang=fr`);

test('[A-PER-2] the circle is named, and whoever is taken out loses the thread within five seconds', async () => {
  const words = 'Vendredi, je présente seule. Qui a un mot pour la première minute ?';
  const [ines, sofia] = await Promise.all([as('ines'), as('sofia')]);
  await press(ines.page, 'Forum');
  await press(ines.page, 'Ouvrir un sujet');
  await write(ines.page, words);
  await press(ines.page, 'Changer');
  // To oneself and back to the circle: the choice is what says it, not what was there.
  await control(ines.page, 'radio', 'Moi seulement Seulement sur cet appareil. Rien n’est envoyé.').click();
  await seesText(ines.page, /Vous seulement : cela reste sur cet appareil/);
  await control(ines.page, 'radio', 'Le cercle Driss, Hana, Julián, Sofia, Marc, Geneviève et Yann').click();
  await seesText(ines.page, /Driss, Hana, Julián, Sofia, Marc, Geneviève et Yann liront ceci/);
  await press(ines.page, 'Ouvrir ce sujet');
  await openTopic(sofia.page, 'Vendredi, je présente seule');
  await seesText(sofia.page, /Que diriez-vous \?/);

  await openTopic(ines.page, 'Vendredi, je présente seule');
  await seesText(ines.page, /Driss, Hana, Julián, Sofia, Marc, Geneviève et Yann lisent ceci/);
  await press(ines.page, 'Vos mots');
  await press(ines.page, 'Changer');
  await control(ines.page, 'radio', 'Des personnes que je choisis').click();
  await control(ines.page, 'checkbox', 'Sofia compagnie').click();
  await press(ines.page, 'Ne laisser lire que ces personnes');
  const askedAt = Date.now();
  // With the thread open before her.
  await seesNoText(sofia.page, /Vendredi, je présente seule/, 5_000);
  console.log(`# gone at Sofia's ${Date.now() - askedAt} ms after it was asked for`);
  await seesText(sofia.page, /Ce sujet ne vous est plus ouvert/);
  await seesText(ines.page, /Driss, Hana, Julián, Marc, Geneviève et Yann lisent ceci/);
  await seesNoText(ines.page, /Julián, Sofia, Marc/);
  await becomesTrue(
    'nothing of it is left on Sofia’s device',
    async () => !(await dumpIndexedDb(sofia.page)).includes('Vendredi, je présente'),
  );
  assert.deepEqual([...ines.violations, ...ines.complaints, ...sofia.violations, ...sofia.complaints], []);
  await ines.close();
  await sofia.close();
});

test('[A-COM-2] words that say what somebody is get a polite line, and are sent all the same', async () => {
  const [hana, ines] = await Promise.all([as('hana'), as('ines')]);
  await openTopic(hana.page, 'J’ai confié la prévision');
  await write(hana.page, 'Tu es trop contrôlante');
  await seesText(hana.page, /Ce qui aide le plus, c’est un moment/);
  await seesText(hana.page, /Raconter le moment/);
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
  await becomesTrue('the draft is on the disk', async () =>
    (await dumpIndexedDb(hana.page)).includes('pas fini de dire'),
  );
  await hana.page.reload();
  await openTopic(hana.page, 'J’ai confié la prévision');
  await seesText(hana.page, /Ce que vous aviez commencé .{0,20} est de retour/);
  await press(hana.page, 'Repartir de zéro');
  await seesNoText(hana.page, /est de retour/);
  await hana.close();
});

test('[A-COM-4] who leaves and erases takes every word back from every device, and from one that was offline when it is back', async () => {
  const words = 'Mon mot à moi, que je reprendrai.';
  const asked = 'Quelle question a ouvert';
  const [hana, ines, sofia, marc] = (await Promise.all(['hana', 'ines', 'sofia', 'marc'].map(as))) as [
    Visit,
    Visit,
    Visit,
    Visit,
  ];
  await openTopic(hana.page, 'J’ai confié la prévision');
  await write(hana.page, words);
  await press(hana.page, 'Envoyer');
  await seesText(hana.page, /que je reprendrai.{0,80}envoyé/);
  for (const { page } of [ines, marc]) await press(page, 'Forum');
  await openTopic(ines.page, 'J’ai confié la prévision');
  await openTopic(sofia.page, asked);
  await openTopic(marc.page, 'J’ai confié la prévision');
  await seesText(ines.page, /que je reprendrai/);
  await seesText(marc.page, /que je reprendrai/);
  await seesText(sofia.page, /Hana suggestion .{0,120}Then I count to twenty/);
  const hers = [words, ...wordsOf('hana')];
  const readers = [ines, sofia, marc];
  for (const { page } of readers)
    assert.ok(textsIn(await dumpIndexedDb(page), hers).length >= 3, 'each device holds her words before');

  await ines.setReachable(false);
  await hana.page.reload();
  await press(hana.page, 'Quitter cette cordée');
  await seesText(hana.page, /Vous ne lirez plus rien ici, et Inès verra votre départ/);
  await press(hana.page, 'Quitter et effacer mes mots');
  await seesText(hana.page, /dans aucune cordée ici/);
  await seesText(sofia.page, /Hana .{0,60}Retiré par son auteur\./);
  await seesText(marc.page, /Hana .{0,60}Retiré par son auteur\./);
  await seesText(ines.page, /que je reprendrai/);
  await ines.setReachable(true);
  await seesText(ines.page, /Hana .{0,60}Retiré par son auteur\..*Hana .{0,60}Retiré par son auteur\./);
  await press(ines.page, 'Tous les sujets');
  await openTopic(ines.page, asked);
  await seesText(ines.page, /Hana .{0,60}Retiré par son auteur\./);

  // [ST21] Once it is not to be seen, there is no byte of it in any table.
  for (const [name, { page }] of Object.entries({ hana, ines, sofia, marc })) {
    await becomesTrue(
      `nothing of her words is left on the disk of ${name}`,
      async () => textsIn(await dumpIndexedDb(page), hers).length === 0,
    );
    assert.deepEqual(textsIn(await visibleText(page), hers), []);
  }
  for (const person of [hana, ...readers]) assert.deepEqual([...person.violations, ...person.complaints], []);
  await Promise.all([hana, ...readers].map((person) => person.close()));
});
