import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTopic, press, write } from './acts.js';
import { becomesTrue, control, dumpIndexedDb, seesNoText, seesText, useStage, visit } from './support.js';

const stage = useStage();

test('an answer reaches those whose names were chosen, and nobody else', async () => {
  const words = 'Martes-Ocre : « Pau, ton rapport était clair, et la fin trop longue. »';
  const [ines, marc, sofia, genevieve] = await Promise.all(
    ['ines', 'marc', 'sofia', 'genevieve'].map((person) => visit(stage.browser, `${stage.demo.url}/as/${person}`)),
  );
  assert.ok(ines && marc && sofia && genevieve);
  await seesText(genevieve.page, /Semaine 11/);

  await press(ines.page, 'Ouvrir cette étape');
  await press(ines.page, 'Répondre');
  await seesText(ines.page, /Marc, Geneviève et Yann liront ceci/);
  await press(ines.page, 'Changer');
  await control(ines.page, 'radio', 'Des personnes que je choisis').click();
  await control(ines.page, 'checkbox', 'Geneviève mentorat').click();
  await control(ines.page, 'checkbox', 'Yann tutorat').click();
  await control(ines.page, 'checkbox', 'Sofia compagnie').click();
  await seesText(ines.page, /Sofia et Marc liront ceci/);
  await write(ines.page, words);
  await press(ines.page, 'Garder cette réponse');
  await seesText(ines.page, new RegExp(`${words}.{0,80}?envoyé`));

  await becomesTrue('Sofia has the answer', async () => (await dumpIndexedDb(sofia.page)).includes('Martes-Ocre'));
  await press(marc.page, 'Ouvrir cette étape');
  await seesText(marc.page, new RegExp(words));
  // What she asks for after the answer was acknowledged would bring it, if anything did.
  await genevieve.page.reload();
  await seesText(genevieve.page, /Tout est envoyé/);
  assert.doesNotMatch(`${(await genevieve.bodies()).join()}${await dumpIndexedDb(genevieve.page)}`, /Martes-Ocre/);
  for (const person of [ines, marc, sofia, genevieve]) await person.close();
});

test('a topic, a voice and a reply travel between two people in two languages', async () => {
  const ines = await visit(stage.browser, `${stage.demo.url}/as/ines`);
  const sofia = await visit(stage.browser, `${stage.demo.url}/as/sofia`);
  await seesText(sofia.page, /Tout est envoyé|All sent|Everything is sent/);

  await press(ines.page, 'Forum');
  await press(ines.page, 'Ouvrir un sujet');
  await write(ines.page, 'Comment fêtez-vous ce qui finit bien ?');
  await press(ines.page, 'Ouvrir ce sujet');
  await openTopic(sofia.page, 'Comment fêtez-vous');
  await seesText(sofia.page, /No voice yet|Comment fêtez-vous/);
  await write(sofia.page, 'With cake on a Monday, so that it is not lost in a Friday.');
  await press(sofia.page, 'Send');
  await seesText(sofia.page, /With cake on a Monday.{0,80}sent/);

  await openTopic(ines.page, 'Comment fêtez-vous');
  await seesText(ines.page, /Sofia .{0,60}With cake on a Monday/);
  await press(ines.page, 'Répondre à Sofia');
  await write(ines.page, 'Lundi, donc. Je note.', 'Répondre à Sofia');
  await press(ines.page, 'Répondre');
  await seesText(sofia.page, /Inès .{0,60}Lundi, donc\. Je note\./);
  await seesText(sofia.page, /With cake on a Monday.{0,120}read by Inès/);
  await seesNoText(sofia.page, /nouveau|posé il y a/);
  assert.deepEqual([...ines.violations, ...ines.complaints, ...sofia.violations, ...sofia.complaints], []);
  await ines.close();
  await sofia.close();
});
